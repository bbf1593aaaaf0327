using NUnit.Framework;
using Portal.Core.Review;
using Portal.Core.Shared;

namespace Portal.Tests.Review;

/// <summary>Votes that decide, and two who decide at once.</summary>
public sealed class QuorumTests
{
    [Test]
    public async Task The_vote_that_reaches_the_quorum_decides()
    {
        await using var t = await ReviewTable.LayOpen(quorum: 2);
        await t.Vote(t.Reviewers[0], Ballot.Reject);
        await t.Vote(t.Reviewers[1], Ballot.Approve);
        Assert.That(await t.Close(), Is.Zero);
        await t.Vote(t.Reviewers[0], Ballot.Approve, reason: "Convinced.");
        var page = (await t.Page(t.Operator))!;
        Assert.That((page.Status, page.Decision, page.DecidedByName), Is.EqualTo(("Decided", "Approved", (string?)null)));
        Assert.That(await t.Vote(t.Reviewers[2], Ballot.Reject), Is.EqualTo(ReviewOutcome.AlreadyDecided));
        Assert.That(await t.Mails("review.approved"), Is.EqualTo(1));
        Assert.That(await t.Mails("review.closed"), Is.EqualTo(4), "three reviewers, and the operator whom the portal spared the decision");
    }

    [Test]
    public async Task Rejections_decide_too()
    {
        await using var t = await ReviewTable.LayOpen(quorum: 2);
        await t.Vote(t.Reviewers[0], Ballot.Reject);
        await t.Vote(t.Reviewers[1], Ballot.Reject);
        Assert.That((await t.Revision(), await t.ProductStatus()), Is.EqualTo(("Rejected", "Unapproved")));
        Assert.That(await t.Mails("review.rejected"), Is.EqualTo(1));
    }

    [Test]
    public async Task The_same_vote_twice_is_one_vote()
    {
        await using var t = await ReviewTable.LayOpen(quorum: 2);
        await t.Vote(t.Reviewers[0], Ballot.Approve);
        await t.Vote(t.Reviewers[0], Ballot.Approve);
        Assert.That(await t.Timeline(), Is.EqualTo("Opened Voted"));
    }

    [Test]
    public async Task The_job_decides_what_has_its_quorum_and_leaves_what_is_split_to_the_operator()
    {
        await using var t = await ReviewTable.LayOpen(quorum: 1);
        await Cast(t, t.Reviewers[0], "Approve");
        await Cast(t, t.Reviewers[1], "Reject");
        Assert.That(await t.Close(), Is.Zero);
        await t.Portal.Execute("DELETE FROM review_votes WHERE vote = 'Reject'");
        Assert.That(await t.Close(), Is.EqualTo(1));
        Assert.That(await t.Close(), Is.Zero);
        Assert.That((await t.Revision(), await t.Timeline()), Is.EqualTo(("Approved", "Opened Decided")));
    }

    [Test]
    public async Task Of_many_who_decide_at_once_one_wins_and_the_others_are_told()
    {
        await using var t = await ReviewTable.LayOpen(quorum: 3);
        var second = await t.Data.Person(Role.Operator, t.Centre);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 12).Select(i =>
            Task.Run(() => t.Decide(i % 2 == 0 ? t.Operator : second, i % 3 == 0 ? Decision.Rejected : Decision.Approved))));
        Assert.That(outcomes.Count(o => o == ReviewOutcome.Done), Is.EqualTo(1));
        Assert.That(outcomes.Count(o => o == ReviewOutcome.AlreadyDecided), Is.EqualTo(11));
        Assert.That(await t.Timeline(), Is.EqualTo("Opened Decided"));
        Assert.That((await t.Page(t.Operator))!.Decision, Is.EqualTo(await t.Revision()));
    }

    [Test]
    public async Task Votes_and_a_decision_at_once_decide_one_time()
    {
        await using var t = await ReviewTable.LayOpen(quorum: 2);
        var votes = t.Reviewers.Select(r => Task.Run(() => t.Vote(r, Ballot.Reject)));
        await Task.WhenAll([.. votes, Task.Run(() => t.Decide(t.Operator, Decision.Approved))]);
        Assert.That((await t.Timeline()).Split(' ').Count(k => k == "Decided"), Is.EqualTo(1));
        Assert.That((await t.Page(t.Operator))!.Decision, Is.EqualTo(await t.Revision()));
    }

    [Test]
    public async Task Of_two_who_open_a_case_at_once_one_wins()
    {
        await using var t = await ReviewTable.Lay();
        var request = new OpenReviewRequest(t.Operator, t.Product.RevisionId, [t.Reviewers[0].PersonId], t.Today.AddDays(3), 1);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => t.Open(request))));
        Assert.That(outcomes.Count(o => o is OpenReviewOutcome.Opened), Is.EqualTo(1));
        Assert.That(outcomes.Count(o => o is OpenReviewOutcome.NotSubmitted), Is.EqualTo(5));
    }

    private static Task<int> Cast(ReviewTable t, Actor reviewer, string vote) => t.Portal.Execute(
        "INSERT INTO review_votes (case_id, person_id, vote, reason, round, at) VALUES (@CaseId, @PersonId, @vote, 'x', 1, '2026-03-02 00:00:00')",
        new { t.CaseId, reviewer.PersonId, vote });
}
