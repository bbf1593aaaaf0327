using Microsoft.Playwright;
using NUnit.Framework;
using Portal.Core.Shared;
using Portal.Tests.Delivery;
using Portal.Tests.Shared;
using UglyToad.PdfPig;

namespace Portal.Tests.Browser;

/// <summary>What is printed: pages with numbers, the head of a table on each, and nothing that only a screen needs.</summary>
[TestFixture]
public sealed class PrintTests : BrowserTest
{
    private const int Lines = 60;

    private Depot _depot = null!;
    private string _orderNo = "";

    protected override async Task<WebPortal> Make()
    {
        _depot = await Depot.Open();
        var order = await _depot.PaidOrder((_depot.Apples, 2));
        for (var no = 2; no <= Lines; no++)
        {
            await _depot.Portal.Execute("""
                INSERT INTO order_lines (id, order_id, producer_order_id, line_no, product_id, revision_id, agreement_id, quantity, cancelled_units, unit_price, discount_bp, tax_bp, supply, vat, needs_acceptance, cancelled, shipped, delivered, returned)
                SELECT @id, order_id, producer_order_id, @no, product_id, revision_id, agreement_id, quantity, cancelled_units, unit_price, discount_bp, tax_bp, supply, vat, needs_acceptance, cancelled, shipped, delivered, returned
                FROM order_lines WHERE order_id = @OrderId AND line_no = 1
                """, new { id = Ids.Next(), no, order.OrderId });
        }

        _orderNo = order.OrderNo;
        return _depot.Web;
    }

    [Test]
    public async Task A_long_order_has_numbered_pages_with_its_heads_and_no_menu()
    {
        var pages = await Print(await SignIn(_depot.Buyer), $"/orders/{_orderNo}");
        Assert.That(pages, Has.Count.GreaterThan(1));
        for (var i = 0; i < pages.Count; i++) Assert.That(pages[i], Does.Contain($"{i + 1}/{pages.Count}"));
        Assert.That(pages[0], Does.Contain("두레장").And.Contain(_orderNo));
        Assert.That(string.Concat(pages), Does.Not.Contain("로그아웃하기").And.Not.Contain("화면밝기").And.Not.Contain("이용약관"));
    }

    [Test]
    public async Task The_shipping_list_goes_on_with_the_head_of_its_table()
    {
        var visitor = await SignIn(_depot.Orchard);
        var pages = await Print(visitor, "/shipments/list?through=2026-12-31");
        Assert.That(pages, Has.Count.GreaterThan(1));
        Assert.That(pages, Has.All.Contain("받는사람"), "the head of the table stands on every page");
        Assert.That(string.Concat(pages).Split("사과").Length - 1, Is.GreaterThanOrEqualTo(Lines));
        // the button works where scripts run
        await visitor.Page.EvaluateAsync("() => { window.print = () => { document.title = 'printed'; }; }");
        await visitor.Page.ClickAsync("[data-print]");
        Assert.That(await visitor.Page.TitleAsync(), Is.EqualTo("printed"));
    }

    /// <summary>The words of each page as it would be printed, without their spaces.</summary>
    private static async Task<IReadOnlyList<string>> Print(Visitor visitor, string path)
    {
        await visitor.Open(path);
        using var pdf = PdfDocument.Open(await visitor.Page.PdfAsync(new PagePdfOptions { PreferCSSPageSize = true }));
        return [.. pdf.GetPages().Select(p => string.Concat(p.Text.Where(c => !char.IsWhiteSpace(c))))];
    }
}
