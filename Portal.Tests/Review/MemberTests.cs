using NUnit.Framework;
using Portal.Core.Catalog;
using Portal.Core.Organizations;
using Portal.Core.Review;
using Portal.Core.Shared;
using Portal.Data.Review;

namespace Portal.Tests.Review;

/// <summary>Who leaves a case, who sees which votes, and what a round was about.</summary>
public sealed class MemberTests
{
    [Test]
    public async Task A_reviewer_is_taken_out_with_reasons_unless_they_voted_or_the_quorum_needs_them()
    {
        await using var t = await ReviewTable.LayOpen(quorum: 2);
        await t.Score(t.Reviewers[2], new CriterionScore(Criterion.Price, 1, "Dear"));
        await t.Vote(t.Reviewers[0], Ballot.Approve);
        Assert.That(await t.Remove(t.Operator, t.Reviewers[2].PersonId, " "), Is.EqualTo(ReviewOutcome.Invalid));
        Assert.That(await t.Remove(t.Reviewers[0], t.Reviewers[2].PersonId), Is.EqualTo(ReviewOutcome.NotFound));
        Assert.That(await t.Remove(await t.Data.Person(Role.Operator, await t.Data.Organization(OrganizationKind.Centre)), t.Reviewers[2].PersonId), Is.EqualTo(ReviewOutcome.NotFound));
        Assert.That(await t.Remove(t.Operator, t.Producer.PersonId), Is.EqualTo(ReviewOutcome.NotMember));
        Assert.That(await t.Remove(t.Operator, t.Reviewers[0].PersonId), Is.EqualTo(ReviewOutcome.HasVoted));
        Assert.That(await t.Remove(t.Operator, t.Reviewers[2].PersonId), Is.EqualTo(ReviewOutcome.Done));
        Assert.That(await t.Remove(t.Operator, t.Reviewers[2].PersonId), Is.EqualTo(ReviewOutcome.NotMember));
        Assert.That(await t.Remove(t.Operator, t.Reviewers[1].PersonId), Is.EqualTo(ReviewOutcome.TooFewReviewers));
        Assert.That((await t.Page(t.Reviewers[2]), await t.Vote(t.Reviewers[2], Ballot.Approve)), Is.EqualTo(((ReviewCase?)null, ReviewOutcome.NotFound)));
        Assert.That((await t.Page(t.Operator))!.Scores.Single().Comment, Is.EqualTo("Dear"), "what was said stays");
        Assert.That(await t.Mails("review.removed"), Is.EqualTo(1));
        await t.Decide(t.Operator, Decision.Approved);
        Assert.That(await t.Remove(t.Operator, t.Reviewers[1].PersonId), Is.EqualTo(ReviewOutcome.AlreadyDecided));
    }

    [Test]
    public async Task Votes_and_removals_at_once_never_leave_a_quorum_out_of_reach_or_lose_a_vote()
    {
        await using var t = await ReviewTable.LayOpen(quorum: 2);
        var votes = t.Reviewers.Select((r, i) => Task.Run(() => t.Vote(r, i == 0 ? Ballot.Reject : Ballot.Approve)));
        var removals = t.Reviewers.Select(r => Task.Run(() => t.Remove(t.Operator, r.PersonId)));
        await Task.WhenAll([.. votes, .. removals]);
        var page = (await t.Page(t.Operator))!;
        Assert.That(page.Reviewers, Is.GreaterThanOrEqualTo(page.Quorum));
        Assert.That(page.Votes.Select(v => v.PersonId), Is.SubsetOf(page.Members.Where(m => m.Role == "Reviewer").Select(m => m.PersonId)));
    }

    [Test]
    public async Task Who_judges_judges_alone()
    {
        await using var t = await ReviewTable.LayOpen(quorum: 3);
        await t.Vote(t.Reviewers[0], Ballot.Reject, reason: "Unsafe.");
        foreach (var actor in new[] { t.Reviewers[1], t.Producer })
        {
            var page = (await t.Page(actor))!;
            Assert.That((page.IsSealed, page.Voted, page.Approvals, page.Rejections), Is.EqualTo((true, 1, 0, 0)));
            Assert.That(page.Votes.Select(v => (v.Name, v.Vote, v.Reason)), Is.EqualTo(new[] { (t.Reviewers[0].Name, (string?)null, (string?)null) }));
            Assert.That(page.Events.Where(e => e.Kind == "Voted").Select(e => (e.Detail, e.Text)), Is.EqualTo(new[] { ((string?)null, (string?)null) }));
            Assert.That((await t.List(actor)).Single().Rejections, Is.Zero);
        }

        await t.Vote(t.Reviewers[1], Ballot.Approve);
        foreach (var actor in new[] { t.Reviewers[1], t.Operator }) Assert.That((await t.Page(actor))!.Votes.Select(v => v.Reason), Does.Contain("Unsafe."));
        await t.RequestChanges(t.Operator);
        await t.Resubmit(t.Producer);
        Assert.That((await t.Page(t.Producer))!.Votes.Select(v => v.Reason), Does.Contain("Unsafe."), "a round that is over can be read");
        await t.Vote(t.Reviewers[0], Ballot.Approve, round: 2, reason: "Safe now.");
        var later = (await t.Page(t.Producer))!;
        Assert.That(later.Events.Where(e => e.Kind == "Voted").Select(e => e.Text), Is.EqualTo(new[] { "Unsafe.", "Because.", null }));
        await t.Decide(t.Operator, Decision.Approved, round: 2);
        Assert.That((await t.Page(t.Producer))!.Votes.Select(v => v.Reason), Does.Contain("Safe now."));
    }

    [Test]
    public async Task A_round_keeps_what_was_judged_while_the_producer_writes_on()
    {
        await using var t = await ReviewTable.LayOpen();
        await t.RequestChanges(t.Reviewers[0]);
        await t.Edit(c => c with { Name = "Second name", Specifications = [new Specification { Name = "Power", Value = "220 V" }] });
        var waiting = (await t.Page(t.Reviewers[0]))!;
        Assert.That(waiting.Rounds.Select(r => (r.Number, r.Reviewed.Content.Specifications.Count)), Is.EqualTo(new[] { (1, 0) }));
        await t.Resubmit(t.Producer);
        var page = (await t.Page(t.Reviewers[0]))!;
        Assert.That(page.Rounds.Select(r => r.Number), Is.EqualTo(new[] { 1, 2 }));
        var changes = ContentChanges.Between(page.Rounds[0].Reviewed, page.Rounds[1].Reviewed);
        Assert.That(changes.Select(c => (c.Field, c.Label, c.Before is null, c.After)), Is.EqualTo(new[]
        {
            (ContentField.Name, (string?)null, false, "Second name"), (ContentField.Specification, "Power", true, "220 V"),
        }));
    }

    [Test]
    public void Texts_are_compared_line_by_line()
    {
        var lines = TextLines.Between("one\ntwo\nthree", "one\n2\nthree\nfour");
        Assert.That(string.Join(' ', lines.Select(l => $"{l.Sign}{l.Text}")), Is.EqualTo(" one −two +2  three +four"));
        Assert.That(TextLines.Between(null, "a").Single(), Is.EqualTo(new TextLine('+', "a")));
        var huge = string.Join('\n', Enumerable.Range(0, 20_000));
        Assert.That(TextLines.Between(huge, huge + "x"), Has.Count.EqualTo(40_000), "too much to compare is shown whole");
    }
}
