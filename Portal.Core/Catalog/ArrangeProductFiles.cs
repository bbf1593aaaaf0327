using Portal.Core.Operations;
using Portal.Core.Shared;

namespace Portal.Core.Catalog;

/// <summary>Takes a file out of what is reviewed, or puts it before all others. The revision is the one that the page was opened with.</summary>
public sealed record ProductFileRequest(Actor Actor, long ProductId, long RevisionId, long FileId);

public enum ProductFileOutcome
{
    Done,
    /// <summary>Done in the next revision, which was begun for it.</summary>
    Begun,
    /// <summary>No such product or file, or not one of the actor's own.</summary>
    NotFound,
    /// <summary>It waits for review, is being reviewed, or is retired.</summary>
    Locked,
    /// <summary>There is another revision now.</summary>
    Stale,
}

/// <summary>Takes a file out. Earlier revisions keep it.</summary>
public sealed class RemoveProductFile(FileDesk desk, ICatalogStore catalog)
{
    public Task<ProductFileOutcome> Handle(ProductFileRequest request) => desk.Change(request, "product.file.remove", catalog.RemoveFile);
}

/// <summary>Puts an image before all others: it stands for the product in lists.</summary>
public sealed class ChooseCover(FileDesk desk, ICatalogStore catalog)
{
    public Task<ProductFileOutcome> Handle(ProductFileRequest request) => desk.Change(request, "product.file.cover", catalog.PutFirst);
}

/// <summary>One change of the files of a product.</summary>
[Service]
public sealed class FileDesk(IUnitOfWork unit, ICatalogStore catalog, RevisionDesk revisions, Audit audit)
{
    internal async Task<ProductFileOutcome> Change(ProductFileRequest request, string action, Func<long, long, Task<bool>> change)
    {
        await using var tx = await unit.Begin();
        if (await catalog.Product(request.Actor, request.ProductId) is not { } product) return ProductFileOutcome.NotFound;
        if (product.IsRetired || product.IsLocked) return ProductFileOutcome.Locked;
        if (product.LatestId != request.RevisionId) return ProductFileOutcome.Stale;
        if ((await catalog.Files(product.LatestId)).FirstOrDefault(f => f.FileId == request.FileId) is not { } file) return ProductFileOutcome.NotFound;
        if (await revisions.Writable(request.Actor, product) is not { } revision || !await change(revision.Id, file.FileId)) return ProductFileOutcome.Stale;
        await audit.Note(request.Actor, action, "product", product.Id, product.Label, $"{file.Kind} {file.FileId} {file.Title}", null);
        await tx.Commit();
        return revision.Begun ? ProductFileOutcome.Begun : ProductFileOutcome.Done;
    }
}
