using System.Net;
using NUnit.Framework;
using Portal.Core.Ledger;
using Portal.Core.Payments;
using Portal.Core.Shared;
using Portal.Tests.Settlement;
using Portal.Tests.Shared;

namespace Portal.Tests.Ledger;

/// <summary>A centre's operator closes a month, and nothing is posted into it any more.</summary>
[TestFixture]
public sealed class ClosingTests
{
    private static readonly DateOnly March = new(2026, 3, 1);
    private MoneyWeb _money = null!;

    [SetUp]
    public async Task Open() => _money = await MoneyWeb.Open();

    [TearDown]
    public async Task Sound()
    {
        await _money.Sound();
        await _money.DisposeAsync();
    }

    [Test]
    public async Task A_month_is_closed_as_its_preview_showed_it()
    {
        await Traded();
        using var visitor = await _money.Operator();
        var preview = await visitor.Get("/closings/new");
        Assert.That(preview.Main, Does.Contain("2026년 3월 마감하기").And.Contain("되돌릴 수 없습니다"));
        var closed = await visitor.PostAndFollow("/closings/new", Fields(preview));
        Assert.That(closed.Main, Does.Contain("2026년 3월을 마감했습니다").And.Contain("분배 대기금"));
        var row = await Kept();
        Assert.That(row, Is.EqualTo(await Counted(March, March.AddMonths(1))));
        Assert.That((await visitor.Get("/closings")).Main, Does.Contain("2026년 3월").And.Contain("2026년 4월").And.Contain("진행 중인 달"));
        Assert.That(await _money.Portal.Scalar<long>("SELECT COUNT(*) FROM audit_entries WHERE action = 'month.close'"), Is.EqualTo(1));
    }

    [Test]
    public async Task What_is_open_is_listed_and_hinders()
    {
        await _money.Done(0, (0, 2));
        April(5);
        using var visitor = await _money.Operator();
        var preview = await visitor.Get("/closings/new");
        Assert.That(preview.Main, Does.Contain("아직 마감할 수 없습니다"), "a line is due");
        Assert.That(preview.Html.QuerySelector("form[action='/closings/new']"), Is.Null);
        var before = await _money.Snapshot();
        Assert.That((await visitor.Post("/closings/new", ("Month", "2026-03-01"), ("Postings", "2"), ("Debits", "1"))).Status, Is.EqualTo(HttpStatusCode.Conflict));

        await _money.Distribute();
        var still = await visitor.Post("/closings/new", ("Month", "2026-03-01"), ("Postings", "2"), ("Debits", "1"));
        Assert.That((still.Status, still.Main.Contains("정산하지 않은 전표", StringComparison.Ordinal)), Is.EqualTo((HttpStatusCode.Conflict, true)), "it is not settled");
        Assert.That(before.Difference(await _money.Snapshot()), Is.Not.EqualTo("closings"));
        Assert.That(await _money.Portal.Scalar<long>("SELECT COUNT(*) FROM closings"), Is.Zero);
    }

    [Test]
    public async Task Months_are_closed_in_order_when_they_are_over_and_once()
    {
        await Traded();
        Assert.That(await Close(March.AddMonths(1)), Is.EqualTo(new CloseMonthOutcome.NotNext(March)), "March comes first");
        Assert.That(await Close(March), Is.InstanceOf<CloseMonthOutcome.Closed>());
        Assert.That(await Close(March), Is.EqualTo(new CloseMonthOutcome.NotNext(March.AddMonths(1))), "once");
        Assert.That(await Close(March.AddMonths(1)), Is.InstanceOf<CloseMonthOutcome.NotOver>(), "April is not over");
        Assert.That(await _money.Portal.Run<CloseMonth, CloseMonthOutcome>(u => u.Handle(new CloseMonthRequest(_money.Market.Operator(1), _money.Market.Centres[0], March.AddMonths(1)))),
            Is.InstanceOf<CloseMonthOutcome.NotFound>(), "it is another centre's");
        using var visitor = await _money.Operator();
        Assert.That((await visitor.Post("/closings/new", ("Month", "2026-03-01"), ("Postings", "1"), ("Debits", "1"))).Main, Does.Contain("다음에 마감할 달은 2026년 4월"));
        var links = (await visitor.Get("/closings/new")).Html.QuerySelectorAll("#main li a").Select(a => a.GetAttribute("href")!).ToList();
        Assert.That(links, Does.Contain("/settlements/new"), "the last day of a month that is not over lies ahead");
        foreach (var link in links) Assert.That((await visitor.Get(link)).Status, Is.EqualTo(HttpStatusCode.OK), link);
    }

