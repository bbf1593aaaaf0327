using System.Text.RegularExpressions;
using NUnit.Framework;

namespace Portal.Tests.Architecture;

/// <summary>What holds for every page as it is written.</summary>
[TestFixture]
public sealed partial class PageTests
{
    /// <summary>Where Korean stands in the code: how amounts and dates are written and read, what banks and the tax office call their columns, what stands on their papers, how a font is tried, and the name of the language itself.</summary>
    private static readonly string[] MayBeKorean =
        ["Portal.Core/Catalog/Dubeolsik.cs", "Portal.Core/Shared/PortalOptions.cs", "Portal.Core/Shared/Currency.cs", "Portal.Core/Payments/BankWords.cs", "Portal.Web/Shared/Show.cs", "Portal.Web/Shared/_Layout.cshtml", "Portal.Web/Notifications/MailTemplates.cs",
            "Portal.Core/Tax/ITaxStore.cs", "Portal.Web/Tax/BulkColumns.cs", "Portal.Web/Shared/PdfFont.cs", "Portal.Web/wwwroot/js/fields.js"];

    private static IEnumerable<SourceFile> Views => Source.Of("Portal.Web", ".cshtml").Where(f => f.Feature.Length > 0);

    [Test]
    public void A_page_carries_neither_styles_nor_scripts_nor_addresses_of_others()
    {
        var wrong = Views.SelectMany(f => Inline().Matches(Source.WithoutComments(f.Text)).Select(m => $"{f.Path}: {m.Value}"));
        Assert.That(wrong, Is.Empty);
        var styles = Source.Files.Where(f => f.Path.StartsWith("Portal.Web/wwwroot/", StringComparison.Ordinal)).Where(f => Outside().IsMatch(f.Text)).Select(f => f.Path);
        Assert.That(styles, Is.Empty, "no style, script or font from elsewhere");
    }

    [Test]
    public void A_page_does_not_write_what_was_not_encoded() =>
        Assert.That(Views.Where(f => f.Text.Contains("Html.Raw", StringComparison.Ordinal)).Select(f => f.Path), Is.Empty);

    [Test]
    public void No_address_takes_an_expression_for_that_of_a_mail()
    {
        // Razor writes "/a@of" as it stands: only "/a@(of)" is an expression
        var wrong = Views.SelectMany(f => MailLike().Matches(f.Text).Select(m => $"{f.Path}: {m.Value}"));
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void Korean_stands_in_the_resources()
    {
        var wrong = Source.OfProgram(".cs", ".cshtml", ".js").Where(f => !MayBeKorean.Contains(f.Path) && !IsDemo(f.Path))
            .SelectMany(f => Source.WithoutComments(f.Text).Split('\n').Where(l => Hangul().IsMatch(l)).Select(l => $"{f.Path}: {l.Trim()}"));
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void Nothing_of_others_is_committed()
    {
        string[] ours = [".css", ".js", ".svg", ".ico", ".png", ".webmanifest"];
        var files = Source.Everything().Where(f => Source.PathOf(f).StartsWith("Portal.Web/wwwroot/", StringComparison.Ordinal)).ToList();
        Assert.That(files.Where(f => !ours.Contains(f.Extension) || f.Name.Contains(".min.", StringComparison.Ordinal) || f.Length > 100_000).Select(Source.PathOf), Is.Empty);
        string[] binaries = [".dll", ".exe", ".woff", ".woff2", ".ttf", ".otf", ".zip", ".nupkg", ".db"];
        Assert.That(Source.Everything().Where(f => binaries.Contains(f.Extension)).Select(Source.PathOf), Is.Empty);
    }

    private static bool IsDemo(string path) => path.Contains("/Demo", StringComparison.Ordinal) || path.Contains("/Simulated", StringComparison.Ordinal);

    [GeneratedRegex("""\sstyle\s*=\s*["']|\son[a-z]+\s*=\s*["']|<style|<script(?![^>]*\ssrc=["']~/)|javascript:|(?:src|href|action)\s*=\s*["'](?:https?:)?//""")]
    private static partial Regex Inline();

    [GeneratedRegex("""(?:href|src|action|to)="[^"]*[/.?&=-][a-z-]+@[a-z][^"]*""")]
    private static partial Regex MailLike();

    [GeneratedRegex("""@import|url\(\s*["']?(?:https?:)?//|from\s+["']https?:|import\(\s*["']https?:""")]
    private static partial Regex Outside();

    [GeneratedRegex(@"[\u1100-\u11FF\u3130-\u318F\uAC00-\uD7A3]")]
    private static partial Regex Hangul();
}
