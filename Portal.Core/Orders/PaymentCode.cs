using System.Globalization;

namespace Portal.Core.Orders;

/// <summary>
/// The short number that a buyer writes behind the name when paying an order: a running number and a check digit. Only digits, since banks cut the name short and
/// phones type digits without switching the keyboard. The check digit (Damm) finds every single wrong digit and every two neighbours exchanged.
/// </summary>
public static class PaymentCode
{
    /// <summary>No code has fewer digits: a shorter number in a payer's name is something else.</summary>
    public const int MinLength = 6;

    public const int MaxLength = 12;

    private const long First = 10_000;

    private static readonly string[] Quasigroup =
        ["0317598642", "7092154863", "4206871359", "1750983426", "6123045978", "3674209581", "5869720134", "8945362017", "9438617205", "2581436790"];

    /// <summary>The code of the <paramref name="number"/>th order.</summary>
    public static string Of(long number)
    {
        var digits = (First + number).ToString(CultureInfo.InvariantCulture);
        return digits + Check(digits);
    }

    /// <summary>True when it can be a code: digits, the last of which fits the others.</summary>
    public static bool IsValid(string text) =>
        text.Length is >= MinLength and <= MaxLength && text.All(char.IsAsciiDigit) && text[0] != '0' && Check(text) == '0';

    private static char Check(string digits)
    {
        var interim = '0';
        foreach (var digit in digits) interim = Quasigroup[interim - '0'][digit - '0'];
        return interim;
    }
}
