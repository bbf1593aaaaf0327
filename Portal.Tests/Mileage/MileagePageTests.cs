using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Portal.Core.Mileage;
using Portal.Core.Shared;
using Portal.Data.Ledger;
using Portal.Tests.Delivery;

namespace Portal.Tests.Mileage;

/// <summary>The pages of mileage: seen by the buyer, spent on orders, corrected by the centre.</summary>
[TestFixture]
public sealed class MileagePageTests
{
    private Depot _depot = null!;
    private string _buyerCode = "";

    [SetUp]
    public async Task Open()
    {
        _depot = await Depot.Open();
        _buyerCode = (await _depot.Portal.Scalar<string>("SELECT code FROM organizations WHERE id = @OrganizationId", new { _depot.Buyer.OrganizationId }))!;
    }

    [TearDown]
    public async Task Close()
    {
        await using (var scope = _depot.Portal.Scope())
            Assert.That((await scope.ServiceProvider.GetRequiredService<BooksPages>().Check()).Where(r => r.Violations > 0), Is.Empty);
        await _depot.DisposeAsync();
    }

    [Test]
    public async Task The_operator_grants_mileage_and_the_buyer_sees_it_at_home_and_down_to_its_posting()
    {
        using var staff = await _depot.As(_depot.Operator);
        var granted = await staff.PostAndFollow($"/mileage/customers/{_buyerCode}/corrections", Correction("Grant", "12,000", "=HYPERLINK(\"x\") 😀 늦은 배송"));
        Assert.That(granted.Main, Does.Contain("마일리지를 고쳤습니다").And.Contain("12,000원").And.Contain("고객 응대"));

        using var buyer = await _depot.As(_depot.Buyer);
        Assert.That((await buyer.Get("/")).Main, Does.Contain("주문에 쓸 수 있는 마일리지").And.Contain("12,000원"));
        var page = await buyer.Get("/mileage");
        Assert.That(page.Main, Does.Contain("12,000원").And.Contain("센터 적립").And.Contain("2028. 3. 2.").And.Contain("=HYPERLINK"));
        var posting = await buyer.Get(page.Html.QuerySelector("a[href^='/ledger/postings/']")!.GetAttribute("href")!);
        Assert.That(posting.Main, Does.Contain("마일리지 비축금").And.Not.Contain("수익"), "the centre's side of it is not the buyer's to see");
        Assert.That(await _depot.Portal.Scalar<long>("SELECT COUNT(*) FROM audit_entries WHERE action = 'mileage.correct'"), Is.EqualTo(1));
        Assert.That(await _depot.Portal.Scalar<long>("SELECT COUNT(*) FROM outbox WHERE template = 'mileage.corrected'"), Is.EqualTo(1));
    }

    [TestCase("Grant", "0")]
    [TestCase("Grant", "-5")]
    [TestCase("Grant", "x")]
    [TestCase("TakeBack", "1,001")]
    public async Task A_correction_that_cannot_be_is_told_and_what_was_typed_stays(string way, string amount)
    {
        await Grant(1_000);
        using var staff = await _depot.As(_depot.Operator);
        var page = await staff.Post($"/mileage/customers/{_buyerCode}/corrections", Correction(way, amount, "test"));
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(page.Html.QuerySelector("#Form_Amount")!.GetAttribute("value"), Is.EqualTo(amount));
        Assert.That(await Balance(), Is.EqualTo(1_000));
    }

