using System.Net;
using NUnit.Framework;
using Portal.Core.Operations;
using Portal.Core.Organizations;
using Portal.Core.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Operations;

/// <summary>The audit trail, the outbox, mail templates, health and the dashboard of jobs.</summary>
[TestFixture]
public sealed class AuditPageTests
{
    private WebPortal _web = null!;
    private Actor _administrator = null!;
    private Actor _buyer = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _web = await WebPortal.Create();
        var data = new TestData(_web.Portal);
        _administrator = await data.Person(Role.Administrator, await data.Organization(OrganizationKind.Portal), "김관리");
        _buyer = await data.Person(Role.Buyer, await data.Organization(OrganizationKind.Buyer));
    }

    [OneTimeTearDown]
    public async Task Stop() => await _web.DisposeAsync();

    [Test]
    public async Task Entries_are_found_by_person_kind_action_subject_and_day_and_shown_readable_with_secrets_masked()
    {
        await Note("deposit.record", "deposit", "나래상사", "{\"password\":\"geheim\",\"name\":\"전\"}", "{\"name\":\"후 <i>\"}");
        using var admin = await _web.As(_administrator);
        var page = await admin.Get("/audit?person=김관리&kind=deposit&action=deposit&q=나래&from=2026-03-02&until=2026-03-02");
        var row = page.Html.QuerySelector("tbody tr")!;
        Assert.That(row.TextContent, Does.Contain("입금 기록").And.Contain("상호: 전 전 → 후 후 <i>").And.Contain("****").And.Not.Contain("geheim"));
        foreach (var other in new[] { "person=nobody", "action=order.cancel", "q=가람", "from=2026-03-03", "until=2026-03-01" })
            Assert.That((await admin.Get($"/audit?kind=deposit&{other}&x")).Main, Does.Not.Contain("나래상사"), other);
        Assert.That((await admin.Get("/audit?action=%27%25--&from=nonsense&kind=x%00")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task States_are_told_in_words_and_of_long_values_only_what_differs()
    {
        await Note("organization.suspend", "organization", "X-1 나래", "Active", "Suspended: Active 였던 =곳");
        await Note("product.edit", "product", "X-2", "{\"Name\":\"같은 이름\",\"Tax\":\"Standard\",\"Specifications\":[{\"Name\":\"\\uD3D0\",\"Value\":\"1 kg\"}]}", "{\"Name\":\"같은 이름\",\"Tax\":\"Exempt\",\"Specifications\":[]}");
        await Note("withholding.add", "withholding_rule", "X-3", null, "3%");
        using var admin = await _web.As(_administrator);
        var suspended = (await admin.Get("/audit?q=X-1")).Html.QuerySelector("tbody td:nth-child(4)")!.TextContent;
        Assert.That(suspended, Does.Contain("활동 중").And.Contain("정지됨: Active 였던 =곳").And.Not.Contain("Suspended"));
        var edited = (await admin.Get("/audit?q=X-2")).Html.QuerySelector("tbody td:nth-child(4)")!.TextContent;
        Assert.That(edited, Does.Contain("과세: 전 과세 → 후 면세").And.Contain("규격: 전 폐 1 kg").And.Not.Contain("같은 이름").And.Not.Contain("Exempt"));
        Assert.That((await admin.Get("/audit?kind=withholding_rule")).Main, Does.Contain("X-3").And.Contain("원천징수 기준"));
    }

    [Test]
    public async Task Pages_follow_each_other_without_a_gap()
    {
        for (var i = 0; i < 120; i++) await Note("deposit.record", "credit", $"C{i:000}", null, null);
        using var admin = await _web.As(_administrator);
        var seen = new List<string>();
        for (var url = "/audit?kind=credit"; url is not null;)
        {
            var page = await admin.Get(url);
            seen.AddRange(page.Html.QuerySelectorAll("tbody tr td:nth-child(3) small").Select(s => s.TextContent.Split('·')[1].Trim()));
            url = page.Html.QuerySelector("a[rel=next]")?.GetAttribute("href");
        }

        Assert.That(seen, Is.EqualTo(Enumerable.Range(0, 120).Reverse().Select(i => $"C{i:000}")));
    }

    [Test]
    public async Task The_export_is_whole_and_nothing_in_it_is_run_as_a_formula()
    {
        await Note("order.release", "order", "=cmd|' /C calc'!A0", "  ＝1", "-2\"3\",\n4 😀");
        for (var i = 0; i < 1100; i++) await Note("order.release", "order", $"O{i}", null, null);
        using var admin = await _web.As(_administrator);
        var csv = (await admin.Get("/audit/export?kind=order")).Text;
        Assert.That(csv, Does.Contain("'=cmd|").And.Contain("'  ＝1").And.Contain("\"'-2\"\"3\"\",\n4 😀\""));
        Assert.That(csv.Split("order.release"), Has.Length.EqualTo(1102));
        Assert.That(csv.Split("김관리"), Has.Length.EqualTo(1102));
    }

    [Test]
    public async Task Mails_that_were_given_up_are_shown_and_tried_again()
    {
        await _web.Portal.Execute("""
            INSERT INTO outbox (id, effect_key, channel, recipient, language, template, arguments, created_at, next_attempt_at, attempts, given_up_at, last_error)
            VALUES (1, 'k1', 'Mail', '<b>x@example.test', 'ko', 'deposit.complete', '{"no":"1","path":"/secret"}', @at, @at, 8, @at, '550 =no')
            """, new { at = _web.Portal.Time.GetUtcNow().UtcDateTime });
        using var admin = await _web.As(_administrator);
        Assert.That((await admin.Get("/")).Html.QuerySelector("a[href='/outbox?state=givenup']"), Is.Not.Null);
        var page = await admin.Get("/outbox?state=givenup");
        Assert.That(page.Main, Does.Contain("<b>x@example.test").And.Contain("550 =no"));
        Assert.That(page.Text, Does.Not.Contain("/secret"), "what is written in a mail is not shown");
        Assert.That((await admin.Post("/outbox/1/attempts")).Location, Is.EqualTo("/outbox"));
        Assert.That((await admin.Post("/outbox/1/attempts")).Status, Is.EqualTo(HttpStatusCode.Conflict), "waits already");
        Assert.That((await admin.Post("/outbox/2/attempts")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Every_template_can_be_looked_at_in_both_languages()
    {
        using var admin = await _web.As(_administrator);
        var links = (await admin.Get("/mail-templates")).Html.QuerySelectorAll("td a").Select(a => a.GetAttribute("href")!).ToList();
        Assert.That(links, Has.Count.GreaterThan(40));
        foreach (var link in links)
        {
            var page = await admin.Get(link);
            Assert.That((page.Status, page.Html.QuerySelectorAll("iframe").Length), Is.EqualTo((HttpStatusCode.OK, 2)), link);
            Assert.That(page.Html.QuerySelectorAll("h1, header small").Select(e => e.TextContent), Has.None.Contain("–"), $"{link}: an argument without a sample");
        }

        Assert.That((await admin.Get(links[0] + "/html?language=en")).Text, Does.Contain("<!doctype html>"));
        Assert.That((await admin.Get("/mail-templates/no.such")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task People_choose_their_mails_and_the_language_of_them()
    {
        using var visitor = await _web.As(_buyer);
        var page = await visitor.Get("/account/notifications");
        Assert.That(page.Html.QuerySelectorAll("input[name=Groups][checked]"), Has.Count.EqualTo(6), "at first everything is told");
        Assert.That((await visitor.Post("/account/notifications", ("Groups", "Orders"), ("Language", "fr"))).Status, Is.EqualTo(HttpStatusCode.BadRequest));
        var saved = await visitor.PostAndFollow("/account/notifications", ("Groups", "Orders"), ("Groups", "Money"), ("Language", "en"));
        Assert.That(saved.Html.QuerySelectorAll("input[name=Groups][checked]").Select(i => i.GetAttribute("value")), Is.EqualTo(new[] { "Orders", "Money" }));
        Assert.That(await _web.Portal.Scalar<string>("SELECT language FROM people WHERE id = @PersonId", _buyer), Is.EqualTo("en"));
    }

    [Test]
    public async Task A_node_says_whether_it_lives_and_whether_it_is_ready()
    {
        using var visitor = _web.Anonymous();
        Assert.That((await visitor.Get("/health/live")).Text, Is.EqualTo("live"));
        Assert.That((await visitor.Get("/health/ready")).Text, Is.EqualTo("ready"));

        await using var fresh = await WebPortal.Create();
        await fresh.Portal.Execute("DELETE FROM SchemaVersions WHERE ScriptName LIKE '%exchange%'");
        using var stranger = fresh.Anonymous();
        Assert.That((await stranger.Get("/health/ready")).Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable), "a script has not run");
        Assert.That((await stranger.Get("/health/live")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task The_dashboard_of_the_jobs_is_the_administrators_also_on_the_machine_itself()
    {
        Assert.That((await _web.Anonymous().Get("/ops/jobs")).Location, Does.Contain("/sign-in"));
        using var buyer = await _web.As(_buyer);
        foreach (var path in new[] { "/ops/jobs", "/ops/jobs/recurring", "/ops/jobs/js000" })
            Assert.That((await buyer.Get(path)).Status, Is.EqualTo(HttpStatusCode.Forbidden), path);
        using var admin = await _web.As(_administrator);
        Assert.That((await admin.Get("/ops/jobs")).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await admin.Get("/ops/jobs/recurring")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    private async Task Note(string action, string kind, string label, string? before, string? after)
    {
        await using var scope = _web.Portal.Scope();
        await using var tx = await ((IUnitOfWork)scope.ServiceProvider.GetService(typeof(IUnitOfWork))!).Begin();
        await ((Audit)scope.ServiceProvider.GetService(typeof(Audit))!).Note(_administrator, action, kind, 1, label, before, after);
        await tx.Commit();
    }
}
