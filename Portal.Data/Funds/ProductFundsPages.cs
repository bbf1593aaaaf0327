using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Funds;

/// <summary>What was distributed of a product in a period, returns taken off.</summary>
public sealed record ProductFunds
{
    public long ProductId { get; init; }
    public string Code { get; init; } = "";
    public string Product { get; init; } = "";
    public string Producer { get; init; } = "";
    public long Units { get; init; }
    public long Producers { get; init; }
    public long Sellers { get; init; }
    public long Centres { get; init; }
    public long Portals { get; init; }
    public long Logistics { get; init; }
    public long Services { get; init; }
    public long Mileage { get; init; }

    /// <summary>The supply value is the sum of its parts, to the won.</summary>
    public long Supply => Producers + Sellers + Centres + Portals + Logistics + Services + Mileage;
}

/// <summary>A producer's own product: what stayed with the producer, and what it cost.</summary>
public sealed record ProducerFunds
{
    public long ProductId { get; init; }
    public string Code { get; init; } = "";
    public string Product { get; init; } = "";
    public long Units { get; init; }
    public long Supply { get; init; }
    public long Own { get; init; }
    public long Cost { get; init; }

    /// <summary>Units of days for which no cost is kept.</summary>
    public long WithoutCost { get; init; }

    public long Margin => Own - Cost;
}

public sealed record ProductCost
{
    public DateOnly ValidFrom { get; init; }
    public long UnitCost { get; init; }
    public DateTime SetAt { get; init; }
    public string? SetBy { get; init; }
}

public sealed record CostedProduct
{
    public long Id { get; init; }
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
}

/// <summary>Supply, shares, cost and margin by product.</summary>
public sealed class ProductFundsPages(Db db)
{
    // ix_postings_month (+ 0: the period, not the order of ids), ix_entries_posting; units once per posting
    private const string CentreSql = """
        SELECT x.product_id, d.code, v.name AS product, g.name AS producer, x.units, x.producers, x.sellers, x.centres, x.portals, x.logistics, x.services, x.mileage
        FROM (
          SELECT l.product_id, SUM(u.units) AS units, SUM(u.supply) AS supply, SUM(u.producers) AS producers, SUM(u.sellers) AS sellers, SUM(u.centres) AS centres, SUM(u.portals) AS portals,
                 SUM(u.logistics) AS logistics, SUM(u.services) AS services, SUM(u.mileage) AS mileage
          FROM (
            SELECT p.order_line_id, MAX(CASE WHEN t.kind = 'Delivery' THEN t.quantity ELSE -r.quantity END) AS units, -SUM(e.amount) AS supply,
                   -SUM(CASE WHEN h.part = 'Producer' THEN e.amount ELSE 0 END) AS producers, -SUM(CASE WHEN h.part = 'Seller' THEN e.amount ELSE 0 END) AS sellers,
                   -SUM(CASE WHEN h.part = 'Centre' THEN e.amount ELSE 0 END) AS centres, -SUM(CASE WHEN h.part = 'Portal' THEN e.amount ELSE 0 END) AS portals,
                   -SUM(CASE WHEN h.part = 'Logistics' THEN e.amount ELSE 0 END) AS logistics, -SUM(CASE WHEN h.part = 'Service' THEN e.amount ELSE 0 END) AS services,
                   -SUM(CASE WHEN h.part = 'Mileage' THEN e.amount ELSE 0 END) AS mileage
            FROM postings p JOIN distributions t ON t.id = p.id JOIN entries e ON e.posting_id = p.id JOIN shares h ON h.id = e.share_id
            LEFT JOIN returns r ON t.kind = 'Return' AND r.order_line_id = t.order_line_id AND r.return_no = t.return_no
            WHERE p.centre_id IN @centres AND p.accounting_date >= @from AND p.accounting_date <= @to
            GROUP BY p.id + 0, p.order_line_id
          ) u JOIN order_lines l ON l.id = u.order_line_id
          GROUP BY l.product_id
        ) x
        JOIN products d ON d.id = x.product_id JOIN organizations g ON g.id = d.producer_id
        JOIN product_revisions v ON v.id = d.revision_id
        ORDER BY x.supply DESC, x.product_id
        """;

    /// <summary>Products of some centres by supply value, largest first.</summary>
    public async Task<PageOf<ProductFunds>> List(IReadOnlyCollection<long> centres, DateOnly from, DateOnly to, int page)
    {
        return await db.Page<ProductFunds>(CentreSql, new { centres, from, to }, page);
    }

    // each line by the cost that held on the day of its distribution
    private const string OwnSql = """
        SELECT x.product_id, d.code, v.name AS product, SUM(x.units) AS units, SUM(x.supply) AS supply, SUM(x.own) AS own,
               SUM(x.units * COALESCE(c.unit_cost, 0)) AS cost, SUM(CASE WHEN c.unit_cost IS NULL THEN x.units ELSE 0 END) AS without_cost
        FROM (
          SELECT l.product_id, t.id, t.accounting_date, MAX(CASE WHEN t.kind = 'Delivery' THEN t.quantity ELSE -r.quantity END) AS units, -SUM(e.amount) AS supply,
                 -SUM(CASE WHEN a.owner_id = @OrganizationId THEN e.amount ELSE 0 END) AS own
          FROM products q JOIN order_lines l ON l.product_id = q.id JOIN distributions t ON t.order_line_id = l.id
          JOIN entries e ON e.posting_id = t.id AND e.share_id IS NOT NULL JOIN accounts a ON a.id = e.account_id
          LEFT JOIN returns r ON t.kind = 'Return' AND r.order_line_id = t.order_line_id AND r.return_no = t.return_no
          WHERE q.producer_id = @OrganizationId AND t.accounting_date >= @from AND t.accounting_date <= @to
          GROUP BY l.product_id, t.id, t.accounting_date
        ) x
        JOIN products d ON d.id = x.product_id
        JOIN product_revisions v ON v.id = d.revision_id
        LEFT JOIN product_costs c ON c.product_id = x.product_id
          AND c.valid_from = (SELECT MAX(k.valid_from) FROM product_costs k WHERE k.product_id = x.product_id AND k.valid_from <= x.accounting_date)
        GROUP BY x.product_id, d.code, v.name
        ORDER BY SUM(x.supply) DESC, x.product_id
        """;

    /// <summary>A producer's own products, with cost and margin.</summary>
    public async Task<PageOf<ProducerFunds>> Own(Actor actor, DateOnly from, DateOnly to, int page)
    {
        return await db.Page<ProducerFunds>(OwnSql, new { actor.OrganizationId, from, to }, page);
    }

    private const string ProductSql = """
        SELECT d.id, d.code, v.name FROM products d JOIN product_revisions v ON v.id = d.revision_id
        WHERE d.code = @productCode AND d.producer_id = @OrganizationId
        """;

    public Task<CostedProduct?> Product(Actor actor, string productCode) => db.One<CostedProduct>(ProductSql, new { productCode, actor.OrganizationId });

    private const string CostsSql = """
        SELECT c.valid_from, c.unit_cost, c.set_at, h.name AS set_by FROM product_costs c LEFT JOIN people h ON h.id = c.set_by WHERE c.product_id = @productId ORDER BY c.valid_from DESC
        """;

    /// <summary>The costs of a product that the actor has found.</summary>
    public Task<List<ProductCost>> Costs(long productId) => db.Query<ProductCost>(CostsSql, new { productId });
}
