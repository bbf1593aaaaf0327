namespace Portal.Core.Content;

/// <summary>What people agree to. Everybody to the first two, whoever produces or sells to theirs as well.</summary>
public enum TermsKind { Use, Privacy, Producers, Sellers }

/// <summary>The pages that an administrator writes, by their keys.</summary>
public static class ContentKeys
{
    public const string About = "about";
    public const string Partners = "partners";
    public const string Location = "location";
    /// <summary>What the law asks a shop to say at the foot of its pages, beside what the portal's own organization says.</summary>
    public const string Footer = "footer";
    public const string Guide = "guide";

    /// <summary>For whom there is a guide.</summary>
    public static readonly IReadOnlyList<string> Guides = ["buyer", "producer", "seller", "reviewer", "operator", "administrator"];

    /// <summary>All pages but news.</summary>
    public static readonly IReadOnlyList<string> Pages = [About, Partners, Location, Footer, Guide, .. Guides.Select(GuideOf)];

    public static string GuideOf(string role) => $"guide-{role}";

    /// <summary>The text of a message.</summary>
    public static string NewsOf(string slug) => NewsPrefix + slug;

    /// <summary>The address of the message that a page is; null for other pages.</summary>
    public static string? SlugOf(string page) => page.StartsWith(NewsPrefix, StringComparison.Ordinal) ? page[NewsPrefix.Length..] : null;

    /// <summary>Small letters, figures and hyphens, so that an address can be read out.</summary>
    public static bool IsSlug(string? slug) =>
        slug is { Length: > 0 and <= 60 } && slug.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') && !slug.StartsWith('-') && !slug.EndsWith('-');

    private const string NewsPrefix = "news-";
}
