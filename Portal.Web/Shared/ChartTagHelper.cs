using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Portal.Web.Shared;

/// <summary>
/// A chart with its table: <c>&lt;chart id="sales" title="@T[…]" kind="BarsLine" data="…"/&gt;</c>. Lying bars are a table themselves, a split has its list, and a
/// spark stands beside the number that it belongs to: these have no other table.
/// </summary>
[HtmlTargetElement("chart", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ChartTagHelper(SvgChart svg) : TagHelper
{
    public string Id { get; set; } = "";
    public string Title { get; set; } = "";
    public ChartKind Kind { get; set; }
    public ChartData? Data { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        if (Data is null) return;
        switch (Kind)
        {
            case ChartKind.Rows: output.Content.SetHtmlContent(svg.Rows(Title, Data)); break;
            case ChartKind.Split: output.Content.SetHtmlContent(svg.Split(Id, Title, Data)); break;
            case ChartKind.Spark: output.Content.SetHtmlContent(svg.Spark(Title, Data.Series[0])); break;
            default:
                output.Content.SetHtmlContent(svg.Plot(Id, Title, Kind, Data));
                output.PostContent.SetHtmlContent(svg.Table(Title, Data));
                break;
        }
    }
}
