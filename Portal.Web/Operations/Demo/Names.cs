using System.Text;
using Bogus;
using Portal.Core.Payments;

namespace Portal.Web.Operations.Demo;

/// <summary>A place: region as lists show it, road address, and the first digits of its postal code.</summary>
internal sealed record Place(string Region, string Road, string Postal, string Area);

/// <summary>Names, addresses and numbers that look real and belong to nobody.</summary>
internal sealed class Names
{
    private static readonly string[] Banks = ["003", "004", "011", "020", "081", "088", "031", "032", "034", "071"];
    private static readonly string[] Initials = ["g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h"];
    private static readonly string[] Vowels = ["a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "eu", "ui", "i"];
    private static readonly string[] Finals = ["", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "l", "l", "m", "p", "p", "t", "t", "ng", "t", "t", "k", "t", "p", "t"];
    private static readonly Dictionary<string, string> Families = new(StringComparer.Ordinal)
    {
        ["김"] = "kim", ["이"] = "lee", ["박"] = "park", ["최"] = "choi", ["정"] = "jung", ["강"] = "kang", ["조"] = "cho", ["윤"] = "yoon", ["장"] = "jang", ["임"] = "lim",
    };

    private readonly Faker _faker = new("ko") { Random = new Randomizer(2004) };
    private readonly HashSet<string> _people = new(StringComparer.Ordinal);
    private readonly HashSet<string> _mails = new(StringComparer.Ordinal);

    /// <summary>A full name that nobody else of the demo has, as long as there are any.</summary>
    public (string Name, string Latin) Person()
    {
        for (var attempt = 1; ; attempt++)
        {
            var (family, given) = (_faker.Name.LastName(), _faker.Name.FirstName());
            if (_people.Add(family + given) || attempt == 20) return (family + given, $"{Latin(given)}.{Families.GetValueOrDefault(family) ?? Latin(family)}");
        }
    }

    /// <summary>A mail address at a domain that exists nowhere.</summary>
    public string Mail(string latin, string domain)
    {
        var mail = $"{latin}@{domain}.example";
        for (var i = 2; !_mails.Add(mail); i++) mail = $"{latin}{i}@{domain}.example";
        return mail;
    }

    /// <summary>Hangul as it is written in addresses of pages and mails: 한빛 → hanbit.</summary>
    public static string Latin(string hangul)
    {
        var latin = new StringBuilder();
        foreach (var c in hangul)
        {
            if (c is < '가' or > '힣')
            {
                if (char.IsAsciiLetterOrDigit(c)) latin.Append(char.ToLowerInvariant(c));
                continue;
            }

            var i = c - '가';
            latin.Append(Initials[i / 588]).Append(Vowels[i % 588 / 28]).Append(Finals[i % 28]);
        }

        return latin.ToString();
    }

    /// <summary>A registration number whose check digit is right.</summary>
    public string BusinessNumber()
    {
        int[] weights = [1, 3, 7, 1, 3, 7, 1, 3, 5];
        var digits = Enumerable.Range(0, 9).Select(i => i == 0 ? _faker.Random.Int(1, 6) : _faker.Random.Int(0, 9)).ToArray();
        var sum = digits.Zip(weights, (d, w) => d * w).Sum() + digits[8] * 5 / 10;
        return string.Concat(digits) + (10 - sum % 10) % 10;
    }

    public string Mobile() => $"010-{_faker.Random.Int(2000, 9999)}-{_faker.Random.Int(0, 9999):0000}";

    public string Telephone(Place place) => $"{place.Area}-{_faker.Random.Int(200, 899)}-{_faker.Random.Int(0, 9999):0000}";

    public string Postal(Place place) => place.Postal + _faker.Random.Int(0, 99).ToString("00", System.Globalization.CultureInfo.InvariantCulture);

    public string Address(Place place) => $"{place.Road} {_faker.Random.Int(3, 240)}, {_faker.Random.Int(1, 12)}층";

    public BankAccount Bank(string holder) =>
        new(_faker.PickRandom(Banks), $"{_faker.Random.Int(100, 999)}-{_faker.Random.Int(100000, 999999)}-{_faker.Random.Int(10, 99)}-{_faker.Random.Int(100, 999)}", holder);
}
