using System.Net;
using NUnit.Framework;
using Portal.Core.Settlement;
using Portal.Core.Shared;

namespace Portal.Tests.Delivery;

/// <summary>Acceptance (검수, 구매확정): by the buyer, or by the operator on the buyer's word, line by line.</summary>
[TestFixture]
public sealed class AcceptanceTests
{
    private Depot _depot = null!;

    [SetUp]
    public async Task Open() => _depot = await Depot.Open();

    [TearDown]
    public async Task Close() => await _depot.DisposeAsync();

    [Test]
    public async Task The_buyer_accepts_one_line_and_it_is_distributed_at_once_the_other_waits()
    {
        var order = await _depot.PaidOrder((_depot.Apples, 2), (_depot.Press, 1));
        await _depot.Deliver(await _depot.Ship(order.OrderId, _depot.Orchard));
        using var buyer = await _depot.As(_depot.Buyer);
        var url = $"/orders/{order.OrderNo}/acceptances";
        Assert.That((await buyer.Get("/")).Main, Does.Contain("구매 확정"));
        Assert.That((await buyer.Get(url)).Html.QuerySelectorAll("input[name=lines]"), Has.Count.EqualTo(2));
        Assert.That((await buyer.Post(url)).Status, Is.EqualTo(HttpStatusCode.BadRequest), "nothing chosen");
        Assert.That((await buyer.Post(url, ("lines", "all"))).Status, Is.EqualTo(HttpStatusCode.BadRequest));
        var apples = await _depot.Line(order.OrderId, _depot.Apples);
        Assert.That((await buyer.PostAndFollow(url, ("lines", $"{apples}"))).Main, Does.Contain("1개 품목의 구매를 확정했습니다"));
        Assert.That((await buyer.Post(url, ("lines", $"{apples}"))).Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(await _depot.Portal.Run<DistributeDue, RunResult>(u => u.Handle()), Is.EqualTo(new RunResult(1, 0)));

        // equipment is never accepted by itself
        _depot.Portal.Time.Advance(TimeSpan.FromDays(30));
        Assert.That((await _depot.Portal.Run<DistributeDue, RunResult>(u => u.Handle())).Lines, Is.Zero);
        using var staff = await _depot.As(_depot.Operator);
        var press = await _depot.Line(order.OrderId, _depot.Press);
        Assert.That((await staff.Get(url)).Main, Does.Contain("고객에게 확인한 품목만").And.Contain("검수해야"));
        await staff.Post(url, ("lines", $"{press}"));
        Assert.That((await _depot.Portal.Run<DistributeDue, RunResult>(u => u.Handle())).Lines, Is.EqualTo(1));
        Assert.That(await _depot.Portal.Scalar<long>("SELECT accepted_by FROM order_lines WHERE id = @press", new { press }), Is.EqualTo(_depot.Operator.PersonId), "who accepted is kept");
    }

    [Test]
    public async Task What_did_not_arrive_or_is_anothers_is_not_accepted()
    {
        var order = await _depot.PaidOrder((_depot.Apples, 2));
        var (_, theirs) = await _depot.Delivered(_depot.Knives, 1);
        using var buyer = await _depot.As(_depot.Buyer);
        var line = await _depot.Line(order.OrderId, _depot.Apples);
        Assert.That((await buyer.Post($"/orders/{order.OrderNo}/acceptances", ("lines", $"{line}"))).Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That((await buyer.Post($"/orders/{order.OrderNo}/acceptances", ("lines", $"{theirs}"))).Status, Is.EqualTo(HttpStatusCode.NotFound), "a line of another order");
        Assert.That((await buyer.Get($"/orders/{order.OrderNo}/acceptances")).Main, Does.Contain("지금 확정할 품목이 없습니다"));
        foreach (var actor in new[] { _depot.Orchard, _depot.Seller, _depot.Administrator })
        {
            using var v = await _depot.As(actor);
            Assert.That((await v.Post($"/orders/{order.OrderNo}/acceptances", ("lines", $"{line}"))).Status, Is.EqualTo(HttpStatusCode.Forbidden), $"{actor.Role}");
        }

        using var stranger = await _depot.As(await _depot.Stranger(Role.Buyer));
        Assert.That((await stranger.Post($"/orders/{order.OrderNo}/acceptances", ("lines", $"{line}"))).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }
}
