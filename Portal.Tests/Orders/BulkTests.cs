using System.Net;
using NUnit.Framework;
using Portal.Tests.Delivery;

namespace Portal.Tests.Orders;

/// <summary>The same step for several orders: each has its own outcome, and what is somebody else's is not touched.</summary>
[TestFixture]
public sealed class BulkTests
{
    private Depot _depot = null!;

    [SetUp]
    public async Task Open() => _depot = await Depot.Open();

    [TearDown]
    public async Task Close() => await _depot.DisposeAsync();

    [Test]
    public async Task A_producer_confirms_several_and_reads_what_became_of_each()
    {
        var first = await _depot.PaidOrder((_depot.Apples, 1), (_depot.Knives, 1));
        var second = await _depot.PaidOrder((_depot.Apples, 1));
        var shipped = await _depot.PaidOrder((_depot.Apples, 1));
        await _depot.Ship(shipped.OrderId, _depot.Orchard);
        var foreign = await _depot.Part(first.OrderId, _depot.Forge);
        string[] parts = [$"{await _depot.Part(first.OrderId, _depot.Orchard)}", $"{await _depot.Part(second.OrderId, _depot.Orchard)}", $"{await _depot.Part(shipped.OrderId, _depot.Orchard)}", $"{foreign}", "9"];
        using var producer = await _depot.As(_depot.Orchard);
        Assert.That((await producer.Get("/orders?view=toconfirm")).Html.QuerySelectorAll("input.pick[name=parts]").Length, Is.EqualTo(2));

        var result = await producer.Post("/producer-orders/confirmations", [.. parts.Select(p => ("parts", p))]);
        Assert.That(result.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(result.Main, Does.Contain("2건을 처리했고 3건은 처리하지 못했습니다"));
        Assert.That(result.Html.QuerySelectorAll("#main tbody tr").Select(r => r.QuerySelector(".st")!.ClassName), Is.EqualTo(new[] { "st ok full", "st ok full", "st bad", "st bad", "st bad" }));
        Assert.That(await _depot.Portal.Scalar<string>("SELECT status FROM producer_orders WHERE id = @foreign", new { foreign }), Is.EqualTo("New"), "another producer's part");
        Assert.That(result.Html.QuerySelectorAll("#main tbody tr")[3].TextContent, Does.Contain("찾을 수 없습니다"));
    }

    [Test]
    public async Task A_centre_releases_several_for_one_reason()
    {
        var (open, paid) = (await _depot.Order((_depot.Apples, 1)), await _depot.PaidOrder((_depot.Apples, 1)));
        using var staff = await _depot.As(_depot.Operator);
        (string, string)[] both = [("orders", open.OrderNo), ("orders", paid.OrderNo), ("orders", "none")];
        Assert.That((await staff.Post("/orders/releases", both)).Main, Does.Contain("0건을 처리했고"), "not without a reason");
        var result = await staff.Post("/orders/releases", [.. both, ("reason", "월말 결제")]);
        Assert.That(result.Main, Does.Contain("1건을 처리했고 2건은 처리하지 못했습니다"));
        Assert.That(await _depot.Portal.Scalar<int>("SELECT COUNT(*) FROM orders WHERE released_at IS NOT NULL AND id = @OrderId", new { open.OrderId }), Is.EqualTo(1));
        Assert.That((await staff.Post("/orders/releases", ("reason", "x"))).Location, Does.StartWith("/orders"), "nothing ticked");
        using var buyer = await _depot.As(_depot.Buyer);
        Assert.That((await buyer.Post("/orders/releases", both)).Status, Is.EqualTo(HttpStatusCode.Forbidden));
    }
}
