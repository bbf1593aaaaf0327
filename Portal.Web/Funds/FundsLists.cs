using Portal.Core.Ledger;
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

/// <summary>What parties are owed.</summary>
public sealed class PayableList() : ListOf<OpenPayable>("funds/payables",
    new("what", "funds.what", i => i.Kind switch { "Payout" or "Carried" => i.SettlementNo, _ => new WordCell($"ledger.kind.{i.PostingKind}") }),
    Text("order", "ledger.order", i => i.OrderNo).OfFile,
    Text("party", "funds.party", i => i.Party).Sorted,
    Day("age", "funds.since", i => i.On) with { IsFigure = false },
    Amount("amount", "funds.open", i => i.Amount).Sorted);

/// <summary>Entries behind a figure.</summary>
public sealed class FundsEntryList() : ListOf<FundsEntry>("funds/entries",
    Word("event", "ledger.event", e => $"ledger.kind.{e.Kind}"),
    Text("order", "ledger.order", e => e.OrderNo).OfFile,
    Word<AccountType>("account", "ledger.account", e => e.Type),
    Text("owner", "ledger.owner", e => e.Owner).OfFile,
    Day("day", "settlement.accountingDate", e => e.AccountingDate) with { IsSortable = true, IsFigure = false },
    Amount("debit", "ledger.debit", e => e.Amount > 0 ? e.Amount : null),
    Amount("credit", "ledger.credit", e => e.Amount < 0 ? -e.Amount : null));
