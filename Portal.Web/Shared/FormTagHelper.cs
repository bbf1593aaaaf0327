using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Portal.Web.Accounts;

namespace Portal.Web.Shared;

/// <summary>
/// Every form that posts carries the token against forged requests; the framework's own helper leaves it out when an action is given.
/// With <c>draft="true"</c> what is typed is saved while it is typed and offered when the page is opened again. What was typed when
/// a session ended comes back to any form.
/// </summary>
[HtmlTargetElement("form", Attributes = "method")]
public sealed class PostFormTagHelper(IHtmlGenerator html, FormDrafts drafts, Texts texts, Modules modules, Show show) : TagHelper
{
    public string Method { get; set; } = "get";
    public string? Action { get; set; }
    public bool Draft { get; set; }

    [HtmlAttributeNotBound, ViewContext]
    public required ViewContext ViewContext { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        output.Attributes.SetAttribute("method", Method);
        if (Action is not null) output.Attributes.SetAttribute("action", Action);
        if (Method != "post") return;
        // what is wrong is said in the page, in its language, by the server
        output.Attributes.SetAttribute("novalidate", "novalidate");
        output.PostContent.AppendHtml(html.GenerateAntiforgery(ViewContext));
        // after an error the address in the browser may have no page of its own
        if (!drafts.IsPage) output.PostContent.AppendHtml(Hidden(KeptForm.PageField, drafts.Page));
        if (!Draft && !drafts.IsContinued) return;
        if (drafts.IsPage && await drafts.Find() is { } saved && saved.Form.IsOf(Action ?? drafts.Page))
        {
            if (drafts.IsContinued) output.Content.SetHtmlContent(Refill.Into((await output.GetChildContentAsync()).GetContent(), saved.Form.Lookup()));
            output.PreElement.AppendHtml(Notice(saved));
            if (!Draft) output.PostContent.AppendHtml(Hidden(KeptForm.DraftField, drafts.Page));
        }

        if (!Draft) return;
        output.Attributes.SetAttribute("data-draft", drafts.Page);
        output.PostContent.AppendHtml(Hidden(KeptForm.DraftField, drafts.Page));
        modules.Need("drafts");
    }

    /// <summary>What is there from before: to go on with it, or to give it up.</summary>
    private TagBuilder Notice(SavedForm saved)
    {
        var form = saved.Form;
        var said = drafts.IsContinued && form.WasLate ? texts["accounts.draft.returned"] : texts[drafts.IsContinued ? "accounts.draft.filled" : "accounts.draft.waiting", show.Moment(saved.At)];
        if (form.HadFiles) said += " " + texts["shared.filesAgain"];
        if (form.HadSecrets) said += " " + texts["accounts.draft.secretsAgain"];
        var notice = new TagBuilder("div") { Attributes = { ["class"] = form.WasLate ? "warn draft" : "warn draft calm", ["role"] = "status" } };
        notice.InnerHtml.AppendHtml(Text("p", said));
        var acts = new TagBuilder("div") { Attributes = { ["class"] = "acts" } };
        if (!drafts.IsContinued)
        {
            var go = Text("a", texts["accounts.draft.continue"]);
            (go.Attributes["class"], go.Attributes["href"]) = ("btn quiet", FormDrafts.Continue(drafts.Page));
            acts.InnerHtml.AppendHtml(go);
        }

        var end = new TagBuilder("form") { Attributes = { ["class"] = "inline", ["method"] = "post", ["action"] = "/account/drafts/end" } };
        var button = Text("button", texts["accounts.draft.end"]);
        button.Attributes["class"] = "btn quiet";
        end.InnerHtml.AppendHtml(Hidden("page", drafts.Page)).AppendHtml(button).AppendHtml(html.GenerateAntiforgery(ViewContext));
        acts.InnerHtml.AppendHtml(end);
        notice.InnerHtml.AppendHtml(acts);
        return notice;
    }

    private static TagBuilder Hidden(string name, string value) =>
        new("input") { TagRenderMode = TagRenderMode.SelfClosing, Attributes = { ["type"] = "hidden", ["name"] = name, ["value"] = value } };

    private static TagBuilder Text(string tag, string text)
    {
        var built = new TagBuilder(tag);
        built.InnerHtml.Append(text);
        return built;
    }
}
