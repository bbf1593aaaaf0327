using Portal.Core.Operations;
using Portal.Core.Shared;

namespace Portal.Core.Catalog;

/// <summary>What is on its way is taken back by those who may change it.</summary>
public sealed record TakeBackRequest(Actor Actor, long ProductId, long RevisionId);

public enum TakeBackOutcome
{
    Done,
    NotFound,
    /// <summary>It went on meanwhile: a review was opened, or it was submitted.</summary>
    NotPossible,
}

/// <summary>Takes a submission back, as long as nobody reviews it: it is a draft again.</summary>
public sealed class WithdrawSubmission(IUnitOfWork unit, ICatalogStore catalog, Audit audit)
{
    public async Task<TakeBackOutcome> Handle(TakeBackRequest request)
    {
        await using var tx = await unit.Begin();
        if (await catalog.Product(request.Actor, request.ProductId) is not { } product) return TakeBackOutcome.NotFound;
        if (product.LatestId != request.RevisionId || !await catalog.MoveRevision(product.LatestId, RevisionStatus.Submitted, RevisionStatus.Draft, null)) return TakeBackOutcome.NotPossible;
        await audit.Note(request.Actor, "product.withdraw", "product", product.Id, product.Label, nameof(RevisionStatus.Submitted), nameof(RevisionStatus.Draft));
        await tx.Commit();
        return TakeBackOutcome.Done;
    }
}

/// <summary>Throws away a draft that follows an approved revision: the product stays as it was approved.</summary>
public sealed class DiscardRevision(IUnitOfWork unit, ICatalogStore catalog, Audit audit)
{
    public async Task<TakeBackOutcome> Handle(TakeBackRequest request)
    {
        await using var tx = await unit.Begin();
        if (await catalog.Product(request.Actor, request.ProductId) is not { } product) return TakeBackOutcome.NotFound;
        if (product.LatestId != request.RevisionId || product.IsRetired || !await catalog.Discard(product.LatestId)) return TakeBackOutcome.NotPossible;
        await audit.Note(request.Actor, "product.discard", "product", product.Id, product.Label, nameof(RevisionStatus.Draft), null);
        await tx.Commit();
        return TakeBackOutcome.Done;
    }
}
