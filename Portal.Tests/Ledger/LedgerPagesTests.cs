using System.Globalization;
using System.Net;
using AngleSharp.Dom;
using NUnit.Framework;
using Portal.Core.Shared;
using Portal.Tests.Settlement;

namespace Portal.Tests.Ledger;

/// <summary>Every balance is explained down to its entries.</summary>
[TestFixture]
public sealed class LedgerPagesTests
{
    private MoneyWeb _money = null!;

    [OneTimeSetUp]
    public async Task Open()
    {
        _money = await MoneyWeb.Open();
        for (var i = 0; i < 30; i++) await _money.Done(0, (0, 1 + i % 3));
        await _money.Done(1, (0, 2), (1, 1));
        await _money.Distribute();
        await _money.Settle();
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        await _money.Sound();
        await _money.DisposeAsync();
    }

    [Test]
    public async Task Balances_run_on_from_page_to_page_down_to_nothing()
    {
        using var visitor = await _money.Administrator();
        var account = await Account("Bank", 0);
        var balance = await _money.Portal.Scalar<long>("SELECT balance FROM accounts WHERE id = @account", new { account });
        var rows = new List<(long Amount, long Balance)>();
        var producer = await Account("Payable", _money.Market.Producers[0]);
        foreach (var (id, sign) in new[] { (account, 1), (producer, -1) })
        {
            rows.Clear();
            for (var page = 1; ; page++)
            {
                var html = (await visitor.Get($"/ledger/accounts/{id}?page={page}")).Html;
                rows.AddRange(html.QuerySelectorAll("tbody tr").Select(r => (sign * (Number(r, 2) - Number(r, 3)), Number(r, 4))));
                if (html.QuerySelector("a[rel=next]") is null) break;
            }

            for (var i = 0; i + 1 < rows.Count; i++) Assert.That(rows[i].Balance - rows[i].Amount, Is.EqualTo(rows[i + 1].Balance), $"row {i} of {rows.Count}");
            Assert.That(rows[^1].Balance, Is.EqualTo(rows[^1].Amount), "the first entry began at zero");
        }

        Assert.That((await visitor.Get($"/ledger/accounts/{account}")).Main, Does.Contain(balance.ToString("N0", CultureInfo.InvariantCulture)));
        Assert.That(rows, Has.Count.GreaterThan(50));
    }

