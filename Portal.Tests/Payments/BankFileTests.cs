using System.Net;
using System.Text;
using NUnit.Framework;
using Portal.Core.Shared;
using Portal.Tests.Delivery;
using Portal.Tests.Shared;

namespace Portal.Tests.Payments;

/// <summary>Files of banks: read in every shape and encoding, looked at, taken in whole or not at all, and never twice.</summary>
[TestFixture]
public sealed class BankFileTests
{
    private Depot _depot = null!;
    private WebVisitor _staff = null!;
    private BankDesk _desk = null!;

    [SetUp]
    public async Task Open()
    {
        _depot = await Depot.Open();
        _staff = await _depot.As(_depot.Operator);
        _desk = new BankDesk(_depot, _staff);
    }

    [TearDown]
    public async Task Close()
    {
        _staff.Dispose();
        await _depot.DisposeAsync();
    }

    [TestCaseSource(typeof(BankShapes), nameof(BankShapes.Names))]
    public async Task The_export_of_every_bank_is_read_as_it_is(string shape)
    {
        await _desk.Take(BankShapes.Export(shape,
            new Transfer("2026-03-02 09:10:11", "㈜한빛식자재", 1_234_567, "3월분") { Balance = 9_000_000, Number = "A1" },
            new Transfer("2026-03-02 08:00:00", "전기요금", 88_000) { Balance = 7_765_433, IsOut = true, Number = "A2" },
            new Transfer("2026-03-01 23:59:00", "홍길동", 500) { Balance = 7_853_433, Number = "A3" }));
        var lines = await _depot.Portal.Query<Row>("SELECT payer, memo, amount, balance, bank_no, booked_at FROM bank_lines ORDER BY booked_at");
        Assert.That(lines.Select(l => l.Amount), Is.EqualTo(new[] { 500L, 1_234_567 }), "withdrawals and sums are left out");
        Assert.That(lines[1].Payer, Does.Contain("㈜한빛식자재"));
        Assert.That($"{lines[1].Payer} {lines[1].Memo}", Does.Contain("3월분"));
        Assert.That(lines.Select(l => l.Balance), Is.EqualTo(new[] { 7_853_433L, 9_000_000 }));
        Assert.That(lines[0].BookedAt, Is.EqualTo(new DateTime(2026, 3, 1, 14, 59, 0, DateTimeKind.Utc)), "the portal's zone");
        Assert.That(lines[0].BankNo, Is.EqualTo(shape == "numbered" ? "A3" : null));
        Assert.That(await _depot.Portal.Scalar<long>("SELECT ignored FROM bank_files"), Is.GreaterThanOrEqualTo(1));
        Assert.That(await _depot.Portal.Scalar<long>("SELECT COUNT(*) FROM deposits"), Is.Zero, "nothing is posted by it");
    }

