using Portal.Core.Operations;
using Portal.Core.Review;
using Portal.Tests.Shared;
using static Portal.Core.Shared.Role;
using static Portal.Tests.Shared.RouteRow;

namespace Portal.Tests.Review;

/// <summary>The case of the world is open: its one reviewer has not voted.</summary>
public sealed class ReviewRoutes : IRouteRows
{
    public IEnumerable<RouteRow> Rows =>
    [
        Get("/reviews").For(Producer, Reviewer, Operator, Administrator),
        Get("/reviews/new").At("/reviews/new?revision={revisionId}").For(Operator).Answers(Answer.Elsewhere),
        Post("/reviews/new").At("/reviews/new?revision={revisionId}").For(Operator).With(("Form.Quorum", "1")),
        Get("/reviews/{caseNo}").For(Producer, Reviewer, Operator, Administrator).Foreign(Answer.Ok, Administrator),
        Post("/reviews/{caseNo}/messages").For(Producer, Reviewer, Operator).With(("Form.Text", "Hello")),
        Get("/reviews/{caseNo}/files/{fileId:long}").At("/reviews/{caseNo}/files/{caseFileId:long}").For(Producer, Reviewer, Operator, Administrator).Foreign(Answer.Ok, Administrator),
        Get("/reviews/{caseNo}/votes").For(Reviewer),
        Post("/reviews/{caseNo}/votes").For(Reviewer).With(("Form.Round", "1"), ("Form.Ballot", "Approve"), ("Form.Reason", "Good.")),
        Get("/reviews/{caseNo}/scores").For(Reviewer),
        Post("/reviews/{caseNo}/scores").For(Reviewer).With(("Form.Lines[0].Score", "4")),
        Get("/reviews/{caseNo}/change-requests").For(Reviewer, Operator),
        Post("/reviews/{caseNo}/change-requests").For(Reviewer, Operator).With(("Form.Round", "1"), ("Form.Text", "Add a drawing.")),
        Get("/reviews/{caseNo}/resubmissions").For(Producer, Operator).Answers(Answer.Conflict),
        Post("/reviews/{caseNo}/resubmissions").For(Producer, Operator),
        Get("/reviews/{caseNo}/decision").For(Operator),
        Post("/reviews/{caseNo}/decision").For(Operator).With(("Form.Round", "1"), ("Form.Decision", "Approved"), ("Form.Reason", "Good.")),
        Get("/reviews/{caseNo}/members").For(Operator),
        Post("/reviews/{caseNo}/members").For(Operator).With(("personId", "{caseReviewerId}")),
        Get("/reviews/{caseNo}/members/{personId:long}/removal").At("/reviews/{caseNo}/members/{caseReviewerId:long}/removal").For(Operator),
        Post("/reviews/{caseNo}/members/{personId:long}/removal").At("/reviews/{caseNo}/members/{caseReviewerId:long}/removal").For(Operator).With(("Form.Reason", "No answer.")),
        Get("/reviews/{caseNo}/due-date").For(Operator),
        Post("/reviews/{caseNo}/due-date").For(Operator).With(("Form.DueOn", "2026-12-01")),
    ];
}

/// <summary>A file in the discussion of the case, and its reviewer.</summary>
public sealed class ReviewRouteWorld : IRouteWorldPart
{
    public async Task Add(RouteWorld world)
    {
        await world.Both("caseReviewerId", s => Task.FromResult(s.As(Reviewer).PersonId));
        await world.Both("caseFileId", async s =>
        {
            var producer = s.As(Producer);
            var stored = await s.Portal.Run<Files, FileResult>(f => f.Store(producer, new Upload("plan.png", new MemoryStream(TestFiles.Png)), FileUse.Attachment));
            var caseId = await s.Portal.Scalar<long>("SELECT MAX(c.id) FROM review_cases c JOIN products p ON p.id = c.product_id WHERE p.producer_id = @OrganizationId", producer);
            await s.Portal.Run<PostMessage, ReviewOutcome>(u => u.Handle(new PostMessageRequest(producer, caseId, null) { FileId = stored.File!.Id }));
            return stored.File!.Id;
        });
    }
}
