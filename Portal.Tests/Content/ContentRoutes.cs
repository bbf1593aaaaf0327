using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Content;
using Portal.Core.Operations;
using Portal.Tests.Shared;
using static Portal.Core.Shared.Role;
using static Portal.Tests.Shared.RouteRow;

namespace Portal.Tests.Content;

public sealed class ContentRoutes : IRouteRows
{
    public IEnumerable<RouteRow> Rows =>
    [
        Get("/about").Public(),
        Get("/partners").Public(),
        Get("/location").Public(),
        Get("/guide").Public(),
        Get("/guide/{role}").At("/guide/seller").Public(),
        Get("/site-map").Public(),
        Get("/content-files/{fileId:long}").At("/content-files/{contentImageId:long}").Public(),
        Get("/news").Public(),
        Get("/news.rss").Public(),
        Get("/news/{slug}").At("/news/routes-open").Public(),
        Get("/terms").Public(),
        Get("/terms/{kind}").At("/terms/producers").Public(),
        // announced, not in force: nobody is asked to agree to it
        Get("/terms/{kind}/{version:int}").At("/terms/producers/2").Public(),
        Get("/terms/{kind}/{version:int}/comparison").At("/terms/producers/2/comparison").Public(),
        Get("/consents").SignedIn().Answers(Answer.Elsewhere),
        Post("/consents").SignedIn().With(("terms", "use:1")),
        Get("/account/consents").SignedIn(),

        Get("/contents").For(Administrator),
        Get("/contents/{page}").At("/contents/about").For(Administrator),
        Post("/contents/{page}").At("/contents/about").For(Administrator).With(("language", "ko"), ("Form.Title", "About"), ("Form.Body", "Text."), ("Form.Version", "1")),
        Post("/contents/{page}/preview").At("/contents/about/preview").For(Administrator).With(("language", "ko"), ("Form.Title", "About"), ("Form.Body", "Text."), ("Form.Version", "1")),
        Get("/contents/{page}/versions").At("/contents/about/versions").For(Administrator),
        Get("/contents/{page}/versions/{version:int}").At("/contents/about/versions/1").For(Administrator),
        Post("/contents/{page}/versions/{version:int}/restoration").At("/contents/about/versions/1/restoration").For(Administrator).With(("language", "ko"), ("latest", "2")),
        Get("/contents/news").For(Administrator),
        Get("/contents/news/new").For(Administrator),
        Post("/contents/news/new").For(Administrator).With(("Form.Slug", "new"), ("Form.Title", "New"), ("Form.Body", "Text.")),
        Post("/contents/news/new/preview").For(Administrator).With(("Form.Slug", "new"), ("Form.Title", "New"), ("Form.Body", "Text.")),
        Post("/contents/news/{slug}/publication").At("/contents/news/routes-open/publication").For(Administrator).With(("on", "2026-03-02")),
        Get("/contents/terms/{kind}").At("/contents/terms/use").For(Administrator),
        Get("/contents/terms/{kind}/new").At("/contents/terms/use/new").For(Administrator),
        Post("/contents/terms/{kind}/new").At("/contents/terms/use/new").For(Administrator).With(("Form.EffectiveOn", "2030-01-01"), ("Form.Title", "Use"), ("Form.Body", "Text."), ("Form.Version", "0")),
        Post("/contents/terms/{kind}/new/preview").At("/contents/terms/use/new/preview").For(Administrator).With(("Form.EffectiveOn", "2030-01-01"), ("Form.Title", "Use"), ("Form.Body", "Text."), ("Form.Version", "0")),
        Get("/contents/images").For(Administrator),
        Post("/contents/images").For(Administrator).With(("Form.Title", "Picture")).WithFile("Form.File", "a.png", TestFiles.Png),
    ];
}

/// <summary>A page in two versions, news, terms that are announced, and a picture.</summary>
public sealed class ContentIds : IRouteWorldPart
{
    public async Task Add(RouteWorld world)
    {
        var admin = world.Own.As(Administrator);
        await using var scope = world.Portal.Scope();
        var services = scope.ServiceProvider;
        var save = services.GetRequiredService<SaveContent>();
        await save.Handle(new SaveContentRequest(admin, ContentKeys.About, "ko", "소개", "# 처음\n\n글", 0));
        await save.Handle(new SaveContentRequest(admin, ContentKeys.About, "ko", "소개", "# 처음\n\n다른 글\n\n| 가 | 나 |\n|---|---|\n| 1 | 2 |", 1));
        var news = services.GetRequiredService<AddNews>();
        var publish = services.GetRequiredService<PublishNews>();
        await news.Handle(new AddNewsRequest(admin, "routes-open", "열린 소식", "첫 문단입니다."));
        await publish.Handle(new PublishNewsRequest(admin, "routes-open", new DateOnly(2026, 3, 1)));
        await news.Handle(new AddNewsRequest(admin, "routes-draft", "초안", "아직 아닙니다."));
        var terms = services.GetRequiredService<PublishTerms>();
        for (var version = 0; version < 2; version++)
            await terms.Handle(new PublishTermsRequest(admin, TermsKind.Producers, version, new DateOnly(2099, 1, 1), "생산자 약관", $"제{version + 1}조"));
        await using var png = new MemoryStream(TestFiles.Png);
        var image = (AddContentImageOutcome.Added)await services.GetRequiredService<AddContentImage>().Handle(new AddContentImageRequest(admin, "그림", new Upload("a.png", png)));
        world.Set("contentImageId", image.FileId, image.FileId);
    }
}
