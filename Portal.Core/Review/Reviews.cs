using Portal.Core.Shared;

namespace Portal.Core.Review;

/// <summary>Where a case stands. Reviewers vote while it is open; while changes are requested the producer has the word.</summary>
public enum CaseStatus { Open, ChangesRequested, Decided }

public enum Ballot { Approve, Reject }

public enum Decision { Approved, Rejected }

/// <summary>What every product is scored by, from 1 to 5.</summary>
public enum Criterion { Safety, Function, Documentation, Market, Price }

/// <summary>What stands on the timeline of a case.</summary>
public enum CaseEventKind
{
    Opened, Message, File, Scored, ChangeRequested, Resubmitted, Voted, Decided, Reminded, Overdue, Escalated, Published, DueDateMoved, MemberAdded, MemberRemoved,
}

/// <summary>What came of a step in a case.</summary>
public enum ReviewOutcome
{
    Done,
    /// <summary>There is no such case, or the actor has no part in it, or not this part.</summary>
    NotFound,
    /// <summary>Somebody decided it meanwhile.</summary>
    AlreadyDecided,
    /// <summary>The producer handed it in anew after the page was opened: there is something else to judge now.</summary>
    Stale,
    /// <summary>Changes are requested, or not requested: the step is not next.</summary>
    NotPossible,
    AlreadyMember,
    /// <summary>The person holds no role of a reviewer, or works for the producer.</summary>
    NotReviewer,
    NotMember,
    /// <summary>The reviewer voted in this round: a vote that was cast stands.</summary>
    HasVoted,
    /// <summary>With one reviewer less the quorum could not be reached any more.</summary>
    TooFewReviewers,
    /// <summary>The file is not there, or is not the actor's own.</summary>
    NoFile,
    /// <summary>A text is missing or too long, a score is none, a date has passed.</summary>
    Invalid,
}

/// <summary>A case, as use cases need it.</summary>
public sealed record CaseState
{
    public long Id { get; init; }
    public string CaseNo { get; init; } = "";
    public long ProductId { get; init; }
    public long RevisionId { get; init; }
    public long ProducerId { get; init; }
    public long CentreId { get; init; }
    public string Status { get; init; } = "";
    public DateOnly DueOn { get; init; }
    public int Quorum { get; init; }
    public int Round { get; init; }
    public string ProductCode { get; init; } = "";
    public string ProductName { get; init; } = "";
    public string ProductStatus { get; init; } = "";

    /// <summary>As the audit trail names it.</summary>
    public string Label => $"{CaseNo} {ProductCode} {ProductName}";
}

/// <summary>One line of the timeline: what the portal says about the step, and what the person wrote.</summary>
public sealed record CaseEvent(long Id, long CaseId, DateTime At, long? PersonId, CaseEventKind Kind)
{
    public string? Detail { get; init; }
    public string? Text { get; init; }
    public long? FileId { get; init; }
}

/// <summary>How long the texts of a case may be, and when it may be due.</summary>
public static class ReviewLimits
{
    public const int Message = 4000;
    public const int Reason = 2000;
    public const int Comment = 1000;
    public const int MaxReviewers = 20;
    public const int MaxDays = 365;

    /// <summary>What reviewers have at least for what was handed in again, in days.</summary>
    public const int RoundDays = 7;

    /// <summary>The text as it is kept; false when it is empty or too long.</summary>
    internal static bool Take(string? text, int max, out string kept)
    {
        kept = PlainText.Tidy(text) ?? "";
        return kept.Length > 0 && kept.Length <= max;
    }

    internal static bool IsDueDate(DateOnly dueOn, DateOnly today) => dueOn >= today && dueOn <= today.AddDays(MaxDays);
}
