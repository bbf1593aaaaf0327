using System.Net;
using NUnit.Framework;
using Portal.Core.Shared;
using Portal.Tests.Delivery;
using Portal.Web.Home;

namespace Portal.Tests.Home;

/// <summary>Live updates: who is told what while it happens, over HTTP.</summary>
[TestFixture]
public sealed class LiveTests
{
    private readonly List<Listener> _listeners = [];
    private Depot _depot = null!;

    [SetUp]
    public async Task Open() => _depot = await Depot.Open();

    [TearDown]
    public async Task Close()
    {
        foreach (var listener in _listeners) listener.Dispose();
        _listeners.Clear();
        await _depot.DisposeAsync();
    }

    [Test]
    public async Task The_parties_of_an_order_hear_of_it_and_nobody_else()
    {
        // the depot's operator enters the orders and the deposits
        var colleague = await _depot.Data.Person(Role.Operator, _depot.Operator.OrganizationId);
        var (staff, self, buyer, producer) = (await Listen(colleague), await Listen(_depot.Operator), await Listen(_depot.Buyer), await Listen(_depot.Orchard));
        var strangers = new List<Listener>();
        foreach (var role in new[] { Role.Operator, Role.Buyer, Role.Producer, Role.Seller }) strangers.Add(await Listen(await _depot.Stranger(role)));
        Assert.That(staff.Answer.Content.Headers.ContentType?.MediaType, Is.EqualTo("text/event-stream"));
        Assert.That(staff.Answer.Headers.GetValues("X-Accel-Buffering"), Is.EqualTo(new[] { "no" }));
        Assert.That(staff.Answer.Content.Headers.ContentEncoding, Is.Empty, "what is compressed is held back");

        var order = await _depot.Order((_depot.Apples, 1));
        await staff.Hears($"새 주문 {order.OrderNo}");
        Assert.That(producer.News, Is.Empty, "an order that is not released does not exist for its producer");
        await _depot.Pay(order.OrderId);
        await buyer.Hears($"주문 {order.OrderNo}의 입금을 확인했습니다");
        await producer.Hears($"발주된 새 주문 {order.OrderNo}");
        Assert.That(self.News, Is.Empty, "nobody is told what they did themselves");
        Assert.That(strangers.SelectMany(s => s.News), Is.Empty);
    }

    [Test]
    public async Task A_page_that_comes_back_is_told_what_it_missed()
    {
        var before = Ids.Next();
        var order = await _depot.Order((_depot.Apples, 1));
        var back = await Listen(await _depot.Data.Person(Role.Operator, _depot.Operator.OrganizationId), before.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await back.Hears($"새 주문 {order.OrderNo}");
        await Task.Delay(2_500);
        Assert.That(back.News.Count(n => n.Contains(order.OrderNo, StringComparison.Ordinal)), Is.EqualTo(1), "and not twice");
        var stranger = await Listen(await _depot.Stranger(Role.Operator), before.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await Task.Delay(500);
        Assert.That(stranger.News, Is.Empty);
    }

    [Test]
    public async Task A_person_has_few_open_pages_and_loses_them_all_when_they_sign_out()
    {
        var pages = new List<Listener>();
        for (var i = 0; i < LiveHub.MaxPerPerson; i++) pages.Add(await Listen(_depot.Buyer));
        Assert.That(pages.Select(p => p.Answer.StatusCode), Is.All.EqualTo(HttpStatusCode.OK));
        Assert.That((await Listen(_depot.Buyer)).Answer.StatusCode, Is.EqualTo(HttpStatusCode.NoContent), "which tells a browser not to come back");
        var other = await Listen(_depot.Operator);
        using (var buyer = await _depot.As(_depot.Buyer)) await buyer.Post("/sign-out");
        foreach (var page in pages) await page.Closes();
        Assert.That(other.IsClosed, Is.False);
    }

    [Test]
    public async Task Whoever_lost_the_role_or_changed_the_password_is_told_nothing_more()
    {
        var (staff, buyer) = (await Listen(_depot.Operator), await Listen(_depot.Buyer));
        await _depot.Portal.Execute("UPDATE memberships SET ended_at = since WHERE person_id = @PersonId", new { _depot.Operator.PersonId });
        await _depot.Portal.Execute("UPDATE people SET security_stamp = 'other' WHERE id = @PersonId", new { _depot.Buyer.PersonId });
        await Task.WhenAll(staff.Closes().WaitAsync(TimeSpan.FromSeconds(30)), buyer.Closes().WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Test]
    public async Task Visitors_are_asked_to_sign_in()
    {
        var visitor = await Listener.Open(_depot.Web, "nothing");
        _listeners.Add(visitor);
        Assert.That(visitor.Answer.Content.Headers.ContentType?.MediaType, Is.Not.EqualTo("text/event-stream"));
    }

    private async Task<Listener> Listen(Actor actor, string? lastEventId = null)
    {
        var listener = await Listener.Open(_depot.Web, await _depot.Web.Cookie(actor), lastEventId);
        _listeners.Add(listener);
        return listener;
    }
}
