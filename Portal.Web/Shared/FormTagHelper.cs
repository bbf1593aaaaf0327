using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Portal.Web.Shared;

/// <summary>Every form that posts carries the token against forged requests; the framework's own helper leaves it out when an action is given.</summary>
[HtmlTargetElement("form", Attributes = "method")]
public sealed class PostFormTagHelper(IHtmlGenerator html) : TagHelper
{
    public string Method { get; set; } = "get";

    [HtmlAttributeNotBound, ViewContext]
    public required ViewContext ViewContext { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Attributes.SetAttribute("method", Method);
        if (Method != "post") return;
        // what is wrong is said in the page, in its language, by the server
        output.Attributes.SetAttribute("novalidate", "novalidate");
        output.PostContent.AppendHtml(html.GenerateAntiforgery(ViewContext));
    }
}
