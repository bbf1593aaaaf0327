using System.Net;
using NUnit.Framework;
using Portal.Core.Payments;
using Portal.Core.Shared;
using Portal.Tests.Delivery;
using Portal.Tests.Shared;

namespace Portal.Tests.Payments;

/// <summary>An amount that is rather mistyped than meant is asked about once more, on the same page.</summary>
[TestFixture]
public sealed class UnusualAmountTests
{
    private Depot _depot = null!;

    [SetUp]
    public async Task Open() => _depot = await Depot.Open();

    [TearDown]
    public async Task Close() => await _depot.DisposeAsync();

    [TestCase(100_000, 10_000, null)]
    [TestCase(100_001, 10_000, Unusual.ForOrder)]
    [TestCase(99_999_999, null, null)]
    [TestCase(100_000_000, null, Unusual.Large)]
    [TestCase(100_000_000, 100_000_000, Unusual.Large)]
    [TestCase(5_000, 0, null)]
    public void What_is_unusual(long amount, long? open, Unusual? unusual) => Assert.That(UnusualAmount.Of(amount, open, Currency.Of("KRW")), Is.EqualTo(unusual));

    [Test]
    public async Task A_deposit_of_more_than_ten_times_what_is_open_is_taken_only_when_it_was_confirmed()
    {
        var order = await _depot.Order((_depot.Knives, 2));
        using var staff = await _depot.As(_depot.Operator);
        var asked = await Record(staff, order.OrderNo, "462,001");
        Assert.That(asked.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(asked.Main, Does.Contain("46,200원").And.Contain("462,001원, 금액이 맞습니다"));
        Assert.That(asked.Html.QuerySelector(".errors a")!.GetAttribute("href"), Is.EqualTo("#Confirmed"));
        Assert.That(asked.Html.QuerySelector("#Amount")!.GetAttribute("value"), Is.EqualTo("462,001"));
        Assert.That(await Count(), Is.Zero);

        Assert.That((await Record(staff, order.OrderNo, "4620010", "462001")).Status, Is.EqualTo(HttpStatusCode.BadRequest), "the confirmation is of another amount");
        Assert.That((await Record(staff, order.OrderNo, "462001", "462001")).Status, Is.EqualTo(HttpStatusCode.Redirect));
        Assert.That(await Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_deposit_of_a_usual_size_is_not_asked_about()
    {
        var order = await _depot.Order((_depot.Knives, 2));
        using var staff = await _depot.As(_depot.Operator);
        Assert.That((await staff.Get("/deposits/new")).Html.QuerySelector("#Confirmed"), Is.Null);
        Assert.That((await Record(staff, order.OrderNo, "4만 6200원")).Status, Is.EqualTo(HttpStatusCode.Redirect));
        Assert.That(await _depot.Portal.Scalar<long>("SELECT paid FROM orders WHERE id = @OrderId", order), Is.EqualTo(46_200));
    }

    [Test]
    public async Task A_large_refund_is_asked_about_as_well()
    {
        using var staff = await _depot.As(_depot.Operator);
        Assert.That((await Record(staff, "", "2억", "200000000")).Status, Is.EqualTo(HttpStatusCode.Redirect));
        var credit = await _depot.Portal.Scalar<long>("SELECT id FROM buyer_credits");
        (string, string)[] form = [("Refund.Amount", "2억"), ("Refund.BankCode", "004"), ("Refund.BankAccount", "123-456-7890"), ("Refund.BankHolder", "홍길동"), ("Refund.Reason", "잘못 보냄"), ("Refund.Seen", "200000000")];
        var asked = await staff.Post($"/credits/{credit}/refunds", form);
        Assert.That(asked.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(asked.Html.QuerySelector("#Refund_Confirmed"), Is.Not.Null);
        Assert.That((await staff.Post($"/credits/{credit}/refunds", [.. form, ("Refund.Confirmed", "200000000")])).Location, Is.EqualTo("/credits"));
    }

    private static Task<WebPage> Record(WebVisitor staff, string orderNo, string amount, string? confirmed = null) =>
        staff.Post("/deposits/new", ("Amount", amount), ("DepositedAt", "2026-03-02T09:00"), ("Depositor", "새벽빵집"), ("OrderNo", orderNo), ("Confirmed", confirmed ?? ""));

    private Task<long> Count() => _depot.Portal.Scalar<long>("SELECT COUNT(*) FROM deposits");
}
