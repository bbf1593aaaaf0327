using Portal.Core.Operations;
using Portal.Core.Shared;

namespace Portal.Core.Catalog;

/// <summary>A producer, or the operator for them, registers a product. It starts as a draft.</summary>
public sealed record RegisterProductRequest(Actor Actor, long ProducerId, ProductContent Content, long Stock, int MaxDeliveryDays)
{
    /// <summary>A code that the producer already uses; without it the portal gives one.</summary>
    public string? Code { get; init; }
}

public abstract record RegisterProductOutcome
{
    private RegisterProductOutcome() { }

    public sealed record Registered(long ProductId, string Code, long RevisionId) : RegisterProductOutcome;
    /// <summary>No such producer, or not one of the actor's own.</summary>
    public sealed record NotFound : RegisterProductOutcome;
    public sealed record CodeTaken : RegisterProductOutcome;
    public sealed record Invalid(IReadOnlyList<ContentProblem> Problems) : RegisterProductOutcome;
}

/// <summary>See <see cref="RegisterProductRequest"/>.</summary>
public sealed class RegisterProduct(IUnitOfWork unit, ICatalogStore catalog, Numbers numbers, Audit audit, Clock clock)
{
    public async Task<RegisterProductOutcome> Handle(RegisterProductRequest request)
    {
        var content = request.Content.Normalized();
        var given = request.Code?.Trim();
        var problems = Problems(request, content, given);
        if (problems.Count > 0) return new RegisterProductOutcome.Invalid(problems);

        await using var tx = await unit.Begin();
        if (!await catalog.MayRegister(request.Actor, request.ProducerId)) return new RegisterProductOutcome.NotFound();
        if (content.CategoryId is { } category && !await catalog.CategoryExists(category)) return new RegisterProductOutcome.Invalid([ContentProblem.Category]);

        while (true)
        {
            var product = new NewProduct(Ids.Next(), Ids.Next(), given ?? await numbers.NextProductCode(), request.ProducerId,
                request.Stock, request.MaxDeliveryDays, clock.Now);
            if (!await catalog.Insert(product, content, request.Actor.PersonOrNull))
            {
                if (given is not null) return new RegisterProductOutcome.CodeTaken();
                // somebody brought a code of our own shape along: the series goes on after it
                continue;
            }

            await audit.Note(request.Actor, "product.register", "product", product.Id, $"{product.Code} {content.Name}", null, nameof(ProductStatus.Unapproved));
            await tx.Commit();
            return new RegisterProductOutcome.Registered(product.Id, product.Code, product.RevisionId);
        }
    }

    private static List<ContentProblem> Problems(RegisterProductRequest request, ProductContent content, string? code)
    {
        var problems = content.Problems().ToList();
        if (code is not null && !ProductCode.IsValid(code)) problems.Add(ContentProblem.Code);
        problems.AddRange(Supply.Problems(request.Stock, request.MaxDeliveryDays));
        return problems;
    }
}
