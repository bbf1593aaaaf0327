using Portal.Tests.Shared;
using static Portal.Core.Shared.Role;
using static Portal.Tests.Shared.RouteRow;

namespace Portal.Tests.Mileage;

public sealed class MileageRoutes : IRouteRows
{
    public IEnumerable<RouteRow> Rows =>
    [
        Get("/mileage").For(Buyer),
        Get("/mileage/customers").For(Operator, Administrator),
        Get("/mileage/customers/{organizationCode}").At("/mileage/customers/{buyerCode}").For(Operator, Administrator).Foreign(Answer.Ok, Administrator),
        Post("/mileage/customers/{organizationCode}/corrections").At("/mileage/customers/{buyerCode}/corrections").For(Operator)
            .With(("Form.Way", "Grant"), ("Form.Amount", "1000"), ("Form.Reason", "Goodwill"), ("Form.Note", "A late parcel.")),
        Get("/orders/{orderNo}/mileage").For(Buyer, Operator),
        Post("/orders/{orderNo}/mileage").For(Buyer, Operator).With(("Form.Amount", "1000")),
    ];
}

/// <summary>The codes of the buyers.</summary>
public sealed class MileageIds : IRouteWorldPart
{
    public Task Add(RouteWorld world) => world.Both("buyerCode", async s => (await s.Portal.Scalar<string>("SELECT code FROM organizations WHERE id = @Buyer", s))!);
}
