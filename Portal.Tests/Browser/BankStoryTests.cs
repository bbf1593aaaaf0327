using Microsoft.Playwright;
using NUnit.Framework;
using Portal.Core.Orders;
using Portal.Core.Organizations;
using Portal.Core.Settlement;
using Portal.Core.Shared;
using Portal.Data.Ledger;
using Portal.Tests.Payments;
using Portal.Tests.Shared;

namespace Portal.Tests.Browser;

/// <summary>A month of money at a centre: 200 lines from the bank, the settlement, a transfer that the bank refuses and that is paid a month later, and the seller's year.</summary>
[TestFixture]
public sealed class BankStoryTests : BrowserTest
{
    private RouteSide _side = null!;
    private Actor _second = Actor.Portal;

    protected override async Task<WebPortal> Make()
    {
        var web = await WebPortal.Create();
        var data = new TestData(web.Portal);
        _side = new RouteSide(web.Portal, data, await data.Organization(OrganizationKind.Portal));
        await _side.People();
        await _side.Market();
        _second = await data.Person(Role.Operator, _side.Centre, "둘째 운영자");
        await web.Portal.Execute("UPDATE products SET stock = 10000 WHERE id = @Id", new { _side.Product.Id });
        await web.Portal.Execute("UPDATE organizations SET bank_code = '004', bank_account = '123-456-7890', bank_holder = name, tax = CASE WHEN id = @Seller THEN 'Individual' ELSE tax END WHERE id IN (@Seller, @Producer)",
            new { _side.Seller, _side.Producer });
        return web;
    }

    [Test]
    public async Task Two_hundred_deposits_are_matched_settled_and_paid_and_the_seller_reads_the_year()
    {
        var lines = await Owed();
        await IsImported(lines);
        await OthersAreLookedAt();
        await IsDelivered();
        await IsSettled("2026-03-31", new DateTime(2026, 4, 1));
        await IsPaidButForTheSeller();
        await IsSettled("2026-04-30", new DateTime(2026, 5, 4));
        await IsPaid();
        await TheSellerReadsTheYear();
        Assert.That((await Web.Portal.Run<BooksPages, IReadOnlyList<BookRule>>(b => b.Check())).Where(r => r.Violations > 0), Is.Empty);
    }

    /// <summary>195 orders that wait for money, and what the bank lists: 170 lines that say which order they are for, and 30 that do not, or not quite.</summary>
    private async Task<List<Transfer>> Owed()
    {
        var buyers = new List<(long Id, string Name)>();
        foreach (var i in Enumerable.Range(1, 40))
        {
            var name = $"{"가나다라마바사아자차"[i % 10]}{"동서남북"[i % 4]}식품 {i}호점";
            buyers.Add((await Data.Organization(OrganizationKind.Buyer, _side.Centre, name), name));
        }

        var lines = new List<Transfer>();
        async Task Order(int buyer, long quantity, Func<(string Code, string Buyer, long Total), (string Payer, long Amount)> bank)
        {
            var request = new PlaceOrderRequest(_side.As(Role.Seller), OrderChannel.Seller, buyers[buyer].Id, [new OrderItem(_side.Product.Id, quantity)]) { SellerId = _side.Seller };
            var placed = (PlaceOrderOutcome.Placed)await Web.Portal.Run<PlaceOrder, PlaceOrderOutcome>(u => u.Handle(request));
            var code = await Web.Portal.Scalar<string>("SELECT payment_code FROM orders WHERE id = @OrderId", new { placed.OrderId });
            var (payer, amount) = bank((code!, buyers[buyer].Name, quantity * 11_000));
            lines.Add(new Transfer($"2026-03-02 09:{lines.Count / 60:00}:{lines.Count % 60:00}", payer, amount) { Balance = 10_000_000 + lines.Count });
        }

        for (var i = 0; i < 170; i++) await Order(i % 20, 1 + i % 5, o => ($"{o.Buyer[..4]} {o.Code}", o.Total));
        for (var i = 0; i < 10; i++) await Order(20 + i, 7, o => (o.Buyer, o.Total));
        for (var i = 0; i < 10; i++) await Order(30 + i, 9, o => ("무통장입금", o.Total));
        for (var i = 0; i < 5; i++) await Order(i, 6, o => ($"{o.Buyer[..4]} {o.Code}", o.Total / 2));
        for (var i = 0; i < 5; i++) lines.Add(new Transfer($"2026-03-02 10:00:0{i}", $"아무개{i}", 1_234 + i) { Balance = 90_000_000 + i });
        return lines;
    }

    /// <summary>The columns of the bank are confirmed once; all exact lines are recorded by one click.</summary>
    private async Task IsImported(IReadOnlyList<Transfer> lines)
    {
        Web.Portal.Time.Advance(TimeSpan.FromHours(3));
        var centre = await SignIn(_side.As(Role.Operator));
        await centre.Open("/bank-files");
        await centre.Attach("은행 파일", "통장.csv", "text/csv", BankShapes.Export("split", [.. lines]));
        await centre.Press("파일 올리기");
        await centre.Select("은행", "국민");
        await centre.Fill("계좌번호", "123456-01-000001");
        await centre.Press("이렇게 읽기");
        Assert.That(await centre.Text(), Does.Contain("CP949로 읽음").And.Contain("200건"));
        await centre.Press("새 입금 200건 받기");
        await centre.Press("정확한 170건");
        Assert.That(await centre.Text(), Does.Contain("입금 170건"));
        Assert.That(await Web.Portal.Scalar<long>("SELECT COUNT(*) FROM orders WHERE paid_at IS NOT NULL"), Is.EqualTo(170));
    }

