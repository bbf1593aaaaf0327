using Portal.Core.Operations;
using Portal.Core.Shared;

namespace Portal.Core.Catalog;

/// <summary>A product that was reviewed before it came here: it counts as approved, and is on sale, since <paramref name="At"/>.</summary>
public sealed record ApproveImportedRequest(Actor Actor, long ProductId, DateTime At);

public enum ApproveImportedOutcome { Approved, NotFound, NotDraft }

/// <summary>See <see cref="ApproveImportedRequest"/>. Only the portal itself may.</summary>
public sealed class ApproveImported(IUnitOfWork unit, ICatalogStore catalog, Audit audit)
{
    public async Task<ApproveImportedOutcome> Handle(ApproveImportedRequest request)
    {
        await using var tx = await unit.Begin();
        if (request.Actor.Role != Role.System || await catalog.Product(request.Actor, request.ProductId) is not { } product) return ApproveImportedOutcome.NotFound;
        if (!await catalog.MoveRevision(product.LatestId, RevisionStatus.Draft, RevisionStatus.Approved, request.At)) return ApproveImportedOutcome.NotDraft;
        await catalog.Adopt(product.Id, product.LatestId, request.At);
        await catalog.Move(product.Id, ProductStatus.Approved, ProductStatus.OnSale, Role.System, request.At);
        await audit.Note(request.Actor, "product.import", "product", product.Id, product.Label, product.Status, nameof(ProductStatus.OnSale));
        await tx.Commit();
        return ApproveImportedOutcome.Approved;
    }
}

/// <summary>A category by its code; added when it is new.</summary>
public sealed record EnsureCategoryRequest(Actor Actor, string Code, string Name, string NameEn);

/// <summary>See <see cref="EnsureCategoryRequest"/>. Returns its id, or null to whoever may not.</summary>
public sealed class EnsureCategory(IUnitOfWork unit, ICatalogStore catalog)
{
    public async Task<long?> Handle(EnsureCategoryRequest request)
    {
        if (request.Actor.Role is not (Role.System or Role.Administrator)) return null;
        await using var tx = await unit.Begin();
        var id = await catalog.EnsureCategory(request.Code, request.Name, request.NameEn);
        await tx.Commit();
        return id;
    }
}
