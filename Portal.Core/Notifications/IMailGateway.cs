namespace Portal.Core.Notifications;

/// <summary>A mail as people read it, once as plain text and once as HTML.</summary>
public sealed record MailText(string Subject, string Text, string Html);

/// <summary>A mail that is ready to go. The same effect always carries the same <see cref="EffectKey"/>, by which a mail that went twice is recognised.</summary>
public sealed record OutgoingMail(string EffectKey, string To, string Language, DateTime CreatedAt, MailText Text);

/// <summary>What became of a mail.</summary>
public abstract record MailOutcome
{
    private MailOutcome() { }

    public sealed record Sent : MailOutcome;

    /// <summary>Not now: worth another attempt.</summary>
    public sealed record Failed(string Reason) : MailOutcome;

    /// <summary>Not to this address, also not later.</summary>
    public sealed record Refused(string Reason) : MailOutcome;
}

/// <summary>Hands mails over to whatever carries them.</summary>
public interface IMailGateway
{
    Task<MailOutcome> Send(OutgoingMail mail);
}

/// <summary>The words of mails, in the languages of the portal.</summary>
public interface IMailTemplates
{
    /// <summary>The mail of a template with its arguments filled in; null when there is no such template.</summary>
    MailText? Render(string language, string template, IReadOnlyDictionary<string, string> arguments);
}
