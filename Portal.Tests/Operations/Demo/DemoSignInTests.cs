using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Portal.Core.Shared;
using Portal.Tests.Shared;
using Portal.Web.Accounts;

namespace Portal.Tests.Operations.Demo;

/// <summary>Who is shown on the sign-in page can sign in and finds something to do.</summary>
[TestFixture]
public sealed class DemoSignInTests
{
    private static readonly string[] Mails =
    [
        "buyer@demo.example", "producer@demo.example", "seller@demo.example", "reviewer@demo.example", "operator@demo.example", "operator2@demo.example", "administrator@demo.example", "several@demo.example",
    ];

    [Test]
    public async Task The_sign_in_page_shows_them_all()
    {
        var page = await DemoPortal.Web.Anonymous().Get("/sign-in");
        foreach (var mail in Mails) Assert.That(page.Main, Does.Contain(mail));
    }

    [Test]
    public async Task Every_role_has_one()
    {
        await using var scope = DemoPortal.Web.Services.CreateAsyncScope();
        var shown = (await scope.ServiceProvider.GetRequiredService<IEnumerable<IDemoSignIns>>().Single().All()).ToList();
        Assert.That(shown.Select(s => s.Role), Is.SupersetOf(Enum.GetValues<Role>().Except([Role.System])));
    }

    [TestCaseSource(nameof(Mails))]
    public async Task Signs_in_and_finds_something_to_do(string mail)
    {
        using var visitor = DemoPortal.Web.Anonymous();
        var signedIn = await visitor.Post("/sign-in", ("Email", mail), ("Password", Web.Operations.Demo.DemoSignIns.Password));
        Assert.That(signedIn.Location, Is.EqualTo("/"));
        var home = await visitor.Get("/");
        Assert.That(home.Html.QuerySelectorAll("ul.todo > li").Length, Is.Positive, home.Main);
    }

    [Test]
    public async Task Somebody_of_the_demo_holds_three_roles()
    {
        var roles = await DemoPortal.Web.Portal.Query<string>("SELECT m.role FROM memberships m JOIN people p ON p.id = m.person_id WHERE p.email = 'several@demo.example' ORDER BY m.role");
        Assert.That(roles, Is.EqualTo(new[] { "Buyer", "Reviewer", "Seller" }));
    }

    [Test]
    public async Task A_portal_that_is_no_demo_shows_nobody()
    {
        await using var web = await WebPortal.Create();
        Assert.That((await web.Anonymous().Get("/sign-in")).Main, Does.Not.Contain("demo.example"));
    }
}
