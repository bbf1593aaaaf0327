using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Portal.Tests.Notifications;

/// <summary>A mail server on this machine that takes what the test lets it take.</summary>
internal sealed class FakeSmtp : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public FakeSmtp()
    {
        _listener.Start();
        _ = Accept();
    }

    /// <summary>What the server answers when a recipient is named.</summary>
    public Func<string, string> Recipient { get; set; } = _ => "250 ok";

    public List<string> Messages { get; } = [];

    public int Connections { get; private set; }

    public string Url => $"smtp://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public void Dispose() => _listener.Dispose();

    private async Task Accept()
    {
        try
        {
            while (true) _ = Serve(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is ObjectDisposedException or SocketException)
        {
            // the test is over
        }
    }

    private async Task Serve(TcpClient client)
    {
        using var _ = client;
        Connections++;
        using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
        await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\r\n" };
        await writer.WriteLineAsync("220 test");
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line == "DATA") await Take(reader, writer);
            else if (line == "QUIT") break;
            else await writer.WriteLineAsync(line.StartsWith("RCPT", StringComparison.Ordinal) ? Recipient(line) : line.StartsWith("EHLO", StringComparison.Ordinal) ? "250-test\r\n250 8BITMIME" : "250 ok");
        }
    }

    private async Task Take(StreamReader reader, StreamWriter writer)
    {
        await writer.WriteLineAsync("354 go on");
        var message = new StringBuilder();
        while (await reader.ReadLineAsync() is { } line and not ".") message.AppendLine(line);
        Messages.Add(message.ToString());
        await writer.WriteLineAsync("250 taken");
    }
}
