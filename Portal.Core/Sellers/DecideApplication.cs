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
        if (!await sellers.Withdraw(applicationId) && !await sellers.End(applicationId, clock.Now)) return SellersOutcome.NotPossible;
        await desk.Ended(actor, application, null);
        await tx.Commit();
        return SellersOutcome.Done;
    }
}

/// <summary>The operator ends that a seller sells a product; orders that are placed stay as they are.</summary>
public sealed class EndSelling(IUnitOfWork unit, ISellersStore sellers, ApplicationDesk desk, Clock clock)
{
    public async Task<SellersOutcome> Handle(Actor actor, long applicationId, string reason)
    {
        await using var tx = await unit.Begin();
        if (await sellers.Application(applicationId) is not { } application || !application.IsOf(actor)) return SellersOutcome.NotFound;
        if (!await sellers.End(applicationId, clock.Now)) return SellersOutcome.NotPossible;
        await desk.Ended(actor, application, reason);
        await tx.Commit();
        return SellersOutcome.Done;
    }
}

/// <summary>The reviewer who was asked says what they think of an application that is not decided.</summary>
public sealed class GiveOpinion(IUnitOfWork unit, ISellersStore sellers)
{
    public async Task<SellersOutcome> Handle(Actor actor, long applicationId, Opinion opinion, string? comment)
    {
        await using var tx = await unit.Begin();
        if (await sellers.Application(applicationId) is not { } application || actor.Role != Role.Reviewer || application.ReviewerId != actor.PersonId)
            return SellersOutcome.NotFound;
        if (!await sellers.SetOpinion(applicationId, opinion, comment)) return SellersOutcome.NotPossible;
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
        await notices.ToMembers(application.SellerId, Role.Seller, new Notice($"{template}:{application.Id}", template, new Dictionary<string, string>
        {
            ["product"] = application.ProductName, ["reason"] = request.Reason ?? "-", ["path"] = $"/recruitments/{application.RecruitmentId}",
        }));
    }

    internal Task Ended(Actor actor, ApplicationState application, string? reason) =>
        audit.Note(actor, "application.end", "application", application.Id, $"{application.SellerName}: {application.ProductName}", application.Status, reason);
}