    [TestCase("UTF-8")]
    [TestCase("UTF-8 BOM")]
    [TestCase("UTF-16")]
    [TestCase("CP949")]
    public async Task The_encoding_is_found_in_the_content_and_shown(string encoding)
    {
        const string text = "거래일시,보낸분,입금액\n2026-03-02 09:00,똠방각하 식당,1000\n";
        byte[] bytes = encoding switch
        {
            "UTF-8 BOM" => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)],
            "UTF-16" => [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)],
            "CP949" => BankShapes.Korean.GetBytes(text),
            _ => Encoding.UTF8.GetBytes(text),
        };
        var page = await _staff.Get($"/bank-files/{await _desk.Upload(bytes)}");
        Assert.That(page.Main, Does.Contain("똠방각하 식당").And.Contain($"{encoding}로 읽음"));
    }

    [Test]
    public async Task Columns_are_asked_for_once_and_changed_later()
    {
        var first = await _desk.Upload(BankShapes.Export("headed", new Transfer("2026-03-02 09:00:00", "가나상사", 1_000)));
        Assert.That((await _staff.Get($"/bank-files/{first}")).Main, Does.Contain("가나상사").And.Contain("새 입금"));
        var format = await _desk.Format();
        var next = await _staff.Upload("/bank-files", "file", "next.csv", BankShapes.Export("headed", new Transfer("2026-03-02 10:00:00", "다라상사", 2_000)), ("formatId", $"{format}"));
        Assert.That(next.Location, Does.Not.Contain("columns"), "the shape is known");
        var other = await _staff.Upload("/bank-files", "file", "other.csv", BankShapes.Export("split", new Transfer("2026-03-02 10:00:00", "다라상사", 2_000)), ("formatId", $"{format}"));
        Assert.That(other.Location, Does.EndWith("/columns"), "the bank has changed its shape");

        var edit = await _staff.Get($"/bank-formats/{format}");
        Assert.That(edit.Main, Does.Contain("보낸분/받는분"));
        var fields = edit.Html.QuerySelectorAll("select[name^='Form.Columns']").Select(s => (s.GetAttribute("name")!, s.QuerySelector("option[selected]")?.GetAttribute("value") ?? "")).ToList();
        (string, string)[] wrong = [("Form.BankCode", "999"), ("Form.AccountNo", BankDesk.Account), .. fields];
        var refused = await _staff.Post($"/bank-formats/{format}", wrong);
        Assert.That(refused.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((await _staff.Post($"/bank-formats/{format}", [("Form.BankCode", "004"), ("Form.AccountNo", BankDesk.Account), ("Form.Version", "1"), .. fields.Select(f => (f.Item1, f.Item2 == "Date" ? "" : f.Item2))])).Main, Does.Contain("거래일 칸을 골라 주세요"));
        (string, string)[] changed = [("Form.BankCode", "088"), ("Form.AccountNo", BankDesk.Account), ("Form.Version", "1"), .. fields];
        Assert.That((await _staff.Post($"/bank-formats/{format}", changed)).Location, Is.EqualTo("/bank-files"));
        Assert.That((await _staff.Post($"/bank-formats/{format}", changed)).Status, Is.EqualTo(HttpStatusCode.Conflict), "somebody else changed it");
        Assert.That(await _depot.Portal.Scalar<long>("SELECT COUNT(*) FROM audit_entries WHERE action = 'bank-format.set'"), Is.EqualTo(2));
    }

    [Test]
    public async Task The_same_file_twice_and_files_that_overlap_add_nothing_and_two_equal_transfers_are_two()
    {
        var (morning, twice) = (new Transfer("2026-03-02 09:00:00", "가나상사", 1_000) { Balance = 5_000 }, new Transfer("2026-03-02 10:00:00", "다라상사", 2_000) { Balance = 7_000 });
        await _desk.Take(BankShapes.Export("headed", morning, twice, twice));
        Assert.That(await _desk.Count("1 = 1"), Is.EqualTo(3));
        var format = await _desk.Format();
        var again = await _staff.Upload("/bank-files", "file", "again.csv", BankShapes.Export("headed", morning, twice, twice), ("formatId", $"{format}"));
        Assert.That((await _staff.Get(again.Location!)).Main, Does.Contain("이미 받음").And.Contain("새 입금 0건 받기"));
        await _staff.Post($"{again.Location}/confirmation");
        await _desk.Take(BankShapes.Export("headed", twice, twice, new Transfer("2026-03-02 10:05:00", "마바상사", 3_000)), format: format);
        Assert.That(await _desk.Count("1 = 1"), Is.EqualTo(4));
        Assert.That(await _desk.Count("payer = '다라상사'"), Is.EqualTo(2));
    }

    [Test]
    public async Task A_bank_that_numbers_its_transfers_is_believed()
    {
        await _desk.Take(BankShapes.Export("numbered", new Transfer("2026-03-02 09:00:00", "가나상사", 1_000) { Number = "T-1" }, new Transfer("2026-03-02 09:00:00", "가나상사", 1_000) { Number = "T-2" }));
        await _desk.Take(BankShapes.Export("numbered", new Transfer("2026-03-02 09:00:00", "가나 상사", 1_000, "표시 바뀜") { Number = "T-2" }), format: await _desk.Format());
        Assert.That(await _desk.Count("1 = 1"), Is.EqualTo(2));
    }

    [Test]
    public async Task A_line_that_cannot_be_read_keeps_the_whole_file_out_and_says_why_in_its_line()
    {
        var file = await _desk.Upload(Encoding.UTF8.GetBytes("""
            거래일시,보낸분,출금액,입금액
            2026-03-02 09:00,가나상사,0,1000
            2026-13-02 09:00,달이 없다,0,1000
            2026-03-02 09:00,금액이 없다,0,만원
            2026-05-02 09:00,앞날,0,1000
            2026-03-02 09:00,둘 다,5,1000
            2026-03-02 09:00,밀렸다,0,1,000,000
            """));
        var page = await _staff.Get($"/bank-files/{file}");
        foreach (var why in new[] { "3번째 줄", "거래 일시를 읽을 수 없습니다", "4번째 줄", "만원", "앞날입니다", "입금과 출금이 함께", "칸이 제목보다 많습니다" }) Assert.That(page.Main, Does.Contain(why));
        Assert.That(page.Html.QuerySelector($"form[action='/bank-files/{file}/confirmation']"), Is.Null);
        var refused = await _staff.Post($"/bank-files/{file}/confirmation");
        Assert.That(refused.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await _desk.Count("1 = 1"), Is.Zero);
        Assert.That((await _staff.Post($"/bank-files/{file}/removal")).Location, Is.EqualTo("/bank-files"));
        Assert.That((await _staff.Get($"/bank-files/{file}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [TestCase("", "비어 있습니다")]
    [TestCase("PK\u0003\u0004rest", "엑셀 통합 문서")]
    [TestCase("<html><table>", "엑셀 통합 문서")]
    [TestCase("a\0b", "글자로 읽을 수 없는")]
    public async Task What_is_no_list_of_transactions_is_refused(string text, string why)
    {
        var page = await _staff.Upload("/bank-files", "file", "x.csv", Encoding.UTF8.GetBytes(text));
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(page.Main, Does.Contain(why));
        Assert.That(await _depot.Portal.Scalar<long>("SELECT COUNT(*) FROM bank_files"), Is.Zero);
    }

    [Test]
    public async Task Hostile_content_is_kept_and_shown_inert()
    {
        string[] names = ["=cmd|'/c calc'!A0", "<script>alert(1)</script>", "‮txet", "😀😀 4바이트", new string('가', 500), "a\"b"];
        await _desk.Take(BankShapes.Export("found", [.. names.Select((n, i) => new Transfer($"2026-03-02 09:0{i}:00", n, 1_000 + i, "<b>'; DROP TABLE deposits;--"))]));
        Assert.That(await _desk.Count("1 = 1"), Is.EqualTo(names.Length));
        var page = await _staff.Get("/bank-lines");
        Assert.That(page.Html.QuerySelectorAll("#main script, #main b:not(.n)").Where(e => e.Closest("footer") is null).Select(e => e.OuterHtml), Is.Empty);
        Assert.That(page.Main, Does.Contain("=cmd").And.Contain("😀😀"));
        Assert.That(await _depot.Portal.Scalar<long>("SELECT MAX(LENGTH(payer)) FROM bank_lines"), Is.LessThanOrEqualTo(100));
    }

    [Test]
    public async Task A_file_is_taken_in_once_and_another_centre_sees_nothing_of_it()
    {
        var file = await _desk.Upload(BankShapes.Export("headed", new Transfer("2026-03-02 09:00:00", "가나상사", 1_000)));
        using var second = await _depot.As(await _depot.Data.Person(Role.Operator, _depot.Operator.OrganizationId));
        var answers = await Task.WhenAll(_staff.Post($"/bank-files/{file}/confirmation"), second.Post($"/bank-files/{file}/confirmation"));
        Assert.That(answers.Select(a => a.Status).Order(), Is.EqualTo(new[] { HttpStatusCode.Redirect, HttpStatusCode.Conflict }));
        Assert.That(await _desk.Count("1 = 1"), Is.EqualTo(1));
        using var stranger = await _depot.As(await _depot.Stranger(Role.Operator));
        Assert.That((await stranger.Get($"/bank-files/{file}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await stranger.Get("/bank-lines")).Main, Does.Not.Contain("가나상사"));
        using var buyer = await _depot.As(_depot.Buyer);
        Assert.That((await buyer.Get("/bank-files")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await _staff.Get("/")).Main, Does.Contain("확인할 은행 입금"));
    }

    private sealed record Row
    {
        public string Payer { get; init; } = "";
        public string? Memo { get; init; }
        public long Amount { get; init; }
        public long? Balance { get; init; }
        public string? BankNo { get; init; }
        public DateTime BookedAt { get; init; }
    }
}
