using Portal.Core.Organizations;
using Portal.Core.Shared;

namespace Portal.Core.Payments;

/// <summary>Money held for a buyer, as use cases need it.</summary>
public sealed record CreditState
{
    public long Id { get; init; }
    public long CentreId { get; init; }
    public long? BuyerId { get; init; }
    public long Remaining { get; init; }
}

/// <summary>A refund as it is written.</summary>
public sealed record NewRefund(long Id, long CreditId, long Amount, BankAccount Account, string Reason, DateTime At, long? PersonId);

/// <summary>A bank account by the bank's code of three digits.</summary>
public sealed record BankAccount(string BankCode, string Number, string Holder)
{
    /// <summary>An account to which money can go: as accounts are written, with spaces if need be, and of a bank that there is, in a portal of won; elsewhere of any.</summary>
    public bool IsValidIn(Currency currency) => BankAccounts.Bad(BankCode, Number.Replace(" ", "", StringComparison.Ordinal), Holder) is null && Number.Length <= 40 && (currency.Code != "KRW" || BankAccounts.KoreanBanks.Contains(BankCode));

    /// <summary>An account as the audit trail names it.</summary>
    public static string Masked(string? bankCode, string? number) => $"{bankCode} {(number?.Length > 4 ? $"****{number[^4..]}" : "****")}";
}

/// <summary>Deposits, money held for buyers, payments of orders, refunds.</summary>
public interface IPaymentStore
{
    /// <summary>False when a deposit of this reference is there.</summary>
    Task<bool> Insert(NewDeposit deposit);

    Task AddPayment(OrderPayment payment);

    /// <summary>Money held that this actor's centre keeps; null for everybody else.</summary>
    Task<CreditState?> Credit(Actor actor, long creditId);

    /// <summary>Takes an amount off money held; false when less than that is left, or not what was <paramref name="seen"/> to be left.</summary>
    Task<bool> Take(long creditId, long amount, long? seen);

    Task Insert(NewRefund refund);

    /// <summary>A payment that is on an order; null when it was taken back.</summary>
    Task<PaymentState?> Payment(long paymentId);

    /// <summary>Moves a payment to those that were taken back.</summary>
    Task TakeBack(PaymentState payment, string reason, DateTime at, long? personId);

    /// <summary>True for a buyer that belongs to the centre or has ordered there.</summary>
    Task<bool> IsBuyerOf(long centreId, long buyerId);
}
