using Portal.Core.Notifications;
using Portal.Core.Operations;
using Portal.Core.Shared;

namespace Portal.Core.Catalog;

/// <summary>Hands the draft of a product in for review.</summary>
public sealed record SubmitProductRequest(Actor Actor, long ProductId)
{
    /// <summary>Goes on sale by itself once it is approved.</summary>
    public bool Publish { get; init; } = true;
}

public enum SubmitProductOutcome
{
    Submitted,
    NotFound,
    /// <summary>It was submitted before, is being reviewed, or is retired.</summary>
    NotDraft,
    /// <summary>A description is what reviewers read; without one there is nothing to review.</summary>
    NoDescription,
    /// <summary>The producer belongs to no centre: nobody would open a review.</summary>
    NoCentre,
}

/// <summary>See <see cref="SubmitProductRequest"/>. What a review sent back is handed in again in its case.</summary>
public sealed class SubmitProduct(IUnitOfWork unit, ICatalogStore catalog, Notices notices, Audit audit, Clock clock)
{
    public async Task<SubmitProductOutcome> Handle(SubmitProductRequest request)
    {
        await using var tx = await unit.Begin();
        if (await catalog.Product(request.Actor, request.ProductId) is not { } product) return SubmitProductOutcome.NotFound;
        if (product.IsRetired || product.LatestStatus != nameof(RevisionStatus.Draft)) return SubmitProductOutcome.NotDraft;
        if ((await catalog.Content(product.LatestId))?.Description is null) return SubmitProductOutcome.NoDescription;
        if (product.CentreId is not { } centre) return SubmitProductOutcome.NoCentre;
        if (!await catalog.Submit(product.LatestId, request.Publish, clock.Now)) return SubmitProductOutcome.NotDraft;

        await audit.Note(request.Actor, "product.submit", "product", product.Id, product.Label, nameof(RevisionStatus.Draft), nameof(RevisionStatus.Submitted));
        // handed in, taken back and handed in again is news each time
        await notices.ToMembers(centre, Role.Operator, new Notice($"product.submitted:{product.LatestId}:{product.LatestVersion}", "product.submitted",
            new Dictionary<string, string> { ["code"] = product.Code, ["name"] = product.Name, ["path"] = "/reviews?view=waiting" }));
        await tx.Commit();
        return SubmitProductOutcome.Submitted;
    }
}
