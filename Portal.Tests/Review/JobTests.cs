using Microsoft.Data.Sqlite;
using NUnit.Framework;
using Portal.Core.Review;

namespace Portal.Tests.Review;

/// <summary>What the portal does by itself is done once: in the portal's own days, by several workers at once, and after a crash in the middle.</summary>
[TestFixture]
public sealed class JobTests
{
    private ReviewTable _t = null!;

    [SetUp]
    public async Task Open() => _t = await ReviewTable.LayOpen(quorum: 3);

    [TearDown]
    public async Task Close() => await _t.DisposeAsync();

    [Test]
    public async Task The_due_date_ends_at_midnight_in_Seoul()
    {
        // due on the 9th; Seoul is nine hours ahead
        _t.Portal.Time.SetUtcNow(new DateTimeOffset(2026, 3, 6, 14, 59, 59, TimeSpan.Zero));
        Assert.That(await _t.Remind(), Is.Zero, "the 6th: three days before");
        _t.Portal.Time.SetUtcNow(new DateTimeOffset(2026, 3, 6, 15, 0, 0, TimeSpan.Zero));
        Assert.That(await _t.Remind(), Is.EqualTo(1), "the 7th: two days before");
        _t.Portal.Time.SetUtcNow(new DateTimeOffset(2026, 3, 9, 14, 59, 59, TimeSpan.Zero));
        Assert.That(await _t.Remind(), Is.Zero, "the 9th: the last day");
        _t.Portal.Time.SetUtcNow(new DateTimeOffset(2026, 3, 9, 15, 0, 0, TimeSpan.Zero));
        Assert.That(await _t.Remind(), Is.EqualTo(1), "the 10th: overdue");
        _t.Portal.Time.SetUtcNow(new DateTimeOffset(2026, 3, 11, 14, 59, 59, TimeSpan.Zero));
        Assert.That(await _t.Remind(), Is.Zero, "the 11th");
        _t.Portal.Time.SetUtcNow(new DateTimeOffset(2026, 3, 11, 15, 0, 0, TimeSpan.Zero));
        Assert.That(await _t.Remind(), Is.EqualTo(1), "the 12th: the operators");
        Assert.That(await _t.Timeline(), Is.EqualTo("Opened Reminded Overdue Escalated"));
    }

    [Test]
    public async Task A_case_that_is_opened_with_little_time_is_recalled_the_next_day_not_at_once()
    {
        Assert.That(await _t.MoveDue(_t.Operator, _t.Today.AddDays(1)), Is.EqualTo(ReviewOutcome.Done));
        Assert.That(await _t.Remind(), Is.Zero);
        _t.Portal.Time.SetUtcNow(new DateTimeOffset(2026, 3, 2, 15, 0, 0, TimeSpan.Zero));
        Assert.That(await _t.Remind(), Is.EqualTo(1));
    }

    [TestCase(5, "review.reminder", 3, "Opened Reminded")]
    [TestCase(8, "review.overdue", 3, "Opened Overdue")]
    [TestCase(10, "review.escalated", 1, "Opened Overdue Escalated")]
    public async Task A_crash_in_the_middle_tells_nobody_and_the_next_run_tells_everybody_once(int days, string template, int people, string timeline)
    {
        _t.Portal.Time.Advance(TimeSpan.FromDays(days));
        await Break("outbox", $"NEW.template = '{template}'");
        Assert.That(async () => await _t.Remind(), Throws.InstanceOf<SqliteException>());
        Assert.That(await _t.Mails(template), Is.Zero);
        await Mend();
        await _t.Remind();
        await _t.Remind();
        Assert.That((await _t.Mails(template), await _t.Timeline()), Is.EqualTo(((long)people, timeline)));
    }

    [Test]
    public async Task A_worker_that_was_off_for_weeks_tells_what_is_true_now()
    {
        _t.Portal.Time.Advance(TimeSpan.FromDays(40));
        await _t.Remind();
        Assert.That((await _t.Mails("review.reminder"), await _t.Mails("review.overdue"), await _t.Mails("review.escalated")), Is.EqualTo((0L, 3L, 1L)));
    }

    [Test]
    public async Task Who_voted_is_not_told_that_it_is_overdue_and_when_all_voted_nobody_is()
    {
        await _t.Vote(_t.Reviewers[0], Ballot.Approve);
        await _t.Vote(_t.Reviewers[1], Ballot.Reject);
        _t.Portal.Time.Advance(TimeSpan.FromDays(8));
        await _t.Remind();
        Assert.That(await _t.Mails("review.overdue"), Is.EqualTo(1));
        await _t.MoveDue(_t.Operator, _t.Today);
        await _t.Vote(_t.Reviewers[2], Ballot.Approve);
        _t.Portal.Time.Advance(TimeSpan.FromDays(1));
        await _t.Remind();
        Assert.That(await _t.Mails("review.overdue"), Is.EqualTo(1));
    }

