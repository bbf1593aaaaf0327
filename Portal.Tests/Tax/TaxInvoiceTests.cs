using NUnit.Framework;
using Portal.Core.Shared;
using Portal.Core.Tax;
using Portal.Data.Tax;
using Portal.Tests.Settlement;

namespace Portal.Tests.Tax;

/// <summary>What a month supplied is on tax invoices, each thing once, and what comes back is on corrections that name the first.</summary>
[TestFixture]
public sealed class TaxInvoiceTests
{
    private static readonly Month March = new(2026, 3);
    private static readonly Month April = new(2026, 4);
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
    public async Task A_month_is_invoiced_per_supplier_receiver_and_kind_of_tax_with_the_centre_as_trustee()
    {
        // standard with freight, exempt, zero-rated, and one of which the centre has the rest
        var (orderNo, _) = await _money.Done(0, (0, 3), (2, 10), (3, 2), (4, 1));
        await _money.Done(0, (0, 2));
        await Over(March);
        Assert.That(await Issue(March), Is.InstanceOf<IssueTaxInvoicesOutcome.Issued>().With.Property(nameof(IssueTaxInvoicesOutcome.Issued.Invoices)).Property(nameof(IssuedInvoices.Originals)).EqualTo(4));
        var invoices = await _money.Portal.Query<string>("SELECT CONCAT(type_code, ' ', supply, ' ', vat, ' ', line_count) FROM tax_invoices ORDER BY type_code");
        Assert.That(invoices, Is.EqualTo(new[]
        {
            "0101 54321 5432 1",
            // 3 and 2 units at 9,990 and two times freight of 3,000
            "0103 55950 5595 4",
            "0105 155554 0 1",
            "0303 3330 0 1",
        }));
        var row = (await _money.Portal.Query<string>("SELECT CONCAT(supplier_name, '|', supplier_representative, '|', supplier_type, '|', supplier_item, '|', receiver_number, '|', COALESCE(broker_name, ''), '|', written_on, '|', purpose) FROM tax_invoices WHERE type_code = '0103'")).Single();
        Assert.That(row, Does.EndWith("|2026-03-31|01").And.Contain("|김대표|제조업|기계|"));
        Assert.That(row.Split('|')[5], Is.EqualTo(await _money.Portal.Scalar<string>("SELECT name FROM organizations WHERE id = @id", new { id = _money.Market.Centres[0] })));
        var notes = await _money.Portal.Query<string>("SELECT note FROM tax_invoice_lines l JOIN tax_invoices i ON i.id = l.invoice_id WHERE i.type_code = '0303'");
        Assert.That(notes, Is.EqualTo(new[] { orderNo }));
    }

    [Test]
    public async Task Numbers_have_no_gaps_and_issue_ids_have_24_characters()
    {
        await _money.Done(0, (0, 3), (2, 10), (3, 2), (4, 1));
        await Over(March);
        await Issue(March);
        await _money.Done(0, (0, 1), (2, 1));
        await Over(April);
        await Issue(April);
        Assert.That(await _money.Portal.Query<long>("SELECT invoice_no FROM tax_invoices ORDER BY id"), Is.EqualTo(new long[] { 1, 2, 3, 4, 5, 6 }));
        var ids = await _money.Portal.Query<string>("SELECT issue_id FROM tax_invoices ORDER BY id");
        Assert.That(ids, Is.Unique);
        Assert.That(ids, Has.All.Length.EqualTo(24));
        Assert.That(ids[0], Does.StartWith("20260401").And.EndWith("00000001"));
    }

