using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Ganss.Xss;
using Markdig;
using Markdig.Syntax;
using Microsoft.AspNetCore.Html;

namespace Portal.Web.Content;

/// <summary>
/// Markdown as a part of a page. Whatever an administrator pastes is inert: HTML in it is text, and of what comes out only a list of plain elements stays,
/// without styles, scripts, frames or pictures from elsewhere.
/// </summary>
public static class Markup
{
    /// <summary>Where the pictures of pages are.</summary>
    public const string Images = "/content-files/";

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().UseAutoLinks().UseEmphasisExtras().Build();
    private static readonly HtmlSanitizer Sanitizer = MakeSanitizer();

    /// <summary>
    /// The text under a page's title; <paramref name="top"/> is the level of its highest heading. A link within the portal that the reader may not open is shown as words.
    /// </summary>
    public static IHtmlContent Show(string markdown, string title, int top = 2, Func<string, bool>? mayOpen = null)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        Level(document, top);
        var body = Sanitizer.SanitizeDom(document.ToHtml(Pipeline)).Body!;
        foreach (var table in body.QuerySelectorAll("table")) Complete(table, title);
        foreach (var link in body.QuerySelectorAll("a[href^='/']"))
            if (mayOpen?.Invoke(link.GetAttribute("href")!) == false) link.OuterHtml = link.InnerHtml;
        foreach (var image in body.QuerySelectorAll("img"))
        {
            if (image.GetAttribute("src")?.StartsWith(Images, StringComparison.Ordinal) != true) image.Remove();
            else if (!image.HasAttribute("alt")) image.SetAttribute("alt", "");
            image.ClassList.Add("photo");
        }

        return new HtmlString(body.InnerHtml);
    }

    /// <summary>The first paragraph as plain text, for lists and feeds.</summary>
    public static string Begin(string markdown, int most = 160)
    {
        var first = Markdown.Parse(markdown, Pipeline).OfType<ParagraphBlock>().FirstOrDefault();
        var text = first is null ? "" : Markdown.ToPlainText(markdown.Substring(first.Span.Start, first.Span.Length), Pipeline).Trim();
        return text.Length <= most ? text : $"{text[..most].TrimEnd()}…";
    }

    /// <summary>The title of the page is its only heading of the first level, and no level is left out.</summary>
    private static void Level(MarkdownDocument document, int top)
    {
        var open = new Stack<int>();
        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            while (open.Count > 0 && open.Peek() >= heading.Level) open.Pop();
            open.Push(heading.Level);
            heading.Level = Math.Min(6, top + open.Count - 1);
        }
    }

    /// <summary>A table has a name and its heads say what they head, for those who hear it.</summary>
    private static void Complete(IElement table, string title)
    {
        table.ClassName = "ledger";
        var caption = table.Owner!.CreateElement("caption");
        caption.ClassName = "vh";
        var heading = table.PreviousElementSibling;
        while (heading is not null and not IHtmlHeadingElement) heading = heading.PreviousElementSibling;
        caption.TextContent = heading?.TextContent ?? title;
        table.Prepend(caption);
        foreach (var head in table.QuerySelectorAll("th")) head.SetAttribute("scope", "col");
    }

    private static HtmlSanitizer MakeSanitizer()
    {
        var sanitizer = new HtmlSanitizer();
        Only(sanitizer.AllowedTags, "p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "a", "strong", "em", "del", "code", "pre", "blockquote", "table", "thead", "tbody", "tr", "th", "td", "img", "br", "hr");
        Only(sanitizer.AllowedAttributes, "href", "title", "alt", "src", "start");
        Only(sanitizer.AllowedSchemes, "http", "https", "mailto", "tel");
        sanitizer.AllowedCssProperties.Clear();
        sanitizer.AllowedAtRules.Clear();
        sanitizer.AllowedClasses.Clear();
        return sanitizer;
    }

    private static void Only(ISet<string> allowed, params string[] names)
    {
        allowed.Clear();
        allowed.UnionWith(names);
    }
}
