using System.Net;
using NUnit.Framework;
using Portal.Core.Orders;
using Portal.Core.Shared;
using Portal.Tests.Delivery;

namespace Portal.Tests.Orders;

/// <summary>The page of an order: where it is, what is to be paid, and what each side sees and may do.</summary>
[TestFixture]
public sealed class OrderPageTests
{
    private Depot _depot = null!;

    [SetUp]
    public async Task Open() => _depot = await Depot.Open();

    [TearDown]
    public async Task Close() => await _depot.DisposeAsync();

    [Test]
    public async Task The_buyer_reads_how_much_to_pay_by_when_and_to_which_account()
    {
        var order = await _depot.Order((_depot.Apples, 2));
        using var buyer = await _depot.As(_depot.Buyer);
        var page = await buyer.Get($"/orders/{order.OrderNo}");
        Assert.That(page.Main, Does.Contain("86,900원 입금 기한: 2026. 3. 5. 10:00").And.Contain("농협은행").And.Contain("301-0147-2200-11").And.Contain("동부권유통센터").And.Contain(order.OrderNo));
        await _depot.Pay(order.OrderId);
        var paid = await buyer.Get($"/orders/{order.OrderNo}");
        Assert.That(paid.Main, Does.Not.Contain("301-0147-2200-11").And.Contain("입금 확인"));
        Assert.That(paid.Html.QuerySelector(".steps .here")!.TextContent, Does.Contain("발주 확인"), "where it is now");
    }

