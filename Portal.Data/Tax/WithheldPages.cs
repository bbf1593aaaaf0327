using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Tax;

/// <summary>What was withheld from a payee in a month by one centre.</summary>
public sealed record WithheldPayee
{
    public string Month { get; init; } = "";
    public long PartyId { get; init; }
    public string Party { get; init; } = "";
    public string Code { get; init; } = "";
    public long Gross { get; init; }
    public long IncomeTax { get; init; }
    public long LocalTax { get; init; }
    public long Net { get; init; }
    public long Payouts { get; init; }
}

/// <summary>A payment to the tax office.</summary>
public sealed record WithheldPaid
{
    public string Month { get; init; } = "";
    public long PostingId { get; init; }
    public long IncomeTax { get; init; }
    public long LocalTax { get; init; }
    public DateOnly PaidOn { get; init; }
    public string? PaidBy { get; init; }
}

public sealed record WithheldCentre
{
    public long Id { get; init; }
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
}

/// <summary>Withheld tax of a centre by month and payee: for its operator, and for administrators.</summary>
public sealed class WithheldPages(Db db)
{
    private const string CentresSql = """
        SELECT id, code, name FROM organizations WHERE kind = 'Centre' AND (@role = 'Administrator' OR (@role = 'Operator' AND id = @OrganizationId)) ORDER BY name, id
        """;

    /// <summary>The centres whose withheld tax the actor sees.</summary>
    public Task<List<WithheldCentre>> Centres(Actor actor) => db.Query<WithheldCentre>(CentresSql, new { role = actor.Role.ToString(), actor.OrganizationId });

    private const string PaidSql = """
        SELECT w.month, w.id AS posting_id, w.income_tax, w.local_tax, w.paid_on, p.name AS paid_by
        FROM withholding_payments w LEFT JOIN people p ON p.id = w.paid_by WHERE w.centre_id = @centreId
        """;

    public Task<List<WithheldPaid>> Paid(long centreId) => db.Query<WithheldPaid>(PaidSql, new { centreId });

    // everybody from whom something was withheld; what they were paid without tax in the same month stays out
    private const string PayeesSql = """
        SELECT m.month, m.party_id, g.name AS party, g.code, SUM(m.gross) AS gross, SUM(m.income_tax) AS income_tax, SUM(m.local_tax) AS local_tax, SUM(m.net) AS net, COUNT(*) AS payouts
        FROM payout_movements m JOIN organizations g ON g.id = m.party_id
        WHERE m.centre_id = @centreId AND m.month = @month AND m.income_tax + m.local_tax <> 0
        GROUP BY m.month, m.party_id, g.name, g.code ORDER BY g.name, g.code
        """;

    public Task<List<WithheldPayee>> Payees(long centreId, Month month) => db.Query<WithheldPayee>(PayeesSql, new { centreId, month = month.ToString() });
}
