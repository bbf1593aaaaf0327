using NUnit.Framework;
using Portal.Core.Catalog;
using Portal.Core.Organizations;
using Portal.Core.Review;
using Portal.Core.Shared;

namespace Portal.Tests.Review;

/// <summary>From a submission to a decision.</summary>
public sealed class CaseTests
{
    [Test]
    public async Task A_product_is_reviewed_discussed_scored_approved_and_goes_on_sale()
    {
        await using var t = await ReviewTable.LayOpen(quorum: 3);
        Assert.That(await t.Revision(), Is.EqualTo("InReview"));
        Assert.That(await t.Say(t.Producer, "Ask me anything."), Is.EqualTo(ReviewOutcome.Done));
        Assert.That(await t.Score(t.Reviewers[0], new(Criterion.Safety, 4, "Solid"), new(Criterion.Price, 2, null)), Is.EqualTo(ReviewOutcome.Done));
        Assert.That(await t.Score(t.Reviewers[0], new CriterionScore(Criterion.Price, 3, null)), Is.EqualTo(ReviewOutcome.Done));
        Assert.That(await t.Vote(t.Reviewers[0], Ballot.Approve), Is.EqualTo(ReviewOutcome.Done));
        Assert.That(await t.Decide(t.Operator, Decision.Approved), Is.EqualTo(ReviewOutcome.Done));

        Assert.That((await t.Revision(), await t.ProductStatus()), Is.EqualTo(("Approved", "Approved")));
        Assert.That(await t.Publish(), Is.EqualTo(1));
        Assert.That(await t.Publish(), Is.Zero);
        Assert.That(await t.ProductStatus(), Is.EqualTo("OnSale"));
        Assert.That(await t.Timeline(), Is.EqualTo("Opened Message Scored Scored Voted Decided Published"));
        var page = (await t.Page(t.Producer))!;
        Assert.That(page.Scores.Select(s => $"{s.Criterion}={s.Score}"), Is.EquivalentTo(new[] { "Safety=4", "Price=3" }));
        Assert.That(page.Members.Select(m => m.Role), Is.EqualTo(new[] { "Reviewer", "Reviewer", "Reviewer", "Producer", "Operator" }));
        Assert.That((page.Decision, page.DecisionReason, page.DecidedByName), Is.EqualTo(("Approved", "All is well.", t.Operator.Name)));
        Assert.That(await t.Mails("review.invited"), Is.EqualTo(3));
        Assert.That(await t.Mails("review.message"), Is.EqualTo(4), "three reviewers and the operator, not who wrote it");
    }

    [Test]
    public async Task Requested_changes_let_the_producer_edit_and_begin_a_new_round_in_which_votes_start_again()
    {
        await using var t = await ReviewTable.LayOpen(quorum: 2);
        await t.Vote(t.Reviewers[0], Ballot.Approve);
        Assert.That(await t.Resubmit(t.Producer), Is.EqualTo(ReviewOutcome.NotPossible));
        Assert.That(await t.RequestChanges(t.Reviewers[1]), Is.EqualTo(ReviewOutcome.Done));
        Assert.That(await t.RequestChanges(t.Reviewers[2]), Is.EqualTo(ReviewOutcome.NotPossible));
        Assert.That(await t.Vote(t.Reviewers[1], Ballot.Approve), Is.EqualTo(ReviewOutcome.NotPossible));

        Assert.That(await Edit(t), Is.InstanceOf<EditProductOutcome.Saved>());
        Assert.That(await t.Resubmit(t.Reviewers[0]), Is.EqualTo(ReviewOutcome.NotFound));
        Assert.That(await t.Resubmit(t.Producer, "It is in now."), Is.EqualTo(ReviewOutcome.Done));
        Assert.That(await Edit(t), Is.InstanceOf<EditProductOutcome.Locked>());

        Assert.That(await t.Vote(t.Reviewers[1], Ballot.Approve, round: 1), Is.EqualTo(ReviewOutcome.Stale));
        Assert.That(await t.Decide(t.Operator, Decision.Approved, round: 1), Is.EqualTo(ReviewOutcome.Stale));
        Assert.That(await t.Vote(t.Reviewers[1], Ballot.Approve, round: 2), Is.EqualTo(ReviewOutcome.Done));
        var page = (await t.Page(t.Operator))!;
        Assert.That((page.Status, page.Round, page.Approvals), Is.EqualTo(("Open", 2, 1)));
        Assert.That(page.Votes.Select(v => v.Counts), Is.EqualTo(new[] { false, true }));
        await t.Vote(t.Reviewers[0], Ballot.Approve, round: 2);
        Assert.That((await t.Revision(), (await t.Page(t.Operator))!.Status), Is.EqualTo(("Approved", "Decided")));
        Assert.That(await t.Timeline(), Is.EqualTo("Opened Voted ChangeRequested Resubmitted Voted Voted Decided"));
    }