    [Test]
    public async Task What_was_added_after_the_preview_is_not_closed_unseen()
    {
        await Traded();
        using var visitor = await _money.Operator();
        var fields = Fields(await visitor.Get("/closings/new"));
        await Deposit(new DateTime(2026, 3, 30, 3, 0, 0, DateTimeKind.Utc));
        var late = await visitor.Post("/closings/new", fields);
        Assert.That((late.Status, late.Main.Contains("전표가 더 생겨", StringComparison.Ordinal)), Is.EqualTo((HttpStatusCode.Conflict, true)));
    }

    [Test]
    public async Task What_happened_in_a_closed_month_stands_on_the_first_day_of_the_open_one_and_says_so()
    {
        await Traded();
        var (orderNo, lines) = await _money.Placed(0, (0, 3));
        await _money.Deliver(orderNo);
        await Close(March);
        var before = await Kept();

        // the bank tells late of a deposit of March; the line was due with it
        var order = await _money.Portal.Scalar<long>("SELECT id FROM orders WHERE order_no = @orderNo", new { orderNo });
        var open = await _money.Portal.Scalar<long>("SELECT total - paid FROM orders WHERE id = @order", new { order });
        await Deposit(new DateTime(2026, 3, 31, 3, 0, 0, DateTimeKind.Utc), order, open);
        _money.Portal.Time.Advance(TimeSpan.FromDays(8));
        await _money.Distribute();

        Assert.That(await Dates("Deposit"), Is.EqualTo("2026-04-01 2026-03-31"));
        Assert.That(await _money.Portal.Scalar<long>("SELECT COUNT(*) FROM distributions d JOIN settlement_items i ON i.posting_id = d.id JOIN postings p ON p.id = d.id WHERE d.accounting_date <> p.accounting_date OR i.accounting_date <> p.accounting_date"), Is.Zero);
        Assert.That(await Kept(), Is.EqualTo(before).And.EqualTo(await Counted(March, March.AddMonths(1))));
        var settlement = await _money.Settle();
        using var visitor = await _money.Operator();
        Assert.That((await visitor.Get("/ledger/postings?kind=Deposit")).Main, Does.Contain("2026년 3월 마감분"));
        Assert.That((await visitor.Get($"/closings/{await _money.Portal.Scalar<long>("SELECT id FROM closings")}")).Main, Does.Contain("이 달의 전표가 1건"));
        Assert.That(await _money.Portal.Scalar<long>("SELECT COUNT(*) FROM statements WHERE settlement_id = @settlement", new { settlement }), Is.GreaterThan(0));
        Assert.That(lines, Is.Not.Empty);
    }

