using System.Text.RegularExpressions;
using NUnit.Framework;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Web.Notifications;
using Portal.Web.Shared;

namespace Portal.Tests.Notifications;

/// <summary>Every mail that the code can send has words in both languages.</summary>
[TestFixture]
public sealed partial class MailTextTests
{
    [TestCaseSource(nameof(TemplatesInTheCode))]
    public void A_template_that_the_code_names_has_texts(string template)
    {
        foreach (var language in Texts.Languages)
        {
            Assert.That(Texts.Has(language, $"mail.{template}.subject"), Is.True, $"mail.{template}.subject ({language}) in Portal.Web/Notifications/Texts");
            Assert.That(Texts.Has(language, $"mail.{template}.body"), Is.True, $"mail.{template}.body ({language})");
        }
    }

    [TestCaseSource(typeof(MailTemplates), nameof(MailTemplates.Names))]
    public void A_template_has_a_group_asks_for_the_same_in_both_languages_and_leaves_nothing_open(string template)
    {
        Assert.That(NoticeGroups.Knows(template), Is.True, $"NoticeGroups does not know the first word of {template}");
        Assert.That(MailTemplates.ArgumentsOf("en", template), Is.EquivalentTo(MailTemplates.ArgumentsOf("ko", template)));
        var all = MailTemplates.ArgumentsOf("ko", template).ToDictionary(a => a, a => $"<{a}>");
        all["path"] = "/orders/1?a=b&c=d";
        foreach (var language in Texts.Languages)
        {
            var mail = new MailTemplates(new PortalOptions()).Render(language, template, all)!;
            Assert.That(mail.Subject + mail.Text + mail.Html[mail.Html.IndexOf("</style>", StringComparison.Ordinal)..], Does.Not.Contain("{").And.Not.Contain("⟦"));
            Assert.That(mail.Text, Does.Contain("http://localhost:5000/orders/1?a=b&c=d"));
            Assert.That(mail.Html, Does.Contain("href=\"http://localhost:5000/orders/1?a=b&amp;c=d\""));
        }
    }

    [Test]
    public void What_people_wrote_stands_inert_in_a_mail()
    {
        var hostile = "</p><script>alert(1)</script>\r\nBcc: all@example.test 😀\u202e{path}";
        var mail = new MailTemplates(new PortalOptions()).Render("ko", "review.message", new Dictionary<string, string> { ["product"] = hostile, ["text"] = hostile, ["path"] = "//evil.test" })!;
        Assert.That(mail.Html, Does.Not.Contain("<script>").And.Contain("&lt;script&gt;"));
        Assert.That(mail.Subject, Does.Not.Contain("\n").And.Not.Contain("\r"));
        Assert.That(mail.Html, Does.Not.Contain("evil.test"));
        Assert.That(mail.Text, Does.Contain("{path}"), "an argument is not filled in again");
    }

    /// <summary>What stands where templates are named: the second argument of a notice, of what tells somebody, and of the mails of accounts.</summary>
    private static IEnumerable<string> TemplatesInTheCode()
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var project in new[] { "Portal.Core", "Portal.Web", "Portal.Jobs" })
            foreach (var path in Directory.EnumerateFiles(Path.Combine(Root(), project), "*.cs", SearchOption.AllDirectories).Where(p => !p.Contains("/obj/", StringComparison.Ordinal)))
            {
                var code = AuditAction().Replace(File.ReadAllText(path), "");
                if (!Tells().IsMatch(code)) continue;
                foreach (Match name in Name().Matches(code)) names.Add(name.Groups[1].Value);
            }

        // what has words as an audited action stands there as one
        return names.Where(n => !Texts.Has("ko", $"operations.action.{n}"));
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Portal.sln"))) folder = folder.Parent;
        return folder.FullName;
    }

    [GeneratedRegex("""(\.Note|\.Audit)\((?:[^;"]*?)"[a-z]+(?:\.[a-z-]+)+"|(?:this\.\w+|Flash|Error|texts?)\(?\[?[^;"()]*"[a-z]+\.[a-zA-Z.]+"|"(?:mail|nav|enum|shared)\.[^"]*" """, RegexOptions.None)]
    private static partial Regex AuditAction();

    [GeneratedRegex("""\bnew Notice\(|\bNotice \w+\(|\.Tell\(|\bNotices\b|INotificationStore""")]
    private static partial Regex Tells();

    [GeneratedRegex("""[ (]"([a-z]+(?:\.[a-zA-Z-]+)+)"[,;) :]""")]
    private static partial Regex Name();
}
