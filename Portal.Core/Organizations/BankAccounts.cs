namespace Portal.Core.Organizations;

/// <summary>Bank accounts as they are typed: a bank's code of three digits, a number of digits and hyphens, a holder.</summary>
public static class BankAccounts
{
    /// <summary>The codes of Korean banks; their names are texts <c>organizations.bank.CODE</c>.</summary>
    public static IReadOnlyList<string> KoreanBanks { get; } =
    [
        "002", "003", "004", "007", "011", "020", "023", "027", "031", "032", "034", "035", "037", "039", "045", "048", "050", "064", "071", "081", "088", "089", "090", "092",
    ];

    /// <summary>The field that cannot be right, or null.</summary>
    public static string? Bad(string? code, string? number, string? holder)
    {
        if (code is not { Length: 3 } || !code.All(char.IsAsciiDigit)) return "BankCode";
        if (number is null || number.Length > 40 || number.Count(char.IsAsciiDigit) < 6 || number.Any(c => !char.IsAsciiDigit(c) && c != '-')) return "BankAccount";
        return string.IsNullOrWhiteSpace(holder) || holder.Length > 100 ? "BankHolder" : null;
    }

    /// <summary>An account as it may be shown and kept in the audit trail: the bank and the last four digits.</summary>
    public static string? Masked(string? code, string? number)
    {
        if (string.IsNullOrEmpty(number)) return null;
        var digits = string.Concat(number.Where(char.IsAsciiDigit));
        return $"{code} {(digits.Length > 8 ? $"****{digits[^4..]}" : "****")}".Trim();
    }
}
