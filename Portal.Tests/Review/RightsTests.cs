using NUnit.Framework;
using Portal.Core.Organizations;
using Portal.Core.Review;
using Portal.Core.Shared;
using Portal.Data.Review;

namespace Portal.Tests.Review;

/// <summary>Members only: for everybody else a case is not there.</summary>
public sealed class RightsTests
{
    [Test]
    public async Task Strangers_see_and_do_nothing_as_if_the_case_were_not_there()
    {
        await using var t = await ReviewTable.LayOpen();
        var centre = await t.Data.Organization(OrganizationKind.Centre);
        Actor[] strangers =
        [
            await t.Data.Person(Role.Operator, centre),
            await t.Data.Person(Role.Producer, await t.Data.Organization(OrganizationKind.Producer, t.Centre)),
            await t.Data.Person(Role.Reviewer, t.Centre),
            await t.Data.Person(Role.Seller, await t.Data.Organization(OrganizationKind.Seller, t.Centre)),
            await t.Data.Person(Role.Buyer, await t.Data.Organization(OrganizationKind.Buyer, t.Centre)),
        ];
        foreach (var a in strangers)
        {
            ReviewOutcome[] tried =
            [
                await t.Say(a, "Hello"), await t.Score(a, new CriterionScore(Criterion.Safety, 5, null)), await t.Vote(a, Ballot.Approve), await t.RequestChanges(a),
                await t.Resubmit(a), await t.Decide(a, Decision.Approved), await t.MoveDue(a, t.Today.AddDays(9)), await t.Add(a, a.PersonId),
            ];
            Assert.That(tried, Has.All.EqualTo(ReviewOutcome.NotFound), a.Role.ToString());
            Assert.That(await t.Page(a), Is.Null);
            Assert.That(await t.List(a), Is.Empty);
            Assert.That(await t.Portal.Run<ReviewPages, long?>(p => p.CaseId(a, t.CaseNo)), Is.Null);
        }

        Assert.That(await t.Timeline(), Is.EqualTo("Opened"));
    }

    [Test]
    public async Task Another_centre_opens_no_case_and_sees_no_submission()
    {
        await using var t = await ReviewTable.Lay();
        var other = await t.Data.Person(Role.Operator, await t.Data.Organization(OrganizationKind.Centre));
        var request = new OpenReviewRequest(other, t.Product.RevisionId, [t.Reviewers[0].PersonId], t.Today.AddDays(3), 1);
        foreach (var actor in new[] { other, t.Producer, t.Reviewers[0] })
            Assert.That(await t.Open(request with { Actor = actor }), Is.InstanceOf<OpenReviewOutcome.NotFound>());
        Assert.That(await Waiting(t, other), Is.Empty);
        Assert.That((await Waiting(t, t.Operator)).Single().RevisionId, Is.EqualTo(t.Product.RevisionId));
        Assert.That(await t.Portal.Run<ReviewPages, List<ReviewerCandidate>>(p => p.Candidates(other, t.Product.RevisionId)), Is.Empty);
    }

    [Test]
    public async Task Each_member_does_only_their_own_part()
    {
        await using var t = await ReviewTable.LayOpen();
        Assert.That(await t.Vote(t.Producer, Ballot.Approve), Is.EqualTo(ReviewOutcome.NotFound));
        Assert.That(await t.Vote(t.Operator, Ballot.Approve), Is.EqualTo(ReviewOutcome.NotFound));
        Assert.That(await t.RequestChanges(t.Producer), Is.EqualTo(ReviewOutcome.NotFound));
        Assert.That(await t.Decide(t.Producer, Decision.Approved), Is.EqualTo(ReviewOutcome.NotFound));
        Assert.That(await t.Decide(t.Reviewers[0], Decision.Approved), Is.EqualTo(ReviewOutcome.NotFound));
    }

    [Test]
    public async Task The_administrator_reads_and_does_not_act()
    {
        await using var t = await ReviewTable.LayOpen();
        var administrator = await t.Data.Person(Role.Administrator, await t.Data.Organization(OrganizationKind.Portal));
        Assert.That((await t.Page(administrator))!.CaseNo, Is.EqualTo(t.CaseNo));
        Assert.That(await t.Decide(administrator, Decision.Approved), Is.EqualTo(ReviewOutcome.NotFound));
        Assert.That(await t.Say(administrator, "Hello"), Is.EqualTo(ReviewOutcome.NotFound));
    }

    [Test]
    public async Task Lists_show_what_waits_for_whom()
    {
        await using var t = await ReviewTable.LayOpen(quorum: 3);
        var mine = new ReviewFilter { Mine = true };
        await t.Vote(t.Reviewers[0], Ballot.Approve);
        Assert.That((await t.List(t.Reviewers[0], mine)).Count + (await t.List(t.Operator, mine)).Count + (await t.List(t.Producer, mine)).Count, Is.Zero);
        Assert.That((await t.List(t.Reviewers[1], mine)).Single().Voted, Is.EqualTo(1));
        Assert.That((await t.List(t.Reviewers[0])).Single().MyVote, Is.EqualTo("Approve"));
        await t.Vote(t.Reviewers[1], Ballot.Approve);
        await t.Vote(t.Reviewers[2], Ballot.Reject);
        Assert.That(await t.List(t.Operator, mine), Has.Count.EqualTo(1), "all have voted, nothing is decided");
        await t.RequestChanges(t.Operator);
        Assert.That(await t.List(t.Producer, mine), Has.Count.EqualTo(1));
        Assert.That(await t.List(t.Producer, new ReviewFilter { Status = "Open" }), Is.Empty);
        Assert.That(await t.List(t.Operator, new ReviewFilter { Overdue = true }), Is.Empty);
        t.Portal.Time.Advance(TimeSpan.FromDays(8));
        Assert.That(await t.List(t.Operator, new ReviewFilter { Overdue = true }), Has.Count.EqualTo(1));
        var counts = await t.Portal.Run<ReviewPages, ReviewCounts>(p => p.Counts(t.Operator));
        Assert.That((counts.Waiting, counts.Mine, counts.Overdue), Is.EqualTo((0, 1, 1)));
        Assert.That(await t.List(t.Operator, new ReviewFilter { Skip = 1 }), Is.Empty);
    }

    [Test]
    public async Task Candidates_are_reviewers_of_the_own_centre_first_without_those_in_the_case_and_of_the_producer()
    {
        await using var t = await ReviewTable.LayOpen();
        var far = await t.Data.Person(Role.Reviewer, await t.Data.Organization(OrganizationKind.Support), "A far one");
        var near = await t.Data.Person(Role.Reviewer, t.Centre, "Z near one");
        await t.Data.Member(t.Producer, Role.Reviewer, t.Centre);
        var found = await t.Portal.Run<ReviewPages, List<ReviewerCandidate>>(p => p.Candidates(t.Operator, t.Product.RevisionId));
        Assert.That(found.Select(c => c.PersonId), Is.EqualTo(new[] { near.PersonId, far.PersonId }));
        Assert.That(found.Select(c => c.IsNear), Is.EqualTo(new[] { true, false }));
    }

    private static Task<List<WaitingSubmission>> Waiting(ReviewTable t, Actor actor) => t.Portal.Run<ReviewPages, List<WaitingSubmission>>(p => p.Waiting(actor, 0, 10));
}
