using System.ComponentModel.DataAnnotations;
using Portal.Core.Orders;
using Portal.Core.Shared;
using Portal.Data.Mileage;
using Portal.Data.Orders;

namespace Portal.Web.Orders;

public sealed record DraftLineForm
{
    public long ProductId { get; init; }

    [Display(Name = "orders.quantity"), Range(0d, 1_000_000d)]
    public long Quantity { get; init; }
}

/// <summary>The draft-order screen. Prices are not in it: they come from the products.</summary>
public sealed record DraftForm
{
    [Display(Name = "orders.findCustomer"), StringLength(254)]
    public string? FindCustomer { get; init; }

    [Display(Name = "orders.findProduct"), StringLength(100)]
    public string? FindProduct { get; init; }

    [Display(Name = "orders.recipient"), StringLength(100)]
    public string? Recipient { get; init; }

    [Display(Name = "orders.phone"), StringLength(40)]
    public string? Phone { get; init; }

    [Display(Name = "orders.postalCode"), StringLength(10)]
    public string? PostalCode { get; init; }

    [Display(Name = "orders.address"), StringLength(300)]
    public string? Address { get; init; }

    [Display(Name = "orders.wish"), StringLength(1000)]
    public string? Memo { get; init; }

    public List<DraftLineForm> Lines { get; init; } = [];

    /// <summary>The quantities beside the products that were found.</summary>
    public List<DraftLineForm> Found { get; init; } = [];

    /// <summary>What of the buyer's mileage is spent when the order is placed.</summary>
    [Display(Name = "orders.mileageUse"), StringLength(30)]
    public string? Mileage { get; init; }

    /// <summary>The total that the person saw when they placed the order.</summary>
    public long ExpectedTotal { get; init; }

    /// <summary>save, place, customer:id or add:id.</summary>
    public string? Do { get; init; }

    public ShipTo ShipTo => new(PlainText.Tidy(Recipient), PlainText.Tidy(Phone), PlainText.Tidy(PostalCode), PlainText.Tidy(Address), PlainText.Tidy(Memo));
}

public sealed record DraftModel(DraftDetail Draft, DraftForm Form, Quote Quote, IReadOnlyList<BuyerRow> Customers, IReadOnlyList<DraftProductRow> Products, DateOnly Today)
{
    /// <summary>What of the buyer's mileage can be spent here.</summary>
    public long Mileage { get; init; }
}

/// <summary>What the draft screen shows.</summary>
[Service]
public sealed class DraftScreen(DraftPages pages, MileagePages mileage, OrderDesk desk, Clock clock)
{
    public async Task<DraftModel> Model(Actor actor, DraftDetail draft, DraftForm form)
    {
        var items = draft.Lines.Select(l => new OrderItem(l.ProductId, l.Quantity)).ToList();
        var quote = items.Count == 0 ? new Quote([], []) : await desk.Quote(items, actor.Role == Role.Seller ? actor.OrganizationId : null);
        var forOthers = actor.Role != Role.Buyer;
        return new DraftModel(draft, form, quote, await pages.Customers(actor, form.FindCustomer), forOthers ? await pages.Products(actor, form.FindProduct) : [], clock.Today)
        {
            Mileage = await mileage.Usable(actor, draft.Draft.BuyerId),
        };
    }

    public async Task<DraftForm> Form(Actor actor, DraftDetail draft)
    {
        var d = draft.Draft;
        // a buyer's first basket begins with their own address
        var own = actor.Role == Role.Buyer && d.Address is null ? await pages.Own(actor.OrganizationId) : null;
        return new DraftForm
        {
            Recipient = d.Recipient ?? own?.Name, Phone = d.Phone ?? own?.Phone, PostalCode = d.PostalCode ?? own?.PostalCode, Address = d.Address ?? own?.Address, Memo = d.Memo,
        };
    }
}

/// <summary>What the draft screen does with its buttons.</summary>
[Service]
public sealed class DraftDesk(EditDraft edit, AddToDraft add, PlaceDraft place)
{
    public EditDraft Edit => edit;
    public AddToDraft Add => add;
    public PlaceDraft Place => place;
}
