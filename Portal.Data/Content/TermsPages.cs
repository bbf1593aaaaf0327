using Portal.Core.Content;
using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Content;

/// <summary>A version of terms; without its texts in lists.</summary>
public sealed record TermsRow
{
    public string Kind { get; init; } = "";
    public int Version { get; init; }
    public DateOnly EffectiveOn { get; init; }
    public string Title { get; init; } = "";
    public string Body { get; init; } = "";
    public string? TitleEn { get; init; }
    public string? BodyEn { get; init; }
    public DateTime PublishedAt { get; init; }
    public string? PublishedBy { get; init; }
    /// <summary>How many people have agreed to it.</summary>
    public long Consents { get; init; }

    public TermsRef Ref => new(Enum.Parse<TermsKind>(Kind), Version);
}

public sealed record ConsentRow
{
    public string Kind { get; init; } = "";
    public int Version { get; init; }
    public DateOnly EffectiveOn { get; init; }
    public DateTime At { get; init; }

    public TermsRef Ref => new(Enum.Parse<TermsKind>(Kind), Version);
}

/// <summary>Terms and consents.</summary>
public sealed class TermsPages(Db db, Clock clock)
{
    private const string NoLaterSql = "NOT EXISTS (SELECT 1 FROM terms n WHERE n.kind = t.kind AND n.version > t.version AND n.effective_on <= @day)";
    internal const string InForceSql = $"SELECT t.kind, t.version, t.effective_on, t.title, t.title_en FROM terms t WHERE t.effective_on <= @day AND {NoLaterSql}";

    /// <summary>What is in force today, without texts.</summary>
    public Task<List<TermsRow>> InForce() => db.Query<TermsRow>(InForceSql, new { day = clock.Today });

    private const string TextsSql = $"SELECT t.kind, t.version, t.effective_on, t.title, t.body, t.title_en, t.body_en FROM terms t WHERE t.effective_on <= @day AND {NoLaterSql}";

    /// <summary>What is in force today, to be read.</summary>
    public Task<List<TermsRow>> Texts() => db.Query<TermsRow>(TextsSql, new { day = clock.Today });

    private const string VersionsSql = """
        SELECT t.kind, t.version, t.effective_on, t.title, t.title_en, t.published_at, p.name AS published_by,
               (SELECT COUNT(*) FROM consents c WHERE c.kind = t.kind AND c.version = t.version) AS consents
        FROM terms t LEFT JOIN people p ON p.id = t.published_by WHERE @kind IS NULL OR t.kind = @kind ORDER BY t.kind, t.version DESC
        """;

    /// <summary>All versions of a kind, or of all, the latest first.</summary>
    public Task<List<TermsRow>> Versions(TermsKind? kind) => db.Query<TermsRow>(VersionsSql, new { kind = kind?.ToString() });

    private const string FindSql = """
        SELECT t.kind, t.version, t.effective_on, t.title, t.body, t.title_en, t.body_en, t.published_at FROM terms t WHERE t.kind = @kind AND t.version IN @versions ORDER BY t.version DESC
        """;

    /// <summary>Versions of a kind, the latest first.</summary>
    public Task<List<TermsRow>> Find(TermsKind kind, params int[] versions) => db.Query<TermsRow>(FindSql, new { kind = kind.ToString(), versions });

    private const string ConsentsSql = """
        SELECT c.kind, c.version, t.effective_on, c.at FROM consents c JOIN terms t ON t.kind = c.kind AND t.version = c.version WHERE c.person_id = @personId ORDER BY c.at DESC, c.kind, c.version DESC
        """;

    /// <summary>What a person has agreed to.</summary>
    public Task<List<ConsentRow>> Consents(long personId) => db.Query<ConsentRow>(ConsentsSql, new { personId });

    private const string PeopleSql = "SELECT COUNT(*) FROM people WHERE suspended_at IS NULL";

    /// <summary>How many could agree.</summary>
    public Task<long> People() => db.Scalar<long>(PeopleSql);
}
