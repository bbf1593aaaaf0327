using Portal.Core.Agreements;
using Portal.Tests.Shared;
using static Portal.Core.Shared.Role;
using static Portal.Tests.Shared.RouteRow;

namespace Portal.Tests.Agreements;

/// <summary>The agreement of the world is in force; another is proposed by the operator and waits for the producer and a named seller.</summary>
public sealed class AgreementRoutes : IRouteRows
{
    public IEnumerable<RouteRow> Rows =>
    [
        Get("/agreements").For(Producer, Seller, Operator, Administrator),
        Get("/agreements/new").At("/agreements/new?product={productCode}").For(Producer, Operator, Administrator).Foreign(Answer.Ok, Administrator),
        Post("/agreements/new").At("/agreements/new?product={productCode}").For(Producer, Operator, Administrator).With(("Form.Do", "check")).Foreign(Answer.Open, Administrator),
        Get("/agreements/{agreementId:long}").For(Producer, Seller, Operator, Administrator).Foreign(Answer.Ok, Administrator),
        // who is no party has nothing to answer: operator and administrator see it, and are told that there is nothing of theirs
        Post("/agreements/{agreementId:long}/acceptance").At("/agreements/{proposedId:long}/acceptance").For(Producer, Seller, Operator, Administrator).Answers(Answer.NotFound, Operator, Administrator),
        Post("/agreements/{agreementId:long}/refusal").At("/agreements/{proposedId:long}/refusal").For(Producer, Seller, Operator, Administrator).With(("reason", "No."))
            .Answers(Answer.NotFound, Operator, Administrator),
        Post("/agreements/{agreementId:long}/withdrawal").At("/agreements/{proposedId:long}/withdrawal").For(Producer, Operator, Administrator).Answers(Answer.NotFound, Producer, Administrator),
    ];
}

/// <summary>A proposal that is not answered yet.</summary>
public sealed class AgreementRouteWorld : IRouteWorldPart
{
    public Task Add(RouteWorld world) => world.Both("proposedId", async s =>
    {
        ProposedShare[] shares = [new(Part.Seller, s.Seller, ShareKind.Rate, 500), new(Part.Producer, s.Producer, ShareKind.Rest, 0)];
        var request = new ProposeAgreementRequest(s.As(Operator), s.Product.Id, s.Portal.Time.GetUtcNow().UtcDateTime, shares, null);
        return ((ProposeAgreementOutcome.Proposed)await s.Portal.Run<ProposeAgreement, ProposeAgreementOutcome>(u => u.Handle(request))).AgreementId;
    });
}
