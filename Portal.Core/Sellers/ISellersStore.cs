using Portal.Core.Shared;

namespace Portal.Core.Sellers;

/// <summary>A recruitment, as use cases need it.</summary>
public sealed record RecruitmentState
{
    public long Id { get; init; }
    public long ProductId { get; init; }
    public string ProductName { get; init; } = "";
    public long CentreId { get; init; }
    public long? ReviewerId { get; init; }
    public string Status { get; init; } = "";
    public DateTime? ClosesAt { get; init; }

    public bool IsOf(Actor actor) => actor.Role == Role.System || (actor.Role == Role.Operator && actor.OrganizationId == CentreId);
}

/// <summary>An application, as use cases need it.</summary>
public sealed record ApplicationState
{
    public long Id { get; init; }
    public long RecruitmentId { get; init; }
    public long SellerId { get; init; }
    public string SellerName { get; init; } = "";
    public string ProductName { get; init; } = "";
    public long CentreId { get; init; }
    public long? ReviewerId { get; init; }
    public string Status { get; init; } = "";

    public bool IsOf(Actor actor) => actor.Role == Role.System || (actor.Role == Role.Operator && actor.OrganizationId == CentreId);
}

/// <summary>Recruitments and applications of sellers.</summary>
public interface ISellersStore
{
    /// <summary>Those of the products that the seller was accepted for at that moment.</summary>
    Task<IReadOnlySet<long>> MaySell(long sellerId, IReadOnlyCollection<long> productIds, DateTime at);

    /// <summary>The name of a product that was approved; null when there is none.</summary>
    Task<string?> RecruitableProduct(long productId);

    /// <summary>True when the person reviews, and does not work for the producer of the product.</summary>
    Task<bool> IsReviewer(long personId, long productId);

    /// <summary>False when a recruitment of this product is open in the centre.</summary>
    Task<bool> InsertRecruitment(long id, OpenRecruitmentRequest recruitment, long centreId, DateTime at);

    Task<RecruitmentState?> Recruitment(long id);
    Task<bool> Close(long recruitmentId);

    /// <summary>Open ones whose time is over.</summary>
    Task<IReadOnlyList<RecruitmentState>> Expired(DateTime now, int max);

    /// <summary>The id of the application, also of one that is made again; null when the seller applied to it before, or sells the product already.</summary>
    Task<long?> InsertApplication(RecruitmentState recruitment, long sellerId, ApplyToRecruitmentRequest application, DateTime at);

    Task<ApplicationState?> Application(long id);
    Task<bool> Decide(DecideApplicationRequest decision, ApplicationStatus to, DateTime at);

    /// <summary>Counts one acceptance more; false when the quota is full.</summary>
    Task<bool> TakePlace(long recruitmentId);

    Task<bool> Withdraw(long applicationId, DateTime at);

    /// <summary>Ends an accepted application and frees its place; false when there is none.</summary>
    Task<bool> End(long applicationId, string? reason, DateTime at);

    Task<bool> SetOpinion(long applicationId, Opinion opinion, string? comment);
}
