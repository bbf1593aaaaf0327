using Portal.Core.Agreements;
using Portal.Data.Shared;

namespace Portal.Data.Agreements;

public sealed partial class AgreementStore(Db db) : IAgreementStore
{
    // of all accepted agreements that have begun at the moment, the one that began last; when it has ended, none
    private const string InForceSql = """
        SELECT t.product_id, s.agreement_id, s.id, s.share_no, s.part, s.party_id, s.kind, s.value
        FROM (
          SELECT a.id, a.product_id, a.valid_until, ROW_NUMBER() OVER (PARTITION BY a.product_id ORDER BY a.valid_from DESC, a.version_no DESC) AS place
          FROM agreements a
          WHERE a.product_id IN @productIds AND a.status = 'Accepted' AND a.valid_from <= @at AND a.accepted_at <= @at
        ) t JOIN shares s ON s.agreement_id = t.id
        WHERE t.place = 1 AND (t.valid_until IS NULL OR t.valid_until > @at)
        ORDER BY s.agreement_id, s.share_no
        """;

    public async Task<IReadOnlyDictionary<long, AgreementInForce>> InForce(IReadOnlyCollection<long> productIds, DateTime at)
    {
        if (productIds.Count == 0) return new Dictionary<long, AgreementInForce>();
        var rows = await db.Query<ShareRow>(InForceSql, new { productIds, at });
        return rows.GroupBy(r => r.ProductId).ToDictionary(g => g.Key, g => new AgreementInForce(g.First().AgreementId, [.. g.Select(r => r.ToShare())]));
    }

    private sealed class ShareRow
    {
        public long ProductId { get; init; }
        public long AgreementId { get; init; }
        public long Id { get; init; }
        public int ShareNo { get; init; }
        public string Part { get; init; } = "";
        public long? PartyId { get; init; }
        public string Kind { get; init; } = "";
        public long Value { get; init; }

        public Share ToShare() => new()
        {
            Id = Id, ShareNo = ShareNo, Part = Enum.Parse<Part>(Part), PartyId = PartyId, Kind = Enum.Parse<ShareKind>(Kind), Value = Value,
        };
    }
}
