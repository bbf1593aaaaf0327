using System.Globalization;
using Portal.Core.Agreements;
using Portal.Core.Organizations;
using Portal.Core.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Catalog;

/// <summary>A portal with pages, a centre with two producers, a stranger of another centre, and everybody else who may look.</summary>
internal sealed class Shop : IAsyncDisposable
{
    private Shop(WebPortal web) => (Web, Data) = (web, new TestData(web.Portal));

    public WebPortal Web { get; }
    public TestPortal Portal => Web.Portal;
    public TestData Data { get; }

    public long Centre { get; private set; }
    public long ProducerId { get; private set; }
    public Actor Producer { get; private set; } = null!;
    public Actor Colleague { get; private set; } = null!;
    public Actor OtherProducer { get; private set; } = null!;
    public Actor Operator { get; private set; } = null!;
    public Actor OtherOperator { get; private set; } = null!;
    public Actor Buyer { get; private set; } = null!;
    public Actor Seller { get; private set; } = null!;
    public Actor Reviewer { get; private set; } = null!;
    public Actor Administrator { get; private set; } = null!;

    public static async Task<Shop> Open()
    {
        var shop = new Shop(await WebPortal.Create());
        var data = shop.Data;
        shop.Centre = await data.Organization(OrganizationKind.Centre);
        shop.ProducerId = await data.Organization(OrganizationKind.Producer, shop.Centre, "한빛기계");
        shop.Producer = await data.Person(Role.Producer, shop.ProducerId);
        shop.Colleague = await data.Person(Role.Producer, shop.ProducerId);
        shop.OtherProducer = await data.Person(Role.Producer, await data.Organization(OrganizationKind.Producer, shop.Centre));
        shop.Operator = await data.Person(Role.Operator, shop.Centre);
        shop.OtherOperator = await data.Person(Role.Operator, await data.Organization(OrganizationKind.Centre));
        shop.Buyer = await data.Person(Role.Buyer, await data.Organization(OrganizationKind.Buyer, shop.Centre));
        shop.Seller = await data.Person(Role.Seller, await data.Organization(OrganizationKind.Seller, shop.Centre));
        shop.Reviewer = await data.Person(Role.Reviewer, shop.Centre);
        shop.Administrator = await data.Person(Role.Administrator, await data.Organization(OrganizationKind.Portal));
        return shop;
    }

    /// <summary>A page as somebody sees it.</summary>
    public async Task<WebPage> Get(Actor? actor, string url)
    {
        using var visitor = await Visitor(actor);
        return await visitor.Get(url);
    }

    public async Task<WebPage> Post(Actor actor, string url, params (string Name, string Value)[] fields)
    {
        using var visitor = await Visitor(actor);
        return await visitor.Post(url, fields);
    }

    public async Task<WebPage> Upload(Actor actor, string url, string field, string name, byte[] bytes, params (string Name, string Value)[] fields)
    {
        using var visitor = await Visitor(actor);
        return await visitor.Upload(url, field, name, bytes, fields);
    }

    /// <summary>The fields of the form for a product, some of them written otherwise.</summary>
    public static (string, string)[] Form(params (string Name, string Value)[] change)
    {
        var fields = new Dictionary<string, string>
        {
            ["Form.Kind"] = "Equipment", ["Form.Name"] = "소형 포장기", ["Form.Price"] = "1,200,000", ["Form.Tax"] = "Standard", ["Form.Description"] = "작은 가게를 위한 포장기입니다.",
            ["Form.Stock"] = "10", ["Form.DeliveryDays"] = "7", ["Form.Do"] = "save",
        };
        foreach (var (name, value) in change) fields[$"Form.{name}"] = value;
        return [.. fields.Select(f => (f.Key, f.Value))];
    }

    /// <summary>The fields of the form for a change, as it would be opened now.</summary>
    public async Task<(string, string)[]> EditForm(string code, params (string Name, string Value)[] change)
    {
        var latest = await Latest(code);
        return Form([("RevisionId", Text(latest.Id)), ("RowVersion", Text(latest.RowVersion)), .. change]);
    }

    public async Task<Revision> Latest(string code) => (await Portal.Query<Revision>("""
        SELECT r.id, r.revision_no, r.status, r.name, r.price, r.row_version FROM product_revisions r JOIN products p ON p.id = r.product_id WHERE p.code = @code ORDER BY r.revision_no DESC LIMIT 1
        """, new { code })).Single();

    /// <summary>An agreement in force, so that a product can be ordered.</summary>
    public Task Divide(TestProduct product)
    {
        ProposedShare[] shares = [new(Part.Producer, product.ProducerId, ShareKind.Rest, 0)];
        return Portal.Run<ProposeAgreement, ProposeAgreementOutcome>(u => u.Handle(new ProposeAgreementRequest(Actor.Portal, product.Id, Portal.Time.GetUtcNow().UtcDateTime.AddDays(-1), shares, null)));
    }

    public async ValueTask DisposeAsync() => await Web.DisposeAsync();

    private async Task<WebVisitor> Visitor(Actor? actor) => actor is null ? Web.Anonymous() : await Web.As(actor);

    internal static string Text(long n) => n.ToString(CultureInfo.InvariantCulture);

    internal sealed record Revision
    {
        public long Id { get; init; }
        public int RevisionNo { get; init; }
        public string Status { get; init; } = "";
        public string Name { get; init; } = "";
        public long Price { get; init; }
        public int RowVersion { get; init; }
    }
}
