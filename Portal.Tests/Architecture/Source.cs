using System.Text.RegularExpressions;

namespace Portal.Tests.Architecture;

/// <summary>One file of the repository.</summary>
public sealed record SourceFile(string Path, string Text)
{
    /// <summary>Portal.Core, db …: the first folder.</summary>
    public string Project => Path.Split('/')[0];

    /// <summary>Orders, Shared …: the second folder; empty for a file of the project itself.</summary>
    public string Feature => Path.Split('/') is { Length: > 2 } parts ? parts[1] : "";

    public int Lines => Text.AsSpan().TrimEnd().Count('\n') + 1;
}

/// <summary>The files of the repository, as the tests find them beside themselves.</summary>
public static partial class Source
{
    public static readonly string[] Program = ["Portal.Core", "Portal.Data", "Portal.Jobs", "Portal.Web"];
    private static readonly string[] Unseen = ["bin", "obj", ".git", "artifacts", "data", "TestResults", ".vs", ".idea"];

    public static string Root { get; } = FindRoot();

    /// <summary>All files that are text.</summary>
    public static IReadOnlyList<SourceFile> Files { get; } = [.. Walk(new DirectoryInfo(Root)).OrderBy(f => f.Path, StringComparer.Ordinal)];

    public static IEnumerable<SourceFile> Of(string project, params string[] endings) => Files.Where(f => f.Project == project && endings.Any(e => f.Path.EndsWith(e, StringComparison.Ordinal)));

    /// <summary>The files of the four projects that are the program.</summary>
    public static IEnumerable<SourceFile> OfProgram(params string[] endings) => Program.SelectMany(p => Of(p, endings));

    /// <summary>Every path, also of files that are no text.</summary>
    public static IEnumerable<FileInfo> Everything() => Walk(new DirectoryInfo(Root), _ => true);

    public static string PathOf(FileInfo file) => Path.GetRelativePath(Root, file.FullName).Replace('\\', '/');

    /// <summary>C# or Razor without its comments, line for line.</summary>
    public static string WithoutComments(string text) => Comments().Replace(text, m => m.Groups["keep"].Success ? m.Value : new string('\n', m.Value.AsSpan().Count('\n')));

    private static IEnumerable<SourceFile> Walk(DirectoryInfo folder) =>
        Walk(folder, f => f.Extension is ".cs" or ".cshtml" or ".css" or ".js" or ".sql" or ".resx" or ".csproj" or ".md" or ".json" or ".props" or ".svg")
            .Select(f => new SourceFile(PathOf(f), File.ReadAllText(f.FullName)));

    private static IEnumerable<FileInfo> Walk(DirectoryInfo folder, Func<FileInfo, bool> take) =>
        folder.EnumerateFiles().Where(take).Concat(folder.EnumerateDirectories().Where(d => !Unseen.Contains(d.Name)).SelectMany(d => Walk(d, take)));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Portal.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("Portal.sln is not above the tests.");
    }

    // texts are kept as they are: what looks like a comment in them is none
    [GeneratedRegex("""(?<keep>\"\"\"[\s\S]*?\"\"\"|@"(?:[^"]|"")*"|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])')|//[^\n]*|/\*[\s\S]*?\*/|@\*[\s\S]*?\*@""")]
    private static partial Regex Comments();
}
