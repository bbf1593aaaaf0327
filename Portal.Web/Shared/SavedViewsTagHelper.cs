using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Portal.Web.Shared;

/// <summary>The views that a person has saved, beside those that the list has: <c>&lt;nav class="views" saved&gt;</c>. Without views of its own, "all" leads them.</summary>
[HtmlTargetElement("nav", Attributes = "saved")]
public sealed class SavedViewsTagHelper(Lists lists, IHtmlHelper html) : TagHelper
{
    [HtmlAttributeNotBound, ViewContext]
    public required ViewContext ViewContext { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        output.Attributes.RemoveAll("saved");
        var own = await output.GetChildContentAsync();
        var isBare = own.IsEmptyOrWhiteSpace;
        if (!lists.HasViews || (isBare && lists.Views.Count == 0 && !lists.IsFiltered))
        {
            if (isBare) output.SuppressOutput();
            return;
        }

        ((IViewContextAware)html).Contextualize(ViewContext);
        output.PostContent.SetHtmlContent(await html.PartialAsync("_SavedViews", isBare));
        output.PostElement.SetHtmlContent(await html.PartialAsync("_SaveView", isBare));
    }
}
