using Portal.Core.Shared;
using Portal.Tests.Shared;
using static Portal.Tests.Shared.RouteRow;

namespace Portal.Tests.Operations;

public sealed class OperationsRoutes : IRouteRows
{
    public IEnumerable<RouteRow> Rows =>
    [
        Any("/ops/jobs/{**path}").At("/ops/jobs").For(Role.Administrator),
        Get("/audit").For(Role.Administrator),
        Get("/audit/export").For(Role.Administrator),
        Get("/health/live").Public(),
        Get("/health/ready").Public(),
    ];
}
