using NUnit.Framework;
using Portal.Core.Shared;
using Portal.Web.Shared;

namespace Portal.Tests.Shared;

/// <summary>Cells of files that spreadsheets open.</summary>
[TestFixture]
public sealed class CsvFileTests
{
    [TestCase("plain", "plain")]
    [TestCase("사과, 배", "\"사과, 배\"")]
    [TestCase("say \"yes\"", "\"say \"\"yes\"\"\"")]
    [TestCase("two\nlines", "\"two\nlines\"")]
    [TestCase("=1+1", "'=1+1")]
    [TestCase(" \t=1+1", "' \t=1+1")]
    [TestCase("+82 10", "'+82 10")]
    [TestCase("-5", "'-5")]
    [TestCase("@SUM(A1)", "'@SUM(A1)")]
    [TestCase("＝1+1", "'＝1+1")]
    [TestCase("\tx", "'\tx")]
    [TestCase("\r=1", "\"'\r=1\"")]
    [TestCase("110-22-33", "110-22-33")]
    [TestCase("", "")]
    public void A_text_is_never_a_formula(string text, string cell) => Assert.That(CsvFile.Cell(text), Is.EqualTo(cell));

    [Test]
    public void Figures_and_dates_are_written_as_such()
    {
        Assert.That(CsvFile.Cell(-12_345L), Is.EqualTo("-12345"));
        Assert.That(CsvFile.Cell(CsvFile.Amount(Currency.Of("USD"), -12_345)), Is.EqualTo("-123.45"));
        Assert.That(CsvFile.Cell(new DateOnly(2026, 11, 30)), Is.EqualTo("2026-11-30"));
        Assert.That(CsvFile.Cell(null), Is.Empty);
    }
}