    [Test]
    public async Task A_second_run_and_twenty_at_once_change_nothing()
    {
        for (var i = 0; i < 6; i++)
        {
            var (orderNo, _) = await _money.Placed(0, (0, 1), (2, 3));
            await _money.Pay(orderNo);
            await _money.Deliver(orderNo);
        }

        _money.Portal.Time.Advance(TimeSpan.FromDays(8));
        await Over(March);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Issue(March))));
        Assert.That(outcomes.Count(o => o is IssueTaxInvoicesOutcome.Issued), Is.EqualTo(1));
        Assert.That(outcomes.Count(o => o is IssueTaxInvoicesOutcome.NothingToIssue), Is.EqualTo(19));
        var before = await _money.Snapshot();
        Assert.That(await Issue(March), Is.InstanceOf<IssueTaxInvoicesOutcome.NothingToIssue>());
        Assert.That(before.Difference(await _money.Snapshot()), Is.Null);
    }

    [Test]
    public async Task A_return_before_the_issue_reduces_and_one_after_it_is_a_correction_dated_by_the_return()
    {
        var (_, lines) = await _money.Done(0, (0, 10));
        await _money.Distribute();
        await _money.Return(lines[0], 2);
        await Over(March);
        await Issue(March);
        Assert.That(await Sums("corrects_id IS NULL"), Is.EqualTo((79_920 + 0, 7_992)), "eight of ten units; the order was large enough to be free of freight");

        await _money.Return(lines[0], 3);
        _money.Portal.Time.Advance(TimeSpan.FromDays(5));
        var back = _money.Today;
        await _money.Return(lines[0], 1);
        await Over(April);
        var issued = (IssueTaxInvoicesOutcome.Issued)await Issue(April);
        Assert.That((issued.Invoices.Originals, issued.Invoices.Corrections), Is.EqualTo((0L, 2L)));
        var corrections = await _money.Portal.Query<string>("SELECT CONCAT(c.type_code, ' ', c.amendment_code, ' ', c.supply, ' ', c.vat, ' ', c.written_on) FROM tax_invoices c JOIN tax_invoices f ON f.id = c.corrects_id AND f.corrects_id IS NULL ORDER BY c.id");
        Assert.That(corrections, Is.EqualTo(new[] { "0203 03 -29970 -2997 2026-04-01", $"0203 03 -9990 -999 {back:yyyy-MM-dd}" }));
        Assert.That(await Issue(April), Is.InstanceOf<IssueTaxInvoicesOutcome.NothingToIssue>());
    }

    [Test]
    public async Task What_came_back_whole_before_the_issue_is_on_no_invoice()
    {
        var (_, lines) = await _money.Done(0, (2, 10));
        await _money.Distribute();
        await _money.Return(lines[0], 10);
        await Over(March);
        Assert.That(await Issue(March), Is.InstanceOf<IssueTaxInvoicesOutcome.NothingToIssue>());
    }

    [Test]
    public async Task A_return_waits_until_what_was_delivered_is_invoiced()
    {
        var (_, lines) = await _money.Done(0, (2, 10));
        await _money.Distribute();
        await Over(March);
        await _money.Return(lines[0], 4);
        await Over(April);
        Assert.That(await Issue(April), Is.InstanceOf<IssueTaxInvoicesOutcome.NothingToIssue>());
        Assert.That((await Supply(April)).Problems.Single().State, Is.EqualTo(InvoiceState.FirstMissing));
        Assert.That(await Issue(March), Is.InstanceOf<IssueTaxInvoicesOutcome.Issued>());
        Assert.That(await Issue(April), Is.InstanceOf<IssueTaxInvoicesOutcome.Issued>());
        Assert.That(await Sums("1 = 1"), Is.EqualTo((1_998, 0)), "six of ten units");
    }

    [Test]
    public async Task Buyers_without_a_number_and_orders_paid_by_card_are_left_out_with_the_reason()
    {
        var (plain, _) = await _money.Done(0, (0, 5));
        var (card, _) = await _money.Done(0, (0, 7));
        await _money.Portal.Execute("UPDATE order_payments SET source = 'Card', deposit_id = NULL WHERE order_id = (SELECT id FROM orders WHERE order_no = @card)", new { card });
        await _money.Portal.Execute("UPDATE orders SET buyer_id = @buyer WHERE order_no = @plain", new { plain, buyer = _money.Market.Buyers[2] });
        await _money.Distribute();
        await Over(March);
        Assert.That(await Issue(March), Is.InstanceOf<IssueTaxInvoicesOutcome.NothingToIssue>());
        var supply = await Supply(March);
        Assert.That(supply.Problems.Select(p => (p.State, p.Vat)), Is.EquivalentTo(new[] { (InvoiceState.NoReceiverNumber, 4_995L + 300), (InvoiceState.Card, 6_993L) }));
        Assert.That(supply.Unexplained, Is.Zero);
        await _money.Portal.Execute("UPDATE orders SET buyer_id = @buyer WHERE order_no = @plain", new { plain, buyer = _money.Market.Buyers[0] });
        await _money.Portal.Execute("UPDATE order_payments SET source = 'Deposit', deposit_id = (SELECT MIN(id) FROM deposits) WHERE source = 'Card'");
    }

    [Test]
    public async Task Invoiced_VAT_of_a_month_is_the_VAT_of_its_distributions_returns_and_freight()
    {
        var (_, lines) = await _money.Done(0, (0, 5), (1, 1), (4, 2));
        await _money.Done(1, (0, 1), (2, 7));
        await _money.Distribute();
        await _money.Return(lines[0], 1);
        await Over(March);
        await Issue(March);
        var supply = await Supply(March);
        Assert.That(supply.LedgerVat, Is.GreaterThan(100_000));
        Assert.That(supply.Vat(InvoiceState.Invoiced), Is.EqualTo(supply.LedgerVat));
        Assert.That(await _money.Portal.Scalar<long>("SELECT SUM(vat) FROM tax_invoices WHERE centre_id = @centre", new { centre = _money.Market.Centres[0] }), Is.EqualTo(supply.LedgerVat));
    }

    [Test]
    public async Task VAT_is_rounded_down_on_each_line_and_invoices_add_lines_up()
    {
        // 54,321 has 5,432.1: twice on two orders, not once on both
        await _money.Done(0, (4, 1));
        await _money.Done(0, (4, 1));
        await Over(March);
        await Issue(March);
        Assert.That(await Sums("type_code = '0101'"), Is.EqualTo((108_642, 10_864)));
    }

    [Test]
    public async Task Only_the_operator_of_the_centre_issues_and_only_when_the_month_is_over_and_the_centre_complete()
    {
        await _money.Done(0, (0, 5));
        await _money.Distribute();
        Assert.That(await Issue(March), Is.InstanceOf<IssueTaxInvoicesOutcome.NotOver>());
        await Over(March);
        var request = new IssueTaxInvoicesRequest(_money.Market.Operator(1), _money.Market.Centres[0], March);
        Assert.That(await _money.Portal.Run<IssueTaxInvoices, IssueTaxInvoicesOutcome>(u => u.Handle(request)), Is.InstanceOf<IssueTaxInvoicesOutcome.NotFound>());
        await _money.Portal.Execute("UPDATE organizations SET business_number = NULL WHERE id = @id", new { id = _money.Market.Centres[0] });
        Assert.That(await Issue(March), Is.InstanceOf<IssueTaxInvoicesOutcome.CentreIncomplete>());
    }

    private async Task Over(Month month)
    {
        await _money.Distribute();
        _money.Portal.Time.SetUtcNow(new DateTimeOffset(month.Next.First, new TimeOnly(1, 0), TimeSpan.Zero));
    }

    private Task<IssueTaxInvoicesOutcome> Issue(Month month) =>
        _money.Portal.Run<IssueTaxInvoices, IssueTaxInvoicesOutcome>(u => u.Handle(new IssueTaxInvoicesRequest(_money.Market.Operator(0), _money.Market.Centres[0], month)));

    private Task<SupplyMonth> Supply(Month month) => _money.Portal.Run<TaxInvoicePages, SupplyMonth>(p => p.Supply(_money.Market.Centres[0], month, 1));

    private async Task<(int, int)> Sums(string where) => (await _money.Portal.Scalar<int>($"SELECT SUM(supply) FROM tax_invoices WHERE {where}"), await _money.Portal.Scalar<int>($"SELECT SUM(vat) FROM tax_invoices WHERE {where}"));
}
