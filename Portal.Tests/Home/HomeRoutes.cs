using Portal.Tests.Shared;
using static Portal.Tests.Shared.RouteRow;

namespace Portal.Tests.Home;

public sealed class HomeRoutes : IRouteRows
{
    public IEnumerable<RouteRow> Rows =>
    [
        Get("/").Public(),
        Get("/events").SignedIn().Answers(Answer.BadRequest),
        Post("/language").Public().With(("language", "en"), ("back", "/")).Answers(Answer.Elsewhere),
        Post("/brightness").Public().With(("brightness", "dark"), ("back", "/")).Answers(Answer.Elsewhere),
        Any("/error/{code:int}").At("/error/404").Public().Answers(Answer.NotFound),
    ];
}
