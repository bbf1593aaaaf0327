using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Portal.Core.Shared;

namespace Portal.Web.Shared;

/// <summary>
/// One field of a form: <c>&lt;field for="Email" type="email" hint="key" /&gt;</c> with label (the Display name), hint, error and what was typed.
/// <c>rows</c> makes a text area, <c>items</c> a list to choose from. Besides the types of HTML there are <c>money</c>, <c>phone</c>, <c>business-number</c>
/// and <c>postal-code</c>: texts for which a phone shows the right keys, and which a script shows as Koreans write them.
/// </summary>
[HtmlTargetElement("field", Attributes = "for", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class FieldTagHelper(IHtmlGenerator html, Texts texts, DayNote days, PortalOptions options, Modules modules) : TagHelper
{
    /// <summary>From this length on a text area counts its letters.</summary>
    private const int LongText = 200;

    public required ModelExpression For { get; set; }
    public string Type { get; set; } = "text";
    public string? Hint { get; set; }
    public string Width { get; set; } = "w20";
    public int Rows { get; set; }
    public IEnumerable<SelectListItem>? Items { get; set; }
    public string? Autocomplete { get; set; }
    public string? Inputmode { get; set; }
    public string? Accept { get; set; }
    public bool Multiple { get; set; }

    [HtmlAttributeNotBound, ViewContext]
    public required ViewContext ViewContext { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var name = ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);
        var id = TagBuilder.CreateSanitizedId(name, "_");
        var state = ViewContext.ViewData.ModelState[name];
        var error = state?.Errors.Count > 0 ? state.Errors[0].ErrorMessage : null;
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", error is null ? "f" : "f bad");
        var content = output.Content;
        var input = Input(name, id, error);
        if (Type == "checkbox")
        {
            var label = new TagBuilder("label") { Attributes = { ["class"] = "check" } };
            label.InnerHtml.AppendHtml(input);
            label.InnerHtml.Append(Label);
            Describe(content, id, error);
            content.AppendHtml(label);
            content.AppendHtml(new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing, Attributes = { ["type"] = "hidden", ["name"] = name, ["value"] = "false" } });
            return;
        }

        var caption = new TagBuilder("label") { Attributes = { ["for"] = id } };
        if (IsNeeded) caption.Attributes["data-req"] = texts["shared.required"];
        caption.InnerHtml.Append(Label);
        content.AppendHtml(caption);
        Describe(content, id, error);
        content.AppendHtml(input);
        if (Type == "date") content.AppendHtml(Day(id, state?.AttemptedValue));
    }

    private string Label => For.Metadata.DisplayName ?? For.Name;

    private bool IsNeeded => Type is not ("checkbox" or "file") && For.Metadata.ValidatorMetadata.OfType<RequiredAttribute>().Any();

    /// <summary>Files that were chosen do not come back with a form; the page says so.</summary>
    private string? HintText
    {
        get
        {
            var hint = Hint is null ? null : texts[Hint];
            return Type == "file" && !ViewContext.ViewData.ModelState.IsValid ? $"{hint} {texts["shared.filesAgain"]}".TrimStart() : hint;
        }
    }

    private void Describe(TagHelperContent content, string id, string? error)
    {
        if (HintText is { } hint) content.AppendHtml(Paragraph("hint", $"{id}-h", hint));
        if (error is not null) content.AppendHtml(Paragraph("err", $"{id}-e", error));
    }

    private TagBuilder Input(string name, string id, string? error)
    {
        var attributes = Attributes(id, error);
        if (Rows > 0)
        {
            if (attributes.GetValueOrDefault("maxlength") is int and >= LongText) Scripted(attributes, "count");
            var area = html.GenerateTextArea(ViewContext, For.ModelExplorer, For.Name, Rows, 0, attributes);
            area.Attributes["rows"] = $"{Rows}";
            return area;
        }

        if (Items is not null)
            return html.GenerateSelect(ViewContext, For.ModelExplorer, null, For.Name, Items, html.GetCurrentValues(ViewContext, For.ModelExplorer, For.Name, Multiple), Multiple, attributes);
        if (Type == "checkbox") return html.GenerateCheckBox(ViewContext, For.ModelExplorer, For.Name, For.Model as bool?, attributes);
        attributes["type"] = Type;
        if (Type == "file") return File(name, attributes);
        if (Type == "password") return html.GeneratePassword(ViewContext, For.ModelExplorer, For.Name, null, attributes);
        if (Korean(attributes) is { } kind) (attributes["type"], attributes["inputmode"], attributes["autocomplete"]) = (kind.Type, Inputmode ?? kind.Inputmode, Autocomplete ?? kind.Autocomplete);
        return html.GenerateTextBox(ViewContext, For.ModelExplorer, For.Name, For.Model, Format, attributes);
    }

    private Dictionary<string, object?> Attributes(string id, string? error)
    {
        var attributes = new Dictionary<string, object?> { ["class"] = Type == "checkbox" ? null : $"in {Width}", ["id"] = id };
        var described = string.Join(' ', new[] { HintText is null ? null : $"{id}-h", error is null ? null : $"{id}-e", Type == "date" ? $"{id}-d" : null }.OfType<string>());
        if (described.Length > 0) attributes["aria-describedby"] = described;
        if (error is not null) attributes["aria-invalid"] = "true";
        if (IsNeeded) attributes["aria-required"] = "true";
        if (Autocomplete is not null) attributes["autocomplete"] = Autocomplete;
        if (Inputmode is not null) attributes["inputmode"] = Inputmode;
        if (Type is not ("checkbox" or "file") && Items is null && For.Metadata.ValidatorMetadata.OfType<StringLengthAttribute>().FirstOrDefault() is { } limit) attributes["maxlength"] = limit.MaximumLength;
        return attributes;
    }

    /// <summary>How a field of one of our own kinds is typed; null for all others.</summary>
    private (string Type, string Inputmode, string Autocomplete)? Korean(Dictionary<string, object?> attributes)
    {
        if (Type is "date" or "money" or "phone" or "business-number" or "postal-code") Scripted(attributes, Type);
        return Type switch
        {
            "money" => ("text", options.Currency.Exponent == 0 ? "numeric" : "decimal", "off"),
            "phone" => ("tel", "tel", "tel"),
            "business-number" => ("text", "numeric", "off"),
            "postal-code" => ("text", "numeric", "postal-code"),
            _ => null,
        };
    }

    private void Scripted(Dictionary<string, object?> attributes, string kind)
    {
        attributes["data-kind"] = kind;
        modules.Need("fields");
    }

    private TagBuilder File(string name, Dictionary<string, object?> attributes)
    {
        var file = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        foreach (var (key, value) in attributes.Where(a => a.Value is not null)) file.Attributes[key] = value!.ToString();
        file.Attributes["name"] = name;
        if (Accept is not null) file.Attributes["accept"] = Accept;
        if (Multiple) file.Attributes["multiple"] = "";
        return file;
    }

    /// <summary>Browsers read dates in one form only.</summary>
    private string? Format => Type switch { "date" => "{0:yyyy-MM-dd}", "datetime-local" => "{0:yyyy-MM-ddTHH:mm}", _ => null };

    /// <summary>Under a date: its weekday, and the holiday that it falls on.</summary>
    private TagBuilder Day(string id, string? typed)
    {
        DateOnly? day = DayNote.TryRead(typed, out var read) ? read : typed is null ? For.Model as DateOnly? : null;
        var note = Paragraph("hint", $"{id}-d", day is { } d ? days.Of(d) : "");
        note.Attributes["aria-live"] = "polite";
        return note;
    }

    private static TagBuilder Paragraph(string css, string id, string text)
    {
        var p = new TagBuilder("p") { Attributes = { ["class"] = css, ["id"] = id } };
        p.InnerHtml.Append(text);
        return p;
    }
}

