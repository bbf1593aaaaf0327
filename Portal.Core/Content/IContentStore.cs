namespace Portal.Core.Content;

/// <summary>A text of a page as it was saved.</summary>
public sealed record ContentVersion(long Id, string Page, string Language, int Version, string Title, string Body, DateTime SavedAt, long? SavedBy);

/// <summary>A version of terms as it was published. English may be missing; Korean is what binds.</summary>
public sealed record TermsVersion(TermsKind Kind, int Version, DateOnly EffectiveOn, TermsText Korean, TermsText? English, DateTime PublishedAt, long? PublishedBy);

public sealed record TermsText(string Title, string Body);

/// <summary>One version of terms.</summary>
public readonly record struct TermsRef(TermsKind Kind, int Version);

/// <summary>A message as it stands: its day, or null while it is a draft.</summary>
public sealed record NewsState
{
    public long Id { get; init; }
    public string Slug { get; init; } = "";
    public DateOnly? PublishOn { get; init; }
}

/// <summary>Texts of pages, news, terms and consents.</summary>
public interface IContentStore
{
    /// <summary>False when that version, or a later one, is there already.</summary>
    Task<bool> Insert(ContentVersion version);

    Task<NewsState?> News(string slug);

    /// <summary>False when the address is taken.</summary>
    Task<bool> InsertNews(long id, string slug, DateTime at);

    /// <summary>False when somebody moved its day meanwhile.</summary>
    Task<bool> MoveNews(long id, DateOnly? from, DateOnly? to);

    /// <summary>The highest version of a kind; 0 when none was published.</summary>
    Task<int> LatestTerms(TermsKind kind);

    /// <summary>False when that version is there already.</summary>
    Task<bool> Insert(TermsVersion version);

    /// <summary>The version of each kind that is in force on a day.</summary>
    Task<IReadOnlyList<TermsRef>> InForce(DateOnly day);

    /// <summary>Keeps a consent; a second time changes nothing.</summary>
    Task Consent(long personId, TermsRef terms, DateTime at);

    Task InsertImage(long fileId, string title, DateTime at);
}
