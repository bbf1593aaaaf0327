using Portal.Core.Notifications;
using Portal.Core.Operations;
using Portal.Core.Shared;

namespace Portal.Core.Agreements;

/// <summary>Who is told of a proposal, and the audit trail.</summary>
[Service]
public sealed class AgreementDesk(IAgreementStore agreements, Notices notices, Audit audit, Clock clock)
{
    /// <summary>Whoever acts for a party in one of these roles can answer.</summary>
    private static readonly Role[] Answering = [Role.Producer, Role.Seller, Role.Operator, Role.Administrator];

    internal async Task Proposed(ProposeAgreementRequest request, long id, bool accepted)
    {
        var label = await agreements.Label(id);
        await audit.Note(request.Actor, "agreement.propose", "agreement", id, label, null, Describe(request.Shares));
        if (request.AnswersId is { } answered) await Countered(request, answered, id, label);
        if (accepted || clock.IsReplay || request.AnswersId is not null) return;
        foreach (var party in await agreements.Unanswered(id))
        {
            var notice = new Notice($"agreement.proposed:{id}:{party}", "agreement.proposed", new Dictionary<string, string>
            {
                ["product"] = label, ["path"] = $"/agreements/{id}",
            });
            foreach (var role in Answering) await notices.ToMembers(party, role, notice);
        }
    }

    /// <summary>Everybody of either proposal is told of the one that answers, once.</summary>
    private async Task Countered(ProposeAgreementRequest request, long answered, long id, string label)
    {
        await audit.Note(request.Actor, "agreement.counter", "agreement", answered, label, nameof(AgreementStatus.Proposed), nameof(AgreementStatus.Declined));
        var told = new HashSet<long>([.. await agreements.Unanswered(id), .. await agreements.Parties(answered)]);
        if (await agreements.Proposer(answered) is { } first) told.Add(first);
        told.Remove(request.Actor.OrganizationId);
        await Tell(told, "agreement.countered", id, new Dictionary<string, string> { ["product"] = label, ["path"] = $"/agreements/{id}" });
    }

    internal async Task Expires(long id, DateOnly until)
    {
        var arguments = new Dictionary<string, string>
        {
            ["product"] = await agreements.Label(id), ["day"] = until.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), ["path"] = $"/agreements/{id}",
        };
        await Tell([.. await agreements.Concerned(id)], "agreement.expiring", id, arguments);
    }

    private async Task Tell(IEnumerable<long> organizations, string template, long id, Dictionary<string, string> arguments)
    {
        foreach (var organization in organizations.Order())
            foreach (var role in Answering) await notices.ToMembers(organization, role, new Notice($"{template}:{id}:{organization}", template, arguments));
    }

    internal async Task Answered(AnswerAgreementRequest request, bool accepted)
    {
        var label = await agreements.Label(request.AgreementId);
        await audit.Note(request.Actor, request.Accept ? "agreement.accept" : "agreement.decline", "agreement", request.AgreementId, label, null, request.Reason);
        // as long as answers are missing nothing has come of it
        if (!accepted && request.Accept) return;
        await TellAll(request.AgreementId, request.Accept ? "agreement.accepted" : "agreement.declined", label, request.Reason);
    }

    internal async Task Withdrawn(Actor actor, long id)
    {
        var label = await agreements.Label(id);
        await audit.Note(actor, "agreement.withdraw", "agreement", id, label);
        await TellAll(id, "agreement.withdrawn", label, null);
    }

    /// <summary>Tells the parties and the proposer what came of a proposal.</summary>
    private async Task TellAll(long id, string template, string label, string? reason)
    {
        var told = new HashSet<long>(await agreements.Parties(id));
        if (await agreements.Proposer(id) is { } proposer) told.Add(proposer);
        await Tell(told, template, id, new Dictionary<string, string> { ["product"] = label, ["reason"] = reason ?? "-", ["path"] = $"/agreements/{id}" });
    }

    internal static string Describe(IEnumerable<ProposedShare> shares) =>
        string.Join("; ", shares.Select(s => $"{s.Part} {s.PartyId?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "*"} {s.Kind} {s.Value}"));
}
