using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Portal.Core.Organizations;
using Portal.Core.Shared;

namespace Portal.Tests.Shared;

/// <summary>What a feature adds to <see cref="RouteWorld"/>: the ids that stand in its routes. Found by reflection.</summary>
public interface IRouteWorldPart
{
    Task Add(RouteWorld world);
}

/// <summary>
/// Two of everything, made through the use cases: what belongs to the people who call the routes (<see cref="Own"/>), and the same of another
/// centre's people (<see cref="Foreign"/>). The ids of routes are named as in their templates; features add theirs by <see cref="IRouteWorldPart"/>.
/// </summary>
public sealed partial class RouteWorld : IAsyncDisposable
{
    /// <summary>What messages of Stripe are signed with.</summary>
    public const string StripeSecret = "whsec_of_routes";

    /// <summary>All roles that people hold.</summary>
    public static readonly Role[] Roles = [Role.Buyer, Role.Producer, Role.Seller, Role.Reviewer, Role.Operator, Role.Administrator];

    private readonly Dictionary<string, (string Own, string Foreign)> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, Role), (string Own, string Foreign)> _idsOfRole = [];
    private readonly SqliteConnection _kept = new("Data Source=:memory:");

    private RouteWorld(WebPortal web) => Web = web;

    public WebPortal Web { get; }
    public TestPortal Portal => Web.Portal;
    public RouteSide Own { get; private set; } = null!;
    public RouteSide Foreign { get; private set; } = null!;

    /// <summary>Somebody who is signed in and holds no role.</summary>
    public long Nobody { get; private set; }

    public static async Task<RouteWorld> Create()
    {
        // with cards, at an address where nobody answers: pages show them, nothing leaves the house
        var stripe = new StripeKeys("sk_test_portal", [StripeSecret]) { ApiBase = new Uri("http://127.0.0.1:9") };
        var world = new RouteWorld(await WebPortal.Create(new PortalOptions { Stripe = stripe }));
        await world.Build();
        return world;
    }

    /// <summary>The ids of a name, as they stand in routes.</summary>
    public void Set(string name, object own, object foreign) => _ids[name] = (Text(own), Text(foreign));

    /// <summary>The ids of a name for one role, where each has their own (a draft, a statement).</summary>
    public void Set(string name, Role role, object own, object foreign) => _idsOfRole[(name, role)] = (Text(own), Text(foreign));

    /// <summary>Makes the same on both sides and names it.</summary>
    public async Task Both<T>(string name, Func<RouteSide, Task<T>> make) where T : notnull => Set(name, await make(Own), await make(Foreign));

    public async Task Both<T>(string name, Role role, Func<RouteSide, Task<T>> make) where T : notnull => Set(name, role, await make(Own), await make(Foreign));

    /// <summary>A text with its ids filled in: those of the caller's side, or the other's.</summary>
    public string Fill(string text, Role? role, bool foreign, bool escape) => Placeholder().Replace(text, m =>
    {
        if (m.Groups["rest"].Success) return "";
        var name = m.Groups["name"].Value;
        var found = role is { } r && _idsOfRole.TryGetValue((name, r), out var own) ? own
            : _ids.TryGetValue(name, out var all) ? all
            : throw new InvalidOperationException($"RouteWorld knows no id named '{name}': add it in an IRouteWorldPart of the feature.");
        var id = foreign ? found.Foreign : found.Own;
        return escape ? Uri.EscapeDataString(id) : id;
    });

    /// <summary>A text with ids that do not exist.</summary>
    public static string FillUnknown(string text) => Placeholder().Replace(text, m =>
        m.Groups["rest"].Success ? "" : m.Groups["kind"].Value is "long" or "int" ? "9" : "no-such");

    /// <summary>Puts the database back as it was when the world was made.</summary>
    public async Task Restore()
    {
        await using var live = new SqliteConnection(Portal.ConnectionString);
        await live.OpenAsync();
        _kept.BackupDatabase(live);
    }

    public async ValueTask DisposeAsync()
    {
        await _kept.DisposeAsync();
        await Web.DisposeAsync();
    }

    private async Task Build()
    {
        var data = new TestData(Portal);
        var portal = await data.Organization(OrganizationKind.Portal);
        Own = new RouteSide(Portal, data, portal);
        Foreign = new RouteSide(Portal, data, portal);
        foreach (var side in new[] { Own, Foreign }) await side.People();
        var without = await data.Person(Role.Buyer, await data.Organization(OrganizationKind.Buyer));
        await Portal.Execute("UPDATE memberships SET ended_at = since WHERE person_id = @PersonId", without);
        Nobody = without.PersonId;

        var parts = typeof(RouteWorld).Assembly.GetTypes().Where(t => t is { IsAbstract: false, IsClass: true } && t.IsAssignableTo(typeof(IRouteWorldPart)));
        await new RouteStories().Add(this);
        foreach (var part in parts.Where(t => t != typeof(RouteStories)).OrderBy(t => t.FullName, StringComparer.Ordinal))
            await ((IRouteWorldPart)Activator.CreateInstance(part)!).Add(this);
        await Keep();
    }

    private async Task Keep()
    {
        await _kept.OpenAsync();
        await using var live = new SqliteConnection(Portal.ConnectionString);
        await live.OpenAsync();
        live.BackupDatabase(_kept);
    }

    private static string Text(object id) => Convert.ToString(id, CultureInfo.InvariantCulture)!;

    [GeneratedRegex(@"\{(?:(?<rest>\*+\w+)|(?<name>\w+)(?::(?<kind>\w+)[^}]*)?)\}")]
    private static partial Regex Placeholder();
}

