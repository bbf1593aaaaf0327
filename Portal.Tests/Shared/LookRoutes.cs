using Portal.Core.Shared;
using static Portal.Tests.Shared.RouteRow;

namespace Portal.Tests.Shared;

public sealed class LookRoutes : IRouteRows
{
    public IEnumerable<RouteRow> Rows => [Get("/look").For(Role.Administrator)];
}
