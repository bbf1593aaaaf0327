using Portal.Core.Ledger;
using Portal.Data.Ledger;
using Portal.Web.Shared;

namespace Portal.Web.Ledger;

public sealed class AccountList() : ListOf<AccountRow>("ledger/accounts",
    Word<AccountType>("type", "ledger.account", a => a.Type) with { IsSortable = true },
    Text("owner", "ledger.owner", a => a.Owner).Sorted,
    Amount("balance", "ledger.balance", a => LedgerSides.Own(a.Type, a.Balance)));

public sealed class JournalList() : ListOf<PostingRow>("ledger/postings", All)
{
    internal static readonly Column<PostingRow>[] All =
    [
        Word("event", "ledger.event", p => $"ledger.kind.{p.Kind}"),
        Day("day", "settlement.accountingDate", p => p.AccountingDate) with { IsSortable = true, IsFigure = false },
        Text("order", "ledger.order", p => p.OrderNo),
        Count("entries", "ledger.entries", p => p.EntryCount),
        Amount("sum", "settlement.amount", p => p.DebitSum).Sorted,
    ];
}

/// <summary>All postings of one order, in the order of time.</summary>
public sealed class OrderPostingList() : ListOf<PostingRow>("ledger-order", [.. JournalList.All.Select(c => c with { IsSortable = false })])
{
    public override bool HasViews => false;
}
