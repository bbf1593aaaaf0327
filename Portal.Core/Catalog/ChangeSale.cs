using Portal.Core.Notifications;
using Portal.Core.Operations;
using Portal.Core.Shared;

namespace Portal.Core.Catalog;

/// <summary>Puts a product on sale, takes it off, puts it back or ends it.</summary>
public sealed record ChangeSaleRequest(Actor Actor, long ProductId);

public enum ChangeSaleOutcome
{
    Changed,
    NotFound,
    /// <summary>The product is not in a state that allows it: it was not approved, or somebody was faster.</summary>
    NotPossible,
}

/// <summary>Puts an approved product on sale.</summary>
public sealed class PutOnSale(SaleDesk desk)
{
    public Task<ChangeSaleOutcome> Handle(ChangeSaleRequest request) => desk.Move(request, "product.sale", ProductStatus.Approved, ProductStatus.OnSale);
}

/// <summary>Takes a product off sale for a while.</summary>
public sealed class SuspendProduct(SaleDesk desk)
{
    public Task<ChangeSaleOutcome> Handle(ChangeSaleRequest request) => desk.Move(request, "product.suspend", ProductStatus.OnSale, ProductStatus.Suspended);
}

/// <summary>Puts a suspended product back on sale. What the centre suspended, the producer cannot put back.</summary>
public sealed class ResumeProduct(SaleDesk desk)
{
    public Task<ChangeSaleOutcome> Handle(ChangeSaleRequest request) => desk.Move(request, "product.resume", ProductStatus.Suspended, ProductStatus.OnSale);
}

/// <summary>Ends a product for good, unless it is being reviewed.</summary>
public sealed class RetireProduct(IUnitOfWork unit, ICatalogStore catalog, SaleNotices notices, Audit audit)
{
    public async Task<ChangeSaleOutcome> Handle(ChangeSaleRequest request)
    {
        await using var tx = await unit.Begin();
        if (await catalog.Product(request.Actor, request.ProductId) is not { } product) return ChangeSaleOutcome.NotFound;
        if (!await catalog.Retire(product.Id)) return ChangeSaleOutcome.NotPossible;
        await audit.Note(request.Actor, "product.retire", "product", product.Id, product.Label, product.Status, nameof(ProductStatus.Retired));
        await notices.Tell(request.Actor, product, ProductStatus.Retired);
        await tx.Commit();
        return ChangeSaleOutcome.Changed;
    }
}

/// <summary>One guarded move between states of sale.</summary>
[Service]
public sealed class SaleDesk(IUnitOfWork unit, ICatalogStore catalog, SaleNotices notices, Audit audit, Clock clock)
{
    internal async Task<ChangeSaleOutcome> Move(ChangeSaleRequest request, string action, ProductStatus from, ProductStatus to)
    {
        await using var tx = await unit.Begin();
        if (await catalog.Product(request.Actor, request.ProductId) is not { } product) return ChangeSaleOutcome.NotFound;
        if (!await catalog.Move(product.Id, from, to, request.Actor.Role, clock.Now)) return ChangeSaleOutcome.NotPossible;
        await audit.Note(request.Actor, action, "product", product.Id, product.Label, from.ToString(), to.ToString());
        await notices.Tell(request.Actor, product, to);
        await tx.Commit();
        return ChangeSaleOutcome.Changed;
    }
}

/// <summary>Tells the producer what its centre did to a product.</summary>
[Service]
public sealed class SaleNotices(Notices notices)
{
    internal async Task Tell(Actor actor, ProductState product, ProductStatus now)
    {
        if (actor.Role != Role.Operator) return;
        var arguments = new Dictionary<string, string> { ["code"] = product.Code, ["name"] = product.Name, ["centre"] = actor.OrganizationName, ["path"] = $"/catalog/{product.Code}" };
        var notice = now switch
        {
            ProductStatus.OnSale => new Notice($"product.sale:{Ids.Next()}", "product.sale", arguments),
            ProductStatus.Suspended => new Notice($"product.suspended:{Ids.Next()}", "product.suspended", arguments),
            ProductStatus.Retired => new Notice($"product.retired:{Ids.Next()}", "product.retired", arguments),
            _ => throw new ArgumentOutOfRangeException(nameof(now), now, "Nothing to tell."),
        };
        await notices.ToMembers(product.ProducerId, Role.Producer, notice);
    }
}
