using Portal.Core.Shared;

namespace Portal.Data.Settlement;

/// <summary>Who was paid.</summary>
public sealed record Payee
{
    public long Id { get; init; }
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public string? BusinessNumber { get; init; }
    public string? Representative { get; init; }
    public string? Address { get; init; }
    public bool IsIndividual { get; init; }
}

/// <summary>What was paid in a month; what failed is taken off.</summary>
public record PayeeSum
{
    public string Month { get; init; } = "";
    public long Gross { get; init; }
    public long IncomeTax { get; init; }
    public long LocalTax { get; init; }
    public long Net { get; init; }
    public long Vat { get; init; }
    public long Transfer { get; init; }
    public long Payouts { get; init; }

    /// <summary>The sum of some months.</summary>
    public static PayeeSum Of(IEnumerable<PayeeSum> months) => months.Aggregate(new PayeeSum(), (a, m) => new PayeeSum
    {
        Gross = a.Gross + m.Gross, IncomeTax = a.IncomeTax + m.IncomeTax, LocalTax = a.LocalTax + m.LocalTax, Net = a.Net + m.Net,
        Vat = a.Vat + m.Vat, Transfer = a.Transfer + m.Transfer, Payouts = a.Payouts + m.Payouts,
    });
}

/// <summary>A centre that paid, and what.</summary>
public sealed record Payer : PayeeSum
{
    public string Name { get; init; } = "";
    public string? BusinessNumber { get; init; }
    public string? Representative { get; init; }
    public string? Address { get; init; }
}

/// <summary>A payee in the list of a centre's month or year.</summary>
public sealed record PaidParty : PayeeSum
{
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public bool IsIndividual { get; init; }
}

public sealed record PayeeYear(Payee Payee, int Year, IReadOnlyList<PayeeSum> Months, IReadOnlyList<Payer> Payers)
{
    public PayeeSum Sum => PayeeSum.Of(Months);
}

/// <summary>A payout, or its failing, as it was posted.</summary>
public sealed record PayeePayout : PayeeSum
{
    public long PayoutId { get; init; }
    public long StatementId { get; init; }
    public long SettlementId { get; init; }
    public int SettlementNo { get; init; }
    public long PostingId { get; init; }
    public string Kind { get; init; } = "";
    public DateOnly AccountingDate { get; init; }
    public string Centre { get; init; } = "";
    /// <summary>What the statement brought along from the one before it.</summary>
    public long CarriedIn { get; init; }
    public long VatIn { get; init; }

    public bool IsFailure => Kind == "PayoutFailed";
}

/// <summary>What an order, or a payout that failed before, brought to a settlement.</summary>
public sealed record PayeeOrder
{
    public long SettlementId { get; init; }
    public string? OrderNo { get; init; }
    /// <summary>The kind of posting, where there is no order.</summary>
    public string? Kind { get; init; }
    public long Amount { get; init; }
    public long Vat { get; init; }
    /// <summary>The payee is seller or producer of the order, and may open it.</summary>
    public bool OwnOrder { get; init; }
}

public sealed record PayeeMonth(Payee Payee, Month Month, IReadOnlyList<PayeePayout> Payouts, ILookup<long, PayeeOrder> Orders)
{
    public PayeeSum Sum => PayeeSum.Of(Payouts) with { Payouts = Payouts.Count };
}
