using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Web.Shared;

namespace Portal.Web.Notifications;

/// <summary>
/// Mails from texts: <c>mail.TEMPLATE.subject</c>, <c>.body</c> and, where "look at it" would not do, <c>.action</c> for the link.
/// Arguments stand in braces by name. The link is the portal's address and the argument <c>path</c>.
/// </summary>
public sealed partial class MailTemplates(PortalOptions options) : IMailTemplates
{
    // clients that turn mails dark by themselves are told that this one knows how
    private const string Dark = "@media (prefers-color-scheme:dark){.page{background:#131714!important;color:#e9ece5!important}.sheet{background:#1a1f1b!important;border-top-color:#e9ece5!important}.dim{color:#aeb7af!important}.button{background:#2c735d!important}}";

    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>All templates that have texts.</summary>
    public static IEnumerable<string> Names => Texts.Keys("ko").Where(k => k.StartsWith("mail.", StringComparison.Ordinal) && k.EndsWith(".subject", StringComparison.Ordinal))
        .Select(k => k["mail.".Length..^".subject".Length]).Order(StringComparer.Ordinal);

    /// <summary>The names of the arguments that the texts of a template ask for.</summary>
    public static IEnumerable<string> ArgumentsOf(string language, string template) =>
        Placeholder().Matches(Texts.In(language, $"mail.{template}.subject") + Texts.In(language, $"mail.{template}.body")).Select(m => m.Groups[1].Value).Distinct();

    public MailText? Render(string language, string template, IReadOnlyDictionary<string, string> arguments)
    {
        if (!Texts.Has("ko", $"mail.{template}.subject")) return null;
        var subject = OneLine(Fill(language, $"mail.{template}.subject", arguments));
        var body = Fill(language, $"mail.{template}.body", arguments);
        var link = LinkTo(arguments.GetValueOrDefault("path"));
        var action = Texts.In(language, Texts.Has(language, $"mail.{template}.action") ? $"mail.{template}.action" : "mail.open");
        // who cannot do without a mail is not told that they could
        var choice = NoticeGroups.Of(template) == NoticeGroup.Account ? null : LinkTo("/account/notifications");
        return new MailText($"[{OneLine(options.Name)}] {subject}", Plain(language, body, link, choice), Marked(language, subject, body, (link, action), choice));
    }

    private string LinkTo(string? path)
    {
        var home = options.BaseUrl.AbsoluteUri.TrimEnd('/');
        // only to the portal itself
        return path is ['/', ..] && !path.StartsWith("//", StringComparison.Ordinal) ? home + path : home + "/";
    }

    private string Plain(string language, string body, string link, string? choice)
    {
        var text = new StringBuilder().AppendLine(body).AppendLine().AppendLine(link).AppendLine().AppendLine("--").AppendLine(options.Name);
        text.AppendLine(Texts.In(language, "mail.noReply"));
        if (choice is not null) text.Append(Texts.In(language, "mail.choose")).Append(' ').AppendLine(choice);
        return text.ToString();
    }

    private string Marked(string language, string subject, string body, (string Link, string Text) action, string? choice)
    {
        var paragraphs = string.Concat(body.Split("\n\n").Select(p => $"<p style=\"margin:0 0 12px\">{Html.Encode(p).Replace("&#xA;", "<br>", StringComparison.Ordinal).Replace("\n", "<br>", StringComparison.Ordinal)}</p>"));
        var link = Html.Encode(action.Link);
        var wants = choice is null ? "" : $"<br><a class=\"dim\" href=\"{Html.Encode(choice)}\" style=\"color:#525d56\">{Html.Encode(Texts.In(language, "mail.choose"))}</a>";
        return $$"""
            <!doctype html>
            <html lang="{{language}}" dir="ltr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><title>{{Html.Encode(subject)}}</title>
            <style>{{Dark}}</style></head>
            <body class="page" style="margin:0;background:#faf8f2;color:#1b231e;font:15px/1.6 'Apple SD Gothic Neo','Noto Sans KR','Malgun Gothic',sans-serif">
            <table role="presentation" width="100%" cellspacing="0" cellpadding="0" border="0"><tr><td align="center" style="padding:24px 16px">
            <table role="presentation" width="100%" cellspacing="0" cellpadding="0" border="0" style="max-width:560px;text-align:left">
            <tr><td style="padding:0 0 16px;font-weight:800;font-size:17px">{{Html.Encode(options.Name)}}</td></tr>
            <tr><td class="sheet" style="border-top:2px solid #1b231e;background:#fffefa;padding:16px">
            <h1 style="margin:0 0 12px;font-size:18px;line-height:1.35">{{Html.Encode(subject)}}</h1>
            {{paragraphs}}
            <table role="presentation" cellspacing="0" cellpadding="0" border="0" style="margin:16px 0"><tr><td class="button" style="background:#1d5b49;border-radius:3px;padding:9px 16px"><a href="{{link}}" style="color:#ffffff;text-decoration:none;font-weight:600">{{Html.Encode(action.Text)}}</a></td></tr></table>
            <p class="dim" style="margin:0;font-size:12px;color:#525d56;word-break:break-all">{{link}}</p>
            </td></tr>
            <tr><td class="dim" style="padding:16px 0 0;font-size:12px;color:#525d56">{{Html.Encode(Texts.In(language, "mail.noReply"))}}{{wants}}</td></tr>
            </table></td></tr></table></body></html>
            """;
    }

    private static string Fill(string language, string key, IReadOnlyDictionary<string, string> arguments) =>
        Placeholder().Replace(Texts.In(language, key), m => arguments.TryGetValue(m.Groups[1].Value, out var value) ? Shown(language, m.Groups[1].Value, value) : "–");

    /// <summary>Roles, banks, days and amounts in won as the language writes them.</summary>
    private static string Shown(string language, string name, string value)
    {
        if (name == "role" && Enum.TryParse<Role>(value, out var role)) return Texts.In(language, $"enum.{nameof(Role)}.{role}");
        if (name == "bank" && Texts.Has(language, $"orders.bank.{value}")) return Texts.In(language, $"orders.bank.{value}");
        if (DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return language == "ko" ? $"{day.Year}. {day.Month}. {day.Day}." : day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
        if (value.EndsWith(" KRW", StringComparison.Ordinal) && value[..^4].All(c => char.IsAsciiDigit(c) || c is ',' or '-'))
            return language == "ko" ? $"{value[..^4]}원" : $"₩{value[..^4]}";
        return value;
    }

    private static string OneLine(string text) => string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    [GeneratedRegex(@"\{([a-z]+)\}")]
    private static partial Regex Placeholder();
}