    /// <summary>The other thirty one by one: what is proposed is taken, what nobody knows is held.</summary>
    private async Task OthersAreLookedAt()
    {
        var centre = await SignIn(_side.As(Role.Operator));
        for (var left = 30; left > 0; left--)
        {
            await centre.Open("/bank-lines");
            Assert.That(await centre.Page.Locator("#main tbody tr").CountAsync(), Is.EqualTo(left));
            await centre.Page.Locator("#main tbody tr a").First.ClickAsync();
            await centre.Page.WaitForURLAsync("**/bank-lines/*");
            if (await centre.Page.Locator("input[name='Form.Choice'][value^='order:']").CountAsync() > 0) await centre.Page.Locator("input[name='Form.Choice'][value^='order:']").First.CheckAsync();
            else await centre.Tick("누구의 돈인지 모름");
            await centre.Press("입금으로 기록하기");
        }

        Assert.That(await Web.Portal.Scalar<long>("SELECT COUNT(*) FROM orders WHERE paid_at IS NOT NULL"), Is.EqualTo(190));
        Assert.That(await Web.Portal.Scalar<long>("SELECT COUNT(*) FROM deposits WHERE match = 'Partial'"), Is.EqualTo(5));
        Assert.That(await Web.Portal.Scalar<long>("SELECT SUM(remaining) FROM buyer_credits"), Is.EqualTo(1_234 + 1_235 + 1_236 + 1_237 + 1_238), "held, and nobody's");
    }

    private async Task IsDelivered()
    {
        foreach (var order in await Web.Portal.Query<(long Id, long Quantity)>("SELECT o.id, l.quantity FROM orders o JOIN order_lines l ON l.order_id = o.id WHERE o.paid_at IS NOT NULL"))
            await _side.Deliver(await _side.Ship(order.Id, order.Quantity));
        Web.Portal.Time.Advance(TimeSpan.FromDays(9));
        await Web.Portal.Run<DistributeDue, RunResult>(job => job.Handle());
    }

    private async Task IsSettled(string through, DateTime on)
    {
        Web.Portal.Time.SetUtcNow(new DateTimeOffset(on.AddHours(1), TimeSpan.Zero));
        var centre = await SignIn(_side.As(Role.Operator));
        await centre.Choose("정산");
        await centre.Follow("정산 시작하기");
        await centre.Fill("정산 기준일", through);
        await centre.Press("미리 보기");
        await centre.Press("이대로 확정하기");
    }

    /// <summary>The second operator downloads the file for the bank, sends, and learns that the seller's account does not take it.</summary>
    private async Task IsPaidButForTheSeller()
    {
        var second = await SignIn(_second);
        await second.Choose("정산");
        await second.Follow("제1호 정산");
        var settlement = second.At;
        await second.Tick("이 정산에서 해당하는 지급 모두");
        await second.Press("보냄으로 적기");
        await second.Open(settlement);
        var seller = (await Web.Portal.Scalar<string>("SELECT name FROM organizations WHERE id = @Seller", new { _side.Seller }))!;
        await second.Tick($"{seller} 고르기");
        await second.Fill("실패 이유", "해지된 계좌");
        await second.Press("실패로 적기");
        await second.Open(settlement);
        await second.Tick("이 정산에서 해당하는 지급 모두");
        await second.Press("지급 완료로 적기");
        await second.Open(settlement);
        Assert.That(await second.Text(), Does.Contain("해지된 계좌"));
    }

    private async Task IsPaid()
    {
        var second = await SignIn(_second);
        await second.Choose("정산");
        await second.Follow("제2호 정산");
        var settlement = second.At;
        foreach (var step in new[] { "보냄으로 적기", "지급 완료로 적기" })
        {
            await second.Open(settlement);
            await second.Tick("이 정산에서 해당하는 지급 모두");
            await second.Press(step);
        }
    }

    /// <summary>170 orders of 1 to 5 units, ten of 7 and ten of 9, of which a tenth is the seller's; 3 % of it and a tenth of that are withheld, once.</summary>
    private async Task TheSellerReadsTheYear()
    {
        const int units = 34 * (1 + 2 + 3 + 4 + 5) + 10 * 7 + 10 * 9;
        const long gross = units * 1_000, income = gross * 3 / 100 / 10 * 10, local = income / 10 / 10 * 10;
        var seller = await SignIn(_side.As(Role.Seller));
        await seller.Choose("정산서");
        await seller.Follow("연말정산 자료");
        var text = await seller.Text();
        Assert.That(text, Does.Contain($"{gross:N0}").And.Contains($"{income:N0}").And.Contains($"{local:N0}").And.Contains($"{gross - income - local:N0}"));
        Assert.That(text, Does.Contain("2026-05"), "paid in the month in which the bank took it");
        // without a Korean font the page offers no PDF, and says so
        if (text.Contains("글꼴", StringComparison.Ordinal)) return;
        var file = await seller.Page.RunAndWaitForDownloadAsync(() => seller.Page.GetByRole(AriaRole.Link, new() { Name = "PDF로 받기" }).ClickAsync());
        await using var bytes = await file.CreateReadStreamAsync();
        using var memory = new MemoryStream();
        await bytes.CopyToAsync(memory);
        Assert.That(memory.ToArray().AsSpan(0, 5).ToArray(), Is.EqualTo("%PDF-"u8.ToArray()));
        Assert.That(file.SuggestedFilename, Does.StartWith("statement-2026-"));
    }
}
