using System.Security.Cryptography;
using System.Text;
using MimeKit;
using Portal.Core.Notifications;
using Portal.Core.Shared;

namespace Portal.Jobs.Notifications;

/// <summary>Mails as they travel.</summary>
internal static class MimeMails
{
    /// <summary>The name under which an effect is known everywhere: the same key gives the same name, on whatever machine and however often.</summary>
    public static string NameOf(string effectKey) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(effectKey)))[..32];

    /// <summary>Throws <see cref="ParseException"/> for an address that cannot be one.</summary>
    public static MimeMessage Of(OutgoingMail mail, PortalOptions options)
    {
        var message = new MimeMessage
        {
            MessageId = $"{NameOf(mail.EffectKey)}@{options.BaseUrl.Host}",
            Subject = mail.Text.Subject,
            Date = new DateTimeOffset(mail.CreatedAt, TimeSpan.Zero),
            Body = new BodyBuilder { TextBody = mail.Text.Text, HtmlBody = mail.Text.Html }.ToMessageBody(),
        };
        message.From.Add(new MailboxAddress(options.Name, options.MailFrom ?? $"no-reply@{options.BaseUrl.Host}"));
        message.To.Add(MailboxAddress.Parse(mail.To));
        message.Headers.Add(HeaderId.ContentLanguage, mail.Language);
        // answered by nobody: holiday replies stay away
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }
}
