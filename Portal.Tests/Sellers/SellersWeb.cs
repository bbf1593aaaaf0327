using System.Net;
using NUnit.Framework;
using Portal.Core.Organizations;
using Portal.Core.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Sellers;

/// <summary>Two centres with an operator each, a producer, a product on sale, two sellers, a reviewer, an administrator and a buyer: what the pages of sellers begin with.</summary>
internal sealed class SellersWeb : IAsyncDisposable
{
    private SellersWeb(WebPortal web) => (Web, Data) = (web, new TestData(web.Portal));

    public WebPortal Web { get; }
    public TestData Data { get; }
    public TestPortal Portal => Web.Portal;
    public long Centre { get; private set; }
    public Actor Operator { get; private set; } = Actor.Portal;
    public Actor OtherOperator { get; private set; } = Actor.Portal;
    public Actor Producer { get; private set; } = Actor.Portal;
    public Actor Seller { get; private set; } = Actor.Portal;
    public Actor OtherSeller { get; private set; } = Actor.Portal;
    public Actor Reviewer { get; private set; } = Actor.Portal;
    public Actor Administrator { get; private set; } = Actor.Portal;
    public Actor Buyer { get; private set; } = Actor.Portal;
    public TestProduct Product { get; private set; } = null!;

    public static async Task<SellersWeb> Open()
    {
        var w = new SellersWeb(await WebPortal.Create());
        w.Centre = await w.Data.Organization(OrganizationKind.Centre, name: "전북센터");
        w.Operator = await w.Data.Person(Role.Operator, w.Centre);
        w.OtherOperator = await w.Data.Person(Role.Operator, await w.Data.Organization(OrganizationKind.Centre, name: "경남센터"));
        w.Producer = await w.Data.Person(Role.Producer, await w.Data.Organization(OrganizationKind.Producer, w.Centre));
        w.Seller = await w.Data.Person(Role.Seller, await w.Data.Organization(OrganizationKind.Seller, w.Centre));
        w.OtherSeller = await w.Data.Person(Role.Seller, await w.Data.Organization(OrganizationKind.Seller, w.Centre));
        w.Reviewer = await w.Data.Person(Role.Reviewer, w.Centre);
        w.Administrator = await w.Data.Person(Role.Administrator, await w.Data.Organization(OrganizationKind.Portal));
        w.Buyer = await w.Data.Person(Role.Buyer, await w.Data.Organization(OrganizationKind.Buyer, w.Centre));
        w.Product = await w.Data.Product(w.Producer.OrganizationId);
        return w;
    }

    public Task<WebVisitor> As(Actor actor) => Web.As(actor);

    /// <summary>Somebody who signed up and has no role.</summary>
    public async Task<(WebVisitor Visitor, long PersonId)> Newcomer()
    {
        var organization = await Data.Organization(OrganizationKind.Buyer, Centre);
        var person = await Data.Person(Role.Buyer, organization);
        var visitor = await As(person);
        await Portal.Execute("UPDATE memberships SET ended_at = @at WHERE person_id = @PersonId", new { person.PersonId, at = Portal.Time.GetUtcNow().UtcDateTime });
        return (visitor, person.PersonId);
    }

    public async Task<long> Count(string sql, object? args = null) => await Portal.Scalar<long>(sql, args);

    public async Task<string> Code(long organizationId) => (await Portal.Scalar<string>("SELECT code FROM organizations WHERE id = @organizationId", new { organizationId }))!;

    /// <summary>The page says nothing of a text key that is missing.</summary>
    public static void AssertRead(WebPage page, HttpStatusCode status = HttpStatusCode.OK)
    {
        Assert.That(page.Status, Is.EqualTo(status), page.Main);
        Assert.That(page.Html.QuerySelectorAll("h1"), Has.Length.EqualTo(1));
        Assert.That(page.Main, Does.Not.Contain("⟦sellers").And.Not.Contain("⟦agreements").And.Not.Contain("⟦enum.A").And.Not.Contain("⟦enum.S").And.Not.Contain("⟦enum.Part"));
    }

    public ValueTask DisposeAsync() => Web.DisposeAsync();
}
