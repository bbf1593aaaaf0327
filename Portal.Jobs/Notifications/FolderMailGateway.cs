using MimeKit;
using Portal.Core.Notifications;
using Portal.Core.Shared;

namespace Portal.Jobs.Notifications;

/// <summary>Puts mails into a folder as <c>.eml</c> files, for whoever picks them up, and for a portal that has no mail server. Whole files only; a mail that comes twice is one file.</summary>
public sealed class FolderMailGateway(PortalOptions options) : IMailGateway
{
    public async Task<MailOutcome> Send(OutgoingMail mail)
    {
        try
        {
            using var message = MimeMails.Of(mail, options);
            Directory.CreateDirectory(options.Mail);
            var path = Path.Combine(options.Mail, $"{mail.CreatedAt:yyyyMMdd-HHmmss}-{MimeMails.NameOf(mail.EffectKey)}.eml");
            var draft = $"{path}.{Guid.NewGuid():N}.tmp";
            await message.WriteToAsync(draft);
            File.Move(draft, path, overwrite: true);
            return new MailOutcome.Sent();
        }
        catch (ParseException e)
        {
            return new MailOutcome.Refused(e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new MailOutcome.Failed(e.Message);
        }
    }
}
