using Portal.Data.Funds;
using Portal.Web.Shared;

namespace Portal.Web.Funds;

/// <summary>Orders that are not paid in full.</summary>
public sealed class ReceivableList() : ListOf<OpenOrder>("funds/receivables",
    Text("no", "ledger.order", o => o.OrderNo),
    Text("buyer", "funds.buyer", o => o.Buyer).Sorted,
    Moment("ordered", "funds.orderedAt", o => o.OrderedAt) with { IsSortable = true, IsFigure = false },
    Amount("total", "funds.orderTotal", o => o.Total),
    Amount("amount", "funds.open", o => o.Amount).Sorted);
