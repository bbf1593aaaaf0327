using System.Text.RegularExpressions;
using NUnit.Framework;
using Portal.Tests.Architecture;
using Portal.Web.Shared;

namespace Portal.Tests.Operations;

/// <summary>What is audited is shown in words.</summary>
public sealed partial class AuditWordTests
{
    [Test]
    public void Every_action_that_the_code_notes_has_its_word()
    {
        var noted = Source.Of("Portal.Core", ".cs").Concat(Source.Of("Portal.Web", ".cs")).SelectMany(f => Noted().Matches(f.Text).Select(m => m.Groups["action"].Value)).Distinct().ToList();
        Assert.That(noted, Has.Count.GreaterThan(30));
        Assert.That(noted.Where(a => !Texts.Has("ko", $"operations.action.{a}")), Is.Empty, "operations.action.… in Portal.Web/Operations/Texts");
    }

    [GeneratedRegex("\\.(?:Note|Audit)\\([^;\"]*?\"(?<action>[a-z]+(?:\\.[a-z-]+)+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Noted();
}
