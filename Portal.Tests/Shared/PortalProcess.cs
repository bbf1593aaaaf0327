using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using NUnit.Framework;

namespace Portal.Tests.Shared;

/// <summary>The real program in a process of its own, on a database file; it can be killed at any moment. Only this process is ever killed.</summary>
public sealed partial class PortalProcess : IDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private PortalProcess(Process process) => _process = process;

    /// <summary>Starts <c>dotnet Portal.Web.dll</c> with the words of a command.</summary>
    public static PortalProcess Start(string database, params string[] words)
    {
        var folder = Path.GetDirectoryName(database)!;
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        string[] settings =
        [
            $"--Portal:Database=Data Source={database}", $"--Portal:Files={folder}/files", $"--Portal:Mail={folder}/mail", "--Portal:Demo=false", "--urls=http://127.0.0.1:0",
            "--Logging:LogLevel:Default=Warning", "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Information",
        ];
        foreach (var word in (string[])[Path.Combine(TestContext.CurrentContext.TestDirectory, "Portal.Web.dll"), .. words, .. settings]) start.ArgumentList.Add(word);
        var portal = new PortalProcess(new Process { StartInfo = start, EnableRaisingEvents = true });
        portal._process.OutputDataReceived += (_, e) => portal.Hear(e.Data);
        portal._process.ErrorDataReceived += (_, e) => portal.Hear(e.Data);
        portal._process.Exited += (_, _) => portal._address.TrySetException(new InvalidOperationException("It ended before it listened."));
        portal._process.Start();
        portal._process.BeginOutputReadLine();
        portal._process.BeginErrorReadLine();
        return portal;
    }

    public bool HasExited => _process.HasExited;

    /// <summary>What it has said so far.</summary>
    public string Output => string.Join('\n', _lines);

    /// <summary>Where it serves, once it does.</summary>
    public async Task<Uri> Address()
    {
        try
        {
            return await _address.Task.WaitAsync(TimeSpan.FromSeconds(90));
        }
        catch (Exception e) when (e is InvalidOperationException or TimeoutException)
        {
            throw new InvalidOperationException($"The portal does not serve: {Output}", e);
        }
    }

    /// <summary>Waits for its end; returns its exit code.</summary>
    public async Task<int> Exit()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    /// <summary>Kill −9. False when it had ended before.</summary>
    public bool Kill()
    {
        var alive = !_process.HasExited;
        if (alive) _process.Kill();
        _process.WaitForExit();
        return alive;
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null) return;
        _lines.Enqueue(line);
        if (Listening().Match(line) is { Success: true } m) _address.TrySetResult(new Uri(m.Groups[1].Value));
    }

    [GeneratedRegex(@"listening on: (http://[0-9.:]+)")]
    private static partial Regex Listening();
}
