using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Portal.Tests.Operations;

/// <summary>The program as a process of its own, which can be killed at any moment.</summary>
internal sealed partial class ProgramProcess : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ProgramProcess(string folder, string[] args)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        start.ArgumentList.Add(typeof(Program).Assembly.Location);
        foreach (var arg in args) start.ArgumentList.Add(arg);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, e) => Read(e.Data);
        _process.ErrorDataReceived += (_, e) => Read(e.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Output
    {
        get
        {
            lock (_output) return _output.ToString();
        }
    }

    /// <summary>A command over the database of a folder.</summary>
    public static ProgramProcess Start(string folder, params string[] args) =>
        new(folder, [.. args, $"--Portal:Database=Data Source={Path.Combine(folder, "portal.db")}", $"--Portal:Files={Path.Combine(folder, "files")}", $"--Portal:Mail={Path.Combine(folder, "mail")}"]);

    /// <summary>The web server, once it answers.</summary>
    public static async Task<(ProgramProcess Process, Uri Address)> Serve(string folder)
    {
        var process = Start(folder, "serve", "--urls=http://127.0.0.1:0");
        var first = await Task.WhenAny(process._address.Task, process._process.WaitForExitAsync(), Task.Delay(TimeSpan.FromMinutes(1)));
        if (first == process._address.Task) return (process, await process._address.Task);
        process.Dispose();
        throw new InvalidOperationException($"The portal did not start: {process.Output}");
    }

    /// <summary>The end of it, as a power cut would make it: nothing is flushed, nothing is tidied up. False when it had ended by itself.</summary>
    public async Task<bool> Kill()
    {
        if (_process.HasExited) return false;
        _process.Kill();
        await _process.WaitForExitAsync();
        return _process.ExitCode != 0;
    }

    public async Task<int> End()
    {
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null) return;
        lock (_output) _output.AppendLine(CultureInfo.InvariantCulture, $"{line}");
        if (Listening().Match(line) is { Success: true } match) _address.TrySetResult(new Uri(match.Groups[1].Value));
    }

    [GeneratedRegex(@"Now listening on: (http://\S+)")]
    private static partial Regex Listening();
}
