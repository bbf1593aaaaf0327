using System.Text.RegularExpressions;

namespace Portal.Tests.Shared;

/// <summary>What is wrong with a page whatever it is about.</summary>
public static partial class PageFlaws
{
    /// <summary>True for one of our pages; files and the dashboard of the jobs are none.</summary>
    public static bool IsOurs(this WebPage page) => page.Text.StartsWith("<!doctype html>\n<html lang=", StringComparison.Ordinal) && page.Text.Contains("id=\"main\"", StringComparison.Ordinal);

    public static IEnumerable<string> Flaws(this WebPage page)
    {
        if (!page.IsOurs()) yield break;
        if (page.Html.QuerySelectorAll("h1").Length != 1) yield return $"{page.Html.QuerySelectorAll("h1").Length} headings of the first level";
        if (string.IsNullOrWhiteSpace(page.Html.Title)) yield return "no title";
        if (page.Html.DocumentElement.GetAttribute("lang") is not ("ko" or "en")) yield return "no language";
        if (page.Text.Contains('⟦', StringComparison.Ordinal)) yield return $"a text is missing: {Missing().Match(page.Text).Value}";
        if (page.Html.QuerySelectorAll("[id]").GroupBy(e => e.Id).FirstOrDefault(g => g.Count() > 1) is { } twice) yield return $"the id {twice.Key} is there twice";
        if (page.Html.QuerySelectorAll("th:not([scope])").Length > 0) yield return "a head of a table without scope";
        if (page.Html.QuerySelectorAll("table").Any(t => t.QuerySelector("caption") is null)) yield return "a table without a caption";
        var unnamed = page.Html.QuerySelectorAll("input:not([type=hidden]):not([type=submit]), select, textarea")
            .Where(f => f.GetAttribute("aria-label") is null && f.GetAttribute("aria-labelledby") is null && f.Closest("label") is null
                && (f.Id is not { Length: > 0 } id || page.Html.QuerySelector($"label[for=\"{id}\"]") is null)).Select(f => f.GetAttribute("name")).ToList();
        if (unnamed.Count > 0) yield return $"fields without a label: {string.Join(", ", unnamed)}";
        var broken = page.Html.QuerySelectorAll("label[for], [aria-describedby], [aria-labelledby]")
            .SelectMany(e => $"{e.GetAttribute("for")} {e.GetAttribute("aria-describedby")} {e.GetAttribute("aria-labelledby")}".Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(id => page.Html.GetElementById(id) is null).Distinct().ToList();
        if (broken.Count > 0) yield return $"names of what is not there: {string.Join(", ", broken)}";
    }

    /// <summary>True when the page's content leads back to what it is part of, or the menu has the page itself, so that it is where one begins.</summary>
    public static bool LeadsBackFrom(this WebPage page, string url) =>
        page.Html.QuerySelector("#main .crumb a[href]") is not null
        || page.Html.QuerySelectorAll("#nav a[href]").Any(a => string.Equals(a.GetAttribute("href")!.Split('?')[0], url.Split('?')[0], StringComparison.Ordinal));

    [GeneratedRegex("⟦[^⟧]*⟧")]
    private static partial Regex Missing();
}