    [Test]
    public async Task A_line_that_was_due_in_a_closed_month_is_distributed_in_the_open_one()
    {
        await Traded();
        var (orderNo, lines) = await _money.Placed(0, (0, 3));
        await _money.Pay(orderNo);
        await _money.Deliver(orderNo);
        await _money.Portal.Execute("UPDATE order_lines SET due_at = NULL WHERE id = @id", new { id = lines[0] });
        await Close(March);
        // what came to be known late: the last of what it waited for was in March
        await _money.Portal.Execute("UPDATE order_lines SET due_at = @at, due_on = '2026-03-20' WHERE id = @id", new { at = new DateTime(2026, 3, 20, 1, 0, 0, DateTimeKind.Utc), id = lines[0] });
        await _money.Distribute();
        Assert.That(await _money.Portal.Scalar<string>("SELECT CONCAT(accounting_date, ' ', event_on) FROM postings WHERE order_line_id = @id AND kind = 'Distribution'", new { id = lines[0] }),
            Is.EqualTo("2026-04-01 2026-03-20"));
        using var visitor = await _money.Operator();
        Assert.That((await visitor.Get("/settlements/new?through=2026-03-31")).Main, Does.Contain("2026. 4. 1."), "through a closed month nothing is settled");
        Assert.That((await visitor.Get("/settlements/new?through=2026-04-02")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_posting_that_is_under_way_while_the_month_is_closed_comes_before_or_after()
    {
        await Traded();
        var deposits = Enumerable.Range(0, 40).Select(_ => Task.Run(() => Deposit(new DateTime(2026, 3, 31, 3, 0, 0, DateTimeKind.Utc)))).ToList();
        var closing = Task.Run(() => Close(March));
        await Task.WhenAll(deposits);
        Assert.That(await closing, Is.InstanceOf<CloseMonthOutcome.Closed>());
        Assert.That(await Kept(), Is.EqualTo(await Counted(March, March.AddMonths(1))));
        Assert.That(await _money.Portal.Scalar<long>("SELECT COUNT(*) FROM postings WHERE kind = 'Deposit' AND event_on = '2026-03-31'"), Is.EqualTo(40));
    }

    [Test]
    public async Task The_database_refuses_to_open_a_month_again()
    {
        await Traded();
        await Close(March);
        Assert.That(async () => await _money.Portal.Execute("DELETE FROM closings"), Throws.Exception.With.Message.Contains("never opened again"));
        Assert.That(async () => await _money.Portal.Execute("UPDATE closing_sums SET debit = 0"), Throws.Exception.With.Message.Contains("never changed"));
    }

    /// <summary>March: an order that is distributed, settled and paid; then it is April.</summary>
    private async Task Traded()
    {
        await _money.Done(0, (0, 10));
        await _money.Settle();
        April(3);
    }

    private void April(int day) => _money.Portal.Time.SetUtcNow(new DateTimeOffset(2026, 4, day, 1, 0, 0, TimeSpan.Zero));

    private Task<CloseMonthOutcome> Close(DateOnly month) =>
        _money.Portal.Run<CloseMonth, CloseMonthOutcome>(u => u.Handle(new CloseMonthRequest(_money.Market.Operator(0), _money.Market.Centres[0], month)));

    private Task<RecordDepositOutcome> Deposit(DateTime at, long? order = null, long amount = 1_000) => _money.Portal.Run<RecordDeposit, RecordDepositOutcome>(u =>
        u.Handle(new RecordDepositRequest(Actor.Portal, amount, at, "payer") { OrderId = order, CentreId = _money.Market.Centres[0] }));

    private static (string, string)[] Fields(WebPage preview) =>
        [.. preview.Html.QuerySelectorAll("form[action='/closings/new'] input[type=hidden]").Select(i => (i.GetAttribute("name")!, i.GetAttribute("value")!)).Where(f => f.Item1 is "Month" or "Postings" or "Debits")];

    private Task<string?> Kept() => _money.Portal.Scalar<string>("SELECT CONCAT(posting_count, ' ', debit_sum) FROM closings WHERE month_on = '2026-03-01'");

    private Task<string?> Counted(DateOnly from, DateOnly to) => _money.Portal.Scalar<string>(
        "SELECT CONCAT(COUNT(*), ' ', SUM(debit_sum)) FROM postings WHERE centre_id = @centre AND accounting_date >= @from AND accounting_date < @to", new { centre = _money.Market.Centres[0], from, to });

    private Task<string?> Dates(string kind) => _money.Portal.Scalar<string>("SELECT CONCAT(accounting_date, ' ', event_on) FROM postings WHERE kind = @kind ORDER BY id DESC LIMIT 1", new { kind });
}
