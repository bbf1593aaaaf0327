using CsCheck;
using NUnit.Framework;
using Portal.Core.Shared;

namespace Portal.Tests.Shared;

/// <summary>Amounts as people type them.</summary>
[TestFixture]
public sealed class CurrencyTests
{
    private static readonly Currency Won = Currency.Of("KRW");
    private static readonly Currency Dollar = Currency.Of("USD");

    [Test]
    public void What_is_shown_and_what_is_written_into_files_is_read_back() =>
        Gen.Select(Gen.OneOf("KRW", "USD", "EUR", "JPY"), Gen.Long[0, Amounts.Max]).Sample((code, minor) =>
        {
            var currency = Currency.Of(code);
            return currency.TryParse(currency.Format(minor), out var shown) && shown == minor && currency.TryParse(currency.Plain(minor), out var written) && written == minor;
        });

    [Test]
    public void Text_of_any_kind_is_read_or_refused_but_never_an_error_and_never_beyond_the_limits() =>
        Gen.OneOf(Gen.String, Gen.String["0123456789.,-+e원₩$ \t"]).Sample(text =>
            !Won.TryParse(text, out var won) & !Dollar.TryParse(text, out var cents) || won is >= 0 and <= Amounts.Max && cents is >= 0 and <= Amounts.Max);

    [TestCase("12000", 12_000)]
    [TestCase("12,000", 12_000)]
    [TestCase(" ₩1,234,567 ", 1_234_567)]
    [TestCase("12,000원", 12_000)]
    [TestCase("12,000 원", 12_000)]
    [TestCase("0", 0)]
    [TestCase("900000000000000", 900_000_000_000_000)]
    public void Won_are_read(string text, long minor)
    {
        Assert.That(Won.TryParse(text, out var read), Is.True);
        Assert.That(read, Is.EqualTo(minor));
    }

    [TestCase("12.5", 1_250)]
    [TestCase("$1,234.56", 123_456)]
    [TestCase("0.01", 1)]
    [TestCase("12", 1_200)]
    public void Dollars_are_read_with_their_cents(string text, long minor)
    {
        Assert.That(Dollar.TryParse(text, out var read), Is.True);
        Assert.That(read, Is.EqualTo(minor));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("원")]
    [TestCase("-1")]
    [TestCase("+1")]
    [TestCase("(1)")]
    [TestCase("1e5")]
    [TestCase("0x10")]
    [TestCase("1.5")]
    [TestCase("1.0")]
    [TestCase("1.")]
    [TestCase("12,50")]
    [TestCase("1,2345")]
    [TestCase(",100")]
    [TestCase("1,,000")]
    [TestCase("1 000")]
    [TestCase("１２")]
    [TestCase("٣")]
    [TestCase("=1+1")]
    [TestCase("NaN")]
    [TestCase("900000000000001")]
    [TestCase("99999999999999999999999999999999999999")]
    public void What_is_no_amount_in_won_is_refused(string? text)
    {
        Assert.That(Won.TryParse(text, out var minor), Is.False);
        Assert.That(minor, Is.Zero);
    }

    [TestCase("1.234")]
    [TestCase("1.000000000000000000000000000000000001")]
    [TestCase("12,50")]
    [TestCase("1.234,56")]
    [TestCase("9000000000000.01")]
    public void What_is_no_amount_in_dollars_is_refused(string text) => Assert.That(Dollar.TryParse(text, out _), Is.False);
}
