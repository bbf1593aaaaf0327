using Portal.Core.Shared;
using Portal.Core.Tax;
using Portal.Data.Shared;

namespace Portal.Data.Tax;

/// <summary>A tax invoice in the list.</summary>
public sealed record TaxInvoiceRow
{
    public long Id { get; init; }
    public int InvoiceYear { get; init; }
    public long InvoiceNo { get; init; }
    public string IssueId { get; init; } = "";
    public string SupplyMonth { get; init; } = "";
    public string TypeCode { get; init; } = "";
    public string Tax { get; init; } = "";
    public DateOnly WrittenOn { get; init; }
    public string SupplierName { get; init; } = "";
    public string ReceiverName { get; init; } = "";
    public int LineCount { get; init; }
    public long Supply { get; init; }
    public long Vat { get; init; }
    /// <summary>The asking party is the supplier.</summary>
    public bool IsSale { get; init; }
    public bool IsCorrection { get; init; }
}

/// <summary>A party as an invoice names it.</summary>
public sealed record InvoiceParty(string Number, string? Branch, string Name, string? Representative)
{
    public string? Address { get; init; }
    public string? Type { get; init; }
    public string? Item { get; init; }
    public string? Email { get; init; }
}

/// <summary>A tax invoice without its lines: every field of the standard that the portal has.</summary>
public sealed record TaxInvoiceHeader
{
    public long Id { get; init; }
    public long CentreId { get; init; }
    public string Centre { get; init; } = "";
    public int InvoiceYear { get; init; }
    public long InvoiceNo { get; init; }
    public string IssueId { get; init; } = "";
    public string SupplyMonth { get; init; } = "";
    public string TypeCode { get; init; } = "";
    public string Tax { get; init; } = "";
    public DateOnly WrittenOn { get; init; }
    public long? CorrectsId { get; init; }
    public string? CorrectsIssue { get; init; }
    public DateOnly? CorrectsOn { get; init; }
    public string? AmendmentCode { get; init; }
    public string Purpose { get; init; } = "";
    public string SupplierNumber { get; init; } = "";
    public string? SupplierBranch { get; init; }
    public string SupplierName { get; init; } = "";
    public string SupplierRepresentative { get; init; } = "";
    public string? SupplierAddress { get; init; }
    public string? SupplierType { get; init; }
    public string? SupplierItem { get; init; }
    public string? SupplierEmail { get; init; }
    public string ReceiverNumber { get; init; } = "";
    public string? ReceiverBranch { get; init; }
    public string ReceiverName { get; init; } = "";
    public string? ReceiverRepresentative { get; init; }
    public string? ReceiverAddress { get; init; }
    public string? ReceiverType { get; init; }
    public string? ReceiverItem { get; init; }
    public string? ReceiverEmail { get; init; }
    public string? BrokerNumber { get; init; }
    public string? BrokerBranch { get; init; }
    public string? BrokerName { get; init; }
    public string? BrokerRepresentative { get; init; }
    public string? BrokerAddress { get; init; }
    public string? BrokerType { get; init; }
    public string? BrokerItem { get; init; }
    public string? BrokerEmail { get; init; }
    public long Supply { get; init; }
    public long Vat { get; init; }
    public int LineCount { get; init; }
    public DateTime IssuedAt { get; init; }

    public InvoiceParty Supplier => new(SupplierNumber, SupplierBranch, SupplierName, SupplierRepresentative) { Address = SupplierAddress, Type = SupplierType, Item = SupplierItem, Email = SupplierEmail };
    public InvoiceParty Receiver => new(ReceiverNumber, ReceiverBranch, ReceiverName, ReceiverRepresentative) { Address = ReceiverAddress, Type = ReceiverType, Item = ReceiverItem, Email = ReceiverEmail };
    public InvoiceParty? Broker => BrokerNumber is null
        ? null
        : new(BrokerNumber, BrokerBranch, BrokerName!, BrokerRepresentative) { Address = BrokerAddress, Type = BrokerType, Item = BrokerItem, Email = BrokerEmail };
}

public sealed record TaxInvoiceLine
{
    public long InvoiceId { get; init; }
    public int LineNo { get; init; }
    public DateOnly SuppliedOn { get; init; }
    public string Item { get; init; } = "";
    public string? Specification { get; init; }
    public long Quantity { get; init; }
    public long UnitPrice { get; init; }
    public long Supply { get; init; }
    public long Vat { get; init; }
    public string? Note { get; init; }
    /// <summary>The order, when the asking party may open it.</summary>
    public string? OrderNo { get; init; }
}

/// <summary>An invoice that corrects another.</summary>
public sealed record TaxCorrection
{
    public long Id { get; init; }
    public string IssueId { get; init; } = "";
    public DateOnly WrittenOn { get; init; }
    public long Supply { get; init; }
    public long Vat { get; init; }
}

public sealed record TaxInvoice(TaxInvoiceHeader Header, PageOf<TaxInvoiceLine> Lines, IReadOnlyList<TaxCorrection> Corrections);

/// <summary>An invoice and at most its first four lines.</summary>
public sealed record BulkInvoice(TaxInvoiceHeader Header, IReadOnlyList<TaxInvoiceLine> Lines);

/// <summary>What of a month stands where.</summary>
public sealed record SupplyTotal
{
    public InvoiceState State { get; init; }
    public long Lines { get; init; }
    public long Supply { get; init; }
    public long Vat { get; init; }
}

/// <summary>What of a month is not invoiced, and whose data or payment is the reason.</summary>
public sealed record SupplyProblem
{
    public InvoiceState State { get; init; }
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public long Lines { get; init; }
    public long Supply { get; init; }
    public long Vat { get; init; }
}

/// <summary>An invoice as it would be issued now.</summary>
public sealed record SupplyGroup
{
    public string Supplier { get; init; } = "";
    public string SupplierCode { get; init; } = "";
    public string Receiver { get; init; } = "";
    public string Tax { get; init; } = "";
    public long Lines { get; init; }
    public long Supply { get; init; }
    public long Vat { get; init; }
    public long? CorrectsId { get; init; }
    public string? CorrectsIssue { get; init; }
    /// <summary>The supplier's address, line of business, items and mail address are known, too.</summary>
    public bool IsFull { get; init; }

    /// <summary>Everything came back before it was invoiced.</summary>
    public bool IsOffset => CorrectsId is null && Supply == 0 && Vat == 0;
}

public sealed record SupplyMonth(Month Month, IReadOnlyList<SupplyTotal> Totals, IReadOnlyList<SupplyProblem> Problems, PageOf<SupplyGroup> Ready, long LedgerVat)
{
    public long Vat(InvoiceState state) => Totals.FirstOrDefault(t => t.State == state)?.Vat ?? 0;

    /// <summary>What the ledger has and neither an invoice nor a reason explains: nothing.</summary>
    public long Unexplained => LedgerVat - Totals.Sum(t => t.Vat);
}

public sealed record IssuedMonth
{
    public string Month { get; init; } = "";
    public long Invoices { get; init; }
    public long Supply { get; init; }
    public long Vat { get; init; }
}