    [Test]
    public async Task What_is_rejected_is_not_sold_and_the_producer_begins_again()
    {
        await using var t = await ReviewTable.LayOpen();
        Assert.That(await t.Decide(t.Operator, Decision.Rejected, reason: " "), Is.EqualTo(ReviewOutcome.Invalid));
        await t.RequestChanges(t.Operator);
        Assert.That(await t.Decide(t.Operator, Decision.Approved), Is.EqualTo(ReviewOutcome.NotPossible));
        Assert.That(await t.Decide(t.Operator, Decision.Rejected, reason: "Nothing came."), Is.EqualTo(ReviewOutcome.Done));
        Assert.That((await t.Revision(), await t.ProductStatus(), await t.Publish()), Is.EqualTo(("Rejected", "Unapproved", 0)));
        Assert.That(await t.Say(t.Producer, "Why?"), Is.EqualTo(ReviewOutcome.AlreadyDecided));
        Assert.That(await Edit(t), Is.InstanceOf<EditProductOutcome.Begun>());
    }

    [Test]
    public async Task The_next_revision_of_a_product_on_sale_is_on_sale_when_it_is_approved()
    {
        await using var t = await ReviewTable.LayOpen(quorum: 1);
        await t.Vote(t.Reviewers[0], Ballot.Approve);
        await t.Publish();
        var begun = (EditProductOutcome.Begun)await Edit(t);
        await t.Portal.Run<SubmitProduct, SubmitProductOutcome>(u => u.Handle(new SubmitProductRequest(t.Producer, t.Product.Id)));
        await t.OpenCase(quorum: 1, begun.RevisionId);
        Assert.That(await t.Portal.Scalar<long>("SELECT revision_id FROM products WHERE id = @Id", t.Product), Is.EqualTo(t.Product.RevisionId), "the old stays on sale");
        await t.Vote(t.Reviewers[2], Ballot.Approve);
        Assert.That(await t.Portal.Scalar<long>("SELECT revision_id FROM products WHERE id = @Id", t.Product), Is.EqualTo(begun.RevisionId));
        Assert.That(await t.Timeline(), Is.EqualTo("Opened Voted Decided Published"));
    }

    [Test]
    public async Task A_product_whose_producer_does_not_want_it_on_sale_yet_stays_approved()
    {
        await using var t = await ReviewTable.LayOpen(publish: false);
        await t.Decide(t.Operator, Decision.Approved);
        Assert.That((await t.Publish(), await t.ProductStatus()), Is.EqualTo((0, "Approved")));
    }

    [Test]
    public async Task A_case_needs_reviewers_who_are_reviewers_and_do_not_work_for_the_producer()
    {
        await using var t = await ReviewTable.Lay();
        var due = t.Today.AddDays(5);
        var insider = await t.Data.Member(t.Producer, Role.Reviewer, t.Centre);
        var seller = await t.Data.Person(Role.Seller, await t.Data.Organization(OrganizationKind.Seller, t.Centre));
        var all = t.Reviewers.Select(r => r.PersonId).ToList();
        var refused = await t.Open(new OpenReviewRequest(t.Operator, t.Product.RevisionId, [.. all, insider.PersonId, seller.PersonId], due, 2));
        Assert.That((refused as OpenReviewOutcome.NotReviewers)?.People, Is.EquivalentTo(new[] { insider.PersonId, seller.PersonId }));
        Assert.That(await t.Open(new OpenReviewRequest(t.Operator, t.Product.RevisionId, all, due, 4)), Is.EqualTo(new OpenReviewOutcome.Bad("Quorum")));
        Assert.That(await t.Open(new OpenReviewRequest(t.Operator, t.Product.RevisionId, [], due, 1)), Is.EqualTo(new OpenReviewOutcome.Bad("Reviewers")));
        Assert.That(await t.Open(new OpenReviewRequest(t.Operator, t.Product.RevisionId, all, t.Today.AddDays(-1), 1)), Is.EqualTo(new OpenReviewOutcome.Bad("DueOn")));
        Assert.That(await t.Revision(), Is.EqualTo("Submitted"), "what was refused left nothing behind");

        var open = new OpenReviewRequest(t.Operator, t.Product.RevisionId, all, due, 2);
        Assert.That(await t.Open(open), Is.InstanceOf<OpenReviewOutcome.Opened>());
        Assert.That(await t.Open(open), Is.InstanceOf<OpenReviewOutcome.NotSubmitted>());
    }

