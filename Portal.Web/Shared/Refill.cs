using System.Net;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;

namespace Portal.Web.Shared;

/// <summary>
/// Puts what somebody typed before into the fields of a form that is being drawn, whichever way each was drawn. Hidden fields, passwords and files stay as the page has them.
/// It reads our own markup: attributes in double quotes, with everything in them encoded.
/// </summary>
public static partial class Refill
{
    /// <summary>The form's content with these values; fields that have none keep their own, except boxes, which are then not ticked.</summary>
    public static string Into(string html, ILookup<string, string> fields)
    {
        var used = new Dictionary<string, int>(StringComparer.Ordinal);
        return Field().Replace(html, match =>
        {
            var tag = match.Groups["tag"].Value;
            if (Attribute(tag, "name") is not { } name) return match.Value;
            var values = fields[name].ToList();
            if (match.Groups["kind"].Value == "input") return Input(tag, values, used, name);
            if (values.Count == 0) return match.Value;
            var inner = match.Groups["inner"].Value;
            return match.Groups["kind"].Value == "select"
                ? tag + Option().Replace(inner, o => Marked(o.Value, "selected", Attribute(o.Value, "value") is { } value ? values.Contains(value) : IsMarked(o.Value, "selected"))) + "</select>"
                : $"{tag}\n{Encode(Next(values, used, name))}</textarea>";
        });
    }

    private static string Input(string tag, List<string> values, Dictionary<string, int> used, string name)
    {
        switch (Attribute(tag, "type") ?? "text")
        {
            case "hidden" or "password" or "file" or "submit" or "button" or "image":
                return tag;
            case "checkbox" or "radio":
                return Marked(tag, "checked", values.Contains(Attribute(tag, "value") ?? "on"));
            default:
                if (values.Count == 0) return tag;
                var typed = Encode(Next(values, used, name));
                return Value().IsMatch(tag) ? Value().Replace(tag, _ => $" value=\"{typed}\"", 1) : tag.Insert("<input".Length, $" value=\"{typed}\"");
        }
    }

    /// <summary>Fields of one name take their values in turn.</summary>
    private static string Next(List<string> values, Dictionary<string, int> used, string name)
    {
        var i = used.GetValueOrDefault(name);
        used[name] = i + 1;
        return values[Math.Min(i, values.Count - 1)];
    }

    private static bool IsMarked(string tag, string mark) => Regex.IsMatch(tag, $@"\s{mark}(?=[\s=/>])");

    private static string Marked(string tag, string mark, bool isOn)
    {
        var plain = Regex.Replace(tag, $@"\s{mark}(?:=""[^""]*"")?(?=[\s/>])", "");
        return isOn ? NameOfTag().Replace(plain, m => $"{m.Value} {mark}=\"{mark}\"", 1) : plain;
    }

    private static string? Attribute(string tag, string name)
    {
        var match = Regex.Match(tag, $@"\s{name}=""(?<v>[^""]*)""");
        return match.Success ? WebUtility.HtmlDecode(match.Groups["v"].Value) : null;
    }

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);

    [GeneratedRegex(@"(?<tag><(?<kind>input)\b[^>]*>)|(?<tag><(?<kind>select|textarea)\b[^>]*>)(?<inner>.*?)</\k<kind>>", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Field();

    [GeneratedRegex(@"<option\b[^>]*>")]
    private static partial Regex Option();

    [GeneratedRegex(@"\svalue=""[^""]*""")]
    private static partial Regex Value();

    [GeneratedRegex(@"^<\w+")]
    private static partial Regex NameOfTag();
}
