using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Portal.Core.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Architecture;

/// <summary>
/// Every route that the program has, found in the built program itself, is tried as everybody. The expected answers are the rows of
/// <see cref="IRouteRows"/>, one class per feature.
/// </summary>
[TestFixture]
public sealed class RouteTableTests
{
    private readonly List<string> _flaws = [];
    private RouteWorld _world = null!;

    [OneTimeSetUp]
    public async Task Make() => _world = await RouteWorld.Create();

    [OneTimeTearDown]
    public async Task Leave() => await _world.DisposeAsync();

    [Test]
    public void Every_route_has_its_row_and_every_row_its_route()
    {
        var routes = Routes().ToList();
        var rows = RouteTable.Rows.Select(r => r.Key).ToList();
        Assert.That(rows, Is.Unique, "one row per route");
        Assert.That(rows.Except(routes), Is.Empty, "rows without a route");
        Assert.That(routes.Except(rows), Is.Empty, "routes without a row");
    }

    [TestCaseSource(nameof(Cases))]
    public async Task Everybody_gets_the_answer_of_the_row(RouteRow row)
    {
        var wrong = new List<string>();
        _flaws.Clear();
        await Check(row, "anonymous", row.Anonymous, _world.Web.Anonymous(), Filled(row, null, false), wrong);
        await Check(row, "without a role", row.Own(null), await _world.Web.AsPerson(_world.Nobody), Filled(row, null, false), wrong);
        foreach (var role in RouteWorld.Roles)
        {
            await Check(row, $"{role}", row.Own(role), await Visitor(role), Filled(row, role, false), wrong);
            if (!row.HasIds || !row.Roles.Contains(role)) continue;
            await Check(row, $"{role} with a foreign id", row.OfForeign(role), await Visitor(role), Filled(row, role, true), wrong);
            if (row.Address.Contains('{') && !row.Address.Contains("{*"))
                await Check(row, $"{role} with an unknown id", row.UnknownAnswer, await Visitor(role), Unknown(row, role), wrong);
        }

        Assert.That(wrong, Is.Empty);
        Assert.That(_flaws.Distinct(), Is.Empty, "flaws");
    }

    [TestCaseSource(nameof(Posts))]
    public async Task A_form_without_its_token_is_refused(RouteRow row)
    {
        using var visitor = row.IsPublic ? _world.Web.Anonymous() : await Visitor(row.Roles[0]);
        var (address, fields) = Filled(row, row.IsPublic ? null : row.Roles[0], false);
        var page = await visitor.PostForged(address, fields);
        Assert.That(RouteRow.Is(Answer.BadRequest, page), Is.True, $"{page.Status}");
    }

    private static IEnumerable<TestCaseData> Cases() => RouteTable.Rows.Select(Named);

    private static IEnumerable<TestCaseData> Posts() => RouteTable.Rows.Where(r => r.Method == "POST").Select(Named);

    private static TestCaseData Named(RouteRow row) => new TestCaseData(row).SetArgDisplayNames(row.Key);

    private IEnumerable<string> Routes() => _world.Web.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        // files: those that are known when the program is built, and while developing those that are added later
        .Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is null && e.RoutePattern.RawText?.TrimStart('/') != "{**path:file}")
        .SelectMany(e => e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods ? methods.Select(m => Key(m, e)) : [Key("ANY", e)])
        .Distinct().Order(StringComparer.Ordinal);

    private static string Key(string method, RouteEndpoint endpoint) => $"{method} /{endpoint.RoutePattern.RawText?.TrimStart('/')}";

    private Task<WebVisitor> Visitor(Role role) => _world.Web.As(_world.Own.As(role));

    private (string Address, (string, string)[] Fields) Filled(RouteRow row, Role? role, bool foreign)
    {
        // whoever may not tries the row of somebody who may
        if (role is null || !row.Roles.Contains(role.Value)) role = row.Roles.Count > 0 ? row.Roles[0] : null;
        return (_world.Fill(row.Address, role, foreign, escape: true), [.. row.Fields.Select(f => (f.Name, _world.Fill(f.Value, role, foreign, escape: false)))]);
    }

    private (string Address, (string, string)[] Fields) Unknown(RouteRow row, Role role) => (RouteWorld.FillUnknown(row.Address), Filled(row, role, false).Fields);

    private async Task Check(RouteRow row, string who, Answer expected, WebVisitor visitor, (string Address, (string, string)[] Fields) request, List<string> wrong)
    {
        using var _ = visitor;
        WebPage page;
        if (row.Method != "POST")
        {
            page = await visitor.Get(request.Address);
        }
        else
        {
            page = row.Upload is { } file
                ? await visitor.Upload(request.Address, file.Field, file.Name, file.Bytes, request.Fields)
                : await visitor.Post(request.Address, request.Fields);
            await _world.Restore();
        }

        _flaws.AddRange(page.Flaws().Select(f => $"{(int)page.Status}: {f}"));
        if (!RouteRow.Is(expected, page)) wrong.Add($"{who}: {request.Address} should be {expected} and is {(int)page.Status} {page.Location}");
    }
}