    [Test]
    public async Task Notes_of_the_centre_are_seen_by_the_centre_alone()
    {
        var order = await _depot.PaidOrder((_depot.Apples, 1));
        using var staff = await _depot.As(_depot.Operator);
        var memo = await staff.PostAndFollow($"/orders/{order.OrderNo}/memos", ("memo", "외상 한도를 넘김 <b>"));
        Assert.That(memo.Main, Does.Contain("외상 한도를 넘김 <b>").And.Contain("센터만 봄"));
        foreach (var actor in new[] { _depot.Buyer, _depot.Orchard })
        {
            using var v = await _depot.As(actor);
            var url = actor == _depot.Orchard ? $"/producer-orders/{await _depot.Part(order.OrderId, actor)}" : $"/orders/{order.OrderNo}";
            var page = await v.Get(url);
            Assert.That(page.Status, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(page.Text, Does.Not.Contain("외상 한도"), $"{actor.Role}");
        }

        Assert.That((await staff.Post($"/orders/{order.OrderNo}/memos", ("memo", " "))).Status, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task An_order_is_released_on_credit_once_and_with_a_reason()
    {
        var order = await _depot.Order((_depot.Apples, 1));
        using var producer = await _depot.As(_depot.Orchard);
        var part = $"/producer-orders/{await _depot.Part(order.OrderId, _depot.Orchard)}";
        Assert.That((await producer.Get(part)).Status, Is.EqualTo(HttpStatusCode.NotFound), "nobody paid yet");
        using var staff = await _depot.As(_depot.Operator);
        Assert.That((await staff.Post($"/orders/{order.OrderNo}/release", ("reason", ""))).Status, Is.EqualTo(HttpStatusCode.BadRequest));
        await staff.Post($"/orders/{order.OrderNo}/release", ("reason", "월말 결제 거래처"));
        Assert.That((await staff.Post($"/orders/{order.OrderNo}/release", ("reason", "다시"))).Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That((await producer.Get(part)).Main, Does.Contain("외상 발주").And.Not.Contain("월말 결제"));
        _depot.Portal.Time.Advance(TimeSpan.FromDays(9));
        Assert.That(await _depot.Portal.Run<ExpireOrders, int>(u => u.Handle(10)), Is.Zero, "it no longer expires");
    }

    [Test]
    public async Task One_producers_part_is_cancelled_and_its_stock_is_back_while_the_rest_goes_on()
    {
        var order = await _depot.PaidOrder((_depot.Apples, 4), (_depot.Knives, 2));
        using var buyer = await _depot.As(_depot.Buyer);
        var url = $"/orders/{order.OrderNo}/cancellation";
        Assert.That((await buyer.Post(url, ("Form.Reason", ""))).Status, Is.EqualTo(HttpStatusCode.BadRequest));
        var part = await _depot.Part(order.OrderId, _depot.Forge);
        var page = await buyer.PostAndFollow(url, ("Form.PartId", $"{part}"), ("Form.Reason", "칼은 빼 주세요"));
        Assert.That(page.Main, Does.Contain("칼은 빼 주세요").And.Not.Contain("그사이"));
        Assert.That(page.Main, Does.Contain("돌려줄 금액"), "what was paid for it is not lost");
        Assert.That((await _depot.Stock(_depot.Knives), await _depot.Stock(_depot.Apples)), Is.EqualTo((20, 16)));
        Assert.That((await buyer.Post(url, ("Form.PartId", $"{part}"), ("Form.Reason", "again"))).Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That((await buyer.Post(url, ("Form.PartId", "9"), ("Form.Reason", "x"))).Status, Is.EqualTo(HttpStatusCode.NotFound));

        await _depot.Ship(order.OrderId, _depot.Orchard);
        var late = await buyer.Post(url, ("Form.Reason", "다 취소"));
        Assert.That(late.Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(late.Main, Does.Contain("발송"));
        Assert.That((await buyer.Get(url)).Main, Does.Contain("통째로 취소할 것이 없습니다").And.Not.Contain("취소 사유"), "said before a reason is typed");
        Assert.That(await _depot.Stock(_depot.Apples), Is.EqualTo(16));
    }

    [Test]
    public async Task An_order_that_nobody_paid_for_says_that_it_expired()
    {
        var order = await _depot.Order((_depot.Apples, 20));
        _depot.Portal.Time.Advance(TimeSpan.FromDays(4));
        Assert.That(await _depot.Portal.Run<ExpireOrders, int>(u => u.Handle(10)), Is.EqualTo(1));
        using var buyer = await _depot.As(_depot.Buyer);
        Assert.That((await buyer.Get($"/orders/{order.OrderNo}")).Main, Does.Contain("기한 안에 입금되지 않아").And.Not.Contain("deposit.expired"));
        Assert.That(await _depot.Stock(_depot.Apples), Is.EqualTo(20));
    }

    [Test]
    public async Task Lists_and_pages_show_each_side_its_own_orders_only()
    {
        var order = await _depot.PaidOrder((_depot.Apples, 1));
        foreach (var role in new[] { Role.Buyer, Role.Seller, Role.Operator, Role.Producer })
        {
            using var stranger = await _depot.As(await _depot.Stranger(role));
            Assert.That((await stranger.Get("/orders")).Main, Does.Not.Contain(order.OrderNo), $"{role}");
            Assert.That((await stranger.Get($"/orders/{order.OrderNo}")).Status, Is.EqualTo(HttpStatusCode.NotFound), $"{role}");
        }

        using var forge = await _depot.As(_depot.Forge);
        Assert.That((await forge.Get($"/orders/{order.OrderNo}")).Status, Is.EqualTo(HttpStatusCode.NotFound), "a producer who has no part in it");
        using var administrator = await _depot.As(_depot.Administrator);
        Assert.That((await administrator.Get($"/orders/{order.OrderNo}")).Main, Does.Contain("한빛식자재"));
        Assert.That((await administrator.Post($"/orders/{order.OrderNo}/memos", ("memo", "x"))).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        using var orchard = await _depot.As(_depot.Orchard);
        Assert.That((await orchard.Get($"/orders/{order.OrderNo}")).Location, Is.EqualTo($"/producer-orders/{await _depot.Part(order.OrderId, _depot.Orchard)}"));
    }

    [Test]
    public async Task What_people_write_is_shown_and_does_nothing()
    {
        const string Hostile = "=HYPERLINK(\"http://x\") \u202Egnp.exe 🏳️‍🌈 𠮷 <script>alert(1)</script>";
        using var v = await _depot.As(_depot.Buyer);
        var draft = (await v.Post("/drafts/lines", ("productId", $"{_depot.Apples.Id}"), ("quantity", "1"))).Location!;
        var placed = await v.Post(draft, ("Form.Recipient", Hostile), ("Form.Address", "어딘가"), ("Form.Memo", Hostile), ("Form.ExpectedTotal", "45100"), ("Form.Do", "place"));
        var page = await v.Get(placed.Location!);
        Assert.That(page.Html.QuerySelectorAll("dd").Select(d => d.TextContent), Does.Contain(Hostile));
        Assert.That(page.Html.QuerySelectorAll("#main script"), Is.Empty);
    }
}
