using NUnit.Framework;
using Portal.Core.Review;

namespace Portal.Tests.Review;

/// <summary>What happens by itself around the due date, which is seven days after the case was opened.</summary>
public sealed class ReminderTests
{
    [Test]
    public async Task Two_days_before_the_due_date_those_who_have_not_voted_are_reminded_once()
    {
        await using var t = await ReviewTable.LayOpen(quorum: 3);
        await t.Vote(t.Reviewers[0], Ballot.Approve);
        t.Portal.Time.Advance(TimeSpan.FromDays(4));
        Assert.That(await t.Remind(), Is.Zero);
        t.Portal.Time.Advance(TimeSpan.FromDays(1));
        Assert.That(await t.Remind(), Is.EqualTo(1));
        Assert.That(await t.Remind(), Is.Zero);
        t.Portal.Time.Advance(TimeSpan.FromDays(1));
        Assert.That(await t.Remind(), Is.Zero);
        Assert.That((await t.Mails("review.reminder"), await t.Timeline()), Is.EqualTo((2L, "Opened Voted Reminded")));
    }

    [Test]
    public async Task After_the_due_date_reviewers_are_told_and_three_days_later_the_operators_each_once()
    {
        await using var t = await ReviewTable.LayOpen(quorum: 3);
        t.Portal.Time.Advance(TimeSpan.FromDays(7));
        await t.Remind();
        Assert.That(await t.Mails("review.overdue"), Is.Zero, "the due date itself is still in time");
        t.Portal.Time.Advance(TimeSpan.FromDays(1));
        Assert.That((await t.Remind(), await t.Remind()), Is.EqualTo((1, 0)));
        Assert.That((await t.Mails("review.overdue"), await t.Mails("review.escalated")), Is.EqualTo((3L, 0L)));
        t.Portal.Time.Advance(TimeSpan.FromDays(2));
        Assert.That((await t.Remind(), await t.Remind()), Is.EqualTo((1, 0)));
        Assert.That((await t.Mails("review.overdue"), await t.Mails("review.escalated")), Is.EqualTo((3L, 1L)));
        Assert.That(await t.Timeline(), Is.EqualTo("Opened Reminded Overdue Escalated"));
    }

    [Test]
    public async Task Jobs_that_run_at_the_same_time_tell_once()
    {
        await using var t = await ReviewTable.LayOpen(quorum: 3);
        t.Portal.Time.Advance(TimeSpan.FromDays(8));
        var told = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(t.Remind)));
        Assert.That((told.Sum(), await t.Mails("review.overdue")), Is.EqualTo((1, 3L)));
    }

    [Test]
    public async Task Another_due_date_begins_the_reminders_anew()
    {
        await using var t = await ReviewTable.LayOpen(quorum: 3);
        t.Portal.Time.Advance(TimeSpan.FromDays(8));
        await t.Remind();
        Assert.That(await t.MoveDue(t.Operator, t.Today.AddDays(-1)), Is.EqualTo(ReviewOutcome.Invalid));
        Assert.That(await t.MoveDue(t.Producer, t.Today.AddDays(4)), Is.EqualTo(ReviewOutcome.NotFound));
        Assert.That(await t.MoveDue(t.Operator, t.Today.AddDays(4)), Is.EqualTo(ReviewOutcome.Done));
        Assert.That(await t.Remind(), Is.Zero);
        t.Portal.Time.Advance(TimeSpan.FromDays(2));
        Assert.That(await t.Remind(), Is.EqualTo(1));
        t.Portal.Time.Advance(TimeSpan.FromDays(3));
        Assert.That(await t.Remind(), Is.EqualTo(1));
        Assert.That(await t.Timeline(), Is.EqualTo("Opened Overdue DueDateMoved Reminded Overdue"));
    }

    [Test]
    public async Task While_changes_are_requested_only_the_operator_hears_of_the_due_date()
    {
        await using var t = await ReviewTable.LayOpen();
        await t.RequestChanges(t.Reviewers[0]);
        t.Portal.Time.Advance(TimeSpan.FromDays(10));
        await t.Remind();
        Assert.That(await t.Timeline(), Is.EqualTo("Opened ChangeRequested Escalated"));
    }

    [Test]
    public async Task A_decided_case_is_quiet()
    {
        await using var t = await ReviewTable.LayOpen();
        await t.Decide(t.Operator, Decision.Rejected);
        t.Portal.Time.Advance(TimeSpan.FromDays(20));
        Assert.That(await t.Remind(), Is.Zero);
    }
}
