using Portal.Core.Shared;

namespace Portal.Core.Catalog;

/// <summary>A product as it is first written.</summary>
public sealed record NewProduct(long Id, long RevisionId, string Code, long ProducerId, long Stock, int MaxDeliveryDays, DateTime At);

/// <summary>A revision as it is first written; the one that it follows must still be as it was seen.</summary>
public sealed record NewRevision(long Id, long ProductId, ProductContent Content, long? CreatedBy, DateTime At);

/// <summary>A file of a revision.</summary>
public sealed record NewProductFile(long RevisionId, long FileId, ProductFileKind Kind, string Title);

/// <summary>A file of a revision, as use cases need it.</summary>
public sealed record ProductFile
{
    public long FileId { get; init; }
    public string Kind { get; init; } = "";
    public string Title { get; init; } = "";
    public string Sha256 { get; init; } = "";
}

/// <summary>A revision as review needs it.</summary>
public sealed record RevisionState
{
    public long Id { get; init; }
    public long ProductId { get; init; }
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public string Status { get; init; } = "";
    public long ProducerId { get; init; }
    public long? CentreId { get; init; }
    public string ProductStatus { get; init; } = "";

    public string Label => $"{Code} {Name}";
}

/// <summary>Products, their revisions and files. Every change guards itself by its WHERE and says whether it happened.</summary>
public interface ICatalogStore
{
    /// <summary>Takes units of a product that is on sale by one conditional write; false when fewer are left.</summary>
    Task<bool> TakeStock(long productId, long quantity);

    Task GiveBackStock(long productId, long quantity);

    /// <summary>The product, when it is the actor's own: of their firm, of a producer of their centre.</summary>
    Task<ProductState?> Product(Actor actor, long productId);

    /// <summary>True when the actor may register products for that producer.</summary>
    Task<bool> MayRegister(Actor actor, long producerId);

    Task<bool> CategoryExists(long categoryId);

    /// <summary>Adds a product with its first revision; false when the code is taken.</summary>
    Task<bool> Insert(NewProduct product, ProductContent content, long? createdBy);

    /// <summary>The content of a revision.</summary>
    Task<ProductContent?> Content(long revisionId);

    /// <summary>Writes to a draft in place; false when it is no draft any more or was written meanwhile.</summary>
    Task<bool> Rewrite(long revisionId, int rowVersion, ProductContent content);

    /// <summary>Begins the revision after a decided one, with its files; false when somebody was faster.</summary>
    Task<bool> Insert(NewRevision revision, long afterId);

    /// <summary>Hands a draft in; false when it is no draft any more.</summary>
    Task<bool> Submit(long revisionId, bool publish, DateTime at);

    /// <summary>Adds a file to a draft; false when it is no draft any more, has the file, or is full.</summary>
    Task<bool> AddFile(NewProductFile file, int max);

    Task<bool> RemoveFile(long revisionId, long fileId);

    /// <summary>Puts a file of a draft before the others of its kind.</summary>
    Task<bool> PutFirst(long revisionId, long fileId);

    /// <summary>The files of a revision, in their order.</summary>
    Task<IReadOnlyList<ProductFile>> Files(long revisionId);

    /// <summary>Deletes a draft that follows an approved revision; false when it is no draft any more, or all that there is.</summary>
    Task<bool> Discard(long revisionId);

    /// <summary>Moves a product that was approved between its states of sale.</summary>
    Task<bool> Move(long productId, ProductStatus from, ProductStatus to, Role by, DateTime at);

    /// <summary>Ends a product, unless it is being reviewed.</summary>
    Task<bool> Retire(long productId);

    /// <summary>Sets stock and lead time; false when the stock is not what was seen.</summary>
    Task<bool> SetStock(long productId, long seen, long stock, int maxDeliveryDays);

    Task<RevisionState?> Revision(long revisionId);

    /// <summary>Moves a revision through review.</summary>
    Task<bool> MoveRevision(long revisionId, RevisionStatus from, RevisionStatus to, DateTime? decidedAt);

    /// <summary>The product sells this revision from now on; one that was never approved before becomes approved.</summary>
    Task Adopt(long productId, long revisionId, DateTime at);

    /// <summary>Approved products that go on sale by themselves.</summary>
    Task<IReadOnlyList<long>> ToPublish(int max);

    /// <summary>The category of that code, added when it is new.</summary>
    Task<long> EnsureCategory(string code, string name, string nameEn);
}
