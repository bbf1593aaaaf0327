using NUnit.Framework;
using Portal.Tests.CardPayments;
using Portal.Tests.Shared;

namespace Portal.Tests.Browser;

/// <summary>A buyer pays by card on the processor's page and comes back; the order is cancelled, and the money goes back to the card.</summary>
[TestFixture]
public sealed class CardStoryTests : BrowserTest
{
    private CardShop _shop = null!;

    protected override async Task<WebPortal> Make()
    {
        _shop = await CardShop.Open();
        _shop.Stripe.ReturnTo = _shop.Depot.Web.Address;
        return _shop.Depot.Web;
    }

    [OneTimeTearDown]
    public async Task CloseStripe()
    {
        if (_shop is not null) await _shop.Stripe.DisposeAsync();
    }

    [Test]
    public async Task An_order_is_paid_by_card_and_paid_back()
    {
        var order = await _shop.Order();
        var buyer = await SignIn(_shop.Depot.Buyer);
        await buyer.Open($"/orders/{order.OrderNo}");
        await buyer.Page.ClickAsync("main button:has-text('카드로 결제')");
        await buyer.Page.WaitForURLAsync($"{_shop.Stripe.Address}**");
        // not now; then after all
        await buyer.Page.ClickAsync("a");
        await buyer.Page.WaitForURLAsync("**/card-payments/*");
        Assert.That(await buyer.Text(), Does.Contain("결제 대기"));
        await buyer.Page.ClickAsync("main a.btn");
        await buyer.Page.WaitForURLAsync($"{_shop.Stripe.Address}**");
        await buyer.Page.ClickAsync("button");
        await buyer.Page.WaitForURLAsync("**/card-payments/*");
        Assert.That(await buyer.Text(), Does.Contain("결제 완료"));
        var page = buyer.At;
        await buyer.Follow($"주문 {order.OrderNo}");
        Assert.That(await buyer.Text(), Does.Contain("입금 확인"));

        var staff = await SignIn(_shop.Depot.Operator);
        await staff.Open($"/orders/{order.OrderNo}");
        await staff.Follow("주문 취소하기");
        await staff.Fill("취소 사유", "품절");
        await staff.Press("주문 취소하기");
        await _shop.Work();
        await buyer.Open(page);
        Assert.That(await buyer.Text(), Does.Contain("환불 완료"));
        Assert.That(_shop.Stripe.RefundedOf(_shop.Stripe.Intents.Single()["id"]!.GetValue<string>()), Is.EqualTo(await _shop.TotalOf(order.OrderId)));
        await staff.Choose("카드 결제");
        await staff.Follow("카드 입금");
        Assert.That(await staff.Text(), Does.Contain("0원"));
        await _shop.BooksAreSound();
    }
}
