using Portal.Data.Shared;

namespace Portal.Data.Exchange;

public sealed record ImportRow
{
    public long Id { get; init; }
    public DateTime At { get; init; }
    public string? Person { get; init; }
    public string Name { get; init; } = "";
    public string Summary { get; init; } = "";
}

public sealed record UploadRow
{
    public long Id { get; init; }
    public DateTime UploadedAt { get; init; }
    public string Person { get; init; } = "";
    public string Name { get; init; } = "";
    public string Preview { get; init; } = "";
    public DateTime? RunningUntil { get; init; }
}

/// <summary>What was imported, and what waits to be.</summary>
public sealed class ImportPages(Db db)
{
    private const string ListSql = "SELECT i.id, i.at, p.name AS person, i.name, i.summary FROM imports i LEFT JOIN people p ON p.id = i.person_id ORDER BY i.id DESC";

    public async Task<PageOf<ImportRow>> List(int page)
    {
        return await db.Page<ImportRow>(ListSql, new { }, page);
    }

    private const string UploadSql = "SELECT u.id, u.uploaded_at, p.name AS person, u.name, u.preview, u.running_until FROM import_uploads u JOIN people p ON p.id = u.person_id";
    private const string UploadsSql = $"{UploadSql} ORDER BY u.id DESC";

    public Task<List<UploadRow>> Uploads() => db.Query<UploadRow>($"{UploadsSql} {db.Dialect.First(50)}");

    private const string FindSql = $"{UploadSql} WHERE u.id = @uploadId";

    public Task<UploadRow?> Find(long uploadId) => db.One<UploadRow>(FindSql, new { uploadId });

    private const string WaitingSql = "SELECT COUNT(*) FROM import_uploads";

    public Task<long> Waiting() => db.Scalar<long>(WaitingSql);
}
