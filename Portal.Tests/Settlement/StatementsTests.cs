using CsCheck;
using NUnit.Framework;
using Portal.Core.Settlement;

namespace Portal.Tests.Settlement;

/// <summary>Withholding, what a payee is paid or carries over, and what returned units are worth (money.md §3 and §5).</summary>
[TestFixture]
public sealed class StatementsTests
{
    private static readonly WithholdingRule Rule = new() { Id = 1, IncomeRateBp = 300, LocalRateBp = 1_000, FloorUnit = 10 };

    private static readonly Gen<PartyBalance> GenBalance =
        Gen.Select(Gen.Long[-1_000_000, 1_000_000], Gen.Long[-50_000_000, 50_000_000], Gen.Long[-100_000, 100_000], Gen.Long[-5_000_000, 5_000_000], Gen.Bool,
            Gen.Frequency((5, Gen.Const("Payable")), (1, Gen.Const("Income"))), (carried, earned, vatIn, vat, individual, account) => new PartyBalance
            {
                PartyId = 1, Account = account, CarriedIn = carried, Earned = earned, VatIn = account == "Income" ? 0 : vatIn, Vat = account == "Income" ? 0 : vat,
                IsIndividual = individual && account == "Payable",
            });

    [TestCase(33_333, 990, 90)]
    [TestCase(33_334, 1_000, 100)]
    [TestCase(12_345, 370, 30)]
    [TestCase(333, 0, 0)]
    [TestCase(334, 10, 0)]
    [TestCase(0, 0, 0)]
    public void Tax_is_withheld_from_an_individual_as_the_rule_says(long gross, long income, long local)
    {
        Assert.That(Rule.On(gross), Is.EqualTo((income, local)));
        var statement = Statements.Of(new PartyBalance { Account = "Payable", Earned = gross, IsIndividual = true }, Rule);
        Assert.That((statement.IncomeTax, statement.LocalTax, statement.Net), Is.EqualTo((income, local, gross - income - local)));
    }

    [Test]
    public void Withheld_tax_is_at_most_the_rate_and_falls_short_of_it_by_less_than_the_unit() => Gen.Long[0, 900_000_000_000].Sample(gross =>
    {
        var (income, local) = Rule.On(gross);
        return income % 10 == 0 && local % 10 == 0 && income * 10_000 <= gross * 300 && (income + 10) * 10_000 > gross * 300
            && local * 10 <= income && (local + 10) * 10 > income;
    });

    [Test]
    public void Nothing_is_withheld_from_a_business_or_without_a_rule() => GenBalance.Sample(b =>
        Statements.Of(b with { IsIndividual = false }, Rule) is { IncomeTax: 0, LocalTax: 0, WithholdingRuleId: null }
        && Statements.Of(b, null) is { IncomeTax: 0, LocalTax: 0, WithholdingRuleId: null });

    [Test]
    public void What_a_party_brings_is_paid_or_carried_over_to_the_won() => GenBalance.Sample(b =>
    {
        var s = Statements.Of(b, Rule);
        return b.CarriedIn + b.Earned == s.Gross + s.CarriedOut && b.VatIn + b.Vat == s.VatPaid + s.VatOut
            && (b.Account == "Income" ? s.Transfer == 0 : s.Transfer == s.Gross - s.IncomeTax - s.LocalTax + s.VatPaid);
    });

    [Test]
    public void Nobody_is_paid_out_of_a_debt_and_no_transfer_is_negative() => GenBalance.Where(b => b.Account == "Payable").Sample(b =>
    {
        var (s, balance) = (Statements.Of(b, Rule), b.CarriedIn + b.Earned);
        return s is { Gross: >= 0, Transfer: >= 0, IncomeTax: >= 0, LocalTax: >= 0 } && (balance >= 0 || s is { Gross: 0, Transfer: 0 } && s.CarriedOut == balance)
            && (s.Transfer > 0 || s is { IncomeTax: 0, LocalTax: 0, Gross: 0, VatPaid: 0 });
    });

    [Test]
    public void A_debt_is_carried_until_what_is_earned_exceeds_it()
    {
        var first = Statements.Of(new PartyBalance { Account = "Payable", Earned = -30_000, IsIndividual = true }, Rule);
        Assert.That((first.CarriedOut, first.Transfer), Is.EqualTo((-30_000L, 0L)));
        var second = Statements.Of(new PartyBalance { Account = "Payable", CarriedIn = first.CarriedOut, Earned = 20_000, IsIndividual = true }, Rule);
        Assert.That((second.CarriedOut, second.Transfer), Is.EqualTo((-10_000L, 0L)));
        var third = Statements.Of(new PartyBalance { Account = "Payable", CarriedIn = second.CarriedOut, Earned = 43_333, IsIndividual = true }, Rule);
        Assert.That((third.Gross, third.IncomeTax, third.LocalTax, third.Transfer), Is.EqualTo((33_333L, 990L, 90L, 32_253L)));
    }

    [Test]
    public void A_debt_of_VAT_is_taken_off_the_transfer_or_carried_with_it()
    {
        var paid = Statements.Of(new PartyBalance { Account = "Payable", Earned = 10_000, Vat = -3_000 }, Rule);
        Assert.That((paid.Gross, paid.VatPaid, paid.Transfer), Is.EqualTo((10_000L, -3_000L, 7_000L)));
        var carried = Statements.Of(new PartyBalance { Account = "Payable", Earned = 10_000, Vat = -10_000 }, Rule);
        Assert.That((carried.CarriedOut, carried.VatOut, carried.Transfer), Is.EqualTo((10_000L, -10_000L, 0L)));
    }

    [Test]
    public void Units_that_come_back_one_by_one_or_at_once_are_worth_the_same() =>
        Gen.Select(Gen.Long[1, 100_000_000], Gen.Int[0, 9_999], Gen.OneOf(0, 1_000), Gen.Int[1, 60].Array[1, 6]).Sample((price, discount, tax, returns) =>
        {
            var line = new ReturnedLine { Quantity = returns.Sum() + 3, UnitPrice = price, DiscountBp = discount, TaxBp = tax };
            var (once, supply, vat, back) = (ReturnMoney.Of(line, returns.Sum()), 0L, 0L, 0L);
            foreach (var quantity in returns)
            {
                var part = ReturnMoney.Of(line with { Returned = back }, quantity);
                (supply, vat, back) = (supply + part.Supply, vat + part.Vat, back + quantity);
                if (part.Supply < 0 || part.Vat < 0 || part.Kept != line.Quantity - back) return false;
            }

            return (supply, vat) == (once.Supply, once.Vat) && once.Kept == 3;
        });

    [Test]
    public void A_full_return_gives_back_what_the_line_cost() =>
        Gen.Select(Gen.Long[1, 100_000_000], Gen.Int[0, 9_999], Gen.OneOf(0, 1_000), Gen.Int[1, 500], Gen.Int[0, 500]).Sample((price, discount, tax, kept, before) =>
        {
            var line = new ReturnedLine { Quantity = kept + before, Returned = before, UnitPrice = price, DiscountBp = discount, TaxBp = tax };
            var earlier = ReturnMoney.Of(line with { Returned = 0 }, before);
            var rest = ReturnMoney.Of(line, kept);
            return earlier.Supply + rest.Supply == line.Terms.Supply(line.Quantity) && earlier.Vat + rest.Vat == line.Terms.Vat(line.Quantity) && rest.Kept == 0
                && ReturnMoney.Of(line, kept + 1).Kept < 0;
        });
}