    [Test]
    public async Task Workers_at_the_same_time_decide_and_publish_once()
    {
        foreach (var reviewer in _t.Reviewers)
            await _t.Portal.Execute("INSERT INTO review_votes (case_id, person_id, vote, reason, round, at) VALUES (@CaseId, @PersonId, 'Approve', 'Good.', 1, '2026-03-02 00:00:00')", new { _t.CaseId, reviewer.PersonId });
        var closed = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(_t.Close)));
        var published = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(_t.Publish)));
        Assert.That((closed.Sum(), published.Sum(), await _t.Timeline()), Is.EqualTo((1, 1, "Opened Decided Published")));
        Assert.That((await _t.Mails("review.approved"), await _t.Mails("review.closed"), await _t.Mails("review.published")), Is.EqualTo((1L, 4L, 1L)));
    }

    [Test]
    public async Task A_crash_while_a_case_is_decided_or_published_leaves_it_as_it_was()
    {
        await Break("audit_entries", "NEW.action = 'review.decide'");
        await _t.Vote(_t.Reviewers[0], Ballot.Approve);
        await _t.Vote(_t.Reviewers[1], Ballot.Approve);
        Assert.That(async () => await _t.Vote(_t.Reviewers[2], Ballot.Approve), Throws.InstanceOf<SqliteException>());
        Assert.That((await _t.Revision(), await _t.Timeline()), Is.EqualTo(("InReview", "Opened Voted Voted")), "the vote is not in either");
        await Mend();
        await _t.Vote(_t.Reviewers[2], Ballot.Approve);

        await Break("outbox", "NEW.template = 'review.published'");
        Assert.That(async () => await _t.Publish(), Throws.InstanceOf<SqliteException>());
        Assert.That(await _t.ProductStatus(), Is.EqualTo("Approved"));
        await Mend();
        Assert.That((await _t.Publish(), await _t.Publish(), await _t.ProductStatus()), Is.EqualTo((1, 0, "OnSale")));
        Assert.That(await _t.Timeline(), Is.EqualTo("Opened Voted Voted Voted Decided Published"));
    }

    [Test]
    public async Task The_last_vote_without_a_quorum_calls_the_operator_once_per_round()
    {
        await _t.Vote(_t.Reviewers[0], Ballot.Approve);
        await _t.Vote(_t.Reviewers[1], Ballot.Approve);
        Assert.That(await _t.Mails("review.ready"), Is.Zero);
        await _t.Vote(_t.Reviewers[2], Ballot.Reject);
        await _t.Vote(_t.Reviewers[2], Ballot.Reject, reason: "More words.");
        Assert.That(await _t.Mails("review.ready"), Is.EqualTo(1));
        await _t.RequestChanges(_t.Operator);
        await _t.Resubmit(_t.Producer);
        foreach (var reviewer in _t.Reviewers) await _t.Vote(reviewer, reviewer == _t.Reviewers[0] ? Ballot.Reject : Ballot.Approve, round: 2);
        Assert.That(await _t.Mails("review.ready"), Is.EqualTo(2));
    }

    [Test]
    public async Task What_is_handed_in_again_late_gives_the_reviewers_a_week()
    {
        await _t.RequestChanges(_t.Reviewers[0]);
        _t.Portal.Time.Advance(TimeSpan.FromDays(12));
        await _t.Remind();
        await _t.Resubmit(_t.Producer);
        Assert.That((await _t.Page(_t.Operator))!.DueOn, Is.EqualTo(_t.Today.AddDays(ReviewLimits.RoundDays)));
        Assert.That(await _t.Remind(), Is.Zero);
        _t.Portal.Time.Advance(TimeSpan.FromDays(5));
        Assert.That(await _t.Remind(), Is.EqualTo(1));
        Assert.That(await _t.Timeline(), Is.EqualTo("Opened ChangeRequested Escalated Resubmitted DueDateMoved Reminded"));
    }

    /// <summary>From now on the database dies at rows like this one.</summary>
    private Task<int> Break(string table, string when) =>
        _t.Portal.Execute($"CREATE TRIGGER broken BEFORE INSERT ON {table} WHEN {when} BEGIN SELECT RAISE(ABORT, 'power is off'); END");

    private Task<int> Mend() => _t.Portal.Execute("DROP TRIGGER broken");
}
