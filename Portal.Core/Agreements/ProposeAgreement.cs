using Portal.Core.Shared;

namespace Portal.Core.Agreements;

public enum AgreementStatus { Proposed, Accepted, Declined, Withdrawn }

/// <summary>One share as it is proposed; a rate in basis points, a fixed sum in minor units, the rest without a value.</summary>
public sealed record ProposedShare(Part Part, long? PartyId, ShareKind Kind, long Value);

public sealed record ProposeAgreementRequest(Actor Actor, long ProductId, DateTime ValidFrom, IReadOnlyList<ProposedShare> Shares, string? Note)
{
    /// <summary>The first moment at which it no longer holds; null: it holds until another follows.</summary>
    public DateTime? ValidUntil { get; init; }

    /// <summary>The open proposal that this one answers: it is thereby declined. A party that has not answered it may, whoever may propose otherwise.</summary>
    public long? AnswersId { get; init; }
}

public abstract record ProposeAgreementOutcome
{
    private ProposeAgreementOutcome() { }

    public sealed record Proposed(long AgreementId, bool IsAccepted) : ProposeAgreementOutcome;
    public sealed record Bad(ShareProblem Problem) : ProposeAgreementOutcome;
    public sealed record NotFound : ProposeAgreementOutcome;
    /// <summary>It would be valid from a moment that is over, or later than anybody plans.</summary>
    public sealed record Past : ProposeAgreementOutcome;
    /// <summary>It would end before it begins, or is over already.</summary>
    public sealed record EndsTooEarly : ProposeAgreementOutcome;
    /// <summary>The proposal that it answers is over, or the party has answered it before.</summary>
    public sealed record NotOpen : ProposeAgreementOutcome;
}

/// <summary>Proposes how the profit of a product is divided. It binds when every named party has accepted; the proposer has by proposing.</summary>
public sealed class ProposeAgreement(IUnitOfWork unit, IAgreementStore agreements, AgreementDesk desk, Clock clock)
{
    public async Task<ProposeAgreementOutcome> Handle(ProposeAgreementRequest request)
    {
        var isReplay = request.Actor.Role == Role.System;
        if (ShareRules.Check(request.Shares) is var problem and not ShareProblem.None) return new ProposeAgreementOutcome.Bad(problem);
        // the time that it took to fill in the form is no reason to refuse "from now on"
        if (!isReplay && (request.ValidFrom < clock.Now.AddHours(-1) || request.ValidFrom > clock.Now.AddYears(10))) return new ProposeAgreementOutcome.Past();
        if (request.ValidUntil is { } until && (until <= request.ValidFrom || until <= clock.Now)) return new ProposeAgreementOutcome.EndsTooEarly();
        await using var tx = await unit.Begin();
        if (!await May(request)) return new ProposeAgreementOutcome.NotFound();
        var named = request.Shares.Where(s => s.PartyId is not null).Select(s => s.PartyId!.Value).Distinct().ToList();
        if (await agreements.CountOrganizations(named) != named.Count) return new ProposeAgreementOutcome.Bad(ShareProblem.UnknownParty);
        // whoever is not named is not asked: without this a party could answer by a proposal that gives everything to itself, and be bound by it at once
        if (!isReplay && (await agreements.ProducerOf(request.ProductId) is not { } producer || !named.Contains(producer))) return new ProposeAgreementOutcome.Bad(ShareProblem.ProducerMissing);

        if (request.AnswersId is { } answered && !await Decline(request.Actor, answered)) return new ProposeAgreementOutcome.NotOpen();
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

    private async Task<bool> May(ProposeAgreementRequest request) => request.AnswersId is { } answers
        ? await agreements.ProductOf(answers) == request.ProductId && AnswerAgreement.MayAnswer(request.Actor) && await agreements.IsParty(answers, request.Actor.OrganizationId)
        : await agreements.MayPropose(request.Actor, request.ProductId);

    /// <summary>Another proposal is an answer: no, not so.</summary>
    private async Task<bool> Decline(Actor actor, long answered) => await agreements.Hold(answered)
        && await agreements.Answer(new AgreementAnswer(answered, actor.OrganizationId, false, actor.PersonOrNull, null, clock.Now))
        && await agreements.Close(answered, AgreementStatus.Declined, clock.Now);
}
