using System.Net;
using NUnit.Framework;
using Portal.Core.Shared;

namespace Portal.Tests.Delivery;

/// <summary>What is to be packed, on paper.</summary>
[TestFixture]
public sealed class ShippingListTests
{
    private Depot _depot = null!;

    [OneTimeSetUp]
    public async Task Start() => _depot = await Depot.Open();

    [OneTimeTearDown]
    public async Task Stop() => await _depot.DisposeAsync();

    [Test]
    public async Task Each_producer_gets_its_own_and_the_centre_everything_by_producer()
    {
        var paid = await _depot.PaidOrder((_depot.Apples, 3), (_depot.Knives, 2));
        var unpaid = await _depot.Order((_depot.Apples, 1));
        using var orchard = await _depot.As(_depot.Orchard);
        using var centre = await _depot.As(_depot.Operator);
        var own = await orchard.Get("/shipments/list?through=2026-12-31");
        Assert.That(own.Main, Does.Contain(paid.OrderNo).And.Contain("홍로 사과").And.Contain("Warehouse").And.Contain("010-2345-6789").And.Contain("Girin-daero 458").And.Contain("Mornings only"));
        Assert.That(own.Main, Does.Not.Contain("식칼").And.Not.Contain(unpaid.OrderNo), "another producer's part, and what is not paid, are not ours to send");
        var all = await centre.Get("/shipments/list?through=2026-12-31");
        Assert.That(all.Html.QuerySelectorAll(".packing h2").Select(h => h.TextContent), Is.EquivalentTo(new[] { "마이산농원", "반딧불공방" }));

        await _depot.Ship(paid.OrderId, _depot.Orchard);
        Assert.That((await orchard.Get("/shipments/list?through=2026-12-31")).Main, Does.Not.Contain(paid.OrderNo), "what was sent is done");
        Assert.That((await orchard.Get("/shipments/list?through=2020-01-01")).Main, Does.Contain("보낼 것이 없습니다"));
    }

    [Test]
    public async Task Nobody_else_has_one()
    {
        await _depot.PaidOrder((_depot.Apples, 1));
        using var buyer = await _depot.As(_depot.Buyer);
        Assert.That((await buyer.Get("/shipments/list")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        using var stranger = await _depot.As(await _depot.Stranger(Role.Operator));
        Assert.That((await stranger.Get("/shipments/list?through=2026-12-31")).Main, Does.Not.Contain("홍로 사과"));
    }
}
