using Portal.Core.Review;

namespace Portal.Data.Review;

/// <summary>Which cases a list shows.</summary>
public sealed record ReviewFilter
{
    /// <summary>Open, ChangesRequested or Decided; null shows all.</summary>
    public string? Status { get; init; }
    /// <summary>Only what waits for the actor: for a reviewer's vote, a producer's changes, an operator's decision.</summary>
    public bool Mine { get; init; }
    /// <summary>Only undecided cases after their due date.</summary>
    public bool Overdue { get; init; }
    /// <summary>Everything but what is decided.</summary>
    public bool Undecided { get; init; }
    /// <summary>Only open cases in which everybody voted.</summary>
    public bool Ready { get; init; }
    public long? ProductId { get; init; }
    /// <summary>Part of a case number, a product's code or name, or a producer's name.</summary>
    public string? Text { get; init; }
    /// <summary>What is due first comes first; otherwise the newest.</summary>
    public bool ByDue { get; init; }
    public int Skip { get; init; }
    public int Take { get; init; } = 51;
}

/// <summary>A line of the list of cases. Votes are those of the present round.</summary>
public record ReviewRow
{
    public long Id { get; init; }
    public string CaseNo { get; init; } = "";
    public string Status { get; init; } = "";
    public string? Decision { get; init; }
    public DateOnly DueOn { get; init; }
    public int Quorum { get; init; }
    public int Round { get; init; }
    public DateTime OpenedAt { get; init; }
    public DateTime ActiveAt { get; init; }
    public DateTime? DecidedAt { get; init; }
    public long ProductId { get; init; }
    public string ProductCode { get; init; } = "";
    public string ProductName { get; init; } = "";
    public long RevisionId { get; init; }
    public int RevisionNo { get; init; }
    public long ProducerId { get; init; }
    public string ProducerName { get; init; } = "";
    public int Reviewers { get; init; }
    /// <summary>How many voted in this round.</summary>
    public int Voted { get; init; }
    /// <summary>Zero while <see cref="IsSealed"/>, as are rejections.</summary>
    public int Approvals { get; init; }
    public int Rejections { get; init; }
    /// <summary>How the actor voted in this round.</summary>
    public string? MyVote { get; init; }
    /// <summary>The actor sees who voted in this round, not how.</summary>
    public bool IsSealed { get; init; }

    public bool IsDecided => Status == "Decided";
    public bool IsOpen => Status == "Open";
}

/// <summary>A case with its community and everything that was said.</summary>
public sealed record ReviewCase : ReviewRow
{
    public long CentreId { get; init; }
    public string CentreName { get; init; } = "";
    public string? OpenedByName { get; init; }
    public string? DecisionReason { get; init; }
    /// <summary>Null when the quorum decided.</summary>
    public string? DecidedByName { get; init; }
    public string RevisionStatus { get; init; } = "";
    public string ProductStatus { get; init; } = "";
    /// <summary>The id of <see cref="Before"/>.</summary>
    public long? BeforeId { get; init; }
    public IReadOnlyList<ReviewMember> Members { get; init; } = [];
    public IReadOnlyList<ReviewScore> Scores { get; init; } = [];
    public IReadOnlyList<ReviewVote> Votes { get; init; } = [];
    public IReadOnlyList<ReviewEvent> Events { get; init; } = [];
    /// <summary>What was judged in each round; the last is what is judged now.</summary>
    public IReadOnlyList<ReviewRound> Rounds { get; init; } = [];
    /// <summary>The revision that was approved before this one, if there is any.</summary>
    public ReviewRound? Before { get; init; }
    public IReadOnlyList<ReviewCategory> Categories { get; init; } = [];
    /// <summary>Other cases of the product, newest first.</summary>
    public IReadOnlyList<ReviewLink> Others { get; init; } = [];
}

/// <summary>What was judged in a round of the case; of a revision that was approved before, its number.</summary>
public sealed record ReviewRound(int Number, ReviewedContent Reviewed);

public sealed record ReviewCategory
{
    public long Id { get; init; }
    public string Name { get; init; } = "";
    public string NameEn { get; init; } = "";
}

/// <summary>Another case of the same product.</summary>
public sealed record ReviewLink
{
    public string CaseNo { get; init; } = "";
    public string Status { get; init; } = "";
    public string? Decision { get; init; }
    public DateTime OpenedAt { get; init; }
}

/// <summary>Somebody of the community: Reviewer, Producer or Operator.</summary>
public sealed record ReviewMember
{
    public long PersonId { get; init; }
    public string Name { get; init; } = "";
    public string Role { get; init; } = "";
    public string? OrganizationName { get; init; }
    public DateTime Since { get; init; }
    /// <summary>False when a reviewer lost the role meanwhile.</summary>
    public bool IsCurrent { get; init; }
}

public sealed record ReviewScore
{
    public long PersonId { get; init; }
    public string Name { get; init; } = "";
    public string Criterion { get; init; } = "";
    public int Score { get; init; }
    public string? Comment { get; init; }
    public DateTime At { get; init; }
}

public sealed record ReviewVote
{
    public long PersonId { get; init; }
    public string Name { get; init; } = "";
    /// <summary>Null, as is the reason, when it is not the actor's to see yet.</summary>
    public string? Vote { get; init; }
    public string? Reason { get; init; }
    public DateTime At { get; init; }
    /// <summary>True when it counts: votes of before a resubmission do not.</summary>
    public bool Counts { get; init; }
}

public sealed record ReviewEvent
{
    public long Id { get; init; }
    public DateTime At { get; init; }
    public long? PersonId { get; init; }
    public string? PersonName { get; init; }
    public string Kind { get; init; } = "";
    /// <summary>Opened, DueDateMoved: a date. Scored: <c>Safety=4 Price=2</c>. Voted, Decided: which. Resubmitted: the round. Reminded, Overdue: how many people. MemberAdded, MemberRemoved: a name.</summary>
    public string? Detail { get; init; }
    public string? Text { get; init; }
    public long? FileId { get; init; }
    public string? FileName { get; init; }
    public long? FileSize { get; init; }
}

/// <summary>A revision that waits for a case.</summary>
public sealed record WaitingSubmission
{
    public long RevisionId { get; init; }
    public int RevisionNo { get; init; }
    public long ProductId { get; init; }
    public string ProductCode { get; init; } = "";
    public string ProductName { get; init; } = "";
    public string Kind { get; init; } = "";
    public string? CategoryName { get; init; }
    public long ProducerId { get; init; }
    public string ProducerName { get; init; } = "";
    public DateTime? SubmittedAt { get; init; }
}

/// <summary>Somebody who may be named as a reviewer.</summary>
public sealed record ReviewerCandidate
{
    public long PersonId { get; init; }
    public string Name { get; init; } = "";
    public string? OrganizationName { get; init; }
    /// <summary>What they know about, as they said when they applied.</summary>
    public string? Field { get; init; }
    /// <summary>Belongs to the operator's own centre or region.</summary>
    public bool IsNear { get; init; }
    public int OpenCases { get; init; }
}

/// <summary>How much waits for the actor.</summary>
public sealed record ReviewCounts
{
    public long Waiting { get; init; }
    public long Mine { get; init; }
    public long Overdue { get; init; }
    /// <summary>Open cases in which everybody voted.</summary>
    public long Ready { get; init; }
    /// <summary>The nearest due date of what waits for the actor.</summary>
    public DateOnly? NextDue { get; init; }
}
