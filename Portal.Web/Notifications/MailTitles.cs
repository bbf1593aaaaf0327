using System.Text.RegularExpressions;
using Portal.Web.Shared;

namespace Portal.Web.Notifications;

/// <summary>What a template is about, in the language of the page: its subject with a gap for every argument.</summary>
public static partial class MailTitles
{
    public static string Of(string template) => Texts.Has(Texts.Language, $"mail.{template}.subject")
        ? Argument().Replace(Texts.In(Texts.Language, $"mail.{template}.subject"), "…")
        : template;

    [GeneratedRegex(@"\{[a-z]+\}")]
    private static partial Regex Argument();
}
