using System.Text.RegularExpressions;
using NUnit.Framework;
using Portal.Core.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Architecture;

/// <summary>What the README says is there.</summary>
[TestFixture]
public sealed partial class ReadmeTests
{
    private static readonly string Text = Source.Files.Single(f => f.Path == "README.md").Text;

    [Test]
    public void Its_links_lead_to_files()
    {
        var pages = Source.Files.Where(f => f.Path == "README.md" || f.Path.StartsWith("docs/", StringComparison.Ordinal));
        var broken = pages.SelectMany(p => Link().Matches(p.Text).Select(m => m.Groups[1].Value).Where(l => !l.StartsWith("http", StringComparison.Ordinal))
            .Where(l => !Path.Exists(Path.Combine(Source.Root, Path.GetDirectoryName(p.Path)!, l))).Select(l => $"{p.Path}: {l}"));
        Assert.That(broken, Is.Empty);
    }

    [Test]
    public void Its_pages_are_routes()
    {
        var routes = RouteTable.Rows.Select(r => Kinds().Replace(r.Pattern, "}")).ToHashSet();
        routes.Add("/ops/jobs");
        var pages = Row().Matches(Text).SelectMany(m => Page().Matches(m.Groups["where"].Value).Select(p => p.Groups[1].Value));
        Assert.That(pages.Except(routes), Is.Empty);
    }

    [Test]
    public void It_names_every_setting_and_every_command()
    {
        var settings = typeof(PortalOptions).GetProperties().Where(p => p.CanWrite).Select(p => p.Name == nameof(PortalOptions.Zone) ? "TimeZone" : p.Name).Append("Database").Append("Jobs");
        Assert.That(settings.Where(s => !Text.Contains($"| `Portal:{s}", StringComparison.Ordinal)), Is.Empty);
        var commands = Source.Of("Portal.Web", ".cs").SelectMany(f => Command().Matches(f.Text).Select(m => m.Groups[1].Value)).ToList();
        Assert.That(commands, Has.Count.GreaterThan(5));
        Assert.That(commands.Where(c => !Text.Contains($"| `{c}", StringComparison.Ordinal)), Is.Empty);
    }

    [GeneratedRegex(@"\]\(([^)\s#]+)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^\| [A-Z]-\d+ \|[^|]*\|(?<where>[^|]*)\|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`(/[^`]*)`")]
    private static partial Regex Page();

    [GeneratedRegex(@":\w+\}")]
    private static partial Regex Kinds();

    [GeneratedRegex("string Name => \"([a-z]+)\";")]
    private static partial Regex Command();
}
