using Portal.Core.Organizations;
using Portal.Core.Sellers;
using Portal.Tests.Shared;
using static Portal.Core.Shared.Role;
using static Portal.Tests.Shared.RouteRow;

namespace Portal.Tests.Sellers;

/// <summary>The recruitment of the world is open; its seller was accepted, a second one waits for the reviewer's opinion and the decision.</summary>
public sealed class SellerRoutes : IRouteRows
{
    public IEnumerable<RouteRow> Rows =>
    [
        Get("/sellers").Public(),
        Get("/sellers/{code}").At("/sellers/{sellerCode}").Public(),
        Get("/membership-applications").SignedIn(),
        Get("/membership-applications/new").SignedIn(),
        Post("/membership-applications/new").SignedIn().With(("Form.Role", "Reviewer"), ("Form.CentreId", "{centreId}")).Foreign(Answer.BadRequest),
        Get("/membership-applications/{applicationId:long}").At("/membership-applications/{memberApplicationId:long}").SignedIn().Answers(Answer.NotFound)
            .Answers(Answer.Ok, Operator, Administrator).Foreign(Answer.Ok, Administrator),
        Post("/membership-applications/{applicationId:long}/decision").At("/membership-applications/{memberApplicationId:long}/decision").For(Operator).With(("Form.Accept", "true")),
        Post("/membership-applications/{applicationId:long}/withdrawal").At("/membership-applications/{memberApplicationId:long}/withdrawal").SignedIn().Answers(Answer.NotFound),
        Get("/recruitments").For(Operator, Seller, Producer, Reviewer, Administrator),
        Get("/recruitments/new").At("/recruitments/new?product={productCode}").For(Operator).Answers(Answer.Elsewhere).Foreign(Answer.Ok),
        Post("/recruitments/new").At("/recruitments/new?product={productCode}").For(Operator).With(("Form.Quota", "3")).Foreign(Answer.Elsewhere),
        // what is open is open to the sellers of every centre
        Get("/recruitments/{recruitmentId:long}").For(Operator, Seller, Producer, Reviewer, Administrator).Foreign(Answer.Ok, Administrator, Seller),
        Post("/recruitments/{recruitmentId:long}/closure").For(Operator),
        Post("/recruitments/{recruitmentId:long}/applications").For(Seller).With(("Form.Message", "Let me.")).Foreign(Answer.Elsewhere),
        Get("/seller-applications").For(Seller),
        Get("/seller-applications/{applicationId:long}").For(Operator, Seller, Producer, Reviewer, Administrator).Foreign(Answer.Ok, Administrator),
        Post("/seller-applications/{applicationId:long}/decision").At("/seller-applications/{waitingApplicationId:long}/decision").For(Operator).With(("Form.Accept", "true")),
        Post("/seller-applications/{applicationId:long}/opinion").At("/seller-applications/{waitingApplicationId:long}/opinion").For(Reviewer).With(("Form.Opinion", "Favour")),
        Post("/seller-applications/{applicationId:long}/withdrawal").For(Seller),
        Post("/seller-applications/{applicationId:long}/termination").For(Operator).With(("Form.Reason", "No sales.")),
    ];
}

/// <summary>The code of a seller, an application for a role, and an application to sell that waits.</summary>
public sealed class SellerRouteWorld : IRouteWorldPart
{
    public async Task Add(RouteWorld world)
    {
        await world.Both("sellerCode", async s => (await s.Portal.Scalar<string>("SELECT code FROM organizations WHERE id = @Seller", s))!);
        await world.Both("memberApplicationId", async s =>
        {
            var person = await s.Data.Person(Buyer, s.Buyer);
            var request = new ApplyForMembershipRequest(person.PersonId, person.Name, Seller, s.Centre) { OrganizationName = "A firm", Tax = TaxKind.Individual, Region = "North", Phone = "010-1234-5678" };
            return ((ApplyForMembershipOutcome.Applied)await s.Portal.Run<ApplyForMembership, ApplyForMembershipOutcome>(u => u.Handle(request))).ApplicationId;
        });
        await world.Both("waitingApplicationId", async s =>
        {
            var recruitment = await s.Portal.Scalar<long>("SELECT id FROM recruitments WHERE centre_id = @Centre", s);
            return await s.Data.Application(await s.Data.Person(Seller, await s.Data.Organization(OrganizationKind.Seller, s.Centre)), recruitment);
        });
    }
}
