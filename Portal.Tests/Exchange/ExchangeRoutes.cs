using System.Text;
using Portal.Core.Shared;
using Portal.Tests.Shared;
using static Portal.Tests.Shared.RouteRow;

namespace Portal.Tests.Exchange;

public sealed class ExchangeRoutes : IRouteRows
{
    public IEnumerable<RouteRow> Rows =>
    [
        Get("/imports").For(Role.Administrator),
        Post("/imports").For(Role.Administrator).WithFile("files", "organizations.csv", Encoding.UTF8.GetBytes("code,name,kind\nQ1,Q,centre\n")),
        Get("/imports/{uploadId:long}").For(Role.Administrator).Foreign(Answer.Ok),
        Post("/imports/{uploadId:long}/run").For(Role.Administrator).Foreign(Answer.Open),
        Post("/imports/{uploadId:long}/discard").For(Role.Administrator).Foreign(Answer.Open),
    ];
}

/// <summary>An upload that was checked, on each side.</summary>
public sealed class ExchangeIds : IRouteWorldPart
{
    public Task Add(RouteWorld world) => world.Both("uploadId", async s =>
    {
        using var visitor = await world.Web.As(s.As(Role.Administrator));
        var page = await visitor.Upload("/imports", "files", "organizations.csv", Encoding.UTF8.GetBytes("code,name,kind\nQ2,Q,centre\n"));
        return long.Parse(page.Location!.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture);
    });
}
