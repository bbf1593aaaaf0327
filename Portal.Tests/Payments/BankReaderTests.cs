using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using Portal.Core.Payments;
using Portal.Core.Shared;

namespace Portal.Tests.Payments;

/// <summary>Dates and amounts in every way in which banks write them.</summary>
[TestFixture]
public sealed class BankReaderTests
{
    private static readonly string[] Headers = ["거래일자", "거래시간", "내용", "입금액", "출금액"];

    [TestCase("2026-11-25", "", "2026-11-25")]
    [TestCase("2026.11.25", "09:10:11", "2026-11-25 09:10:11")]
    [TestCase("20261125", "091011", "2026-11-25 09:10:11")]
    [TestCase("26/11/25", "9:05", "2026-11-25 09:05:00")]
    [TestCase("2026-11-25 09:10:11", "", "2026-11-25 09:10:11")]
    [TestCase("20261125091011", "", "2026-11-25 09:10:11")]
    [TestCase("2026-11-25T09:10", "", "2026-11-25 09:10:00")]
    [TestCase("2026. 11. 5.", "0910", "2026-11-05 09:10:00")]
    [TestCase("2026.11.25(수)", "23:59", "2026-11-25 23:59:00")]
    [TestCase("=\"2026-11-25\"", "", "2026-11-25")]
    public void A_date_is_read_in_every_way_in_which_banks_write_it(string date, string time, string expected)
    {
        var entry = Read(date, time, "1,000", "0");
        Assert.That(entry.Problem, Is.Null);
        Assert.That(entry.Booked.ToString(entry.HasTime ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd", CultureInfo.InvariantCulture), Is.EqualTo(expected));
    }

    [TestCase("2026-02-30")]
    [TestCase("25-11-2026")]
    [TestCase("2026-11-25 25:00")]
    [TestCase("0000-00-00")]
    [TestCase("2026-11")]
    [TestCase("어제")]
    [TestCase("")]
    public void What_is_no_date_is_told(string date) => Assert.That(Read(date, "", "1,000", "0").Problem, Is.EqualTo(BankEntryProblem.BadDate));

    [TestCase("2026-12-25", BankEntryProblem.Future)]
    [TestCase("1999-12-25", BankEntryProblem.TooOld)]
    public void A_date_of_another_age_is_told(string date, BankEntryProblem problem) => Assert.That(Read(date, "", "1,000", "0").Problem, Is.EqualTo(problem));

    [TestCase("1,234,567", "", BankEntryKind.Deposit, 1_234_567)]
    [TestCase("1234567원", "0", BankEntryKind.Deposit, 1_234_567)]
    [TestCase("₩1,000", "-", BankEntryKind.Deposit, 1_000)]
    [TestCase("1,000.00", "", BankEntryKind.Deposit, 1_000)]
    [TestCase("+1,000", "", BankEntryKind.Deposit, 1_000)]
    [TestCase("0", "5,000", BankEntryKind.Withdrawal, 5_000)]
    [TestCase("-700", "", BankEntryKind.Withdrawal, 700)]
    [TestCase("(700)", "", BankEntryKind.Withdrawal, 700)]
    [TestCase("", "", BankEntryKind.None, 0)]
    public void An_amount_is_read_in_every_way_in_which_banks_write_it(string deposit, string withdrawal, BankEntryKind kind, long amount)
    {
        var entry = Read("2026-11-25", "", deposit, withdrawal);
        Assert.That((entry.Problem, entry.Kind, entry.Amount), Is.EqualTo(((BankEntryProblem?)null, kind, amount)));
    }

    [TestCase("만원", "")]
    [TestCase("1.5", "")]
    [TestCase("12,50", "")]
    [TestCase("=1+1", "")]
    [TestCase("1e5", "")]
    [TestCase("99999999999999999999", "")]
    [TestCase("1,000", "x")]
    public void What_is_no_amount_is_told(string deposit, string withdrawal) => Assert.That(Read("2026-11-25", "", deposit, withdrawal).Problem, Is.EqualTo(BankEntryProblem.BadAmount));

    private static BankEntry Read(params string[] cells)
    {
        var options = new PortalOptions();
        var clock = new Clock(new FakeTimeProvider(new DateTimeOffset(2026, 11, 25, 15, 0, 0, TimeSpan.Zero)), options);
        var table = new BankTable([new BankRow(1, Headers), new BankRow(2, [cells[0], cells[1], "payer", cells[2], cells[3]])]);
        return new BankReader(options, clock).Read(table, BankLayouts.Find(table)!.Value.Layout)!.Single();
    }
}
