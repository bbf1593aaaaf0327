using System.Net;
using NUnit.Framework;
using Portal.Core.Organizations;
using Portal.Core.Shared;
using Portal.Tests.Shared;
using Portal.Web.Accounts;

namespace Portal.Tests.Accounts;

/// <summary>Who knocks too often waits outside.</summary>
public sealed class DoorTests
{
    [Test]
    public async Task Too_many_attempts_for_one_account_and_from_one_line_are_turned_away()
    {
        await using var web = await WebPortal.Create();
        using var visitor = web.Anonymous();
        for (var i = 0; i < SignInLimits.PerAccountAndQuarter; i++)
            Assert.That((await visitor.Post("/forgotten-password", ("Email", "Who@example.test"))).Status, Is.EqualTo(HttpStatusCode.Redirect));
        var refused = await visitor.Post("/forgotten-password", ("Email", " who@example.test"));
        Assert.That((refused.Status, refused.Main.Contains("요청이 너무 많습니다", StringComparison.Ordinal)), Is.EqualTo((HttpStatusCode.TooManyRequests, true)));
        for (var i = SignInLimits.PerAccountAndQuarter + 1; i < SignInLimits.PerLineAndMinute; i++) await visitor.Post("/forgotten-password", ("Email", $"who{i}@example.test"));
        Assert.That((await visitor.Post("/forgotten-password", ("Email", "another@example.test"))).Status, Is.EqualTo(HttpStatusCode.TooManyRequests));
        Assert.That((await visitor.Get("/sign-in")).Status, Is.EqualTo(HttpStatusCode.OK), "looking is free, and other doors have their own count");
    }

    [Test]
    public async Task Cookies_of_a_portal_under_https_travel_by_https_only()
    {
        await using var web = await WebPortal.Create(new PortalOptions { BaseUrl = new Uri("https://portal.example.test") });
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = web.Address };
        using var answer = await client.GetAsync(new Uri("/sign-in", UriKind.Relative));
        Assert.That(answer.Headers.GetValues("Set-Cookie"), Has.All.Contain("; secure").And.Some.StartsWith("form="));
    }

    [Test]
    public async Task Addresses_with_letters_of_any_kind_sign_in_and_change_their_password()
    {
        await using var web = await WebPortal.Create();
        var data = new TestData(web.Portal);
        var person = await data.Person(Role.Buyer, await data.Organization(OrganizationKind.Buyer));
        await web.Portal.Execute("UPDATE people SET email = '정o''b+1@한국.example', normalized_email = '정o''b+1@한국.example' WHERE id = @PersonId", person);
        using var visitor = web.Anonymous();
        await visitor.Post("/forgotten-password", ("Email", "정O'B+1@한국.example"));
        var arguments = await web.Portal.Scalar<string>("SELECT arguments FROM outbox WHERE template = 'account.reset'");
        var path = System.Text.Json.JsonDocument.Parse(arguments!).RootElement.GetProperty("path").GetString()!;
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(path[path.IndexOf('?', StringComparison.Ordinal)..]);
        await visitor.Post("/new-password", ("Person", query["person"].ToString()), ("Token", query["token"].ToString()), ("Password", "아주 긴 비밀번호 하나"));
        Assert.That((await visitor.Post("/sign-in", ("Email", "정o'b+1@한국.example"), ("Password", "아주 긴 비밀번호 하나"))).Location, Is.EqualTo("/"));
    }

    [Test]
    public async Task A_change_of_password_and_of_mail_is_told_to_the_owner_and_signing_out_everywhere_ends_all_sessions()
    {
        await using var web = await WebPortal.Create();
        var data = new TestData(web.Portal);
        var person = await data.Person(Role.Buyer, await data.Organization(OrganizationKind.Buyer));
        var email = (await web.Portal.Scalar<string>("SELECT email FROM people WHERE id = @PersonId", person))!;
        await SetPassword(web, email, "첫째 비밀번호는 이것");
        using var here = await web.As(person);
        using var there = await web.As(person);
        Assert.That((await here.Post("/account/password", ("Current", "틀린 비밀번호입니다"), ("New", "둘째 비밀번호는 이것"))).Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((await here.Post("/account/password", ("Current", "첫째 비밀번호는 이것"), ("New", "둘째 비밀번호는 이것"))).Location, Is.EqualTo("/account"));
        Assert.That((await there.Get("/account")).Location, Does.Contain("/sign-in"), "other sessions are over");
        Assert.That(await web.Portal.Scalar<long>("SELECT COUNT(*) FROM outbox WHERE template = 'account.password' AND recipient = @email", new { email }), Is.EqualTo(2), "by the link, and on the page");

        await here.Post("/account/mail", ("Email", "fresh@example.test"), ("Password", "둘째 비밀번호는 이것"));
        var link = await Link(web, "account.mail", "fresh@example.test");
        Assert.That((await here.Post("/account/mail/confirmation", link)).Location, Is.EqualTo("/account"));
        Assert.That(await web.Portal.Scalar<string>("SELECT recipient FROM outbox WHERE template = 'account.mailchanged'"), Is.EqualTo(email), "told to the old address");
        Assert.That((await here.Get("/account")).Main, Does.Contain("fresh@example.test"));

        Assert.That((await web.Anonymous().Post("/sign-in", ("Email", "fresh@example.test"), ("Password", "둘째 비밀번호는 이것"))).Location, Is.EqualTo("/"));
        using var elsewhere = await web.As(person);
        await elsewhere.Post("/account/sessions/end");
        Assert.That((await here.Get("/account")).Location, Does.Contain("/sign-in"));
    }

    private static async Task SetPassword(WebPortal web, string email, string password)
    {
        using var visitor = web.Anonymous();
        await visitor.Post("/forgotten-password", ("Email", email));
        var fields = (await Link(web, "account.reset", email)).Select(f => (f.Name == "person" ? "Person" : "Token", f.Value)).Append(("Password", password));
        await visitor.Post("/new-password", [.. fields]);
    }

    private static async Task<(string Name, string Value)[]> Link(WebPortal web, string template, string recipient)
    {
        var arguments = await web.Portal.Scalar<string>("SELECT arguments FROM outbox WHERE template = @template AND recipient = @recipient ORDER BY id DESC", new { template, recipient });
        var path = System.Text.Json.JsonDocument.Parse(arguments!).RootElement.GetProperty("path").GetString()!;
        return [.. Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(path[path.IndexOf('?', StringComparison.Ordinal)..]).Select(q => (q.Key, q.Value.ToString()))];
    }
}
