using System.Globalization;
using System.Net;
using NUnit.Framework;
using Portal.Core.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Settlement;

/// <summary>A centre's operator previews, locks, sends and closes.</summary>
[TestFixture]
public sealed class SettlementPagesTests
{
    private MoneyWeb _money = null!;

    [SetUp]
    public async Task Open() => _money = await MoneyWeb.Open();

    [TearDown]
    public async Task Close()
    {
        await _money.Sound();
        await _money.DisposeAsync();
    }

    private string Through => _money.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [Test]
    public async Task The_preview_writes_nothing_and_locking_gives_what_it_showed()
    {
        await _money.Done(0, (0, 10), (1, 1));
        await _money.Placed(0, (0, 2));
        using var visitor = await _money.Operator();
        var before = await _money.Snapshot();
        var preview = await visitor.Get($"/settlements/new?through={Through}");
        Assert.That(before.Difference(await _money.Snapshot()), Is.Null, "a preview writes nothing");
        Assert.That(preview.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(preview.Main, Does.Contain("미리보기입니다").And.Contain("1건").And.Contain("배송 대기"), "a line that is not delivered waits");
        var shown = Rows(preview).ToList();

        var locked = await visitor.PostAndFollow("/settlements/new", Fields(preview));
        Assert.That(locked.Main, Does.Contain("제1호 정산").And.Contain("2026. 3. 10. 10:00"), "number and time");
        var kept = await _money.Portal.Query<string>("""
            SELECT CONCAT(g.name, ' ', s.gross, ' ', s.income_tax + s.local_tax, ' ', s.transfer) FROM statements s JOIN organizations g ON g.id = s.party_id WHERE s.account = 'Payable' ORDER BY g.id
            """);
        Assert.That(shown, Is.EqualTo(kept));
    }

    [Test]
    public async Task Locking_twice_is_a_conflict_that_names_what_was_locked()
    {
        await _money.Done(0, (0, 10));
        using var visitor = await _money.Operator();
        var fields = Fields(await visitor.Get($"/settlements/new?through={Through}"));
        Assert.That((await visitor.Post("/settlements/new", fields)).Location, Does.StartWith("/settlements/"));
        var again = await visitor.Post("/settlements/new", fields);
        Assert.That(again.Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(again.Main, Does.Contain("제1호"));
        Assert.That(await _money.Portal.Scalar<long>("SELECT COUNT(*) FROM settlements"), Is.EqualTo(1));
    }

    [Test]
    public async Task What_has_changed_since_the_preview_is_not_locked_unseen()
    {
        var (_, lines) = await _money.Done(0, (0, 10));
        using var visitor = await _money.Operator();
        var fields = Fields(await visitor.Get($"/settlements/new?through={Through}"));
        await _money.Return(lines[0], 3);
        var late = await visitor.Post("/settlements/new", fields);
        Assert.That(late.Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(late.Main, Does.Contain("금액이 달라졌습니다"));
        Assert.That(await _money.Portal.Scalar<long>("SELECT COUNT(*) FROM settlements"), Is.Zero);
        Assert.That(await _money.Portal.Scalar<long>("SELECT COUNT(*) FROM number_series WHERE name LIKE 'settlement%'"), Is.Zero, "no number was used up");
    }

    [TestCase("2099-01-01")]
    [TestCase("no day")]
    public async Task A_day_that_lies_ahead_or_is_none_is_refused(string through)
    {
        using var visitor = await _money.Operator();
        var page = await visitor.Get($"/settlements/new?through={through}");
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(page.Html.QuerySelector(".errors a")!.GetAttribute("href"), Is.EqualTo("#Through"));
        var post = await visitor.Post("/settlements/new", ("Through", through));
        Assert.That(post.Status, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task Another_centre_sees_and_moves_nothing_of_it()
    {
        await _money.Done(0, (0, 10));
        var settlement = await _money.Settle();
        var payout = await _money.Payout(settlement, _money.Market.Sellers[0]);
        using var other = await _money.Operator(1);
        foreach (var url in new[] { $"/settlements/{settlement}", $"/settlements/{settlement}/transfers.csv", $"/payouts/{payout}" })
            Assert.That((await other.Get(url)).Status, Is.EqualTo(HttpStatusCode.NotFound), url);
        foreach (var url in new[] { $"/payouts/{payout}/transfer", $"/payouts/{payout}/payment" })
            Assert.That((await other.Post(url)).Status, Is.EqualTo(HttpStatusCode.NotFound), url);
        // nor by naming a payout within a settlement of one's own
        await _money.Done(1, (0, 1));
        var own = await _money.Settle(1);
        Assert.That((await other.Post($"/settlements/{own}/payouts", ("To", "Sent"), ("Payouts", $"{payout}"))).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await _money.Portal.Scalar<string>("SELECT status FROM payouts WHERE id = @payout", new { payout }), Is.EqualTo("Locked"));
        Assert.That((await other.Get("/settlements")).Html.QuerySelectorAll("tbody a").Select(a => a.GetAttribute("href")), Is.EqualTo(new[] { $"/settlements/{own}" }));
        Assert.That((await other.Get("/payouts")).Html.QuerySelectorAll($"a[href='/payouts/{payout}']"), Is.Empty);
    }

    [Test]
    public async Task A_payout_is_sent_once_and_closed_once()
    {
        await _money.Done(0, (0, 10));
        var settlement = await _money.Settle();
        var payout = await _money.Payout(settlement, _money.Market.Sellers[0]);
        using var visitor = await _money.Operator();
        Assert.That((await visitor.Post($"/payouts/{payout}/payment")).Status, Is.EqualTo(HttpStatusCode.Conflict), "it was not sent");
        Assert.That((await visitor.PostAndFollow($"/payouts/{payout}/transfer")).Main, Does.Contain("보냄으로 적었습니다"));
        var again = await visitor.Post($"/payouts/{payout}/transfer");
        Assert.That(again.Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(again.Main, Does.Contain("두 번 처리하지 않습니다"));
        Assert.That(await _money.Portal.Scalar<long>("SELECT COUNT(*) FROM postings WHERE kind = 'Payout'"), Is.EqualTo(1));

        Assert.That((await visitor.Post($"/payouts/{payout}/failure", ("Failure.Reason", " "))).Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((await visitor.Post($"/payouts/{payout}/failure", ("Failure.Reason", new string('x', 401)))).Status, Is.EqualTo(HttpStatusCode.BadRequest));
        var hostile = "=cmd|' /C calc'!A0 \u202e😀";
        Assert.That((await visitor.PostAndFollow($"/payouts/{payout}/failure", ("Failure.Reason", hostile))).Main, Does.Contain("실패로 적었습니다"));
        Assert.That((await visitor.Post($"/payouts/{payout}/payment")).Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That((await visitor.Get($"/payouts/{payout}")).Main, Does.Contain(hostile));
        Assert.That((await visitor.Get("/")).Main, Does.Contain("실패해서 다시 정산할 지급"));
    }

    [Test]
    public async Task Many_payouts_are_marked_at_once_with_a_result_for_each()
    {
        await _money.Portal.Execute("UPDATE organizations SET bank_code = '088', bank_account = '110-22', bank_holder = 'P' WHERE kind = 'Producer'");
        await _money.Done(0, (0, 10), (1, 1));
        var settlement = await _money.Settle();
        using var visitor = await _money.Operator();
        var all = await _money.Portal.Scalar<long>("SELECT COUNT(*) FROM payouts");
        var without = await _money.Portal.Scalar<long>("SELECT COUNT(*) FROM payouts WHERE bank_account IS NULL");
        Assert.That(without, Is.EqualTo(1), "the logistics firm has no account");

        Assert.That((await visitor.Post($"/settlements/{settlement}/payouts", ("To", "Sent"))).Status, Is.EqualTo(HttpStatusCode.BadRequest), "none is ticked");
        Assert.That((await visitor.Post($"/settlements/{settlement}/payouts", ("To", "Failed"), ("All", "true"))).Status, Is.EqualTo(HttpStatusCode.BadRequest), "no reason");
        Assert.That((await visitor.Post($"/settlements/{settlement}/payouts", ("To", "Locked"), ("All", "true"))).Status, Is.EqualTo(HttpStatusCode.BadRequest));
        var sent = await visitor.Post($"/settlements/{settlement}/payouts", ("To", "Sent"), ("All", "true"));
        Assert.That(sent.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(sent.Main, Does.Contain($"{all}건 가운데 {all - 1}건").And.Contain("받는 계좌 없음"));

        var seller = await _money.Payout(settlement, _money.Market.Sellers[0]);
        var again = await visitor.Post($"/settlements/{settlement}/payouts", ("To", "Sent"), ("Payouts", $"{seller}"));
        Assert.That(again.Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(again.Main, Does.Contain("할 수 없음"));
        var failed = await visitor.Post($"/settlements/{settlement}/payouts", ("To", "Failed"), ("Payouts", $"{seller}"), ("Reason", "계좌번호 오류"));
        Assert.That(failed.Status, Is.EqualTo(HttpStatusCode.OK));
        var paid = await visitor.Post($"/settlements/{settlement}/payouts", ("To", "Paid"), ("All", "true"));
        Assert.That(paid.Main, Does.Contain("지급 완료로 적었습니다"));
        Assert.That(await _money.Portal.Query<string>("SELECT CONCAT(status, ' ', COUNT(*)) FROM payouts GROUP BY status ORDER BY status"),
            Is.EqualTo(new[] { "Failed 1", "Locked 1", $"Paid {all - 2}" }));
    }

    [Test]
    public async Task A_payee_without_an_account_is_flagged_and_the_account_can_be_given()
    {
        await _money.Portal.Execute("UPDATE organizations SET bank_account = NULL WHERE id = @id", new { id = _money.Market.Sellers[0] });
        await _money.Done(0, (0, 10));
        using var visitor = await _money.Operator();
        var app = await Authenticator.Of(_money.Portal, await _money.Person(Role.Operator, _money.Market.Centres[0]));
        Assert.That((await visitor.Get($"/settlements/new?through={Through}")).Main, Does.Contain("받는 계좌가 없는 지급이"));
        var settlement = await _money.Settle();
        var payout = await _money.Payout(settlement, _money.Market.Sellers[0]);
        Assert.That((await visitor.Get($"/settlements/{settlement}?state=NoAccount")).Html.QuerySelector($"a[href='/payouts/{payout}']")!.TextContent, Is.EqualTo("계좌 적기"));
        var early = await visitor.Post($"/payouts/{payout}/transfer");
        Assert.That(early.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(early.Main, Does.Contain("받는 계좌가 없어 보낼 수 없습니다"));
        Assert.That((await visitor.Get($"/settlements/{settlement}/transfers.csv")).Text, Does.Not.Contain("A seller"));

        var bad = await visitor.Post($"/payouts/{payout}/account", ("Account.BankCode", "04"), ("Account.BankAccount", "=1+1"), ("Account.BankHolder", "Holder"), ("Account.Code", app.Next()));
        Assert.That(bad.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(bad.Html.QuerySelector("#Account_BankAccount")!.GetAttribute("value"), Is.EqualTo("=1+1"));
        foreach (var (bank, number) in new[] { ("004", "1"), ("999", "110-2345-6789") })
            Assert.That((await visitor.Post($"/payouts/{payout}/account", ("Account.BankCode", bank), ("Account.BankAccount", number), ("Account.BankHolder", "김예금"), ("Account.Code", "000000"))).Main,
                Does.Not.Contain("인증 코드가"), $"{bank} {number} is no account");
        (string, string)[] account = [("Account.BankCode", "004"), ("Account.BankAccount", "110-2345-6789"), ("Account.BankHolder", "김예금")];
        Assert.That((await visitor.Post($"/payouts/{payout}/account", [.. account, ("Account.Code", "000000")])).Main, Does.Contain("인증 코드가 맞지 않습니다"));
        Assert.That((await visitor.Post($"/payouts/{payout}/account", [.. account, ("Account.Code", app.Next())])).Location, Is.EqualTo($"/settlements/{settlement}"));
        Assert.That((await visitor.Get($"/settlements/{settlement}/transfers.csv")).Text, Does.Contain("국민은행,110-2345-6789,9990,김예금,정산 1호"));
        await visitor.Post("/language", ("language", "en"), ("back", "/"));
        Assert.That((await visitor.Get($"/settlements/{settlement}/transfers.csv")).Text, Does.Contain("국민은행,110-2345-6789,9990,김예금,정산 1호"), "a Korean bank knows its own names only");
        await visitor.Post("/language", ("language", "ko"), ("back", "/"));
        Assert.That(await _money.Portal.Scalar<string>("SELECT after_value FROM audit_entries WHERE action = 'payout.account'"), Is.EqualTo("004 ****6789"), "masked");
        using var administrator = await _money.Administrator();
        await administrator.Post($"/payouts/{payout}/transfer");
        Assert.That((await visitor.Post($"/payouts/{payout}/account", ("Account.BankCode", "004"), ("Account.BankAccount", "111-222-333"), ("Account.BankHolder", "x"), ("Account.Code", app.Next()))).Status, Is.EqualTo(HttpStatusCode.Conflict), "it is on its way");
        Assert.That((await visitor.Get($"/settlements/{settlement}/transfers.csv")).Text, Does.Not.Contain("김예금"), "what was sent is in no file again");
    }

    [Test]
    public async Task The_transfer_file_is_inert_and_opens_as_text()
    {
        await _money.Portal.Execute("UPDATE organizations SET bank_holder = @holder, name = @name WHERE id = @id", new { id = _money.Market.Sellers[0], holder = "=HYPERLINK(\"http://x\")", name = "@SUM(1,\"2\")\r\n+1" });
        await _money.Done(0, (0, 10));
        var settlement = await _money.Settle();
        using var visitor = await _money.Operator();
        var (type, bytes) = await visitor.Download($"/settlements/{settlement}/transfers.csv");
        Assert.That(type, Is.EqualTo("text/csv"));
        Assert.That(bytes.Take(3), Is.EqualTo(new byte[] { 0xEF, 0xBB, 0xBF }), "with its mark");
        var text = System.Text.Encoding.UTF8.GetString(bytes);
        Assert.That(text, Does.Contain("\"'=HYPERLINK(\"\"http://x\"\")\"").And.Contain(",9990,"));
    }

    private static IEnumerable<string> Rows(WebPage page)
    {
        foreach (var row in page.Html.QuerySelectorAll("#h-payees").Single().Closest("section")!.QuerySelectorAll("tbody tr"))
        {
            var cells = row.QuerySelectorAll("td").Select(c => c.TextContent).ToList();
            var name = row.QuerySelector("td")!.ChildNodes[0].TextContent.Trim();
            yield return $"{name} {Number(cells[3])} {-Number(cells[4])} {Number(cells[7])}";
        }
    }

    private static long Number(string text) => long.Parse(text.Replace(",", "", StringComparison.Ordinal).Replace('−', '-'), CultureInfo.InvariantCulture);

    private static (string, string)[] Fields(WebPage page) =>
        [.. page.Html.QuerySelectorAll("form[action='/settlements/new'][method=post] input[type=hidden]").Where(i => i.GetAttribute("name") != "__RequestVerificationToken").Select(i => (i.GetAttribute("name")!, i.GetAttribute("value")!))];
}
