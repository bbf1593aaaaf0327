using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Agreements;
using Portal.Core.Settlement;
using Portal.Core.Shared;
using Portal.Data.Agreements;
using Portal.Web.Shared;

namespace Portal.Web.Agreements;

/// <summary>Who sells: nobody, or somebody whose tax is withheld or not, where the seller is the order's own.</summary>
public enum SellerKind { None, Business, Individual }

/// <summary>What is asked for, as it was typed.</summary>
public sealed record DivisionForm
{
    public string? Price { get; init; }
    public string? Quantity { get; init; }
    public string? Discount { get; init; }
    public SellerKind? Seller { get; init; }
}

/// <summary>What a party gets: its portion, the VAT that goes with the rest, the tax that is withheld of an individual.</summary>
public sealed record PayoutRow(ShareRow Share, long Amount, long Vat, long IncomeTax, long LocalTax, bool IsMine)
{
    public long Net => Amount + Vat - IncomeTax - LocalTax;
}

/// <summary>What everybody would get for a line of these terms; no rows while the question cannot be answered.</summary>
public sealed record DivisionModel(AgreementHeader Agreement, DivisionForm Form, LineTerms Terms, long Quantity, IReadOnlyList<PayoutRow> Rows, WithholdingRule? Rule)
{
    public bool IsRefused => Rows.Any(r => r.Amount < 0);
    public IReadOnlyList<PayoutRow> Mine => [.. Rows.Where(r => r.IsMine)];
}

/// <summary>What would I get: any price, quantity and discount, divided exactly as an order line is.</summary>
[Roles(Role.Producer, Role.Seller, Role.Operator, Role.Administrator)]
public sealed class DivisionsController(AgreementPages pages, ISettlementStore settlements, PortalOptions options, Clock clock) : Controller
{
    [HttpGet("/agreements/{agreementId:long}/division")]
    public async Task<IActionResult> Index(Actor actor, long agreementId, DivisionForm form)
    {
        if (await pages.Find(actor, agreementId) is not { } detail) return NotFound();
        var a = detail.Agreement;
        form = form with { Price = form.Price ?? options.Currency.Plain(a.Price), Quantity = form.Quantity ?? "1", Discount = form.Discount ?? "0", Seller = form.Seller ?? SellerKind.Business };
        if (!options.Currency.TryRead(form.Price, out var price) || price == 0) this.Error("price", "agreements.badPrice");
        if (!long.TryParse(form.Quantity, NumberStyles.None, CultureInfo.InvariantCulture, out var quantity) || quantity is < 1 or > 1_000_000) this.Error("quantity", "agreements.badQuantity");
        if (!PerCent.TryParse(form.Discount, out var discount) || discount > 9_999) this.Error("discount", "agreements.badDiscount");
        var terms = new LineTerms(price, discount, a.TaxBp(options.StandardTaxBp));
        var rule = await settlements.Rule(clock.Today);
        if (ModelState.IsValid && Division.Of(detail.Shares, terms, quantity, actor) is { } division)
            return View(new DivisionModel(a, form, terms, quantity, [.. Rows(division, form.Seller.Value, rule)], rule));
        if (ModelState.IsValid) this.Error("price", "agreements.tooLarge");
        return this.Invalid("Index", new DivisionModel(a, form, terms, quantity, [], rule));
    }

    private static IEnumerable<PayoutRow> Rows(Division division, SellerKind seller, WithholdingRule? rule)
    {
        foreach (var row in division.Rows)
        {
            if ((seller == SellerKind.None ? row.WithoutSeller : row.WithSeller) is not { } amount) continue;
            var isOpenSeller = row.Share is { Part: nameof(Part.Seller), PartyId: null };
            var isWithheld = amount > 0 && !row.Share.IsIncome && row.Share.Part != nameof(Part.Mileage) && (isOpenSeller ? seller == SellerKind.Individual : row.Share.IsIndividual);
            var (income, local) = isWithheld && rule is not null ? rule.On(amount) : (0, 0);
            yield return new PayoutRow(row.Share, amount, row.Share.Kind == nameof(ShareKind.Rest) ? division.Vat : 0, income, local, row.IsMine);
        }
    }
}
