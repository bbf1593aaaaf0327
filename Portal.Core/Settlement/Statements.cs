using Portal.Core.Shared;

namespace Portal.Core.Settlement;

/// <summary>Withholding on individuals from a day on: rates in basis points, each tax floored to a unit of minor units.</summary>
public sealed record WithholdingRule
{
    public long Id { get; init; }
    public DateOnly ValidFrom { get; init; }
    public int IncomeRateBp { get; init; }
    public int LocalRateBp { get; init; }
    public long FloorUnit { get; init; } = 1;

    /// <summary>Income tax on a gross amount, and local income tax on that income tax.</summary>
    public (long Income, long Local) On(long gross)
    {
        var income = Floor(checked(gross * IncomeRateBp) / 10_000);
        return (income, Floor(checked(income * LocalRateBp) / 10_000));
    }

    private long Floor(long amount) => amount / FloorUnit * FloorUnit;
}

/// <summary>What a party brings into a settlement; minor units, credits positive.</summary>
public sealed record PartyBalance
{
    public long PartyId { get; init; }
    public string PartyName { get; init; } = "";
    /// <summary><c>Payable</c>, or <c>Income</c> for the portal and the centres, which are not paid out.</summary>
    public string Account { get; init; } = "";
    public long CarriedIn { get; init; }
    public long Earned { get; init; }
    public long VatIn { get; init; }
    public long Vat { get; init; }
    public bool IsIndividual { get; init; }
    public string? BankCode { get; init; }
    public string? BankAccount { get; init; }
    public string? BankHolder { get; init; }
}

/// <summary>A party's statement in a settlement; see db/013 for what each figure means.</summary>
public sealed record NewStatement(PartyBalance Balance)
{
    public long Id { get; } = Ids.Next();
    public long Gross { get; init; }
    public long CarriedOut { get; init; }
    public long? WithholdingRuleId { get; init; }
    public long IncomeTax { get; init; }
    public long LocalTax { get; init; }
    public long Net => Gross - IncomeTax - LocalTax;
    public long VatPaid { get; init; }
    public long VatOut { get; init; }
    public long Transfer => Balance.Account == "Payable" ? Net + VatPaid : 0;
}

/// <summary>Computes statements. Pure.</summary>
public static class Statements
{
    /// <summary>
    /// A payee whose balance is negative is paid nothing and carries the debt over. VAT passes through to the party that issues the
    /// tax invoice, beside the gross and untaxed; a VAT debt is taken off the transfer, or carried over when it exceeds it.
    /// </summary>
    public static NewStatement Of(PartyBalance party, WithholdingRule? rule)
    {
        var (balance, vat) = (party.CarriedIn + party.Earned, party.VatIn + party.Vat);
        if (party.Account == "Income") return new NewStatement(party) { Gross = balance };

        var applies = party.IsIndividual ? rule : null;
        var (income, local) = applies is null || balance < 0 ? (0, 0) : applies.On(balance);
        var isPaid = balance >= 0 && balance - income - local + vat > 0;
        if (!isPaid) return new NewStatement(party) { CarriedOut = balance, VatOut = vat, WithholdingRuleId = applies?.Id };
        return new NewStatement(party) { Gross = balance, WithholdingRuleId = applies?.Id, IncomeTax = income, LocalTax = local, VatPaid = vat };
    }
}
