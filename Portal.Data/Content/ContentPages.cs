using Portal.Core.Operations;
using Portal.Data.Shared;

namespace Portal.Data.Content;

/// <summary>A text of a page; without its body in lists.</summary>
public sealed record ContentRow
{
    public string Page { get; init; } = "";
    public string Language { get; init; } = "";
    public int Version { get; init; }
    public string Title { get; init; } = "";
    public string Body { get; init; } = "";
    public DateTime SavedAt { get; init; }
    public string? SavedBy { get; init; }
}

public sealed record ContentImageRow
{
    public long FileId { get; init; }
    public string Title { get; init; } = "";
    public string Name { get; init; } = "";
    public long SizeBytes { get; init; }
    public DateTime AddedAt { get; init; }
}

/// <summary>The portal's own organization, as the foot of every page names it.</summary>
public sealed record PortalRow
{
    public string Name { get; init; } = "";
    public string? Representative { get; init; }
    public string? BusinessNumber { get; init; }
    public string? Phone { get; init; }
    public string? Email { get; init; }
    public string? PostalCode { get; init; }
    public string? Address { get; init; }
}

/// <summary>The pages that an administrator writes.</summary>
public sealed class ContentPages(Db db)
{
    private const string ColumnsSql = "SELECT v.page, v.language, v.version, v.title, v.saved_at, p.name AS saved_by";
    private const string LatestSql = "NOT EXISTS (SELECT 1 FROM content_versions n WHERE n.page = v.page AND n.language = v.language AND n.version > v.version)";
    private const string FindSql = $"{ColumnsSql}, v.body FROM content_versions v LEFT JOIN people p ON p.id = v.saved_by WHERE v.page = @page AND {LatestSql}";

    /// <summary>What is shown of a page, in every language that it has.</summary>
    public Task<List<ContentRow>> Find(string page) => db.Query<ContentRow>(FindSql, new { page });

    private const string ListSql = $"{ColumnsSql} FROM content_versions v LEFT JOIN people p ON p.id = v.saved_by WHERE v.page IN @pages AND {LatestSql}";

    public Task<List<ContentRow>> List(IReadOnlyList<string> pages) => db.Query<ContentRow>(ListSql, new { pages });

    private const string VersionsSql = $"{ColumnsSql} FROM content_versions v LEFT JOIN people p ON p.id = v.saved_by WHERE v.page = @page AND v.language = @language ORDER BY v.version DESC";

    public Task<List<ContentRow>> Versions(string page, string language) => db.Query<ContentRow>($"{VersionsSql} {db.Dialect.First(200)}", new { page, language });

    private const string VersionSql = $"{ColumnsSql}, v.body FROM content_versions v LEFT JOIN people p ON p.id = v.saved_by WHERE v.page = @page AND v.language = @language AND v.version = @version";

    public Task<ContentRow?> Version(string page, string language, int version) => db.One<ContentRow>(VersionSql, new { page, language, version });

    private const string ImagesSql = "SELECT i.file_id, i.title, f.name, f.size_bytes, i.added_at FROM content_images i JOIN stored_files f ON f.id = i.file_id ORDER BY i.file_id DESC";

    public Task<List<ContentImageRow>> Images() => db.Query<ContentImageRow>($"{ImagesSql} {db.Dialect.First(200)}");

    private const string ImageSql = "SELECT f.id, f.name, f.content_type, f.size_bytes, f.sha256 FROM content_images i JOIN stored_files f ON f.id = i.file_id WHERE i.file_id = @fileId";

    public Task<StoredFile?> Image(long fileId) => db.One<StoredFile>(ImageSql, new { fileId });

    private const string PortalSql = "SELECT name, representative, business_number, phone, email, postal_code, address FROM organizations WHERE kind = 'Portal' ORDER BY id";

    public async Task<PortalRow?> Portal() => (await db.Query<PortalRow>($"{PortalSql} {db.Dialect.First(1)}")).FirstOrDefault();
}
