using Portal.Data.Tax;
using Portal.Web.Shared;

namespace Portal.Web.Tax;

public sealed class TaxInvoiceList() : ListOf<TaxInvoiceRow>("tax-invoices",
    Text("invoice", "tax.invoice", i => i.IssueId),
    Text("supplier", "tax.supplier", i => i.SupplierName).OfFile,
    Text("receiver", "tax.receiver", i => i.ReceiverName).OfFile,
    Word("kind", "tax.kind", i => $"tax.type.{i.TypeCode}"),
    Day("written", "tax.writtenOn", i => i.WrittenOn).Sorted,
    Count("lines", "tax.lineCount", i => i.LineCount).OfFile,
    Amount("supply", "tax.supply", i => i.Supply).Sorted,
    Amount("vat", "tax.vat", i => i.Vat).Sorted);
