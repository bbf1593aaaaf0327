using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Content;

public sealed record NewsRow
{
    public long Id { get; init; }
    public string Slug { get; init; } = "";
    public DateOnly? PublishOn { get; init; }
    public DateTime CreatedAt { get; init; }
    public string Language { get; init; } = "";
    public string Title { get; init; } = "";
    public string Body { get; init; } = "";
    public int Version { get; init; }
}

/// <summary>News: to everybody what is published, to administrators drafts, too.</summary>
public sealed class NewsPages(Db db, Clock clock)
{
    // in the language that is asked for where it has one, in Korean otherwise
    private const string TextSql = """
        SELECT n.id, n.slug, n.publish_on, n.created_at, v.language, v.title, v.body, v.version
        FROM news n JOIN content_versions v ON v.page = CONCAT('news-', n.slug)
          AND v.language = COALESCE((SELECT MAX(x.language) FROM content_versions x WHERE x.page = CONCAT('news-', n.slug) AND x.language = @language), 'ko')
          AND NOT EXISTS (SELECT 1 FROM content_versions w WHERE w.page = v.page AND w.language = v.language AND w.version > v.version)
        """;
    private const string PublishedSql = $"{TextSql} WHERE n.publish_on <= @today ORDER BY n.publish_on DESC, n.id DESC";

    public async Task<PageOf<NewsRow>> Published(string language, int page, int size = 20)
    {
        var (skip, take) = Paging.Window(page, size);
        return Paging.Of(await db.Query<NewsRow>($"{PublishedSql} {db.Dialect.Page}", new { language, today = clock.Today, Skip = skip, Take = take }), page, size);
    }

    private const string AllSql = $"{TextSql} ORDER BY CASE WHEN n.publish_on IS NULL THEN 0 ELSE 1 END, n.publish_on DESC, n.id DESC";

    public async Task<PageOf<NewsRow>> All(string language, int page)
    {
        var (skip, take) = Paging.Window(page);
        return Paging.Of(await db.Query<NewsRow>($"{AllSql} {db.Dialect.Page}", new { language, Skip = skip, Take = take }), page);
    }

    private const string FindSql = $"{TextSql} WHERE n.slug = @slug AND (@drafts = 1 OR n.publish_on <= @today)";

    public Task<NewsRow?> Find(string slug, string language, bool drafts) => db.One<NewsRow>(FindSql, new { slug, language, drafts, today = clock.Today });
}
