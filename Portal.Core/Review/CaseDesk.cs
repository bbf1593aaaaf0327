using Portal.Core.Notifications;
using Portal.Core.Operations;
using Portal.Core.Shared;

namespace Portal.Core.Review;

/// <summary>Who of a community is told.</summary>
internal enum Audience { Producer, Operators, Reviewers }

/// <summary>Timeline, audit and notices of cases.</summary>
[Service]
public sealed class CaseDesk(IReviewStore cases, Notices notices, Audit audit, Clock clock)
{
    /// <summary>Writes a step to the timeline and returns its id, or null when its file is not the person's own.</summary>
    internal async Task<long?> Step(CaseState c, Actor actor, CaseEventKind kind, string? detail = null, string? text = null, long? fileId = null)
    {
        var id = Ids.Next();
        var entry = new CaseEvent(id, c.Id, clock.Now, actor.PersonOrNull, kind) { Detail = detail, Text = text, FileId = fileId };
        return await cases.Note(entry) ? id : null;
    }

    internal Task Audit(CaseState c, Actor actor, string action, string? before = null, string? after = null) =>
        audit.Note(actor, action, "review", c.Id, c.Label, before, after);

    /// <summary>Tells a part of the community about a step. The step's id makes it happen once.</summary>
    internal async Task Tell(CaseState c, Audience audience, string template, long? step, string? text = null)
    {
        var notice = Notice(c, template, step, text);
        if (audience == Audience.Producer) await notices.ToMembers(c.ProducerId, Role.Producer, notice);
        else if (audience == Audience.Operators) await notices.ToMembers(c.CentreId, Role.Operator, notice);
        else await notices.ToPeople(await cases.ReviewersOf(c.Id, notVoted: false), notice);
    }

    /// <summary>Tells the operators, once per round, that everybody voted and nothing is decided.</summary>
    internal Task TellReady(CaseState c) => notices.ToMembers(c.CentreId, Role.Operator, Notice(c, "review.ready", null, null) with { Key = $"review.ready:{c.Id}:{c.Round}" });

    internal Task Tell(CaseState c, IReadOnlyList<long> people, string template, long? step, string? text = null) =>
        people.Count == 0 ? Task.CompletedTask : notices.ToPeople(people, Notice(c, template, step, text));

    /// <summary>Why a case could not be taken.</summary>
    internal async Task<ReviewOutcome> WhyNot(CaseState seen, int? round)
    {
        var now = await cases.Case(Actor.Portal, seen.Id) ?? seen;
        if (now.Status == nameof(CaseStatus.Decided)) return ReviewOutcome.AlreadyDecided;
        return round is { } r && r != now.Round ? ReviewOutcome.Stale : ReviewOutcome.NotPossible;
    }

    // who was taken out does not see the case any more
    private static Notice Notice(CaseState c, string template, long? step, string? text) => new($"{template}:{step ?? c.Id}", template, new Dictionary<string, string>
    {
        ["no"] = c.CaseNo, ["code"] = c.ProductCode, ["product"] = c.ProductName, ["date"] = $"{c.DueOn:yyyy-MM-dd}", ["text"] = text ?? "-", ["path"] = template == "review.removed" ? "/reviews" : $"/reviews/{c.CaseNo}",
    });
}
