using System.Diagnostics.CodeAnalysis;

namespace Portal.Web.Shared;

/// <summary>The options of one command: positions, switches (<c>--all</c>) and values (<c>--centre C1</c>). <c>--Portal:…</c> belongs to the configuration.</summary>
public sealed class CommandLine
{
    private static readonly string[] HostOptions = ["--urls", "--environment", "--contentRoot", "--applicationName"];

    private readonly Dictionary<string, string?> _named = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Reads arguments; <paramref name="valued"/> names the options that take a value, <paramref name="switches"/> those that do not.
    /// A word more than <paramref name="positions"/> is refused: it may be an option with a dash too few.
    /// </summary>
    public CommandLine(IReadOnlyList<string> args, string[] valued, string[] switches, int positions = 0)
    {
        for (var i = 0; i < args.Count; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal))
            {
                Positions.Add(args[i]);
                if (Positions.Count > positions) throw new UsageException($"Unexpected '{args[i]}'.");
                continue;
            }

            var name = args[i][2..];
            if (switches.Contains(name, StringComparer.OrdinalIgnoreCase)) _named[name] = null;
            else if (!valued.Contains(name, StringComparer.OrdinalIgnoreCase)) throw new UsageException($"Unknown option --{name}.");
            else if (i + 1 == args.Count) throw new UsageException($"--{name} needs a value.");
            else _named[name] = args[++i];
        }
    }

    public List<string> Positions { get; } = [];

    public bool Has(string name) => _named.ContainsKey(name);

    public bool Value(string name, [NotNullWhen(true)] out string? value) => _named.TryGetValue(name, out value) && value is not null;

    /// <summary>Splits what is configuration (<c>--Portal:Database=…</c>, <c>--urls …</c>) from the words of the command.</summary>
    public static (string[] Words, string[] Configuration) Split(string[] args)
    {
        var words = new List<string>();
        var configuration = new List<string>();
        for (var i = 0; i < args.Length; i++)
        {
            var isSetting = args[i].StartsWith("--", StringComparison.Ordinal) && (args[i].Contains(':') || IsHostOption(args[i]));
            if (!isSetting)
            {
                words.Add(args[i]);
                continue;
            }

            configuration.Add(args[i]);
            if (!args[i].Contains('=') && i + 1 < args.Length) configuration.Add(args[++i]);
        }

        return ([.. words], [.. configuration]);
    }

    private static bool IsHostOption(string arg) =>
        HostOptions.Any(o => arg.StartsWith(o, StringComparison.OrdinalIgnoreCase));
}
