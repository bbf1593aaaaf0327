using Portal.Core.Catalog;

namespace Portal.Core.Review;

/// <summary>An image or a manual as it lies before the reviewers.</summary>
public sealed record ReviewedFile
{
    public long FileId { get; init; }
    public string Kind { get; init; } = "";
    public string Title { get; init; } = "";
    public string Name { get; init; } = "";
    public string ContentType { get; init; } = "";
    public long SizeBytes { get; init; }
    public string Sha256 { get; init; } = "";

    /// <summary>What it is called: its title, or its name without one.</summary>
    public string Caption => Title.Length > 0 ? Title : Name;
}

/// <summary>What the reviewers of a round judge.</summary>
public sealed record ReviewedContent
{
    public ProductContent Content { get; init; } = new();
    public IReadOnlyList<ReviewedFile> Files { get; init; } = [];
}
