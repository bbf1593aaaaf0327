using Portal.Core.Shared;

namespace Portal.Core.Payments;

/// <summary>Amounts that are rather mistyped than meant: whoever enters one is asked once more.</summary>
public static class UnusualAmount
{
    /// <summary>So many times what is open of an order is unusual.</summary>
    public const int Times = 10;

    /// <summary>From this on every amount is: a hundred million won, a hundred thousand of a currency with cents.</summary>
    public static long Large(Currency currency) => currency.Exponent == 0 ? 100_000_000 : 10_000_000;

    /// <summary>What is unusual about an amount that is put on an order with this open sum, or on none.</summary>
    public static Unusual? Of(long amount, long? open, Currency currency) =>
        open is > 0 and var sum && amount > sum * Times ? Unusual.ForOrder : amount >= Large(currency) ? Unusual.Large : null;
}

public enum Unusual { ForOrder, Large }
