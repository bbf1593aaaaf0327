using Portal.Core.Shared;

namespace Portal.Core.Agreements;

/// <summary>A named party accepts or declines, once.</summary>
public sealed record AnswerAgreementRequest(Actor Actor, long AgreementId, bool Accept, string? Reason);

public enum AnswerAgreementOutcome
{
    /// <summary>Answered; other parties have not yet.</summary>
    Answered,
    /// <summary>This was the last answer: the agreement binds.</summary>
    Accepted,
    /// <summary>Declined: the proposal is over.</summary>
    Declined,
    NotFound,
    /// <summary>Answered before, or the proposal is over.</summary>
    NotPossible,
    /// <summary>Who declines says why.</summary>
    ReasonNeeded,
}

/// <summary>See <see cref="AnswerAgreementRequest"/>.</summary>
public sealed class AnswerAgreement(IUnitOfWork unit, IAgreementStore agreements, AgreementDesk desk, Clock clock)
{
    public async Task<AnswerAgreementOutcome> Handle(AnswerAgreementRequest request)
    {
        request = request with { Reason = PlainText.Tidy(request.Reason) };
        if (request.Reason is { Length: > 1000 } || (request.Reason is null && !request.Accept)) return AnswerAgreementOutcome.ReasonNeeded;
        await using var tx = await unit.Begin();
        var actor = request.Actor;
        if (!MayAnswer(actor) || !await agreements.IsParty(request.AgreementId, actor.OrganizationId))
            return AnswerAgreementOutcome.NotFound;
        var answer = new AgreementAnswer(request.AgreementId, actor.OrganizationId, request.Accept, actor.PersonOrNull, request.Reason, clock.Now);
        if (!await agreements.Hold(request.AgreementId) || !await agreements.Answer(answer)) return AnswerAgreementOutcome.NotPossible;

        var accepted = request.Accept && await agreements.AcceptIfAllHave(request.AgreementId, clock.Now);
        if (!request.Accept) await agreements.Close(request.AgreementId, AgreementStatus.Declined, clock.Now);
        await desk.Answered(request, accepted);
        await tx.Commit();
        return request.Accept ? accepted ? AnswerAgreementOutcome.Accepted : AnswerAgreementOutcome.Answered : AnswerAgreementOutcome.Declined;
    }

    /// <summary>Whoever acts for an organization in one of these roles can answer for it.</summary>
    internal static bool MayAnswer(Actor actor) => actor.Role is Role.Producer or Role.Seller or Role.Operator or Role.Administrator;
}

/// <summary>The proposer takes a proposal back that nobody is bound by yet.</summary>
public sealed record WithdrawAgreementRequest(Actor Actor, long AgreementId);

public enum WithdrawAgreementOutcome { Withdrawn, NotFound, NotPossible }

/// <summary>See <see cref="WithdrawAgreementRequest"/>.</summary>
public sealed class WithdrawAgreement(IUnitOfWork unit, IAgreementStore agreements, AgreementDesk desk, Clock clock)
{
    public async Task<WithdrawAgreementOutcome> Handle(WithdrawAgreementRequest request)
    {
        await using var tx = await unit.Begin();
        if (await agreements.Proposer(request.AgreementId) is not { } proposer || proposer != request.Actor.OrganizationId) return WithdrawAgreementOutcome.NotFound;
        if (!await agreements.Close(request.AgreementId, AgreementStatus.Withdrawn, clock.Now)) return WithdrawAgreementOutcome.NotPossible;
        await desk.Withdrawn(request.Actor, request.AgreementId);
        await tx.Commit();
        return WithdrawAgreementOutcome.Withdrawn;
    }
}
