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
        Post("/agreements/{agreementId:long}/withdrawal").At("/agreements/{proposedId:long}/withdrawal").For(Producer, Seller, Operator, Administrator).Answers(Answer.NotFound, Producer, Seller, Administrator),
        Get("/agreements/{agreementId:long}/division").For(Producer, Seller, Operator, Administrator).Foreign(Answer.Ok, Administrator),
        Get("/agreements/{agreementId:long}/comparison").For(Producer, Seller, Operator, Administrator).Foreign(Answer.Ok, Administrator),
        Get("/agreements/{agreementId:long}/counterproposal").At("/agreements/{proposedId:long}/counterproposal").For(Producer, Seller, Operator, Administrator).Answers(Answer.NotFound, Operator, Administrator),
        Post("/agreements/{agreementId:long}/counterproposal").At("/agreements/{proposedId:long}/counterproposal").For(Producer, Seller, Operator, Administrator).With(("Form.Do", "check"))
            .Answers(Answer.NotFound, Operator, Administrator),
        Get("/agreement-templates").For(Operator),
        Get("/agreement-templates/new").For(Operator),
        Post("/agreement-templates/new").For(Operator).With(("Form.Name", "Usual")),
        Get("/agreement-templates/{templateId:long}").For(Operator),
        Post("/agreement-templates/{templateId:long}").For(Operator).With(("Form.Name", "Usual")),
        Post("/agreement-templates/{templateId:long}/removal").For(Operator),
    ];
}

/// <summary>A proposal that is not answered yet, and a template.</summary>
public sealed class AgreementRouteWorld : IRouteWorldPart
{
    public async Task Add(RouteWorld world)
    {
        await world.Both("proposedId", Proposed);
        await world.Both("templateId", async s =>
        {
            var request = new SaveAgreementTemplateRequest(s.As(Operator), null, "Usual", null, [new(Part.Producer, null, ShareKind.Rest, 0)]);
            return ((SaveAgreementTemplateOutcome.Saved)await s.Portal.Run<SaveAgreementTemplate, SaveAgreementTemplateOutcome>(u => u.Handle(request))).TemplateId;
        });
    }

    private static async Task<long> Proposed(RouteSide s)
    {
        ProposedShare[] shares = [new(Part.Seller, s.Seller, ShareKind.Rate, 500), new(Part.Producer, s.Producer, ShareKind.Rest, 0)];
        var request = new ProposeAgreementRequest(s.As(Operator), s.Product.Id, s.Portal.Time.GetUtcNow().UtcDateTime, shares, null);
        return ((ProposeAgreementOutcome.Proposed)await s.Portal.Run<ProposeAgreement, ProposeAgreementOutcome>(u => u.Handle(request))).AgreementId;
    }
}
