using NUnit.Framework;
using Portal.Core.Catalog;
using Portal.Core.Organizations;
using Portal.Core.Review;
using Portal.Core.Shared;
using Portal.Data.Review;
using Portal.Tests.Shared;

namespace Portal.Tests.Review;

/// <summary>A centre with its operator, a producer with a submitted product, and three reviewers: what every test of a review begins with.</summary>
internal sealed class ReviewTable(TestPortal portal) : IAsyncDisposable
{
    public TestPortal Portal => portal;
    public TestData Data { get; } = new(portal);
    public long Centre { get; private set; }
    public long ProducerId { get; private set; }
    public Actor Operator { get; private set; } = Actor.Portal;
    public Actor Producer { get; private set; } = Actor.Portal;
    public List<Actor> Reviewers { get; } = [];
    public TestProduct Product { get; private set; } = null!;
    public long CaseId { get; private set; }
    public string CaseNo { get; private set; } = "";

    public DateOnly Today => DateOnly.FromDateTime(portal.Time.GetUtcNow().UtcDateTime.AddHours(9));

    public static async Task<ReviewTable> Lay(bool publish = true) => await Lay(await TestPortal.Create(), publish);

    /// <summary>Within a portal that somebody else made, and takes down.</summary>
    public static async Task<ReviewTable> Lay(TestPortal portal, bool publish = true)
    {
        var t = new ReviewTable(portal);
        t.Centre = await t.Data.Organization(OrganizationKind.Centre);
        t.ProducerId = await t.Data.Organization(OrganizationKind.Producer, t.Centre);
        t.Operator = await t.Data.Person(Role.Operator, t.Centre);
        t.Producer = await t.Data.Person(Role.Producer, t.ProducerId);
        for (var i = 0; i < 3; i++) t.Reviewers.Add(await t.Data.Person(Role.Reviewer, t.Centre));
        t.Product = await t.Data.Submitted(t.ProducerId, publish);
        return t;
    }

    /// <summary>With a case that is open for seven days.</summary>
    public static async Task<ReviewTable> LayOpen(int quorum = 2, bool publish = true, TestPortal? portal = null)
    {
        var t = await Lay(portal ?? await TestPortal.Create(), publish);
        await t.OpenCase(quorum);
        return t;
    }

    public async Task OpenCase(int quorum, long? revisionId = null)
    {
        var opened = await Open(new OpenReviewRequest(Operator, revisionId ?? Product.RevisionId, [.. Reviewers.Select(r => r.PersonId)], Today.AddDays(7), quorum));
        Assert.That(opened, Is.InstanceOf<OpenReviewOutcome.Opened>());
        (CaseId, CaseNo) = ((OpenReviewOutcome.Opened)opened) is var o ? (o.CaseId, o.CaseNo) : default;
    }

    public Task<OpenReviewOutcome> Open(OpenReviewRequest request) => portal.Run<OpenReview, OpenReviewOutcome>(u => u.Handle(request));

    public Task<ReviewOutcome> Say(Actor actor, string? text, long? fileId = null) =>
        portal.Run<PostMessage, ReviewOutcome>(u => u.Handle(new PostMessageRequest(actor, CaseId, text) { FileId = fileId }));

    public Task<ReviewOutcome> Score(Actor actor, params CriterionScore[] scores) =>
        portal.Run<ScoreChecklist, ReviewOutcome>(u => u.Handle(new ScoreChecklistRequest(actor, CaseId, scores)));

    public Task<ReviewOutcome> Vote(Actor actor, Ballot ballot, int round = 1, string reason = "Because.") =>
        portal.Run<Vote, ReviewOutcome>(u => u.Handle(new VoteRequest(actor, CaseId, round, ballot, reason)));

    public Task<ReviewOutcome> RequestChanges(Actor actor, string text = "Add a drawing.", int round = 1) =>
        portal.Run<RequestChanges, ReviewOutcome>(u => u.Handle(new RequestChangesRequest(actor, CaseId, round, text)));

    public Task<ReviewOutcome> Resubmit(Actor actor, string? text = null) =>
        portal.Run<Resubmit, ReviewOutcome>(u => u.Handle(new ResubmitRequest(actor, CaseId, text)));

    public Task<ReviewOutcome> Decide(Actor actor, Decision decision, int round = 1, string reason = "All is well.") =>
        portal.Run<DecideReview, ReviewOutcome>(u => u.Handle(new DecideReviewRequest(actor, CaseId, round, decision, reason)));

    public Task<ReviewOutcome> MoveDue(Actor actor, DateOnly dueOn) =>
        portal.Run<MoveDueDate, ReviewOutcome>(u => u.Handle(new MoveDueDateRequest(actor, CaseId, dueOn, null)));

    public Task<ReviewOutcome> Add(Actor actor, long personId) =>
        portal.Run<AddReviewer, ReviewOutcome>(u => u.Handle(new AddReviewerRequest(actor, CaseId, personId)));

    public Task<ReviewOutcome> Remove(Actor actor, long personId, string reason = "No answer.") =>
        portal.Run<RemoveReviewer, ReviewOutcome>(u => u.Handle(new RemoveReviewerRequest(actor, CaseId, personId, reason)));

    /// <summary>The producer changes the latest revision, or begins the next.</summary>
    public async Task<EditProductOutcome> Edit(Func<ProductContent, ProductContent> change)
    {
        var latest = (await portal.Run<ICatalogStore, ProductState?>(c => c.Product(Producer, Product.Id)))!;
        var content = (await portal.Run<ICatalogStore, ProductContent?>(c => c.Content(latest.LatestId)))!;
        var request = new EditProductRequest(Producer, Product.Id, latest.LatestId, latest.LatestVersion, change(content));
        return await portal.Run<EditProduct, EditProductOutcome>(u => u.Handle(request));
    }

    public Task<int> Remind() => portal.Run<RemindReviewers, int>(u => u.Handle(100));

    public Task<int> Close() => portal.Run<CloseByQuorum, int>(u => u.Handle(100));

    public Task<int> Publish() => portal.Run<PublishApproved, int>(u => u.Handle(100));

    public Task<ReviewCase?> Page(Actor actor) => portal.Run<ReviewPages, ReviewCase?>(p => p.Case(actor, CaseNo));

    public Task<List<ReviewRow>> List(Actor actor, ReviewFilter? filter = null) => portal.Run<ReviewPages, List<ReviewRow>>(p => p.List(actor, filter ?? new ReviewFilter()));

    public async Task<string> Revision() => (await portal.Scalar<string>("SELECT status FROM product_revisions WHERE id = @RevisionId", Product))!;

    public async Task<string> ProductStatus() => (await portal.Scalar<string>("SELECT status FROM products WHERE id = @Id", Product))!;

    /// <summary>What stands on the timeline, in order.</summary>
    public async Task<string> Timeline() =>
        string.Join(' ', await portal.Query<string>("SELECT kind FROM review_events WHERE case_id = @CaseId ORDER BY id", new { CaseId }));

    /// <summary>How many mails of a template wait in the outbox.</summary>
    public Task<long> Mails(string template) => portal.Scalar<long>("SELECT COUNT(*) FROM outbox WHERE template = @template", new { template });

    public ValueTask DisposeAsync() => portal.DisposeAsync();
}