    [Test]
    public async Task The_operator_brings_in_one_more_reviewer_once()
    {
        await using var t = await ReviewTable.LayOpen();
        var more = await t.Data.Person(Role.Reviewer, t.Centre);
        Assert.That(await t.Add(t.Reviewers[0], more.PersonId), Is.EqualTo(ReviewOutcome.NotFound));
        Assert.That(await t.Vote(more, Ballot.Approve), Is.EqualTo(ReviewOutcome.NotFound));
        Assert.That(await t.Add(t.Operator, more.PersonId), Is.EqualTo(ReviewOutcome.Done));
        Assert.That(await t.Add(t.Operator, more.PersonId), Is.EqualTo(ReviewOutcome.AlreadyMember));
        Assert.That(await t.Add(t.Operator, t.Producer.PersonId), Is.EqualTo(ReviewOutcome.NotReviewer));
        Assert.That(await t.Vote(more, Ballot.Approve), Is.EqualTo(ReviewOutcome.Done));
        Assert.That((await t.Page(more))!.Events.Single(e => e.Kind == "MemberAdded").Detail, Is.EqualTo(more.Name));
    }

    [Test]
    public async Task A_member_shows_files_of_their_own_and_nobody_elses()
    {
        await using var t = await ReviewTable.LayOpen();
        await t.Portal.Execute("""
            INSERT INTO stored_files (id, name, content_type, size_bytes, sha256, uploaded_by, uploaded_at)
            VALUES (7, 'drawing.pdf', 'application/pdf', 9, 'ab', @PersonId, '2026-03-02 00:00:00')
            """, t.Producer);
        Assert.That(await t.Say(t.Reviewers[0], "Look", 7), Is.EqualTo(ReviewOutcome.NoFile));
        Assert.That(await t.Say(t.Producer, null, 7), Is.EqualTo(ReviewOutcome.Done));
        Assert.That(await t.Say(t.Producer, " \r\n "), Is.EqualTo(ReviewOutcome.Invalid));
        Assert.That(await t.Say(t.Producer, new string('x', 4001)), Is.EqualTo(ReviewOutcome.Invalid));
        var shown = (await t.Page(t.Reviewers[2]))!.Events[^1];
        Assert.That((shown.Kind, shown.FileName, shown.PersonName), Is.EqualTo(("File", "drawing.pdf", t.Producer.Name)));
    }

    [Test]
    public async Task A_score_is_one_to_five_and_given_by_reviewers()
    {
        await using var t = await ReviewTable.LayOpen();
        Assert.That(await t.Score(t.Reviewers[0], new CriterionScore(Criterion.Safety, 6, null)), Is.EqualTo(ReviewOutcome.Invalid));
        Assert.That(await t.Score(t.Reviewers[0], new CriterionScore(Criterion.Safety, 0, null)), Is.EqualTo(ReviewOutcome.Invalid));
        Assert.That(await t.Score(t.Reviewers[0], new CriterionScore((Criterion)9, 3, null)), Is.EqualTo(ReviewOutcome.Invalid));
        Assert.That(await t.Score(t.Reviewers[0]), Is.EqualTo(ReviewOutcome.Invalid));
        Assert.That(await t.Score(t.Operator, new CriterionScore(Criterion.Safety, 3, null)), Is.EqualTo(ReviewOutcome.NotFound));
    }

    private static Task<EditProductOutcome> Edit(ReviewTable t) => t.Edit(c => c with { Summary = $"Changed, {c.Summary?.Length ?? 0}" });
}
