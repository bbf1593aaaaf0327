using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Portal.Core.Operations;
using Portal.Core.Shared;

namespace Portal.Core.Catalog;

/// <summary>
/// Changes what is reviewed. A draft is written in place; a change of a decided revision begins the next one, and what is on sale stays as it is.
/// Revision and version are those that the form was opened with.
/// </summary>
public sealed record EditProductRequest(Actor Actor, long ProductId, long RevisionId, int RowVersion, ProductContent Content);

public abstract record EditProductOutcome
{
    private EditProductOutcome() { }

    public sealed record Saved(long RevisionId) : EditProductOutcome;
    /// <summary>The next revision was begun; it has to be submitted.</summary>
    public sealed record Begun(long RevisionId) : EditProductOutcome;
    public sealed record Unchanged : EditProductOutcome;
    public sealed record NotFound : EditProductOutcome;
    /// <summary>Somebody saved it meanwhile.</summary>
    public sealed record Stale : EditProductOutcome;
    /// <summary>It waits for review, is being reviewed, or is retired.</summary>
    public sealed record Locked : EditProductOutcome;
    public sealed record Invalid(IReadOnlyList<ContentProblem> Problems) : EditProductOutcome;
}

/// <summary>See <see cref="EditProductRequest"/>.</summary>
public sealed class EditProduct(IUnitOfWork unit, ICatalogStore catalog, Audit audit, Clock clock)
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Converters = { new JsonStringEnumConverter() } };

    public async Task<EditProductOutcome> Handle(EditProductRequest request)
    {
        var content = request.Content.Normalized();
        if (content.Problems() is { Count: > 0 } problems) return new EditProductOutcome.Invalid(problems);

        await using var tx = await unit.Begin();
        if (await catalog.Product(request.Actor, request.ProductId) is not { } product) return new EditProductOutcome.NotFound();
        if (product.IsRetired || product.IsLocked) return new EditProductOutcome.Locked();
        if (product.LatestId != request.RevisionId || product.LatestVersion != request.RowVersion) return new EditProductOutcome.Stale();
        if (content.CategoryId is { } category && !await catalog.CategoryExists(category)) return new EditProductOutcome.Invalid([ContentProblem.Category]);
        var before = (await catalog.Content(product.LatestId))!;
        if (before.SameAs(content)) return new EditProductOutcome.Unchanged();

        var outcome = await Write(request, product, content);
        if (outcome is EditProductOutcome.Stale) return outcome;
        await audit.Note(request.Actor, "product.edit", "product", product.Id, product.Label, JsonSerializer.Serialize(before, Readable), JsonSerializer.Serialize(content, Readable));
        await tx.Commit();
        return outcome;
    }

    private async Task<EditProductOutcome> Write(EditProductRequest request, ProductState product, ProductContent content)
    {
        if (product.IsEditable)
            return await catalog.Rewrite(product.LatestId, request.RowVersion, content)
                ? new EditProductOutcome.Saved(product.LatestId)
                : new EditProductOutcome.Stale();
        var next = new NewRevision(Ids.Next(), product.Id, content, request.Actor.PersonOrNull, clock.Now);
        return await catalog.Insert(next, product.LatestId) ? new EditProductOutcome.Begun(next.Id) : new EditProductOutcome.Stale();
    }
}
