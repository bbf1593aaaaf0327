using PhoneNumbers;

namespace Portal.Web.Organizations;

/// <summary>Phone numbers as people type them, kept in one form: Korean ones as Koreans write them, others with their country.</summary>
public static class Phones
{
    private const string Home = "KR";

    private static readonly PhoneNumberUtil Util = PhoneNumberUtil.GetInstance();

    /// <summary>False for a text that is no number that can exist. Nothing is a number, too: the phone is optional.</summary>
    public static bool TryTidy(string? text, out string? number)
    {
        number = null;
        if (string.IsNullOrWhiteSpace(text)) return true;
        try
        {
            var parsed = Util.Parse(text.Trim(), Home);
            if (!Util.IsValidNumber(parsed)) return false;
            number = Util.Format(parsed, Util.GetRegionCodeForNumber(parsed) == Home || parsed.CountryCode == 82 ? PhoneNumberFormat.NATIONAL : PhoneNumberFormat.INTERNATIONAL);
            return true;
        }
        catch (NumberParseException)
        {
            return false;
        }
    }
}
