using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Portal.Core.Notifications;
using Portal.Core.Shared;

namespace Portal.Jobs.Notifications;

/// <summary>
/// Sends by SMTP (<c>smtp://user:password@host:587</c>, <c>smtps://…</c>). One connection serves all mails of a run.
/// A password goes only over an encrypted connection, unless the server is on this machine.
/// </summary>
public sealed class SmtpMailGateway(PortalOptions options) : IMailGateway, IAsyncDisposable, IDisposable
{
    private readonly Uri _server = new(options.Mail);
    private SmtpClient? _client;

    public async Task<MailOutcome> Send(OutgoingMail mail)
    {
        try
        {
            using var message = MimeMails.Of(mail, options);
            await (await Connected()).SendAsync(message);
            return new MailOutcome.Sent();
        }
        catch (Exception e) when (e is ParseException or NotSupportedException)
        {
            return new MailOutcome.Refused(e.Message);
        }
        catch (SmtpCommandException e) when (e.ErrorCode == SmtpErrorCode.RecipientNotAccepted && (int)e.StatusCode >= 500)
        {
            return new MailOutcome.Refused($"{(int)e.StatusCode} {e.Message}");
        }
        catch (SmtpCommandException e)
        {
            return new MailOutcome.Failed($"{(int)e.StatusCode} {e.Message}");
        }
        catch (Exception e) when (e is ProtocolException or IOException or SocketException or AuthenticationException or SslHandshakeException or OperationCanceledException or TimeoutException)
        {
            Dispose();
            return new MailOutcome.Failed(e.Message);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_client is { IsConnected: true }) await _client.DisconnectAsync(quit: true);
        Dispose();
    }

    public void Dispose()
    {
        _client?.Dispose();
        _client = null;
    }

    private async Task<SmtpClient> Connected()
    {
        if (_client is { IsConnected: true }) return _client;
        Dispose();
        _client = new SmtpClient { Timeout = 30_000 };
        string[] user = [.. _server.UserInfo.Split(':', 2).Select(Uri.UnescapeDataString)];
        var security = _server.Scheme == "smtps" ? SecureSocketOptions.SslOnConnect
            : user.Length == 2 && !_server.IsLoopback ? SecureSocketOptions.StartTls : SecureSocketOptions.StartTlsWhenAvailable;
        await _client.ConnectAsync(_server.Host, _server.IsDefaultPort || _server.Port < 0 ? (_server.Scheme == "smtps" ? 465 : 25) : _server.Port, security);
        if (user.Length == 2) await _client.AuthenticateAsync(user[0], user[1]);
        return _client;
    }
}
