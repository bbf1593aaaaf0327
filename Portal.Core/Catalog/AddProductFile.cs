using Portal.Core.Operations;
using Portal.Core.Shared;

namespace Portal.Core.Catalog;

/// <summary>
/// Adds an image or a manual to what is reviewed. After a decided revision it begins the next one; what is on sale keeps its files.
/// The revision is the one that the page was opened with. Without a title an image shows the product, a manual is called by its name.
/// </summary>
public sealed record AddProductFileRequest(Actor Actor, long ProductId, long RevisionId, ProductFileKind Kind, string? Title, Upload Upload);

public abstract record AddProductFileOutcome
{
    private AddProductFileOutcome() { }

    /// <summary>Added to that revision; <paramref name="Begun"/> when it was begun for it.</summary>
    public sealed record Added(long RevisionId, bool Begun) : AddProductFileOutcome;
    public sealed record NotFound : AddProductFileOutcome;
    /// <summary>It waits for review, is being reviewed, or is retired.</summary>
    public sealed record Locked : AddProductFileOutcome;
    /// <summary>There is another revision now.</summary>
    public sealed record Stale : AddProductFileOutcome;
    public sealed record Full(int Max) : AddProductFileOutcome;
    /// <summary>The same bytes are among its files already.</summary>
    public sealed record AlreadyThere : AddProductFileOutcome;
    public sealed record BadTitle : AddProductFileOutcome;
    public sealed record Refused(FileOutcome Reason) : AddProductFileOutcome;
}

/// <summary>See <see cref="AddProductFileRequest"/>.</summary>
public sealed class AddProductFile(IUnitOfWork unit, ICatalogStore catalog, Files files, RevisionDesk desk, Audit audit)
{
    public const int MaxPerKind = 10;
    public const int MaxTitle = 200;

    public async Task<AddProductFileOutcome> Handle(AddProductFileRequest request)
    {
        var title = PlainText.Tidy(request.Title);
        if (title?.Length > MaxTitle) return new AddProductFileOutcome.BadTitle();
        // whoever may not, or cannot now, is told before twenty megabytes are taken in
        if (await Refusal(request) is { } early) return early;
        var taken = await files.Take(request.Upload, request.Kind == ProductFileKind.Image ? FileUse.Image : FileUse.Document);
        if (taken.File is not { } file) return new AddProductFileOutcome.Refused(taken.Outcome);

        await using var tx = await unit.Begin();
        if (await Refusal(request) is { } late) return late;
        var product = (await catalog.Product(request.Actor, request.ProductId))!;
        if (await desk.Writable(request.Actor, product) is not { } revision) return new AddProductFileOutcome.Stale();
        var there = await catalog.Files(revision.Id);
        if (there.Any(f => f.Sha256 == file.Sha256 && f.Kind == request.Kind.ToString())) return new AddProductFileOutcome.AlreadyThere();
        if (there.Count(f => f.Kind == request.Kind.ToString()) >= MaxPerKind) return new AddProductFileOutcome.Full(MaxPerKind);
        await files.Register(request.Actor, file);
        if (!await catalog.AddFile(new NewProductFile(revision.Id, file.Id, request.Kind, title ?? (request.Kind == ProductFileKind.Image ? product.Name : file.Name)), MaxPerKind)) return new AddProductFileOutcome.Locked();
        await audit.Note(request.Actor, "product.file.add", "product", product.Id, product.Label, null, $"{request.Kind} {file.Id} {file.Name}");
        await tx.Commit();
        return new AddProductFileOutcome.Added(revision.Id, revision.Begun);
    }

    private async Task<AddProductFileOutcome?> Refusal(AddProductFileRequest request) =>
        await catalog.Product(request.Actor, request.ProductId) switch
        {
            null => new AddProductFileOutcome.NotFound(),
            { IsRetired: true } or { IsLocked: true } => new AddProductFileOutcome.Locked(),
            { LatestId: var latest } when latest != request.RevisionId => new AddProductFileOutcome.Stale(),
            _ => null,
        };
}

/// <summary>The revision that may be written to.</summary>
public readonly record struct WritableRevision(long Id, bool Begun);

/// <summary>Finds or begins the revision that a change belongs to.</summary>
[Service]
public sealed class RevisionDesk(ICatalogStore catalog, Clock clock)
{
    /// <summary>The latest revision while it may be written to, else the next one with the same content; null when somebody was faster.</summary>
    internal async Task<WritableRevision?> Writable(Actor actor, ProductState product)
    {
        if (product.IsEditable) return new WritableRevision(product.LatestId, false);
        var content = (await catalog.Content(product.LatestId))!;
        var next = new NewRevision(Ids.Next(), product.Id, content, actor.PersonOrNull, clock.Now);
        return await catalog.Insert(next, product.LatestId) ? new WritableRevision(next.Id, true) : null;
    }
}