/// <summary>The stories that every feature builds on, and the usual names of their ids.</summary>
public sealed class RouteStories : IRouteWorldPart
{
    public async Task Add(RouteWorld world)
    {
        await world.Both("organizationId", s => Task.FromResult(s.Buyer));
        await world.Both("centreId", s => Task.FromResult(s.Centre));
        // a colleague, not the person who calls: what is done to them does not end the caller's own session
        await world.Both("personId", async s => (await s.Data.Person(Role.Buyer, s.Buyer)).PersonId);
        await World(world, world.Own.Market, world.Foreign.Market, ("agreementId", m => m.Agreement), ("recruitmentId", m => m.Recruitment), ("applicationId", m => m.Application));
        await World(world, world.Own.Review, world.Foreign.Review, ("caseNo", r => r.Case.CaseNo), ("caseId", r => r.Case.CaseId), ("revisionId", r => r.Product.RevisionId));
        await world.Both("productId", s => Task.FromResult(s.Product.Id));
        await world.Both("code", s => Task.FromResult(s.Product.Code));
        await world.Both("productCode", s => Task.FromResult(s.Product.Code));
        foreach (var role in new[] { Role.Buyer, Role.Seller, Role.Operator }) await world.Both("draftId", role, s => s.Draft(role));

        var story = await Story.Tell(world.Own);
        var other = await Story.Tell(world.Foreign);
        world.Set("orderNo", story.OrderNo, other.OrderNo);
        world.Set("orderId", story.OrderId, other.OrderId);
        world.Set("partId", story.PartId, other.PartId);
        world.Set("lineId", story.LineId, other.LineId);
        world.Set("depositId", story.DepositId, other.DepositId);
        world.Set("creditId", story.CreditId, other.CreditId);
        world.Set("shipmentId", story.ShipmentId, other.ShipmentId);
        world.Set("misdeliveryId", story.MisdeliveryId, other.MisdeliveryId);
        world.Set("returnId", story.ReturnId, other.ReturnId);
        world.Set("reference", story.ReturnNo, other.ReturnNo);
        await Settled(world);
    }

    private static async Task Settled(RouteWorld world)
    {
        await world.Both("settlementId", s => s.Settle());
        await world.Both("statementId", s => Statement(s, s.Producer));
        await world.Both("payoutId", s => s.Portal.Scalar<long>("SELECT id FROM payouts WHERE party_id = @Producer", s));
        await world.Both("statementId", Role.Seller, s => Statement(s, s.Seller));
        await world.Both("payoutId", Role.Seller, s => s.Portal.Scalar<long>("SELECT id FROM payouts WHERE party_id = @Seller", s));
        await world.Both("accountId", s => s.Portal.Scalar<long>("SELECT id FROM accounts WHERE type = 'Payable' AND owner_id = @Producer", s));
        await world.Both("accountId", Role.Seller, s => s.Portal.Scalar<long>("SELECT id FROM accounts WHERE type = 'Payable' AND owner_id = @Seller", s));
        await world.Both("postingId", s => s.Portal.Scalar<long>("SELECT MAX(id) FROM postings WHERE centre_id = @Centre AND kind = 'Distribution'", s));
        await world.Both("auditId", s => s.Portal.Scalar<long>("SELECT MAX(id) FROM audit_entries WHERE organization_id = @Centre", s));
    }

    private static Task<long> Statement(RouteSide side, long party) => side.Portal.Scalar<long>("SELECT MAX(id) FROM statements WHERE party_id = @party", new { party });

    private static async Task World<T>(RouteWorld world, Func<Task<T>> own, Func<Task<T>> foreign, params (string Name, Func<T, object> Id)[] names)
    {
        var (mine, theirs) = (await own(), await foreign());
        foreach (var (name, id) in names) world.Set(name, id(mine), id(theirs));
    }

    /// <summary>Two orders: one that was delivered, distributed and partly comes back; one that is paid, with one parcel at the wrong place and more to ship.</summary>
    private sealed record Story(string OrderNo, long OrderId, long PartId, long LineId, long DepositId, long CreditId, long ShipmentId, long MisdeliveryId, long ReturnId, string ReturnNo)
    {
        public static async Task<Story> Tell(RouteSide side)
        {
            var done = await side.Order();
            await side.Pay(done.OrderId, 0);
            await side.Deliver(await side.Ship(done.OrderId, 3));
            side.Portal.Time.Advance(TimeSpan.FromDays(8));

            var live = await side.Order();
            var deposit = await side.Pay(live.OrderId, 5_000);
            var misdelivery = await side.Misdelivery(await side.Ship(live.OrderId, 1));
            var shipment = await side.Ship(live.OrderId, 1);
            var back = await side.Return(done.OrderId);
            var credit = await side.Portal.Scalar<long>("SELECT id FROM buyer_credits WHERE source = 'Deposit' AND source_id = @deposit", new { deposit });
            return new Story(live.OrderNo, live.OrderId, await side.PartOf(live.OrderId), await side.LineOf(live.OrderId), deposit, credit, shipment, misdelivery, back.ReturnId, back.Reference);
        }
    }
}
