using Portal.Core.Settlement;
using Portal.Core.Shared;
using Portal.Data.Settlement;
using Portal.Web.Shared;

namespace Portal.Web.Settlement;

public sealed class SettlementList() : ListOf<SettlementRow>("settlements",
    Count("no", "settlement.no", s => s.SettlementNo) with { IsFigure = false },
    Text("centre", "funds.centre", s => s.Centre).OfFile,
    Day("through", "settlement.through", s => s.ThroughOn) with { IsSortable = true, IsFigure = false },
    new("payouts", "settlement.payouts", s => $"{s.ToSend}/{s.Sent}/{s.Failed}") { IsState = true },
    Count("parties", "settlement.parties", s => s.Parties),
    Amount("transfer", "settlement.transferSum", s => s.Transfer).Sorted);

public sealed class StatementList() : ListOf<StatementRow>("statements",
    Text("party", "settlement.statement", s => s.Party).Sorted,
    Count("no", "settlement.no", s => s.SettlementNo).OfFile,
    Day("through", "settlement.through", s => s.ThroughOn).OfFile,
    State<PayoutStatus>("state", "settlement.payout", s => s.Status),
    Amount("gross", "settlement.gross", s => s.Gross).Sorted,
    Amount("tax", "settlement.withheld", s => -s.Tax),
    Amount("transfer", "settlement.transfer", s => s.Transfer).Sorted,
    Amount("carried", "settlement.carriedOut", s => s.CarriedOut));

public sealed class PayoutList() : ListOf<PayoutRow>("payouts",
    Text("party", "settlement.party", p => p.Party).Sorted,
    Count("no", "settlement.settlement", p => p.SettlementNo) with { IsSortable = true, IsFigure = false },
    Text("account", "settlement.account", p => $"{Organizations.BankNames.Of(p.BankCode)} {p.BankAccount}".Trim()),
    State<PayoutStatus>("state", "settlement.payout", p => p.Status),
    Amount("transfer", "settlement.transfer", p => p.Transfer).Sorted);

public sealed class WriteOffList() : ListOf<WriteOffRow>("write-offs",
    Text("party", "settlement.party", w => w.Party).Sorted,
    Word<WriteOffReason>("reason", "settlement.writeOffReason", w => w.Reason),
    Moment("proposed", "settlement.proposed", w => w.ProposedAt) with { IsFigure = false },
    State<WriteOffStatus>("state", "settlement.stateOf", w => w.Status),
    Amount("amount", "settlement.debt", w => w.Amount).Sorted);

/// <summary>Lines that are divided.</summary>
public sealed class DistributedList() : ListOf<DistributedRow>("distributions",
    Text("product", "settlement.product", r => r.Product).Sorted,
    Text("order", "ledger.order", r => r.OrderNo).OfFile,
    Day("day", "settlement.accountingDate", r => r.AccountingDate) with { IsSortable = true, IsFigure = false },
    Count("quantity", "settlement.quantity", r => r.Quantity),
    Amount("supply", "settlement.supply", r => r.Supply).Sorted,
    Amount("share", "settlement.vat", r => r.Vat).NotFor(Role.Producer, Role.Seller),
    Amount("share", "settlement.myShare", r => r.Share).For(Role.Producer, Role.Seller));

/// <summary>What payees owe.</summary>
public sealed class PayeeDebtList() : ListOf<PayeeDebtRow>("debts",
    Text("party", "settlement.party", d => d.Party).Sorted,
    Day("since", "settlement.since", d => d.Since) with { IsFigure = false },
    Word<WriteOffStatus>("writeoff", "settlement.writeOff", d => d.WriteOff),
    Amount("vat", "settlement.ofVat", d => -d.VatOut),
    Amount("debt", "settlement.debt", d => d.Amount).Sorted);

/// <summary>What buyers owe for what they have.</summary>
public sealed class BuyerDebtList() : ListOf<BuyerDebtRow>("debts",
    Text("buyer", "settlement.buyer", d => $"{d.OrderNo} {d.Buyer}"),
    Moment("since", "settlement.deliveredOn", d => d.Since) with { IsSortable = true, IsFigure = false },
    Word<WriteOffStatus>("writeoff", "settlement.writeOff", d => d.WriteOff),
    Amount("amount", "settlement.debt", d => d.Amount).Sorted);
