using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using MiniExcelLibs;
using NUnit.Framework;
using Portal.Core.Shared;
using Portal.Tests.Settlement;
using Portal.Web.Tax;

namespace Portal.Tests.Tax;

/// <summary>The operator prepares and issues a month, the parties read their invoices, the tax office gets its columns.</summary>
[TestFixture]
public sealed class TaxPageTests
{
    private const string Hostile = "=HYPERLINK(\"http://x\")\u202E🤖";
    private MoneyWeb _money = null!;

    [SetUp]
    public async Task Open() => _money = await MoneyWeb.Open();

    [TearDown]
    public async Task Close()
    {
        await _money.Sound();
        await _money.DisposeAsync();
    }

    [Test]
    public async Task The_operator_mends_what_is_missing_and_issues_the_month()
    {
        await _money.Done(0, (0, 5), (2, 4));
        var lame = _money.Market.Producers[1];
        await _money.Portal.Execute("UPDATE organizations SET representative = NULL WHERE id = @lame", new { lame });
        await Over();
        using var centre = await _money.Operator();
        Assert.That((await centre.Get("/")).Main, Does.Contain("지난달 세금계산서"));
        var page = await centre.Get("/tax-invoices/months/2026-03");
        var code = await _money.Portal.Scalar<string>("SELECT code FROM organizations WHERE id = @lame", new { lame });
        Assert.That(page.Html.QuerySelector($"a[href='/organizations/{code}/data']"), Is.Not.Null, "what is missing is filled in there");
        Assert.That(page.Main, Does.Contain("먼저 고칠 것").And.Contain("원장의 부가세와 1원까지 같습니다"));
        page = await centre.PostAndFollow("/tax-invoices/months/2026-03");
        Assert.That(page.Main, Does.Contain("세금계산서 1장과 수정 세금계산서 0장을 발행했습니다"));
        Assert.That((await centre.Post("/tax-invoices/months/2026-03")).Status, Is.EqualTo(HttpStatusCode.Conflict));
        await _money.Portal.Execute("UPDATE organizations SET representative = '박대표' WHERE id = @lame", new { lame });
        Assert.That((await centre.PostAndFollow("/tax-invoices/months/2026-03")).Main, Does.Contain("세금계산서 1장").And.Contain("모두 발행했습니다"));
        Assert.That((await centre.Get("/")).Main, Does.Not.Contain("지난달 세금계산서"));
        Assert.That(await _money.Portal.Scalar<long>("SELECT COUNT(*) FROM audit_entries WHERE action = 'tax-invoice.issue'"), Is.EqualTo(2));
        Assert.That((await centre.Get("/tax-invoices?month=2026-03")).Html.QuerySelectorAll("main section:first-of-type tbody tr"), Has.Length.EqualTo(2));
        Assert.That((await centre.Post("/tax-invoices/months/2026-04")).Status, Is.EqualTo(HttpStatusCode.Conflict), "the month is not over");
        Assert.That((await centre.Get("/tax-invoices/months/2026-13")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Supplier_and_receiver_read_the_invoice_and_nobody_else_does()
    {
        var (orderNo, lines) = await _money.Done(0, (0, 5));
        await Issue();
        await _money.Return(lines[0], 1);
        _money.Portal.Time.SetUtcNow(new DateTimeOffset(2026, 5, 2, 1, 0, 0, TimeSpan.Zero));
        using var centre = await _money.Operator();
        await centre.Post("/tax-invoices/months/2026-04");
        var first = await _money.Portal.Scalar<long>("SELECT id FROM tax_invoices WHERE corrects_id IS NULL");
        var correction = await _money.Portal.Scalar<long>("SELECT id FROM tax_invoices WHERE corrects_id = @first", new { first });
        var market = _money.Market;
        foreach (var (role, party) in new[] { (Role.Producer, market.Producers[0]), (Role.Buyer, market.Buyers[0]) })
        {
            using var visitor = await _money.As(role, party);
            Assert.That((await visitor.Get("/tax-invoices")).Html.QuerySelectorAll("tbody tr"), Has.Length.EqualTo(2));
            var page = await visitor.Get($"/tax-invoices/{first}");
            // five at 9,990 and freight of 3,000
            Assert.That(page.Main, Does.Contain("위수탁 세금계산서").And.Contain("52,950").And.Contain("5,295").And.Contain("수탁자").And.Contain("배송비"));
            Assert.That(page.Html.QuerySelector($"a[href='/orders/{orderNo}']"), Is.Not.Null);
            Assert.That(page.Html.QuerySelector($"a[href='/tax-invoices/{correction}']"), Is.Not.Null);
            Assert.That((await visitor.Get($"/tax-invoices/{correction}")).Main, Does.Contain("환입").And.Contain("−9,990").And.Contain("수정 위수탁 세금계산서"));
        }

        foreach (var (role, party) in new[] { (Role.Producer, market.Producers[1]), (Role.Buyer, market.Buyers[1]), (Role.Seller, market.Sellers[0]), (Role.Operator, market.Centres[1]) })
        {
            using var visitor = await _money.As(role, party);
            Assert.That((await visitor.Get($"/tax-invoices/{first}")).Status, Is.EqualTo(HttpStatusCode.NotFound), $"{role}");
            Assert.That((await visitor.Get("/tax-invoices")).Html.QuerySelectorAll("tbody tr"), Is.Empty, $"{role}");
        }
    }

    [Test]
    public async Task The_files_have_the_columns_of_the_tax_office_and_hostile_names_stay_text()
    {
        await _money.Portal.Execute("UPDATE organizations SET name = @Hostile WHERE id = @id", new { Hostile, id = _money.Market.Buyers[0] });
        for (var i = 0; i < 3; i++)
        {
            var (orderNo, _) = await _money.Placed(0, (0, 1 + i), (2, 2));
            await _money.Pay(orderNo);
            await _money.Deliver(orderNo);
        }

        _money.Portal.Time.Advance(TimeSpan.FromDays(8));
        await Issue();
        using var centre = await _money.Operator();
        var (type, bytes) = await centre.Download("/tax-invoices/months/2026-03.csv");
        Assert.That(type, Is.EqualTo("text/csv"));
        var rows = Encoding.UTF8.GetString(bytes.AsSpan(3)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.That(rows[0].Replace("\"", "", StringComparison.Ordinal), Does.EndWith("현금,수표,어음,외상미수금,영수(01), 청구(02)").And.Contain("공급가액,세액,비고,일자1,품목1,규격1,수량1,단가1,공급가액1,세액1,품목비고1,일자2"));
        Assert.That(rows, Has.Length.EqualTo(2), "one invoice with tax");
        Assert.That(rows[1], Does.Contain("'=HYPERLINK").And.Contain(" 외 2건"), "six lines: three, and one for three");

        var (excel, book) = await centre.Download("/tax-invoices/months/2026-03.xlsx");
        Assert.That(excel, Is.EqualTo("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"));
        using var stream = new MemoryStream(book);
        var table = stream.Query(useHeaderRow: false).Cast<IDictionary<string, object?>>().Select(r => r.Values.ToList()).ToList();
        Assert.That(table[0], Has.Count.EqualTo(59));
        Assert.That(table[0], Is.EqualTo(BulkColumns.Header));
        Assert.That(table[1][12], Is.EqualTo(Hostile));
        Assert.That((table[1][0], table[1][1], table[1][58]), Is.EqualTo(("01", "20260331", "01")), "codes keep their zeros");
        // 6 units at 9,990 and three times freight
        Assert.That(Figure(table[1][19]), Is.EqualTo(68_940));
        Assert.That(new[] { 27, 35, 43, 51 }.Sum(c => Figure(table[1][c])), Is.EqualTo(68_940), "the four lines add up");
        using var zip = new ZipArchive(new MemoryStream(book));
        using var sheet = new StreamReader(zip.Entries.Single(e => e.FullName.EndsWith("sheet1.xml", StringComparison.Ordinal)).Open());
        Assert.That(await sheet.ReadToEndAsync(), Does.Not.Contain("<x:f>").And.Not.Contain("<f>"));

        var exempt = Encoding.UTF8.GetString((await centre.Download("/tax-invoices/months/2026-03.csv?exempt=true")).Bytes);
        Assert.That(exempt.Split("\r\n", StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(2), "and one without");
    }

    [Test]
    public async Task An_organization_says_what_invoices_name_and_the_form_holds_what_was_typed()
    {
        using var producer = await _money.As(Role.Producer, _money.Market.Producers[0]);
        var o = (await _money.Portal.Query<string>("SELECT CONCAT(code, '|', version, '|', name) FROM organizations WHERE id = @id", new { id = _money.Market.Producers[0] })).Single().Split('|');
        var bad = await producer.Post($"/organizations/{o[0]}/data", ("Form.Name", o[2]), ("Form.Version", o[1]), ("Form.BusinessType", "제조업"), ("Form.BusinessItem", Hostile), ("Form.BranchNumber", "12"));
        Assert.That(bad.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(bad.Html.QuerySelector(".errors a[href='#Form_BranchNumber']"), Is.Not.Null);
        Assert.That(bad.Html.QuerySelector("#Form_BusinessType")!.GetAttribute("value"), Is.EqualTo("제조업"));
        var done = await producer.PostAndFollow($"/organizations/{o[0]}/data", ("Form.Name", o[2]), ("Form.Version", o[1]), ("Form.BusinessType", "제조업"), ("Form.BusinessItem", "오븐"), ("Form.BranchNumber", "0012"));
        Assert.That(done.Main, Does.Contain("제조업 · 오븐").And.Contain("(0012)"));
        Assert.That(await _money.Portal.Scalar<string>("SELECT after_value FROM audit_entries WHERE action = 'organization.edit' ORDER BY id DESC LIMIT 1"), Does.Contain("\"business_item\":\"오븐\""));
    }

    private static long Figure(object? cell) => Convert.ToInt64(cell, CultureInfo.InvariantCulture);

    private async Task Over()
    {
        await _money.Distribute();
        _money.Portal.Time.SetUtcNow(new DateTimeOffset(2026, 4, 1, 1, 0, 0, TimeSpan.Zero));
    }

    private async Task Issue()
    {
        await Over();
        using var centre = await _money.Operator();
        Assert.That((await centre.Post("/tax-invoices/months/2026-03")).Location, Is.EqualTo("/tax-invoices/months/2026-03"));
    }
}
