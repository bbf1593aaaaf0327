using Portal.Core.Orders;
using Portal.Core.Payments;
using Portal.Data.Payments;
using Portal.Web.Shared;

namespace Portal.Web.Payments;

public sealed class DepositList() : ListOf<DepositRow>("deposits",
    Text("reference", "payments.reference", d => d.Reference),
    Moment("deposited", "payments.depositedAt", d => d.DepositedAt).Sorted,
    Text("depositor", "payments.depositor", d => d.Depositor).Sorted,
    Text("buyer", "payments.buyer", d => d.Buyer).OfFile,
    State<DepositMatch>("match", "payments.match", d => d.Match),
    Text("order", "payments.orderNo", d => d.OrderNo),
    Amount("amount", "payments.amount", d => d.Amount).Sorted,
    Amount("unapplied", "payments.unapplied", d => d.Unapplied));

/// <summary>Money that is held for buyers.</summary>
public sealed class CreditList() : ListOf<CreditRow>("credits",
    Moment("since", "payments.since", c => c.CreatedAt) with { IsSortable = true, IsFigure = false },
    State<CreditSource>("source", "payments.source", c => c.Source),
    Text("order", "payments.orderNo", c => c.OrderNo).OfFile,
    Text("buyer", "payments.buyer", c => c.Buyer ?? c.Depositor).Sorted,
    Amount("amount", "payments.amount", c => c.Amount).Sorted,
    Amount("remaining", "payments.remaining", c => c.Remaining).Sorted);

public sealed class BankFileList() : ListOf<BankFileRow>("bank-files",
    Text("name", "payments.file", f => f.Name).Sorted,
    State("state", "payments.file.state", f => !f.IsTaken ? "payments.file.toLookAt" : f.Waiting > 0 ? "payments.file.inWork" : "payments.file.finished"),
    Count("added", "payments.file.added", f => f.Added).Sorted,
    Count("known", "payments.file.known", f => f.Known),
    Count("ignored", "payments.file.ignored", f => f.Ignored),
    Count("waiting", "payments.file.waiting", f => f.Waiting));

/// <summary>Lines that are recorded or set aside.</summary>
public sealed class BankLineList() : ListOf<BankLineRow>("bank-lines",
    Text("payer", "payments.depositor", l => l.Payer).Sorted,
    Moment("booked", "payments.depositedAt", l => l.BookedAt).Sorted,
    new("result", "payments.line.result", l => l.Match is { } match ? new WordCell($"enum.{nameof(DepositMatch)}.{match}") : l.Reason) { IsState = true },
    Text("order", "payments.line.for", l => l.OrderNo ?? l.Buyer),
    Amount("amount", "payments.amount", l => l.Amount).Sorted);

public sealed class DepositorNameList() : ListOf<DepositorNameRow>("depositor-names",
    Text("name", "payments.depositor", n => n.Name).Sorted,
    Text("buyer", "payments.buyer", n => n.Buyer).Sorted,
    Moment("confirmed", "payments.names.since", n => n.ConfirmedAt) with { IsSortable = true, IsFigure = false });
