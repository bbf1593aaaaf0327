using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Settlement;

/// <summary>What a payee owes a centre after returns, carried from settlement to settlement.</summary>
public sealed record PayeeDebtRow
{
    public long StatementId { get; init; }
    public int SettlementNo { get; init; }
    public string Centre { get; init; } = "";
    public long PartyId { get; init; }
    public string Party { get; init; } = "";
    public string PartyCode { get; init; } = "";
    public long CentreId { get; init; }
    public long CarriedOut { get; init; }
    public long VatOut { get; init; }
    /// <summary>The day of the first settlement since which it is owed.</summary>
    public DateOnly Since { get; init; }
    public string? WriteOff { get; init; }
    public long? WriteOffId { get; init; }

    public long Amount => -(CarriedOut + VatOut);
}

/// <summary>A delivered order that is not paid.</summary>
public sealed record BuyerDebtRow
{
    public long OrderId { get; init; }
    public string OrderNo { get; init; } = "";
    public string Buyer { get; init; } = "";
    public string BuyerCode { get; init; } = "";
    public string Centre { get; init; } = "";
    public DateTime Since { get; init; }
    public long Amount { get; init; }
    public string? WriteOff { get; init; }
    public long? WriteOffId { get; init; }
}

/// <summary>What made a debt: a posting that took from the payee, in a settlement since which it is owed.</summary>
public sealed record DebtCauseRow
{
    public long PostingId { get; init; }
    public string Kind { get; init; } = "";
    public DateOnly AccountingDate { get; init; }
    public string? OrderNo { get; init; }
    public string? Product { get; init; }
    public long? ReturnId { get; init; }
    public string? ReturnReference { get; init; }
    public string? Reason { get; init; }
    public int? SettlementNo { get; init; }
    public long Amount { get; init; }
}

public sealed record PayeeDebtDetail(PayeeDebtRow Debt, IReadOnlyList<DebtCauseRow> Causes)
{
    /// <summary>What has come since and is in no settlement yet.</summary>
    public long Upcoming => Causes.Where(c => c.SettlementNo is null).Sum(c => c.Amount);
}

/// <summary>Debts of payees and of buyers: those of a centre for its operator, all for administrators.</summary>
public sealed class DebtPages(Db db)
{
    private const string PayeesSql = $"""
        SELECT t.id AS statement_id, s.settlement_no, s.centre_id, c.name AS centre, t.party_id, g.name AS party, g.code AS party_code, t.carried_out, t.vat_out,
               (SELECT MIN(y.through_on) FROM statements x JOIN settlements y ON y.id = x.settlement_id
                WHERE x.party_id = t.party_id AND x.account = t.account AND y.centre_id = s.centre_id AND y.settlement_no >
                  COALESCE((SELECT MAX(q.settlement_no) FROM statements p JOIN settlements q ON q.id = p.settlement_id
                    WHERE p.party_id = t.party_id AND p.account = t.account AND q.centre_id = s.centre_id AND p.carried_out + p.vat_out >= 0), 0)) AS since,
               w.status AS write_off, w.id AS write_off_id
        FROM statements t JOIN settlements s ON s.id = t.settlement_id JOIN organizations c ON c.id = s.centre_id JOIN organizations g ON g.id = t.party_id
        LEFT JOIN write_offs w ON w.statement_id = t.id AND w.status <> 'Rejected'
        WHERE t.account = 'Payable' AND t.carried_out + t.vat_out < 0 AND {WriteOffStore.IsLast} AND (@role = 'Administrator' OR s.centre_id = @OrganizationId)
        """;
    private const string PayeesListSql = $"{PayeesSql} ORDER BY t.carried_out + t.vat_out, t.id";
    private static readonly Listing PayeesListed = new(PayeesListSql, "party=g.name", "debt=-(t.carried_out + t.vat_out)");
    private const string PayeeSql = $"{PayeesSql} AND t.id = @statementId";

    public async Task<PageOf<PayeeDebtRow>> Payees(Actor actor, int page)
    {
        return await db.Page<PayeeDebtRow>(PayeesListed, new { role = actor.Role.ToString(), actor.OrganizationId }, page);
    }

    // from the party's accounts: ix_entries_account
    private const string CausesSql = """
        SELECT x.posting_id, p.kind, p.accounting_date, o.order_no, v.name AS product, r.id AS return_id, r.reference AS return_reference, r.reason, s.settlement_no, x.amount
        FROM (
          SELECT e.posting_id, -SUM(e.amount) AS amount FROM accounts a JOIN entries e ON e.account_id = a.id
          WHERE a.owner_id = @partyId AND a.type IN ('Payable', 'Vat') GROUP BY e.posting_id
        ) x
        JOIN postings p ON p.id = x.posting_id
        JOIN settlement_items i ON i.posting_id = x.posting_id AND i.centre_id = @centreId
        LEFT JOIN settlements s ON s.id = i.settlement_id
        LEFT JOIN orders o ON o.id = p.order_id
        LEFT JOIN order_lines l ON l.id = p.order_line_id
        LEFT JOIN product_revisions v ON v.id = l.revision_id
        LEFT JOIN distributions d ON d.id = p.id AND d.kind = 'Return'
        LEFT JOIN returns r ON r.order_line_id = d.order_line_id AND r.return_no = d.return_no
        WHERE i.settlement_id IS NULL OR (x.amount < 0 AND s.through_on >= @since)
        ORDER BY p.id DESC
        """;

    /// <summary>A payee's debt with what made it; null when there is none that is the actor's to see.</summary>
    public async Task<PayeeDebtDetail?> Payee(Actor actor, long statementId)
    {
        if (await db.One<PayeeDebtRow>(PayeeSql, new { statementId, role = actor.Role.ToString(), actor.OrganizationId }) is not { } debt) return null;
        return new PayeeDebtDetail(debt, await db.Query<DebtCauseRow>($"{CausesSql} {db.Dialect.First(200)}", new { partyId = debt.PartyId, centreId = debt.CentreId, since = debt.Since }));
    }

    // ix_orders_unpaid
    private const string BuyersSql = $"""
        SELECT o.id AS order_id, o.order_no, b.name AS buyer, b.code AS buyer_code, c.name AS centre, o.total - o.cancelled - o.returned - o.paid AS amount,
               COALESCE((SELECT MAX(l.delivered_at) FROM order_lines l WHERE l.order_id = o.id), o.ordered_at) AS since, w.status AS write_off, w.id AS write_off_id
        FROM orders o JOIN organizations b ON b.id = o.buyer_id JOIN organizations c ON c.id = o.centre_id
        LEFT JOIN write_offs w ON w.order_id = o.id AND w.status = 'Proposed'
        WHERE o.paid_at IS NULL AND {WriteOffStore.IsOut} AND (@role = 'Administrator' OR o.centre_id = @OrganizationId)
        """;
    private const string BuyersListSql = $"{BuyersSql} ORDER BY o.ordered_at, o.id";
    private static readonly Listing BuyersListed = new(BuyersListSql, "no=o.order_no", "buyer=b.name", "amount=amount", "since=since");
    private const string BuyerSql = $"{BuyersSql} AND o.order_no = @orderNo";

    public async Task<PageOf<BuyerDebtRow>> Buyers(Actor actor, int page)
    {
        return await db.Page<BuyerDebtRow>(BuyersListed, new { role = actor.Role.ToString(), actor.OrganizationId }, page);
    }

    public Task<BuyerDebtRow?> Buyer(Actor actor, string orderNo) => db.One<BuyerDebtRow>(BuyerSql, new { orderNo, role = actor.Role.ToString(), actor.OrganizationId });
}
