using System.Text.RegularExpressions;
using System.Xml.Linq;
using NUnit.Framework;

namespace Portal.Tests.Architecture;

/// <summary>Which way things point.</summary>
[TestFixture]
public sealed partial class DependencyTests
{
    // the list of design.md; Agreements, Ledger, Tax and Funds are parts of Settlement that have grown into features, CardPayments and Mileage of Payments, Home is each role's first page
    private static readonly string[] Features =
    [
        "Accounts", "Organizations", "Catalog", "Review", "Sellers", "Orders", "Payments", "Delivery", "Service", "Settlement", "Collaboration", "Trade", "Marketing",
        "Centres", "Insight", "Exchange", "Content", "Notifications", "Operations", "Agreements", "Ledger", "Tax", "Funds", "CardPayments", "Mileage", "Home", "Feedback", "Shared",
    ];

    [TestCase("Portal.Core")]
    [TestCase("Portal.Data", "Portal.Core")]
    [TestCase("Portal.Jobs", "Portal.Core")]
    [TestCase("Portal.Web", "Portal.Core", "Portal.Data", "Portal.Jobs")]
    public void A_project_refers_only_to(string project, params string[] others)
    {
        var file = XDocument.Parse(Source.Of(project, ".csproj").Single().Text);
        var references = file.Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/'))).ToList();
        Assert.That(references, Is.SubsetOf(others));
        if (project == "Portal.Core") Assert.That(file.Descendants("PackageReference"), Is.Empty, "the core needs no package");
    }

    [Test]
    public void Pages_ask_the_data_and_do_not_write_it()
    {
        // Identity writes people and keys by itself, through the stores of accounts
        var wrong = Source.Of("Portal.Web", ".cs", ".cshtml").Where(f => !f.Path.EndsWith("Command.cs", StringComparison.Ordinal))
            .SelectMany(f => Stores().Matches(Source.WithoutComments(f.Text)).Select(m => (f.Path, m.Value)))
            .Where(u => u.Value is not ("PeopleStore" or "PersonUserStore" or "KeyStore") && !u.Value.StartsWith('I')).Distinct();
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void Folders_are_features()
    {
        string[] ofTests = [.. Features, "Architecture", "Browser", "Sql", "Bench"];
        string[] ofWeb = [.. Features, "wwwroot", "Properties"];
        var wrong = Source.Files.Where(f => f.Project.StartsWith("Portal.", StringComparison.Ordinal) && f.Feature.Length > 0)
            .Where(f => !(f.Project switch { "Portal.Tests" => ofTests, "Portal.Web" => ofWeb, _ => Features }).Contains(f.Feature)).Select(f => $"{f.Project}/{f.Feature}").Distinct();
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void Namespaces_are_folders()
    {
        var wrong = Source.Files.Where(f => f.Path.EndsWith(".cs", StringComparison.Ordinal) && f.Feature.Length > 0)
            .Select(f => (f.Path, Expected: $"{f.Project}.{f.Feature}", Is: Namespace().Match(f.Text).Groups[1].Value))
            .Where(f => f.Is != f.Expected && !f.Is.StartsWith(f.Expected + ".", StringComparison.Ordinal)).Select(f => $"{f.Path}: {f.Is}");
        Assert.That(wrong, Is.Empty);
    }

    [TestCase("Portal.Core")]
    [TestCase("Portal.Data")]
    [TestCase("Portal.Jobs")]
    public void Features_use_each_other_without_a_circle(string project)
    {
        var uses = Uses(project).ToList();
        Assert.That(uses.Where(u => u.From == "Shared").Select(u => $"{u.File} uses {u.To}"), Is.Empty, "what is shared knows no feature");
        Assert.That(Circle(uses), Is.Null);
    }

    /// <summary>Which feature uses which: by the usings (one that is not needed is an error of the build) and by full names.</summary>
    private static IEnumerable<(string From, string To, string File)> Uses(string project) =>
        from file in Source.Of(project, ".cs")
        from to in Mention().Matches(Source.WithoutComments(file.Text)).Select(m => m.Groups[1].Value).Distinct()
        where file.Feature.Length > 0 && to != file.Feature && to != "Shared"
        select (file.Feature, to, file.Path);

    private static string? Circle(IReadOnlyCollection<(string From, string To, string File)> uses)
    {
        foreach (var start in uses.Select(u => u.From).Distinct())
        {
            var from = new Dictionary<string, (string From, string To, string File)>();
            var queue = new Queue<string>([start]);
            while (queue.TryDequeue(out var feature))
            {
                foreach (var use in uses.Where(u => u.From == feature && !from.ContainsKey(u.To)))
                {
                    from[use.To] = use;
                    if (use.To != start)
                    {
                        queue.Enqueue(use.To);
                        continue;
                    }

                    var steps = new List<string>();
                    for (var at = use; ; at = from[at.From])
                    {
                        steps.Insert(0, $"{at.From} → {at.To} ({at.File})");
                        if (at.From == start) return string.Join("\n", steps);
                    }
                }
            }
        }

        return null;
    }

    [GeneratedRegex(@"\bI?[A-Z]\w*Store\b")]
    private static partial Regex Stores();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"\bPortal\.(?:Core|Data|Jobs)\.(\w+)")]
    private static partial Regex Mention();
}
