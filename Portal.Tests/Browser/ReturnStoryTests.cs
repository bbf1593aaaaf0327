using NUnit.Framework;
using Portal.Core.Settlement;
using Portal.Core.Shared;
using Portal.Data.Ledger;
using Portal.Tests.Shared;

namespace Portal.Tests.Browser;

/// <summary>What was sold, divided and paid out comes back: the counter-entries, and the seller's debt that the next settlements carry.</summary>
[TestFixture]
public sealed class ReturnStoryTests : BrowserTest
{
    private RouteSide _side = null!;
    private Actor _second = Actor.Portal;

    protected override async Task<WebPortal> Make()
    {
        var web = await WebPortal.Create();
        var data = new TestData(web.Portal);
        _side = new RouteSide(web.Portal, data, await data.Organization(Core.Organizations.OrganizationKind.Portal));
        await _side.People();
        await _side.Market();
        _second = await data.Person(Role.Operator, _side.Centre, "둘째 운영자");
        await web.Portal.Execute("UPDATE organizations SET bank_code = '004', bank_account = '123-456-7890', bank_holder = name WHERE kind IN ('Producer', 'Seller')");
        return web;
    }

    [Test]
    public async Task A_return_after_the_payout_leaves_the_seller_with_a_debt_that_is_carried_over()
    {
        // three units of 10,000, of which the seller got a tenth, were paid out
        var orderNo = await Sells(3);
        var centre = await Settles();
        await PaysOut(centre);

        var buyer = await SignIn(_side.As(Role.Buyer));
        await buyer.Choose("주문");
        await buyer.Follow(orderNo);
        await buyer.Follow("반품 신청하기");
        await buyer.Fill("반품할 수량", "4");
        await buyer.Select("사유", "불량");
        await buyer.Press("반품 신청하기", expected: 400);
        await buyer.Fill("반품할 수량", "3");
        await buyer.Press("반품 신청하기");

        await centre.Choose("반품");
        await centre.Follow("T2026");
        await centre.Press("돌려주고 반품 마치기");
        Assert.That(await centre.Text(), Does.Contain("33,000원"));

        _side.Portal.Time.Advance(TimeSpan.FromDays(1));
        await Settles();
        var seller = await ReadsTheStatement();
        Assert.That(await seller.Text(), Does.Contain("−3,000").And.Contains("반품으로 생긴 빚은 다음 정산에서 뺍니다").And.Contains("지급 없음"));

        // two more units: what they bring goes against the debt
        await Sells(2);
        await Settles();
        seller = await ReadsTheStatement();
        Assert.That(await seller.Text(), Does.Contain("−3,000").And.Contains("2,000").And.Contains("−1,000").And.Contains("지급 없음"));
        Assert.That(await _side.Portal.Scalar<long>("SELECT balance FROM accounts WHERE type = 'Payable' AND owner_id = @Seller", new { _side.Seller }), Is.EqualTo(1_000), "the seller still owes this");
        Assert.That((await Web.Portal.Run<BooksPages, IReadOnlyList<BookRule>>(b => b.Check())).Where(r => r.Violations > 0), Is.Empty);
    }

    /// <summary>Sold, paid, shipped and delivered; the objection period is over.</summary>
    private async Task<string> Sells(long quantity)
    {
        var order = await _side.Order(quantity);
        await _side.Pay(order.OrderId, 0);
        await _side.Deliver(await _side.Ship(order.OrderId, quantity));
        _side.Portal.Time.Advance(TimeSpan.FromDays(8));
        await Web.Portal.Run<DistributeDue, RunResult>(job => job.Handle());
        return order.OrderNo;
    }

    /// <summary>The days between have ended every session: people sign in again.</summary>
    private async Task<Visitor> Settles()
    {
        var centre = await SignIn(_side.As(Role.Operator));
        await centre.Choose("정산");
        await centre.Follow("정산 시작하기");
        await centre.Fill("정산 기준일", $"{_side.Portal.Time.GetUtcNow().AddHours(9):yyyy-MM-dd}");
        await centre.Press("미리 보기");
        await centre.Press("이대로 확정하기");
        return centre;
    }

    private async Task<Visitor> ReadsTheStatement()
    {
        var seller = await SignIn(_side.As(Role.Seller));
        await seller.Choose("정산서");
        await seller.Follow("까지");
        return seller;
    }

    /// <summary>The other operator sends what this one has locked, and the bank has paid.</summary>
    private async Task PaysOut(Visitor centre)
    {
        var second = await SignIn(_second);
        foreach (var step in new[] { "보냄으로 적기", "지급 완료로 적기" })
        {
            await second.Open(centre.At);
            await second.Tick("이 정산에서 해당하는 지급 모두");
            await second.Press(step);
        }
    }
}
