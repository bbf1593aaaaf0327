using Portal.Core.Settlement;

namespace Portal.Data.Settlement;

/// <summary>What a settlement would take if it were locked now. Only read: the lines that a run would claim are divided by the same text, and not posted.</summary>
public sealed partial class SettlementStore
{
    private const string DueWith = $"""
        WITH {DivisionText.Claimed} {DivisionText.Due}
        ),
        lines AS (
        {DivisionText.Lines}
        ),
        {DivisionText.Freights} p.freight_run IS NULL AND p.freight + p.freight_vat > 0{DivisionText.FreightsEnd}
        """;

    // ix_settlement_items_open, ix_order_lines_due
    private const string UpcomingSql = $"""
        {DueWith}
        {BalancesOf}
            SELECT a.type, a.owner_id, e.amount FROM settlement_items i JOIN entries e ON e.posting_id = i.posting_id JOIN accounts a ON a.id = e.account_id
            WHERE i.centre_id = @centreId AND i.settlement_id IS NULL AND i.accounting_date <= @through
            UNION ALL
            SELECT {DivisionText.ShareType}, {DivisionText.ShareOwner}, -({DivisionText.ShareAmount}) FROM lines w {DivisionText.Shares} WHERE {DivisionText.ShareAmount} <> 0
            UNION ALL
            SELECT 'Vat', w.rest_party, -w.vat FROM lines w WHERE w.vat <> 0
            UNION ALL
            SELECT f.type, f.producer_id, -f.freight FROM freights f WHERE f.freight <> 0
            UNION ALL
            SELECT 'Vat', f.producer_id, -f.freight_vat FROM freights f WHERE f.freight_vat <> 0
        {BalancesEnd}
        """;

    public async Task<IReadOnlyList<PartyBalance>> Upcoming(long centreId, DateOnly through, DateTime now) =>
        await db.Query<PartyBalance>(UpcomingSql, new { centreId, through, now });

    private const string UpcomingItemsSql = $"""
        {DueWith}
        SELECT (SELECT COUNT(*) FROM lines) AS lines, (SELECT COUNT(*) FROM freights) AS freights,
               (SELECT COUNT(*) FROM settlement_items i WHERE i.centre_id = @centreId AND i.settlement_id IS NULL AND i.accounting_date <= @through) AS posted
        """;

    public async Task<UpcomingItems> UpcomingItems(long centreId, DateOnly through, DateTime now) =>
        (await db.One<UpcomingItems>(UpcomingItemsSql, new { centreId, through, now }))!;
}
