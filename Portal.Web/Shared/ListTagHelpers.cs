using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Portal.Web.Shared;

/// <summary>The heads of a list's columns: <c>&lt;thead&gt;&lt;tr&gt;&lt;heads /&gt;&lt;/tr&gt;&lt;/thead&gt;</c>. A column that can be sorted is a link, which sorts the other way when it is sorted already.</summary>
[HtmlTargetElement("heads", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class HeadsTagHelper(Lists lists, Texts texts, Modules modules) : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        modules.Need("lists");
        output.TagName = null;
        foreach (var column in lists.Shown) output.Content.AppendHtml(Head(column));
    }

    private TagBuilder Head(IColumn column)
    {
        var th = new TagBuilder("th") { Attributes = { ["scope"] = "col" } };
        if (column.IsFigure) th.AddCssClass("n");
        var down = $"{column.Key}-desc";
        if (!column.IsSortable)
        {
            th.InnerHtml.Append(texts[column.Label]);
            return th;
        }

        if (lists.Sort == column.Key) th.Attributes["aria-sort"] = "ascending";
        if (lists.Sort == down) th.Attributes["aria-sort"] = "descending";
        // of figures and dates the largest are looked for first, of words the first
        var next = lists.Sort == column.Key ? down : lists.Sort == down ? column.Key : column.IsFigure ? down : column.Key;
        var link = new TagBuilder("a") { Attributes = { ["href"] = lists.With("sort", next), ["rel"] = "nofollow" } };
        link.InnerHtml.Append(texts[column.Label]);
        th.InnerHtml.AppendHtml(link);
        return th;
    }
}

/// <summary>A cell of a list: <c>&lt;td col="amount"&gt;</c>. Not drawn when its column is not shown; its class and label come from the column.</summary>
[HtmlTargetElement("td", Attributes = "col")]
public sealed class CellTagHelper(Lists lists, Texts texts) : TagHelper
{
    public required string Col { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        // the same cells in a page that is no list
        if (lists.Current is null) return;
        var column = lists.Shown.FirstOrDefault(c => c.Key == Col);
        if (column is null)
        {
            output.SuppressOutput();
            return;
        }

        if (column.IsFigure) output.Attributes.SetAttribute("class", $"n {output.Attributes["class"]?.Value}".TrimEnd());
        if (column != lists.Columns[0] && !column.IsState) output.Attributes.SetAttribute("data-l", texts[column.Label]);
    }
}

/// <summary>A form that filters a list keeps how it is sorted: <c>&lt;form class="bar"&gt;</c>.</summary>
[HtmlTargetElement("form", Attributes = "[class=bar]")]
public sealed class FilterFormTagHelper(Lists lists) : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (lists.Current is null || lists.Sort is not { } sort || output.Attributes["method"] is not null) return;
        output.PostContent.AppendHtml(new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing, Attributes = { ["type"] = "hidden", ["name"] = "sort", ["value"] = sort } });
    }
}

/// <summary>
/// An empty list: <c>&lt;empty&gt;what to do so that something comes here&lt;/empty&gt;</c>. When something was searched for, it says that nothing was found,
/// and leads back to the whole list.
/// </summary>
[HtmlTargetElement("empty")]
public sealed class EmptyTagHelper(Lists lists, Texts texts) : TagHelper
{
    /// <summary>What is said of a view that has a better word for being empty, as the key of a text.</summary>
    public string? Found { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "p";
        output.Attributes.SetAttribute("class", "empty");
        if (lists.Current is null || !lists.IsFiltered) return;
        _ = await output.GetChildContentAsync();
        var link = new TagBuilder("a") { Attributes = { ["href"] = lists.Path } };
        link.InnerHtml.Append(texts["shared.showAll"]);
        output.Content.SetContent(texts[Found ?? "shared.noneFound"] + " ");
        output.Content.AppendHtml(link);
    }
}
