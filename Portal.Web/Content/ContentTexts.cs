using Microsoft.AspNetCore.Html;
using Portal.Core.Content;
using Portal.Core.Shared;
using Portal.Data.Content;
using Portal.Web.Shared;

namespace Portal.Web.Content;

/// <summary>A text of a page in the language in which it is there. <paramref name="Version"/> 0: nobody has written it yet, the program's own is shown.</summary>
public sealed record PageText(string Page, string Language, int Version, string Title, string Body, DateTime? SavedAt)
{
    /// <summary>True when the visitor reads it in another language than the page around it.</summary>
    public bool IsForeign => Language != Texts.Language;

    /// <summary>For everybody alike, as the foot of the pages is.</summary>
    public IHtmlContent Html => Markup.Show(Body, Title);
}

/// <summary>What a page says: the latest that was saved, in the visitor's language or else in Korean; before anything was saved, what the program brings.</summary>
[Service]
public sealed class ContentTexts(ContentPages pages, PortalOptions options)
{
    public async Task<PageText> Find(string page)
    {
        var rows = await pages.Find(page);
        if ((rows.FirstOrDefault(r => r.Language == Texts.Language) ?? rows.FirstOrDefault(r => r.Language == "ko")) is { } row)
            return new PageText(page, row.Language, row.Version, row.Title, row.Body, row.SavedAt);
        return Brought(page, Texts.Language)!;
    }

    /// <summary>The text that the program brings, with the portal's name in it; null for pages that have none.</summary>
    public PageText? Brought(string page, string language)
    {
        using var stream = typeof(ContentTexts).Assembly.GetManifestResourceStream($"content/{page}.{language}.md");
        if (stream is null) return null;
        using var reader = new StreamReader(stream);
        var title = reader.ReadLine()!.TrimStart('#', ' ');
        return new PageText(page, language, 0, Named(title), Named(reader.ReadToEnd().Trim()), null);
    }

    /// <summary>Terms before they are published: what the program proposes.</summary>
    public PageText Proposal(TermsKind kind, string language) => Brought($"terms-{TermsWords.Of(kind)}", language)!;

    private string Named(string text) => text.Replace("{portal}", options.Name, StringComparison.Ordinal);
}

/// <summary>Terms in addresses and in the language of the page.</summary>
public static class TermsWords
{
    public static string Of(TermsKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>The kind of an address; null for what is none.</summary>
    public static TermsKind? Kind(string? word) => Enum.GetValues<TermsKind>().Where(k => Of(k) == word).Select(k => (TermsKind?)k).FirstOrDefault();

    public static PageText Text(TermsRow terms)
    {
        var english = Texts.Language == "en" && terms.TitleEn is not null;
        return new PageText($"terms-{terms.Kind}", english ? "en" : "ko", terms.Version, english ? terms.TitleEn! : terms.Title, (english ? terms.BodyEn : terms.Body) ?? "", terms.PublishedAt);
    }

    /// <summary>Whether somebody who acts in these roles agrees to it.</summary>
    public static bool Concerns(TermsKind kind, IEnumerable<string> roles) => kind switch
    {
        TermsKind.Producers => roles.Contains(nameof(Role.Producer)),
        TermsKind.Sellers => roles.Contains(nameof(Role.Seller)),
        _ => true,
    };
}
