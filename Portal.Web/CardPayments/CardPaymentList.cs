using Portal.Core.CardPayments;
using Portal.Data.CardPayments;
using Portal.Web.Shared;

namespace Portal.Web.CardPayments;

public sealed class CardPaymentList() : ListOf<CardPaymentRow>("card-payments",
    Moment("begun", "cardPayments.begun", p => p.CreatedAt) with { IsFigure = false, IsSortable = true },
    Text("order", "cardPayments.order", p => p.OrderNo).Sorted,
    State<CardPaymentStatus>("state", "cardPayments.state", p => p.Status),
    Amount("amount", "cardPayments.amount", p => p.Paid > 0 ? p.Paid : p.Amount).Sorted,
    Amount("refunded", "cardPayments.refundedAmount", p => p.Refunded));

/// <summary>What the card company has paid out.</summary>
public sealed class CardPayoutList() : ListOf<CardPayoutRow>("card-payouts",
    Day("arrived", "cardPayments.arrivedOn", y => y.ArrivedOn) with { IsFigure = false },
    Text("reference", "cardPayments.reference", y => y.Reference),
    Amount("amount", "cardPayments.arrived", y => y.Amount).Sorted,
    Amount("fee", "cardPayments.fee", y => y.Fee).Sorted);
