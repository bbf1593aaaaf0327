using Portal.Tests.Shared;
using static Portal.Core.Shared.Role;
using static Portal.Tests.Shared.RouteRow;

namespace Portal.Tests.Funds;

public sealed class FundsRoutes : IRouteRows
{
    public IEnumerable<RouteRow> Rows =>
    [
        Get("/funds").For(Operator, Administrator),
        Get("/funds/receivables").For(Operator, Administrator),
        Get("/funds/payables").For(Operator, Administrator),
        Get("/funds/entries").For(Operator, Administrator, Producer),
        Get("/funds/products").For(Operator, Administrator, Producer),
        Get("/funds/products/{productCode}/costs").For(Producer),
        Post("/funds/products/{productCode}/costs").For(Producer).With(("Form.ValidFrom", "2026-03-01"), ("Form.UnitCost", "100")),
    ];
}
