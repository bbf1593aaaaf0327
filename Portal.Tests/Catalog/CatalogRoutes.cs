using Portal.Core.Catalog;
using Portal.Tests.Shared;
using static Portal.Core.Shared.Role;
using static Portal.Tests.Shared.RouteRow;

namespace Portal.Tests.Catalog;

/// <summary>The product of the world is on sale, has an image and nothing under way.</summary>
public sealed class CatalogRoutes : IRouteRows
{
    private const string One = "/catalog/{code}";

    public IEnumerable<RouteRow> Rows =>
    [
        Post("/catalog/sales").For(Producer, Operator).With(("products", "{code}")).Foreign(Answer.Open),
        Get("/products").Public(),
        Get("/comparisons").Public(),
        Get("/products.rss").Public(),
        Get("/sitemap.xml").Public(),
        Get("/sitemaps/{part:int}").At("/sitemaps/99").Public().Answers(Answer.NotFound),
        Get("/robots.txt").Public(),
        Get("/products/{code}").Public(),
        Get("/products/{code}/revisions/{revisionNo:int}").At("/products/{code}/revisions/1").Public(),
        Get("/products/{code}/files/{fileId:long}").At("/products/{catalogCode}/files/{productFileId:long}").Public(),

        Get("/catalog").For(Producer, Operator, Administrator),
        Get("/catalog/new").For(Producer, Operator),
        Post("/catalog/new").For(Producer, Operator),
        Get(One).For(Producer, Operator, Administrator).Foreign(Answer.Ok, Administrator),
        Get($"{One}/edit").For(Producer, Operator),
        Post($"{One}/edit").For(Producer, Operator).With(("Form.Name", "Another name")),
        Get($"{One}/stock").For(Producer, Operator),
        Post($"{One}/stock").For(Producer, Operator).With(("Form.Seen", "100"), ("Form.Stock", "5"), ("Form.DeliveryDays", "3")),
        Get($"{One}/files").For(Producer, Operator, Administrator).Foreign(Answer.Ok, Administrator),
        Post($"{One}/images").For(Producer, Operator).WithFile("Images.Files", "a.png", TestFiles.Png),
        Post($"{One}/manuals").For(Producer, Operator).WithFile("Manual.File", "a.pdf", TestFiles.Pdf),
        Post($"{One}/files/{{fileId:long}}/removal").At("/catalog/{catalogCode}/files/{productFileId:long}/removal").For(Producer, Operator),
        Post($"{One}/cover").At("/catalog/{catalogCode}/cover").For(Producer, Operator).With(("fileId", "{productFileId}")),
        Post($"{One}/submission").For(Producer, Operator),
        Post($"{One}/withdrawal").For(Producer, Operator),
        Post($"{One}/discard").For(Producer, Operator),
        Post($"{One}/sale").For(Producer, Operator),
        Post($"{One}/suspension").For(Producer, Operator),
        Post($"{One}/resumption").For(Producer, Operator),
        Get($"{One}/retirement").For(Producer, Operator),
        Post($"{One}/retirement").For(Producer, Operator),

        Get("/categories").For(Administrator),
        Post("/categories").For(Administrator),
        Get("/categories/{code}").At("/categories/{categoryCode}").For(Administrator).Foreign(Answer.Ok),
        Post("/categories/{code}").At("/categories/{categoryCode}").For(Administrator).With(("Form.Name", "이름"), ("Form.NameEn", "Name")).Foreign(Answer.Open),
        Post("/categories/{code}/position").At("/categories/{categoryCode}/position").For(Administrator).With(("up", "true")).Foreign(Answer.Open),
    ];
}

/// <summary>A product on sale with an image; categories belong to nobody.</summary>
public sealed class CatalogRouteWorld : IRouteWorldPart
{
    public async Task Add(RouteWorld world)
    {
        await world.Both("categoryCode", async s =>
        {
            await s.Data.Category("equipment");
            return "equipment";
        });
        var (own, foreign) = (await Product(world.Own), await Product(world.Foreign));
        world.Set("catalogCode", own.Code, foreign.Code);
        world.Set("productFileId", own.FileId, foreign.FileId);
    }

    private static async Task<(string Code, long FileId)> Product(RouteSide side)
    {
        var product = await side.Data.Draft(side.Producer);
        var fileId = await side.Data.File(product, ProductFileKind.Image, TestFiles.PngOf(1));
        await side.Data.Approve(product);
        return (product.Code, fileId);
    }
}
