using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Portal.Core.Payments;

/// <summary>
/// The identity of a transfer: the bank's own number where there is one, else what the bank says of it and the how manieth of equal ones it is.
/// Files that overlap give the same transfers the same references; two equal transfers of one day have two.
/// </summary>
public static class BankReference
{
    /// <summary>The reference of each deposit, in the order of the entries.</summary>
    public static IReadOnlyList<string> Of(BankFormat format, IReadOnlyList<BankEntry> deposits)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var account = string.Concat(format.AccountNo.Where(char.IsAsciiDigit));
        var references = new List<string>(deposits.Count);
        foreach (var e in deposits)
        {
            // names are not compared as they stand: one export cuts spaces that another keeps
            var what = e.Number is { } number
                ? $"no|{number}"
                : string.Create(CultureInfo.InvariantCulture, $"{(e.HasTime ? $"{e.Booked:yyyyMMddHHmmss}" : $"{e.Booked:yyyyMMdd}")}|{e.Amount}|{e.Balance}|{BankWords.NameKey(e.Payer)}");
            var occurrence = seen[what] = seen.GetValueOrDefault(what) + 1;
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{format.CentreId}|{format.BankCode}|{account}|{what}|{(e.Number is null ? occurrence : 1)}")));
            references.Add($"{format.BankCode}-{(account.Length > 4 ? account[^4..] : account)}-{Convert.ToHexStringLower(hash)[..20]}");
        }

        return references;
    }
}