/// <summary>The state of something as a badge: <c>&lt;st tone="ok full"&gt;…&lt;/st&gt;</c>. Tones: ok, wait, go, bad, and half or full for how far it is.</summary>
[HtmlTargetElement("st")]
public sealed class StateTagHelper : TagHelper
{
    public string? Tone { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.Attributes.SetAttribute("class", $"st {Tone}".TrimEnd());
    }
}

/// <summary>A button that posts to an address, in a form of its own: <c>&lt;act to="/orders/1/release"&gt;…&lt;/act&gt;</c>.</summary>
[HtmlTargetElement("act", Attributes = "to")]
public sealed class ActTagHelper(IHtmlGenerator html) : TagHelper
{
    public required string To { get; set; }
    public string Tone { get; set; } = "";

    [HtmlAttributeNotBound, ViewContext]
    public required ViewContext ViewContext { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var label = await output.GetChildContentAsync();
        output.TagName = "form";
        output.Attributes.SetAttribute("method", "post");
        output.Attributes.SetAttribute("action", To);
        output.Attributes.SetAttribute("class", "inline");
        var button = new TagBuilder("button") { Attributes = { ["class"] = $"btn {Tone}".TrimEnd() } };
        button.InnerHtml.AppendHtml(label);
        output.Content.SetHtmlContent(button);
        output.Content.AppendHtml(html.GenerateAntiforgery(ViewContext));
    }
}
