using System.Text;
using Portal.Core.Shared;

namespace Portal.Web.Organizations;

/// <summary>Postal codes as they are kept: in Korea five digits.</summary>
public static class PostalCodes
{
    /// <summary>False for a text that is no postal code. Nothing is one, too: it is optional.</summary>
    public static bool TryTidy(string? text, PortalOptions options, out string? code)
    {
        code = PlainText.Tidy(text)?.Normalize(NormalizationForm.FormKC);
        return code is null || options.Currency.Code != "KRW" || code.Length == 5 && code.All(char.IsAsciiDigit);
    }
}
