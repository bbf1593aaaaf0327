using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Home;

/// <summary>Something that happened to an order or in a review, with everybody who may hear of it.</summary>
public sealed record LiveEvent
{
    public long Id { get; init; }
    public string Kind { get; init; } = "";
    public long SubjectId { get; init; }
    public string No { get; init; } = "";
    public long? PersonId { get; init; }
    public long CentreId { get; init; }
    public long? BuyerId { get; init; }
    public long? SellerId { get; init; }
    public bool IsReleased { get; init; }

    /// <summary>Of an order, the producers with a part that they have not confirmed; of a review, the producer.</summary>
    public IReadOnlySet<long> Producers { get; init; } = new HashSet<long>();

    /// <summary>Of a review, its reviewers.</summary>
    public IReadOnlySet<long> Members { get; init; } = new HashSet<long>();

    public bool IsReview => Kind.StartsWith("review.", StringComparison.Ordinal);
}

/// <summary>Who is connected, as the database knows them now.</summary>
public sealed record LivePerson
{
    public long Id { get; init; }
    public string Stamp { get; init; } = "";
    public string Role { get; init; } = "";
    public long OrganizationId { get; init; }
}

/// <summary>What happened since a moment ago, for all who wait: read once per node and interval, however many they are.</summary>
public sealed class LivePages(Db db, Clock clock)
{
    /// <summary>What an import replays has old times and new ids: it is no news.</summary>
    private static readonly TimeSpan News = TimeSpan.FromMinutes(10);

    // by the primary keys: ids grow with time
    private const string SinceSql = """
        SELECT e.id, e.kind, o.id AS subject_id, o.order_no AS no, e.person_id, o.centre_id, o.buyer_id, o.seller_id, CASE WHEN o.released_at IS NULL THEN 0 ELSE 1 END AS is_released
        FROM order_events e JOIN orders o ON o.id = e.order_id
        WHERE e.id > @since AND e.at > @news AND e.internal = 0 AND e.kind IN ('Placed', 'Paid', 'Released', 'Shipped', 'Delivered', 'Misdelivered', 'ReturnRequested', 'ExchangeRequested');

        SELECT p.order_id AS subject_id, p.producer_id AS id FROM producer_orders p
        WHERE p.status = 'New' AND p.order_id IN (SELECT e.order_id FROM order_events e WHERE e.id > @since AND e.at > @news AND e.kind IN ('Paid', 'Released'));

        SELECT e.id, CONCAT('review.', e.kind) AS kind, c.id AS subject_id, c.case_no AS no, e.person_id, c.centre_id, p.producer_id AS seller_id
        FROM review_events e JOIN review_cases c ON c.id = e.case_id JOIN products p ON p.id = c.product_id
        WHERE e.id > @since AND e.at > @news AND e.kind IN ('Message', 'File', 'ChangeRequested', 'Resubmitted', 'Decided');

        SELECT m.case_id AS subject_id, m.person_id AS id FROM review_members m WHERE m.case_id IN (SELECT e.case_id FROM review_events e WHERE e.id > @since AND e.at > @news);
        """;

    /// <summary>Events with an id above this, oldest first.</summary>
    public async Task<List<LiveEvent>> Since(long id)
    {
        using var rows = await db.Multiple(SinceSql, new { since = id, news = clock.Now - News });
        var orders = (await rows.ReadAsync<LiveEvent>()).ToList();
        var producers = (await rows.ReadAsync<Pair>()).ToLookup(p => p.SubjectId, p => p.Id);
        var reviews = (await rows.ReadAsync<LiveEvent>()).ToList();
        var members = (await rows.ReadAsync<Pair>()).ToLookup(p => p.SubjectId, p => p.Id);
        return
        [
            .. orders.Select(e => e with { Producers = producers[e.SubjectId].ToHashSet() })
                .Concat(reviews.Select(e => e with { SellerId = null, Producers = new HashSet<long> { e.SellerId!.Value }, Members = members[e.SubjectId].ToHashSet() })).OrderBy(e => e.Id),
        ];
    }

    private const string PeopleSql = """
        SELECT p.id, p.security_stamp AS stamp, m.role, m.organization_id
        FROM people p JOIN memberships m ON m.person_id = p.id JOIN organizations g ON g.id = m.organization_id
        WHERE p.id IN @ids AND p.suspended_at IS NULL AND m.ended_at IS NULL AND g.status = 'Active'
        """;

    /// <summary>The current memberships of people who are connected.</summary>
    public Task<List<LivePerson>> People(IReadOnlyCollection<long> ids) => db.Query<LivePerson>(PeopleSql, new { ids });

    private sealed record Pair
    {
        public long SubjectId { get; init; }
        public long Id { get; init; }
    }
}