    [Test]
    public async Task An_operator_sees_what_each_account_has_by_the_own_centres_postings()
    {
        using var visitor = await _money.Operator(1);
        var page = await visitor.Get($"/ledger/accounts/{await Account("Bank", 0)}");
        var paid = await _money.Portal.Scalar<long>("SELECT SUM(total) FROM orders WHERE centre_id = @Centre", new { Centre = _money.Market.Centres[1] });
        Assert.That(page.Html.QuerySelector(".sumup")!.TextContent.Trim(), Is.EqualTo(paid.ToString("N0", CultureInfo.InvariantCulture) + "원"));
        Assert.That(page.Html.QuerySelectorAll("tbody tr"), Has.Length.EqualTo(1));
        Assert.That((await visitor.Get($"/ledger/accounts/{await Account("Undelivered", _money.Market.Centres[0])}")).Status, Is.EqualTo(HttpStatusCode.NotFound), "the other centre's own account");
        var foreign = await _money.Portal.Scalar<long>("SELECT MAX(id) FROM postings WHERE centre_id = @Centre", new { Centre = _money.Market.Centres[0] });
        Assert.That((await visitor.Get($"/ledger/postings/{foreign}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await visitor.Get("/ledger")).Main, Does.Contain("차변과 대변이 같습니다"));
        Assert.That((await visitor.Get("/ledger/postings")).Html.QuerySelectorAll($"a[href='/ledger/postings/{foreign}']"), Is.Empty);
    }

    [Test]
    public async Task A_party_opens_its_own_accounts_and_of_a_posting_its_own_entries()
    {
        var (seller, buyer) = (_money.Market.Sellers[0], _money.Market.Buyers[0]);
        using var visitor = await _money.As(Role.Seller, seller);
        var own = await Account("Payable", seller);
        Assert.That((await visitor.Get("/ledger/accounts")).Html.QuerySelectorAll("tbody a").Select(a => a.GetAttribute("href")), Is.EqualTo(new[] { $"/ledger/accounts/{own}" }));
        foreach (var foreign in new[] { await Account("Payable", _money.Market.Producers[0]), await Account("Bank", 0), await Account("Receivable", buyer) })
            Assert.That((await visitor.Get($"/ledger/accounts/{foreign}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        var posting = await _money.Portal.Scalar<long>("SELECT MAX(posting_id) FROM entries WHERE account_id = @own", new { own });
        var page = await visitor.Get($"/ledger/postings/{posting}");
        Assert.That(page.Html.QuerySelectorAll("#h-entries").Single().Closest("section")!.QuerySelectorAll("tbody tr"), Has.Length.EqualTo(1));
        Assert.That(page.Main, Does.Contain("우리 업체의 분개만"));
        var order = await _money.Portal.Scalar<long>("SELECT MAX(id) FROM postings WHERE kind = 'Order'");
        Assert.That((await visitor.Get($"/ledger/postings/{order}")).Status, Is.EqualTo(HttpStatusCode.NotFound), "it moves nothing of the seller's");

        using var customer = await _money.As(Role.Buyer, buyer);
        Assert.That((await customer.Get($"/ledger/accounts/{await Account("Receivable", buyer)}")).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await customer.Get($"/ledger/postings/{order}")).Status, Is.EqualTo(HttpStatusCode.OK));
        var earned = await customer.Get($"/ledger/postings/{posting}");
        Assert.That(earned.Html.QuerySelectorAll("#h-entries").Single().Closest("section")!.QuerySelectorAll("tbody a").Select(a => a.GetAttribute("href")), Is.EqualTo(new[] { "/mileage" }), "of a distribution, the mileage that it brought");
        using var other = await _money.As(Role.Buyer, _money.Market.Buyers[1]);
        Assert.That((await other.Get($"/ledger/postings/{posting}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_posting_names_its_event_and_leads_to_what_it_is_about()
    {
        using var visitor = await _money.Operator();
        var (orderNo, lines) = await _money.Done(0, (0, 2));
        await _money.Distribute();
        var reference = await _money.Return(lines[0], 1);
        var counter = await _money.Portal.Scalar<long>("SELECT id FROM postings WHERE kind = 'Return' AND order_line_id = @line", new { line = lines[0] });
        var page = await visitor.Get($"/ledger/postings/{counter}");
        Assert.That(page.Main, Does.Contain($"return:{lines[0]}:1").And.Contain(reference).And.Contain(orderNo));
        var links = page.Html.QuerySelectorAll("main a").Select(a => a.GetAttribute("href")).ToList();
        var original = await _money.Portal.Scalar<long>("SELECT id FROM postings WHERE kind = 'Distribution' AND order_line_id = @line", new { line = lines[0] });
        Assert.That(links, Is.SupersetOf(new[] { $"/orders/{orderNo}", $"/distributions/{lines[0]}", $"/ledger/postings/{original}" }));
        Assert.That((await visitor.Get($"/ledger/postings/{original}")).Html.QuerySelector($"a[href='/ledger/postings/{counter}']"), Is.Not.Null, "and back");
        var story = await visitor.Get($"/ledger/orders/{orderNo}");
        Assert.That(story.Html.QuerySelectorAll("tbody tr td:first-child a").Select(a => a.TextContent), Is.EqualTo(new[] { "주문 확정", "입금", "이익분배", "배송비 분배", "반품" }).Or.EqualTo(new[] { "주문 확정", "입금", "배송비 분배", "이익분배", "반품" }));
        Assert.That((await visitor.Get("/ledger/postings?kind=Return&from=2026-01-01&to=nonsense")).Html.QuerySelectorAll("tbody tr"), Is.Not.Empty);
    }

    [Test]
    public async Task The_books_are_checked_for_the_administrator()
    {
        using var visitor = await _money.Administrator();
        var page = await visitor.Get("/ledger/books");
        Assert.That(page.Html.QuerySelectorAll("tbody tr"), Has.Length.EqualTo(9));
        Assert.That(page.Main, Does.Contain("모두 맞습니다"));
    }

    private Task<long> Account(string type, long owner) => _money.Portal.Scalar<long>("SELECT id FROM accounts WHERE type = @type AND owner_id = @owner", new { type, owner });

    private static long Number(IElement row, int column)
    {
        var text = row.QuerySelectorAll("td")[column].TextContent.Trim().Replace(",", "", StringComparison.Ordinal).Replace('−', '-');
        return text.Length == 0 ? 0 : long.Parse(text, CultureInfo.InvariantCulture);
    }
}
