using Portal.Core.Content;
using Portal.Data.Shared;

namespace Portal.Data.Content;

public sealed class ContentStore(Db db) : IContentStore
{
    // whoever saved the same version, or went on from it, was faster
    private const string InsertSql = """
        INSERT INTO content_versions (id, page, language, version, title, body, saved_at, saved_by)
        SELECT @Id, @Page, @Language, @Version, @Title, @Body, @SavedAt, @SavedBy
        WHERE NOT EXISTS (SELECT 1 FROM content_versions WHERE page = @Page AND language = @Language AND version >= @Version)
        """;

    public async Task<bool> Insert(ContentVersion version) => await db.Execute(InsertSql, version) == 1;

    private const string NewsSql = "SELECT id, slug, publish_on FROM news WHERE slug = @slug";

    public Task<NewsState?> News(string slug) => db.One<NewsState>(NewsSql, new { slug });

    private const string InsertNewsSql = "INSERT INTO news (id, slug, publish_on, created_at) SELECT @id, @slug, NULL, @at WHERE NOT EXISTS (SELECT 1 FROM news WHERE slug = @slug)";

    public async Task<bool> InsertNews(long id, string slug, DateTime at) => await db.Execute(InsertNewsSql, new { id, slug, at }) == 1;

    private const string MoveNewsSql = "UPDATE news SET publish_on = @to WHERE id = @id AND (publish_on = @from OR (publish_on IS NULL AND @from IS NULL))";

    public async Task<bool> MoveNews(long id, DateOnly? from, DateOnly? to) => await db.Execute(MoveNewsSql, new { id, from, to }) == 1;

    private const string LatestTermsSql = "SELECT COALESCE(MAX(version), 0) FROM terms WHERE kind = @kind";

    public Task<int> LatestTerms(TermsKind kind) => db.Scalar<int>(LatestTermsSql, new { kind = kind.ToString() });

    private const string InsertTermsSql = """
        INSERT INTO terms (kind, version, effective_on, title, body, title_en, body_en, published_at, published_by)
        SELECT @kind, @Version, @EffectiveOn, @title, @body, @titleEn, @bodyEn, @PublishedAt, @PublishedBy
        WHERE NOT EXISTS (SELECT 1 FROM terms WHERE kind = @kind AND version >= @Version)
        """;

    public async Task<bool> Insert(TermsVersion version) => await db.Execute(InsertTermsSql, new
    {
        kind = version.Kind.ToString(), version.Version, version.EffectiveOn, title = version.Korean.Title, body = version.Korean.Body,
        titleEn = version.English?.Title, bodyEn = version.English?.Body, version.PublishedAt, version.PublishedBy,
    }) == 1;

    public async Task<IReadOnlyList<TermsRef>> InForce(DateOnly day) => [.. (await db.Query<TermsRow>(TermsPages.InForceSql, new { day })).Select(t => t.Ref)];

    private const string ConsentSql = """
        INSERT INTO consents (person_id, kind, version, at)
        SELECT @personId, @kind, @Version, @at WHERE NOT EXISTS (SELECT 1 FROM consents WHERE person_id = @personId AND kind = @kind AND version = @Version)
        """;

    public Task Consent(long personId, TermsRef terms, DateTime at) => db.Execute(ConsentSql, new { personId, kind = terms.Kind.ToString(), terms.Version, at });

    private const string InsertImageSql = "INSERT INTO content_images (file_id, title, added_at) VALUES (@fileId, @title, @at)";

    public Task InsertImage(long fileId, string title, DateTime at) => db.Execute(InsertImageSql, new { fileId, title, at });
}
