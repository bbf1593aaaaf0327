using Portal.Core.Notifications;
using Portal.Core.Operations;
using Portal.Core.Shared;

namespace Portal.Core.Sellers;

/// <summary>The operator accepts or rejects an application.</summary>
public sealed record DecideApplicationRequest(Actor Actor, long ApplicationId, bool Accept, string? Reason);

/// <summary>Decides an application; never more are accepted than the quota says, also when two operators click at once.</summary>
public sealed class DecideApplication(IUnitOfWork unit, ISellersStore sellers, ApplicationDesk desk, Clock clock)
{
    public async Task<SellersOutcome> Handle(DecideApplicationRequest request)
    {
        request = request with { Reason = PlainText.Tidy(request.Reason) };
        if (request.Reason is { Length: > 1000 } || (request.Reason is null && !request.Accept)) return SellersOutcome.ReasonNeeded;
        await using var tx = await unit.Begin();
        if (await sellers.Application(request.ApplicationId) is not { } application || !application.IsOf(request.Actor)) return SellersOutcome.NotFound;
        var to = request.Accept ? ApplicationStatus.Accepted : ApplicationStatus.Rejected;
        if (!await sellers.Decide(request, to, clock.Now)) return SellersOutcome.NotPossible;
        // one guarded write counts up to the quota; who comes later takes the decision back by not committing
        if (request.Accept && !await sellers.TakePlace(application.RecruitmentId)) return SellersOutcome.QuotaFull;
        await desk.Decided(request, application, to);
        await tx.Commit();
        return SellersOutcome.Done;
    }
}

/// <summary>The seller takes an application back, or stops selling what it was accepted for.</summary>
public sealed class WithdrawApplication(IUnitOfWork unit, ISellersStore sellers, ApplicationDesk desk, Clock clock)
{
    public async Task<SellersOutcome> Handle(Actor actor, long applicationId)
    {
        await using var tx = await unit.Begin();
        if (await sellers.Application(applicationId) is not { } application || actor.Role != Role.Seller || application.SellerId != actor.OrganizationId)
            return SellersOutcome.NotFound;
        if (!await sellers.Withdraw(applicationId, clock.Now) && !await sellers.End(applicationId, null, clock.Now)) return SellersOutcome.NotPossible;
        await desk.Ended(actor, application, null);
        await tx.Commit();
        return SellersOutcome.Done;
    }
}

/// <summary>The operator ends that a seller sells a product; orders that are placed stay as they are.</summary>
public sealed class EndSelling(IUnitOfWork unit, ISellersStore sellers, ApplicationDesk desk, Clock clock)
{
    public async Task<SellersOutcome> Handle(Actor actor, long applicationId, string? reason)
    {
        reason = PlainText.Tidy(reason);
        if (reason is null or { Length: > 1000 }) return SellersOutcome.ReasonNeeded;
        await using var tx = await unit.Begin();
        if (await sellers.Application(applicationId) is not { } application || !application.IsOf(actor)) return SellersOutcome.NotFound;
        if (!await sellers.End(applicationId, reason, clock.Now)) return SellersOutcome.NotPossible;
        await desk.Ended(actor, application, reason);
        await tx.Commit();
        return SellersOutcome.Done;
    }
}

/// <summary>The reviewer who was asked says what they think of an application that is not decided; they may think again until then.</summary>
public sealed class GiveOpinion(IUnitOfWork unit, ISellersStore sellers, ApplicationDesk desk)
{
    public async Task<SellersOutcome> Handle(Actor actor, long applicationId, Opinion opinion, string? comment)
    {
        comment = PlainText.Tidy(comment);
        if (comment is { Length: > 1000 } || (comment is null && opinion == Opinion.Against)) return SellersOutcome.ReasonNeeded;
        await using var tx = await unit.Begin();
        if (await sellers.Application(applicationId) is not { } application || actor.Role != Role.Reviewer || application.ReviewerId != actor.PersonId)
            return SellersOutcome.NotFound;
        if (!await sellers.SetOpinion(applicationId, opinion, comment)) return SellersOutcome.NotPossible;
        await desk.Judged(actor, application, opinion);
        await tx.Commit();
        return SellersOutcome.Done;
    }
}

/// <summary>Audit and notices of applications.</summary>
[Service]
public sealed class ApplicationDesk(Notices notices, Audit audit)
{
    internal async Task Decided(DecideApplicationRequest request, ApplicationState application, ApplicationStatus to)
    {
        await audit.Note(request.Actor, "application.decide", "application", application.Id, $"{application.SellerName}: {application.ProductName}", application.Status, to.ToString());
        var template = to == ApplicationStatus.Accepted ? "application.accepted" : "application.rejected";
        await notices.ToMembers(application.SellerId, Role.Seller, new Notice($"{template}:{application.Id}:{Ids.Next()}", template, new Dictionary<string, string>
        {
            ["product"] = application.ProductName, ["reason"] = request.Reason ?? "-", ["path"] = $"/seller-applications/{application.Id}",
        }));
    }

    /// <summary>The seller ended it, or took the application back; or the operator did, and the seller is told why.</summary>
    internal async Task Ended(Actor actor, ApplicationState application, string? reason)
    {
        await audit.Note(actor, "application.end", "application", application.Id, $"{application.SellerName}: {application.ProductName}", application.Status, reason);
        if (reason is null) return;
        await notices.ToMembers(application.SellerId, Role.Seller, new Notice($"application.ended:{application.Id}:{Ids.Next()}", "application.ended", new Dictionary<string, string>
        {
            ["product"] = application.ProductName, ["reason"] = reason, ["path"] = $"/seller-applications/{application.Id}",
        }));
    }

    internal Task Judged(Actor actor, ApplicationState application, Opinion opinion) =>
        audit.Note(actor, "application.opinion", "application", application.Id, $"{application.SellerName}: {application.ProductName}", null, opinion.ToString());

    /// <summary>The operators of the centre are told, and the reviewer whose opinion is asked.</summary>
    internal async Task Submitted(RecruitmentState recruitment, long id, DateTime at)
    {
        // an application can be made again after it was taken back: each time is told once
        var key = $"{id}:{at:yyyyMMddHHmmssfff}";
        var arguments = new Dictionary<string, string> { ["product"] = recruitment.ProductName, ["path"] = $"/seller-applications/{id}" };
        await notices.ToMembers(recruitment.CentreId, Role.Operator, new Notice($"application.submitted:{key}", "application.submitted", arguments));
        if (recruitment.ReviewerId is { } reviewer) await notices.ToPerson(reviewer, new Notice($"application.opinion:{key}", "application.opinion", arguments));
    }
}
