using Portal.Tests.Shared;
using static Portal.Core.Shared.Role;
using static Portal.Tests.Shared.RouteRow;

namespace Portal.Tests.Organizations;

public sealed class OrganizationRoutes : IRouteRows
{
    public IEnumerable<RouteRow> Rows =>
    [
        // who has one organization is led to it
        Get("/organizations").For(Buyer, Producer, Seller, Operator, Administrator).Answers(Answer.Elsewhere, Buyer, Producer, Seller),
        Get("/organizations/new").For(Operator, Administrator),
        Post("/organizations/new").For(Operator, Administrator).With(("Form.Kind", "Producer"), ("Form.Name", "New")),
        Get("/organizations/{organizationCode}").For(Buyer, Producer, Seller, Operator, Administrator).Foreign(Answer.Ok, Administrator),
        Get("/organizations/{organizationCode}/data").For(Buyer, Producer, Seller, Operator, Administrator).Foreign(Answer.Ok, Administrator),
        Post("/organizations/{organizationCode}/data").For(Buyer, Producer, Seller, Operator, Administrator).With(("Form.Name", "New"), ("Form.Version", "0")).Foreign(Answer.Open, Administrator),
        Get("/organizations/{organizationCode}/bank-account").For(Buyer, Producer, Seller, Operator, Administrator).Foreign(Answer.Ok, Administrator),
        Post("/organizations/{organizationCode}/bank-account").For(Buyer, Producer, Seller, Operator, Administrator).Foreign(Answer.Open, Administrator)
            .With(("Form.BankCode", "004"), ("Form.BankAccount", "123456789012"), ("Form.BankHolder", "New"), ("Form.Version", "0"), ("Form.Code", "000000")),
        Post("/organizations/{organizationCode}/bank-account/withdrawal").For(Buyer, Producer, Seller, Operator, Administrator).Foreign(Answer.Open, Administrator),
        Get("/organizations/{organizationCode}/freight").For(Producer, Operator, Administrator).Foreign(Answer.Ok, Administrator),
        Post("/organizations/{organizationCode}/freight").For(Producer, Operator, Administrator).With(("Form.Fee", "3000")).Foreign(Answer.Open, Administrator),
        Post("/organizations/{organizationCode}/suspension").For(Operator, Administrator).With(("reason", "Papers missing.")).Foreign(Answer.Open, Administrator),
        Post("/organizations/{organizationCode}/suspension/end").For(Operator, Administrator).With(("reason", "Papers there.")).Foreign(Answer.Open, Administrator),
    ];
}

/// <summary>The organization of each role; for operators and administrators a producer.</summary>
public sealed class OrganizationIds : IRouteWorldPart
{
    public async Task Add(RouteWorld world)
    {
        await world.Both("organizationCode", s => Code(s, s.Producer));
        await world.Both("organizationCode", Buyer, s => Code(s, s.Buyer));
        await world.Both("organizationCode", Seller, s => Code(s, s.Seller));
    }

    private static async Task<string> Code(RouteSide side, long id) => (await side.Portal.Scalar<string>("SELECT code FROM organizations WHERE id = @id", new { id }))!;
}
