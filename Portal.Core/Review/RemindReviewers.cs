using Portal.Core.Shared;

namespace Portal.Core.Review;

/// <summary>
/// Two days before a case is due it reminds those who have not voted; the day after, it tells those who still have not that it is overdue;
/// three days after, it hands the case to the operators. Each once per due date.
/// </summary>
public sealed class RemindReviewers(IUnitOfWork unit, IReviewStore cases, CaseDesk desk, Clock clock)
{
    /// <summary>Handles at most <paramref name="max"/> cases of each kind; returns how many were told.</summary>
    public async Task<int> Handle(int max)
    {
        var count = 0;
        foreach (var reminder in Enum.GetValues<Reminder>())
        {
            foreach (var due in await cases.Due(reminder, clock.Today, clock.StartOf(clock.Today), max))
            {
                await using var tx = await unit.Begin();
                if (!await cases.Mark(due, reminder, clock.Now)) continue;
                await Tell(due, reminder);
                await tx.Commit();
                count++;
            }
        }

        return count;
    }

    private async Task Tell(CaseState due, Reminder reminder)
    {
        if (reminder == Reminder.Escalated)
        {
            await desk.Tell(due, Audience.Operators, "review.escalated", await desk.Step(due, Actor.Portal, CaseEventKind.Escalated));
            return;
        }

        // everybody may have voted without reaching the quorum; then there is nobody to remind, and the operators know
        var missing = await cases.ReviewersOf(due.Id, notVoted: true);
        if (missing.Count == 0) return;
        var (kind, template) = reminder == Reminder.Soon ? (CaseEventKind.Reminded, "review.reminder") : (CaseEventKind.Overdue, "review.overdue");
        await desk.Tell(due, missing, template, await desk.Step(due, Actor.Portal, kind, $"{missing.Count}"));
    }
}