    [Test]
    public async Task A_correction_that_is_sent_twice_is_made_once()
    {
        using var staff = await _depot.As(_depot.Operator);
        (string, string)[] form = [.. Correction("Grant", "500", "test"), ("Form.Seen", "0")];
        await staff.Post($"/mileage/customers/{_buyerCode}/corrections", form);
        Assert.That((await staff.Post($"/mileage/customers/{_buyerCode}/corrections", form)).Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(await Balance(), Is.EqualTo(500));
    }

    [Test]
    public async Task A_buyer_spends_mileage_when_ordering_and_what_cannot_be_is_told_before_anything_is_ordered()
    {
        await Grant(10_000);
        using var buyer = await _depot.As(_depot.Buyer);
        var draft = (await buyer.Post("/drafts/lines", ("productId", $"{_depot.Knives.Id}"), ("quantity", "1"))).Location!;
        Assert.That((await buyer.Get(draft)).Main, Does.Contain("쓸 수 있는 마일리지 10,000원"));
        foreach (var wrong in new[] { "10001", "x" })
        {
            var refused = await buyer.Post(draft, Place(wrong));
            Assert.That(refused.Status, Is.EqualTo(HttpStatusCode.BadRequest), wrong);
            Assert.That(refused.Html.QuerySelector("#Form_Mileage")!.GetAttribute("value"), Is.EqualTo(wrong));
        }

        Assert.That(await _depot.Portal.Scalar<long>("SELECT COUNT(*) FROM orders"), Is.Zero);
        var order = await buyer.PostAndFollow(draft, Place("10,000"));
        Assert.That(order.Main, Does.Contain("13,100원").And.Contain("이 가운데 마일리지 10,000").And.Contain("마일리지로 결제했습니다"));
        Assert.That(order.Main, Does.Not.Contain("입금을 확인했습니다"), "no money came in");
        Assert.That(await Balance(), Is.Zero);
    }

    [Test]
    public async Task An_order_is_paid_by_mileage_afterwards_by_the_buyer_or_by_the_operator_who_tells_the_buyer()
    {
        await Grant(30_000);
        var order = await _depot.Order((_depot.Knives, 1));
        using var staff = await _depot.As(_depot.Operator);
        Assert.That((await staff.Get($"/orders/{order.OrderNo}/mileage")).Main, Does.Contain("고객의 요청이 있을 때만").And.Contain("23,100원").And.Contain("30,000원"));
        await staff.Post($"/orders/{order.OrderNo}/mileage", ("Form.Amount", "3,100"), ("Form.Seen", "23100"));
        Assert.That(await _depot.Portal.Scalar<long>("SELECT COUNT(*) FROM outbox WHERE template = 'mileage.used'"), Is.EqualTo(1));

        using var buyer = await _depot.As(_depot.Buyer);
        Assert.That((await buyer.Post($"/orders/{order.OrderNo}/mileage", ("Form.Amount", "3,100"), ("Form.Seen", "23100"))).Status, Is.EqualTo(HttpStatusCode.Conflict));
        var tooMuch = await buyer.Post($"/orders/{order.OrderNo}/mileage", ("Form.Amount", "20,001"), ("Form.Seen", "20000"));
        Assert.That((tooMuch.Status, tooMuch.Main.Contains("20,000까지", StringComparison.Ordinal)), Is.EqualTo((HttpStatusCode.BadRequest, true)));
        var paid = await buyer.PostAndFollow($"/orders/{order.OrderNo}/mileage", ("Form.Amount", "20,000"), ("Form.Seen", "20000"));
        Assert.That(paid.Main, Does.Contain("마일리지로 결제했습니다").And.Contain("입금 확인"));
        Assert.That((await buyer.Get("/mileage")).Main, Does.Contain(order.OrderNo).And.Contain("주문에 사용"));
    }

    [Test]
    public async Task Another_buyers_order_is_not_there_and_a_seller_may_not()
    {
        var order = await _depot.Order((_depot.Knives, 1));
        using var stranger = await _depot.As(await _depot.Stranger(Role.Buyer));
        Assert.That((await stranger.Post($"/orders/{order.OrderNo}/mileage", ("Form.Amount", "1"))).Status, Is.EqualTo(HttpStatusCode.NotFound));
        using var seller = await _depot.As(_depot.Seller);
        Assert.That((await seller.Post($"/orders/{order.OrderNo}/mileage", ("Form.Amount", "1"))).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        using var other = await _depot.As(await _depot.Stranger(Role.Operator));
        Assert.That((await other.Get($"/mileage/customers/{_buyerCode}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    private async Task Grant(long amount)
    {
        var request = new CorrectMileageRequest(_depot.Operator, _depot.Buyer.OrganizationId, amount, MileageReason.Goodwill, "test");
        Assert.That(await _depot.Portal.Run<CorrectMileage, CorrectMileageOutcome>(u => u.Handle(request)), Is.EqualTo(CorrectMileageOutcome.Corrected));
    }

    private Task<long> Balance() => _depot.Portal.Scalar<long>("SELECT COALESCE(SUM(balance), 0) FROM mileage_balances WHERE buyer_id = @OrganizationId", new { _depot.Buyer.OrganizationId });

    private static (string, string)[] Correction(string way, string amount, string note) => [("Form.Way", way), ("Form.Amount", amount), ("Form.Reason", "Goodwill"), ("Form.Note", note)];

    private (string, string)[] Place(string mileage) =>
    [
        ("Form.Lines[0].ProductId", $"{_depot.Knives.Id}"), ("Form.Lines[0].Quantity", "1"), ("Form.Recipient", "한빛식자재"), ("Form.Address", "전주시 덕진구 기린대로 458"),
        ("Form.Mileage", mileage), ("Form.ExpectedTotal", "23100"), ("Form.Do", "place"),
    ];
}
