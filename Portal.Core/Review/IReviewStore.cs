using Portal.Core.Catalog;
using Portal.Core.Shared;

namespace Portal.Core.Review;

/// <summary>A case as it is first written.</summary>
public sealed record NewCase(long Id, string CaseNo, long ProductId, long RevisionId, long CentreId, DateOnly DueOn, int Quorum, long? OpenedBy, DateTime At);

/// <summary>What is told about a due date, each once.</summary>
public enum Reminder { Soon, Overdue, Escalated }

/// <summary>
/// Cases and their communities. Every step first takes the case by <see cref="Hold"/>, which guards it and makes others wait;
/// what follows in the same transaction sees the case as it is.
/// </summary>
public interface IReviewStore
{
    /// <summary>Those of the people who may review a product of this producer, with their names: current reviewers who do not work for it.</summary>
    Task<IReadOnlyDictionary<long, string>> Reviewers(long producerId, IReadOnlyCollection<long> personIds);

    Task Insert(NewCase opened);

    /// <summary>False when the person is a member already.</summary>
    Task<bool> AddMember(long caseId, long personId, DateTime at);

    /// <summary>Takes a reviewer out of a case; false when they are not in it.</summary>
    Task<bool> RemoveMember(long caseId, long personId);

    /// <summary>The name of a reviewer of the case; null when they are not in it.</summary>
    Task<string?> MemberName(long caseId, long personId);

    /// <summary>Keeps what the reviewers of the present round have before them: the content, and the files of the revision.</summary>
    Task KeepRound(long caseId, ProductContent content, DateTime at);

    /// <summary>The case, when the actor has a part in it: its producer, the operator of its centre, one of its reviewers.</summary>
    Task<CaseState?> Case(Actor actor, long caseId);

    /// <summary>Takes the case for this transaction; false when it is in none of these states, or in another round.</summary>
    Task<bool> Hold(long caseId, int? round, DateTime at, params CaseStatus[] states);

    /// <summary>Adds to the timeline; false when it names a file that is not the person's own.</summary>
    Task<bool> Note(CaseEvent entry);

    Task SaveScore(long caseId, long personId, CriterionScore score, DateTime at);

    /// <summary>Casts or changes a vote of this round; false when it says the same as before.</summary>
    Task<bool> SaveVote(long caseId, long personId, int round, Ballot ballot, string reason, DateTime at);

    Task<bool> RequestChanges(long caseId);

    /// <summary>Back to the reviewers, in the next round.</summary>
    Task<bool> Resubmit(long caseId);

    /// <summary>Decides once: an open case, or by rejection one whose changes never came.</summary>
    Task<bool> Decide(long caseId, Decision decision, string? reason, long? by, DateTime at);

    /// <summary>Decides an open case when the votes of its round, and only those for this decision, reach the quorum.</summary>
    Task<bool> DecideByQuorum(long caseId, Decision decision, DateTime at);

    /// <summary>Open cases whose votes reach the quorum.</summary>
    Task<IReadOnlyList<long>> AtQuorum(int max);

    /// <summary>Sets the date and what is told about it begins anew.</summary>
    Task MoveDueDate(long caseId, DateOnly dueOn);

    /// <summary>Cases of which something is to be told today. <paramref name="startOfToday"/> keeps a case that was just opened from being recalled at once.</summary>
    Task<IReadOnlyList<CaseState>> Due(Reminder reminder, DateOnly today, DateTime startOfToday, int max);

    /// <summary>Marks it told; false when it was told, decided or moved meanwhile.</summary>
    Task<bool> Mark(CaseState due, Reminder reminder, DateTime at);

    /// <summary>The reviewers of a case; without those who voted in this round when asked.</summary>
    Task<IReadOnlyList<long>> ReviewersOf(long caseId, bool notVoted);

    /// <summary>Everybody who takes part: producer's people, operators, reviewers, except one.</summary>
    Task<IReadOnlyList<long>> Community(long caseId, long? except);

    /// <summary>The case by which the product's current revision was approved.</summary>
    Task<CaseState?> CaseOfProduct(long productId);
}
