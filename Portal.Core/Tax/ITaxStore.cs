using Portal.Core.Shared;

namespace Portal.Core.Tax;

/// <summary>Where a distribution, return or freight stands on its way onto a tax invoice.</summary>
public enum InvoiceState
{
    Invoiced,
    Ready,
    /// <summary>The supplier's registration number or representative is missing.</summary>
    SupplierIncomplete,
    /// <summary>It came back, and what was delivered is on no invoice yet: that one is issued first.</summary>
    FirstMissing,
    /// <summary>The buyer has no registration number: a tax invoice cannot name them.</summary>
    NoReceiverNumber,
    /// <summary>Paid wholly by card: the card slip is the evidence.</summary>
    Card,
}

/// <summary>A run that issues the invoices of a centre for a month of supply.</summary>
public sealed record InvoiceRun(long Id, long CentreId, Month Month)
{
    public DateOnly From => Month.First;
    public DateOnly To => Month.Last;

    /// <summary>What an invoice calls freight: it is a Korean paper in either language of the pages.</summary>
    public string Freight => "배송비";
}

/// <summary>Who issues: without number and representative a centre can issue nothing.</summary>
public sealed record Issuer
{
    public string Name { get; init; } = "";
    public string? BusinessNumber { get; init; }
    public string? Representative { get; init; }

    public bool IsComplete => !string.IsNullOrEmpty(BusinessNumber) && !string.IsNullOrEmpty(Representative);
}

/// <summary>The numbers that the invoices of a run get, in their order.</summary>
public sealed record InvoiceNumbers(int Year, long FirstNo, string IssuePrefix, long FirstIssue);

/// <summary>What a run issued.</summary>
public sealed record IssuedInvoices
{
    public long Originals { get; init; }
    public long Corrections { get; init; }
    public long Supply { get; init; }
    public long Vat { get; init; }

    public long Count => Originals + Corrections;
}

/// <summary>Withheld tax: of a month, of what it brings forward, or due.</summary>
public readonly record struct WithheldTax(long Income, long Local)
{
    public long Total => Income + Local;

    public static WithheldTax operator +(WithheldTax a, WithheldTax b) => new(a.Income + b.Income, a.Local + b.Local);
}

/// <summary>What a centre withheld in a month, by the accounting dates of payouts and of those that failed.</summary>
public sealed record WithheldMonth
{
    public string Month { get; init; } = "";
    public long Income { get; init; }
    public long Local { get; init; }
    public bool IsPaid { get; init; }
}

public sealed record WithholdingPayment(long PostingId, long CentreId, Month Month, WithheldTax Tax, DateOnly PaidOn, long? PaidBy);

/// <summary>Tax invoices, and withheld tax that was paid.</summary>
public interface ITaxStore
{
    Task<Issuer?> Issuer(long centreId);

    /// <summary>Collects what is ready to be invoiced, without what has cancelled itself out, and returns what it comes to.</summary>
    Task<IssuedInvoices> Draft(InvoiceRun run);

    /// <summary>Makes invoices of what was collected. Each posting is on one invoice: a second one is refused by its key.</summary>
    Task Issue(InvoiceRun run, InvoiceNumbers numbers, IssuedInvoices drafted, DateTime at, long? personId);

    /// <summary>Months in which a centre withheld something, in their order.</summary>
    Task<IReadOnlyList<WithheldMonth>> Withheld(long centreId);

    /// <summary>Keeps a payment; false when that month was paid before.</summary>
    Task<bool> Insert(WithholdingPayment payment);
}
