using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Portal.Web.Shared;

/// <summary>A button that prints the page: <c>&lt;print-button/&gt;</c>. It is there only where scripts run; the browser's own way to print needs none.</summary>
[HtmlTargetElement("print-button", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class PrintButtonTagHelper(Texts texts, Modules modules) : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        modules.Need("print");
        output.TagName = "button";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("type", "button");
        output.Attributes.SetAttribute("class", "btn quiet no-print");
        output.Attributes.SetAttribute("data-print", "");
        output.Attributes.SetAttribute("hidden", "hidden");
        output.Content.SetContent(texts["shared.print"]);
    }
}
