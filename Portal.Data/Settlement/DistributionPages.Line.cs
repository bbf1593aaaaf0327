using Portal.Core.Agreements;
using Portal.Core.Shared;

namespace Portal.Data.Settlement;

/// <summary>How one line is divided.</summary>
public sealed partial class DistributionPages
{
    private const string LineSql = $"""
        SELECT l.id AS line_id, l.order_id, o.order_no, o.ordered_at, l.line_no, v.name AS product, d.code AS product_code, c.name AS centre, o.centre_id,
               s.name AS seller, o.seller_id, l.agreement_id, a.version_no AS agreement_no, a.valid_from AS agreement_from,
               l.quantity, l.returned, l.unit_price, l.discount_bp, l.tax_bp, l.cancelled, CASE WHEN l.distribution_run IS NULL THEN 0 ELSE 1 END AS claimed,
               l.delivered, l.needs_acceptance, l.accepted_at, l.objection_ends_at, o.paid_at, l.due_at, o.total - o.cancelled - o.returned - o.paid AS "open",
               CASE WHEN @role = 'Administrator' OR (@role = 'Operator' AND o.centre_id = @OrganizationId) OR o.seller_id = @OrganizationId OR (p.producer_id = @OrganizationId AND o.released_at IS NOT NULL) THEN 1 ELSE 0 END AS own_order,
               CASE WHEN @role = 'Administrator' OR (@role = 'Operator' AND o.centre_id = @OrganizationId) THEN 1 ELSE 0 END AS is_whole
        FROM order_lines l
        JOIN producer_orders p ON p.id = l.producer_order_id
        JOIN orders o ON o.id = l.order_id
        JOIN organizations c ON c.id = o.centre_id
        JOIN products d ON d.id = l.product_id
        JOIN product_revisions v ON v.id = l.revision_id
        JOIN agreements a ON a.id = l.agreement_id
        LEFT JOIN organizations s ON s.id = o.seller_id
        WHERE l.id = @lineId AND {Mine}
        """;
    private const string DivisionSql = """
        SELECT t.id, t.share_no, t.part, t.kind, t.value, t.named_party_id, t.party_id, g.name AS party FROM (
          SELECT h.id, h.share_no, h.part, h.kind, h.value, h.party_id AS named_party_id,
                 COALESCE(h.party_id, CASE h.part WHEN 'Seller' THEN o.seller_id WHEN 'Centre' THEN o.centre_id WHEN 'Mileage' THEN o.buyer_id END) AS party_id
          FROM order_lines l JOIN orders o ON o.id = l.order_id JOIN shares h ON h.agreement_id = l.agreement_id
          WHERE l.id = @lineId
        ) t LEFT JOIN organizations g ON g.id = t.party_id
        ORDER BY t.share_no;

        SELECT p.id AS posting_id, p.kind, p.at, p.accounting_date, d.return_no, d.quantity, d.supply, d.vat, r.reference AS return_reference, r.reason,
               i.settlement_id, t.settlement_no
        FROM distributions d JOIN postings p ON p.id = d.id
        LEFT JOIN returns r ON r.order_line_id = d.order_line_id AND d.kind = 'Return' AND r.return_no = d.return_no
        LEFT JOIN settlement_items i ON i.posting_id = p.id
        LEFT JOIN settlements t ON t.id = i.settlement_id
        WHERE d.order_line_id = @lineId ORDER BY d.return_no;

        SELECT e.posting_id, a.id AS account_id, a.type, g.name AS owner, e.amount, e.share_id
        FROM distributions d JOIN entries e ON e.posting_id = d.id JOIN accounts a ON a.id = e.account_id LEFT JOIN organizations g ON g.id = a.owner_id
        WHERE d.order_line_id = @lineId AND (@whole = 1 OR (a.owner_id = @OrganizationId AND a.type IN ('Payable', 'Income', 'Vat')))
        ORDER BY e.posting_id, e.amount DESC, e.id;
        """;

    /// <summary>The division of a line; null when the actor has no share in it. Whoever is neither its operator nor administrator gets their own shares only.</summary>
    public async Task<Division?> Find(Actor actor, long lineId)
    {
        if (await db.One<DividedLine>(LineSql, new { lineId, role = actor.Role.ToString(), actor.OrganizationId }) is not { } line) return null;
        using var rows = await db.Multiple(DivisionSql, new { lineId, whole = line.IsWhole, actor.OrganizationId });
        var shares = (await rows.ReadAsync<DividedShare>()).ToList();
        var division = new Division(line, [], [.. await rows.ReadAsync<DivisionPosting>()], [.. await rows.ReadAsync<DivisionEntry>()]);
        var computed = Computed(division, shares).Where(s => line.IsWhole || (s.PartyId == actor.OrganizationId && s.Part != nameof(Part.Mileage)));
        return division with { Shares = [.. computed] };
    }

    private static IEnumerable<DividedShare> Computed(Division division, List<DividedShare> shares)
    {
        var amounts = Sharing.Divide(shares.Select(ToShare), division.Line.Terms, division.Units, division.Line.SellerId is not null).ToDictionary(p => p.Share.Id, p => p.Amount);
        var first = division.Postings.Count > 0 ? division.Postings[0].PostingId : 0;
        return shares.Select(s => s with
        {
            Amount = amounts.GetValueOrDefault(s.Id), FallsToRest = !amounts.ContainsKey(s.Id),
            Posted = -division.Entries.Where(e => e.ShareId == s.Id && e.PostingId == first).Sum(e => e.Amount),
            Reversed = division.Entries.Where(e => e.ShareId == s.Id && e.PostingId != first).Sum(e => e.Amount),
        });
    }

    private static Share ToShare(DividedShare s) => new()
    {
        Id = s.Id, ShareNo = s.ShareNo, Part = Enum.Parse<Part>(s.Part), PartyId = s.NamedPartyId, Kind = Enum.Parse<ShareKind>(s.Kind), Value = s.Value,
    };
}
