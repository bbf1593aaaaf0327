using Portal.Core.Operations;
using Portal.Core.Shared;

namespace Portal.Core.Sellers;

public enum RecruitmentStatus { Open, Closed }

public enum ApplicationStatus { Submitted, Accepted, Rejected, Withdrawn }

public enum Opinion { Favour, Against }

/// <summary>An operator looks for sellers of a product.</summary>
public sealed record OpenRecruitmentRequest(Actor Actor, long ProductId, int Quota)
{
    public long? CentreId { get; init; }
    public long? ReviewerId { get; init; }
    public string? Note { get; init; }
    public DateTime? ClosesAt { get; init; }
}

public abstract record OpenRecruitmentOutcome
{
    private OpenRecruitmentOutcome() { }

    public sealed record Opened(long RecruitmentId) : OpenRecruitmentOutcome;
    /// <summary>There is no such product, or it was not approved.</summary>
    public sealed record NotFound : OpenRecruitmentOutcome;
    public sealed record AlreadyOpen : OpenRecruitmentOutcome;
    public sealed record Bad(string Field) : OpenRecruitmentOutcome;
}

/// <summary>See <see cref="OpenRecruitmentRequest"/>. One recruitment per product and centre is open at a time.</summary>
public sealed class OpenRecruitment(IUnitOfWork unit, ISellersStore sellers, Audit audit, Clock clock)
{
    public async Task<OpenRecruitmentOutcome> Handle(OpenRecruitmentRequest request)
    {
        var centre = request.Actor.Role == Role.Operator ? request.Actor.OrganizationId : request.CentreId;
        if (request.Actor.Role is not (Role.Operator or Role.System) || centre is not { } centreId) return new OpenRecruitmentOutcome.NotFound();
        if (request.Quota is < 1 or > 100_000) return new OpenRecruitmentOutcome.Bad(nameof(request.Quota));
        if (request.ClosesAt <= clock.Now) return new OpenRecruitmentOutcome.Bad(nameof(request.ClosesAt));
        var note = PlainText.Tidy(request.Note);
        if (note is { Length: > 2000 }) return new OpenRecruitmentOutcome.Bad(nameof(request.Note));
        await using var tx = await unit.Begin();
        if (await sellers.RecruitableProduct(request.ProductId) is not { } name) return new OpenRecruitmentOutcome.NotFound();
        if (request.ReviewerId is { } reviewer && !await sellers.IsReviewer(reviewer, request.ProductId)) return new OpenRecruitmentOutcome.Bad(nameof(request.ReviewerId));
        var id = Ids.Next();
        if (!await sellers.InsertRecruitment(id, request with { Note = note }, centreId, clock.Now)) return new OpenRecruitmentOutcome.AlreadyOpen();
        await audit.Note(request.Actor, "recruitment.open", "recruitment", id, name, null, $"{request.Quota}");
        await tx.Commit();
        return new OpenRecruitmentOutcome.Opened(id);
    }
}

/// <summary>Closes recruitments whose time is over, so that the product can be recruited for anew. Returns how many.</summary>
public sealed class CloseExpiredRecruitments(IUnitOfWork unit, ISellersStore sellers, Audit audit, Clock clock)
{
    public async Task<int> Handle(int max)
    {
        var closed = 0;
        foreach (var recruitment in await sellers.Expired(clock.Now, max))
        {
            await using var tx = await unit.Begin();
            if (!await sellers.Close(recruitment.Id)) continue;
            await audit.Note(Actor.Portal, "recruitment.close", "recruitment", recruitment.Id, recruitment.ProductName);
            await tx.Commit();
            closed++;
        }

        return closed;
    }
}

/// <summary>No more applications are taken; those that are accepted stay.</summary>
public sealed class CloseRecruitment(IUnitOfWork unit, ISellersStore sellers, Audit audit)
{
    public async Task<SellersOutcome> Handle(Actor actor, long recruitmentId)
    {
        await using var tx = await unit.Begin();
        if (await sellers.Recruitment(recruitmentId) is not { } recruitment || !recruitment.IsOf(actor)) return SellersOutcome.NotFound;
        if (!await sellers.Close(recruitmentId)) return SellersOutcome.NotPossible;
        await audit.Note(actor, "recruitment.close", "recruitment", recruitmentId, recruitment.ProductName);
        await tx.Commit();
        return SellersOutcome.Done;
    }
}

public enum SellersOutcome
{
    Done,
    NotFound,
    /// <summary>Decided, closed or withdrawn meanwhile.</summary>
    NotPossible,
    QuotaFull,
    /// <summary>Who rejects, or ends that somebody sells, says why in at most 1,000 characters.</summary>
    ReasonNeeded,
}

/// <summary>A seller applies to sell the product of a recruitment, under the agreement that is in force.</summary>
public sealed record ApplyToRecruitmentRequest(Actor Actor, long RecruitmentId, string? Message)
{
    /// <summary>The agreement that the seller saw and takes part in.</summary>
    public long? AgreementId { get; init; }
    /// <summary>For whom the portal applies when it replays history.</summary>
    public long? SellerId { get; init; }
}

public abstract record ApplyToRecruitmentOutcome
{
    private ApplyToRecruitmentOutcome() { }

    public sealed record Applied(long ApplicationId) : ApplyToRecruitmentOutcome;
    public sealed record NotFound : ApplyToRecruitmentOutcome;
    public sealed record Closed : ApplyToRecruitmentOutcome;
    public sealed record AppliedBefore : ApplyToRecruitmentOutcome;
    /// <summary>Another agreement is in force than the one that the seller saw.</summary>
    public sealed record AgreementChanged : ApplyToRecruitmentOutcome;
}
