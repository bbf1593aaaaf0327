using System.Text.RegularExpressions;
using System.Xml.Linq;
using NUnit.Framework;
using Portal.Core.Shared;
using Portal.Web.Shared;

namespace Portal.Tests.Architecture;

/// <summary>Every word of the pages is there in both languages, and none that nobody needs.</summary>
[TestFixture]
public sealed partial class TextTests
{
    private static readonly IReadOnlyList<(string Path, Dictionary<string, string> Texts)> Resources = [.. Source.Of("Portal.Web", ".resx").Select(f => (f.Path, Read(f)))];

    private static HashSet<string> Keys => [.. Resources.Where(r => !IsEnglish(r.Path)).SelectMany(r => r.Texts.Keys)];

    /// <summary>What the code says in quotation marks and looks like a key; one that goes on with a value ends with a dot.</summary>
    private static readonly HashSet<string> Mentioned = MentionedIn(Source.OfProgram(".cs", ".cshtml"));

    [Test]
    public void Both_languages_have_the_same_keys_and_the_same_gaps()
    {
        foreach (var (path, korean) in Resources.Where(r => !IsEnglish(r.Path)))
        {
            var english = Resources.SingleOrDefault(r => r.Path == path.Replace(".resx", ".en.resx", StringComparison.Ordinal)).Texts;
            Assert.That(english?.Keys, Is.EquivalentTo(korean.Keys), path);
            Assert.That(korean.Where(t => !Gaps(t.Value).SetEquals(Gaps(english![t.Key]))).Select(t => t.Key), Is.Empty, $"{path}: {{0}} in one language only");
            Assert.That(korean.Concat(english!).Where(t => string.IsNullOrWhiteSpace(t.Value)).Select(t => t.Key), Is.Empty, path);
        }
    }

    [Test]
    public void English_texts_are_English() =>
        Assert.That(Resources.Where(r => IsEnglish(r.Path)).SelectMany(r => r.Texts.Where(t => Hangul().IsMatch(t.Value)).Select(t => $"{r.Path}: {t.Key}")), Is.Empty);

    [Test]
    public void Nothing_is_called_out_or_apologised_for() =>
        Assert.That(Resources.SelectMany(r => r.Texts.Where(t => t.Value.Contains('!', StringComparison.Ordinal) || t.Value.Contains("죄송", StringComparison.Ordinal)
            || t.Value.Contains("sorry", StringComparison.OrdinalIgnoreCase)).Select(t => $"{r.Path}: {t.Key}")), Is.Empty);

    [Test]
    public void Keys_begin_with_their_feature()
    {
        string[] shared = ["nav", "enum", "error", "shared", "mail"];
        var wrong = Resources.SelectMany(r => r.Texts.Keys.Where(k => !shared.Contains(First(k)) && !string.Equals(First(k), r.Path.Split('/')[1], StringComparison.OrdinalIgnoreCase)).Select(k => $"{r.Path}: {k}"));
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void Every_key_that_the_code_uses_is_there()
    {
        var keys = Keys;
        // the words of the audit trail and of mails look alike, but are written elsewhere
        var features = keys.Select(First).Except(["enum", "error", "mail"]).Union(Source.Of("Portal.Web", ".cs").Select(f => f.Feature.ToLowerInvariant())).ToHashSet();
        var missing = MentionedIn(Source.Of("Portal.Web", ".cs", ".cshtml")).Where(m => features.Contains(First(m)) && !(m.EndsWith('{') ? keys.Any(k => k.StartsWith(m[..^1], StringComparison.Ordinal)) : keys.Contains(m)));
        Assert.That(missing, Is.Empty);
    }

    [Test]
    public void Every_value_that_pages_name_has_its_word()
    {
        var keys = Keys;
        var named = Enums.Where(e => keys.Any(k => k.StartsWith($"enum.{e.Name}.", StringComparison.Ordinal)) || IsAsked(e.Name)).ToList();
        Assert.That(named.SelectMany(e => Enum.GetNames(e).Select(v => $"enum.{e.Name}.{v}")).Except(keys), Is.Empty, "values without a word");
        var known = Enums.SelectMany(e => Enum.GetNames(e).Select(v => $"enum.{e.Name}.{v}"));
        Assert.That(keys.Where(k => First(k) == "enum").Except(known), Is.Empty, "words without a value");
    }

    [Test]
    public void Every_key_is_used()
    {
        var begun = Mentioned.Where(m => m.EndsWith('{')).Select(m => m[..^1]).ToList();
        var unused = Keys.Where(k => First(k) is not ("enum" or "error" or "mail")).Where(k => !Mentioned.Contains(k) && !begun.Any(b => k.StartsWith(b, StringComparison.Ordinal)));
        Assert.That(unused, Is.Empty, "keys that nothing uses");
    }

    [Test]
    public void Every_mail_that_is_sent_has_its_text()
    {
        var templates = Keys.Where(k => First(k) == "mail" && k.EndsWith(".subject", StringComparison.Ordinal)).Select(k => k["mail.".Length..^".subject".Length]).ToHashSet();
        var sent = Source.OfProgram(".cs").SelectMany(f => Notice().Matches(Source.WithoutComments(f.Text)).Select(m => m.Groups[1].Value)).ToHashSet();
        Assert.That(sent.Except(templates), Is.Empty, "templates without a text");
        Assert.That(templates.Select(t => $"mail.{t}.body").Except(Keys), Is.Empty, "subjects without a body");
        Assert.That(templates.Except(Mentioned), Is.Empty, "texts that nobody sends");
    }

    private static HashSet<string> MentionedIn(IEnumerable<SourceFile> files) =>
        [.. files.SelectMany(f => Quoted().Matches(Source.WithoutComments(f.Text)).Select(m => m.Groups["key"].Value + (m.Groups["more"].Success ? "{" : "")))];

    private static IEnumerable<Type> Enums => new[] { typeof(Role).Assembly, typeof(Texts).Assembly }.SelectMany(a => a.GetTypes()).Where(t => t is { IsEnum: true, IsVisible: true })
        .DistinctBy(t => t.Name);

    private static bool IsAsked(string type) => Source.Of("Portal.Web", ".cs", ".cshtml").Any(f => f.Text.Contains($"T.Of<{type}>(", StringComparison.Ordinal));

    private static Dictionary<string, string> Read(SourceFile file) =>
        XDocument.Parse(file.Text).Root!.Elements("data").ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("value")!.Value);

    private static bool IsEnglish(string path) => path.EndsWith(".en.resx", StringComparison.Ordinal);

    private static string First(string key) => key.Split('.')[0];

    private static HashSet<string> Gaps(string text) => [.. Gap().Matches(text).Select(m => m.Value)];

    [GeneratedRegex("""["'](?<key>[a-z][A-Za-z]*\.[A-Za-z0-9_.-]*)(?:(?<more>\{)|["'])""")]
    private static partial Regex Quoted();

    [GeneratedRegex("""new Notice\([^;]*?,\s*"([a-z]+\.[a-z.-]+)"\s*,""")]
    private static partial Regex Notice();

    [GeneratedRegex(@"\{\w+[^}]*\}")]
    private static partial Regex Gap();

    [GeneratedRegex(@"[\uAC00-\uD7A3]")]
    private static partial Regex Hangul();
}
