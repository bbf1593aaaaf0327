using Portal.Web.Shared;

namespace Portal.Web.Notifications;

/// <summary>What a template is about, in the language of the page: its subject without arguments.</summary>
public static class MailTitles
{
    public static string Of(string template) => Texts.Has(Texts.Language, $"mail.{template}.subject")
        ? Texts.In(Texts.Language, $"mail.{template}.subject").Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal)
        : template;
}
