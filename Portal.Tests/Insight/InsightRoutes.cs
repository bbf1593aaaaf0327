using Portal.Core.Shared;
using Portal.Tests.Shared;
using static Portal.Tests.Shared.RouteRow;

namespace Portal.Tests.Insight;

public sealed class InsightRoutes : IRouteRows
{
    private static readonly Role[] Roles = [Role.Producer, Role.Seller, Role.Operator, Role.Administrator];

    public IEnumerable<RouteRow> Rows => [Get("/statistics").For(Roles), Get("/statistics.csv").For(Roles)];
}
