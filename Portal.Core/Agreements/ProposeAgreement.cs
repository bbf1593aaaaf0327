using Portal.Core.Notifications;
using Portal.Core.Operations;
using Portal.Core.Shared;

namespace Portal.Core.Agreements;

public enum AgreementStatus { Proposed, Accepted, Declined, Withdrawn }

/// <summary>One share as it is proposed; a rate in basis points, a fixed sum in minor units, the rest without a value.</summary>
public sealed record ProposedShare(Part Part, long? PartyId, ShareKind Kind, long Value);

public sealed record ProposeAgreementRequest(Actor Actor, long ProductId, DateTime ValidFrom, IReadOnlyList<ProposedShare> Shares, string? Note);

/// <summary>What is wrong with proposed shares.</summary>
public enum ShareProblem { None, NoRest, SeveralRests, RatesAboveWhole, PartyNeeded, UnknownParty, BadValue, Doubled }

public abstract record ProposeAgreementOutcome
{
    private ProposeAgreementOutcome() { }

    public sealed record Proposed(long AgreementId, bool IsAccepted) : ProposeAgreementOutcome;
    public sealed record Bad(ShareProblem Problem) : ProposeAgreementOutcome;
    public sealed record NotFound : ProposeAgreementOutcome;
    /// <summary>It would be valid from a moment that is over.</summary>
    public sealed record Past : ProposeAgreementOutcome;
}

/// <summary>Proposes how the profit of a product is divided. It binds when every named party has accepted; the proposer has by proposing.</summary>
public sealed class ProposeAgreement(IUnitOfWork unit, IAgreementStore agreements, AgreementDesk desk, Clock clock)
{
    public async Task<ProposeAgreementOutcome> Handle(ProposeAgreementRequest request)
    {
        var isReplay = request.Actor.Role == Role.System;
        if (ShareRules.Check(request.Shares) is var problem and not ShareProblem.None) return new ProposeAgreementOutcome.Bad(problem);
        // the time that it took to fill in the form is no reason to refuse "from now on"
        if (!isReplay && request.ValidFrom < clock.Now.AddHours(-1)) return new ProposeAgreementOutcome.Past();
        await using var tx = await unit.Begin();
        if (!await agreements.MayPropose(request.Actor, request.ProductId)) return new ProposeAgreementOutcome.NotFound();
        var named = request.Shares.Where(s => s.PartyId is not null).Select(s => s.PartyId!.Value).Distinct().ToList();
        if (await agreements.CountOrganizations(named) != named.Count) return new ProposeAgreementOutcome.Bad(ShareProblem.UnknownParty);

        var id = Ids.Next();
        var proposer = request.Actor.OrganizationId == 0 ? (long?)null : request.Actor.OrganizationId;
        await agreements.Insert(id, request, proposer, clock.Now);
        // the portal's own import counts as accepted by all, from the day on which it is valid
        var parties = isReplay ? named : named.Where(p => p == proposer).ToList();
        foreach (var party in parties)
            await agreements.Answer(new AgreementAnswer(id, party, true, request.Actor.PersonOrNull, null, isReplay ? request.ValidFrom : clock.Now));
        var accepted = await agreements.AcceptIfAllHave(id, isReplay ? request.ValidFrom : clock.Now);
        await desk.Proposed(request, id, accepted);
        await tx.Commit();
        return new ProposeAgreementOutcome.Proposed(id, accepted);
    }
}

/// <summary>What every agreement must fulfil. Pure.</summary>
public static class ShareRules
{
    /// <summary>A fixed sum per unit is at most this many minor units, so that every division stays exact.</summary>
    public const long MaxFixed = 1_000_000_000_000;

    public static ShareProblem Check(IReadOnlyList<ProposedShare> shares)
    {
        var rests = shares.Count(s => s.Kind == ShareKind.Rest);
        if (rests == 0) return ShareProblem.NoRest;
        if (rests > 1) return ShareProblem.SeveralRests;
        foreach (var s in shares)
        {
            if (s.PartyId is null && s.Part is not (Part.Seller or Part.Centre or Part.Mileage)) return ShareProblem.PartyNeeded;
            // without a seller on the order there would be nobody to get the rest; mileage is never what is left
            if (s is { Kind: ShareKind.Rest, Part: Part.Mileage } or { Kind: ShareKind.Rest, Part: Part.Seller, PartyId: null }) return ShareProblem.PartyNeeded;
            if (s.Kind == ShareKind.Rest ? s.Value != 0 : s.Value <= 0 || s.Value > (s.Kind == ShareKind.Rate ? 10_000 : MaxFixed)) return ShareProblem.BadValue;
        }

        if (shares.Where(s => s.Kind == ShareKind.Rate).Sum(s => s.Value) > 10_000) return ShareProblem.RatesAboveWhole;
        return shares.GroupBy(s => (s.Part, s.PartyId, s.Kind)).Any(g => g.Count() > 1) ? ShareProblem.Doubled : ShareProblem.None;
    }
}

/// <summary>Who is told of a proposal, and the audit trail.</summary>
[Service]
public sealed class AgreementDesk(IAgreementStore agreements, Notices notices, Audit audit, Clock clock)
{
    internal async Task Proposed(ProposeAgreementRequest request, long id, bool accepted)
    {
        var label = await agreements.Label(id);
        await audit.Note(request.Actor, "agreement.propose", "agreement", id, label, null, Describe(request.Shares));
        if (accepted || clock.IsReplay) return;
        foreach (var party in await agreements.Unanswered(id))
        {
            var notice = new Notice($"agreement.proposed:{id}:{party}", "agreement.proposed", new Dictionary<string, string>
            {
                ["product"] = label, ["path"] = $"/agreements/{id}",
            });
            foreach (var role in new[] { Role.Producer, Role.Seller, Role.Operator, Role.Administrator }) await notices.ToMembers(party, role, notice);
        }
    }

    internal async Task Answered(AnswerAgreementRequest request, bool accepted)
    {
        var label = await agreements.Label(request.AgreementId);
        await audit.Note(request.Actor, request.Accept ? "agreement.accept" : "agreement.decline", "agreement", request.AgreementId, label, null, request.Reason);
        if (!accepted && request.Accept) return;
        if (await agreements.Proposer(request.AgreementId) is not { } proposer) return;
        var template = request.Accept ? "agreement.accepted" : "agreement.declined";
        var notice = new Notice($"{template}:{request.AgreementId}", template, new Dictionary<string, string> { ["product"] = label, ["path"] = $"/agreements/{request.AgreementId}" });
        foreach (var role in new[] { Role.Producer, Role.Operator, Role.Administrator }) await notices.ToMembers(proposer, role, notice);
    }

    internal async Task Withdrawn(Actor actor, long id) => await audit.Note(actor, "agreement.withdraw", "agreement", id, await agreements.Label(id));

    private static string Describe(IEnumerable<ProposedShare> shares) =>
        string.Join("; ", shares.Select(s => $"{s.Part} {s.PartyId?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "*"} {s.Kind} {s.Value}"));
}
