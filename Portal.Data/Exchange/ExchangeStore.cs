using Portal.Core.Exchange;
using Portal.Data.Shared;

namespace Portal.Data.Exchange;

/// <summary>What is there by the codes of files. An import compares whole lists in memory rather than asking row by row.</summary>
public sealed class ExchangeStore(Db db) : IExchangeStore
{
    private const string OrganizationsSql = "SELECT code, id FROM organizations";

    public Task<Dictionary<string, long>> Organizations() => Codes(OrganizationsSql);

    private const string ProductsSql = "SELECT code, id FROM products";

    public Task<Dictionary<string, long>> Products() => Codes(ProductsSql);

    private const string ProducersSql = "SELECT id AS first_id, producer_id AS second_id FROM products";

    public async Task<Dictionary<long, long>> Producers() => (await db.Query<Pair>(ProducersSql)).ToDictionary(p => p.FirstId, p => p.SecondId);

    private const string OrdersSql = "SELECT order_no AS code, id FROM orders WHERE order_no IN @some";

    public async Task<Dictionary<string, long>> Orders(IReadOnlyCollection<string> orderNos)
    {
        var found = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var some in orderNos.Chunk(500))
            foreach (var row in await db.Query<CodeRow>(OrdersSql, new { some })) found[row.Code] = row.Id;
        return found;
    }

    private const string DepositsSql = "SELECT reference FROM deposits";

    public async Task<HashSet<string>> Deposits() => [.. await db.Query<string>(DepositsSql)];

    private const string ReturnsSql = "SELECT reference FROM returns";

    public async Task<HashSet<string>> Returns() => [.. await db.Query<string>(ReturnsSql)];

    private const string AgreementsSql = "SELECT product_id AS first_id, valid_from AS at FROM agreements WHERE status = 'Accepted'";

    public async Task<HashSet<(long ProductId, DateTime ValidFrom)>> Agreements() =>
        [.. (await db.Query<Pair>(AgreementsSql)).Select(p => (p.FirstId, p.At))];

    private const string AcceptancesSql = """
        SELECT r.product_id AS first_id, a.seller_id AS second_id FROM recruitment_applications a
        JOIN recruitments r ON r.id = a.recruitment_id WHERE a.status = 'Accepted'
        """;

    public async Task<HashSet<(long ProductId, long SellerId)>> Acceptances() =>
        [.. (await db.Query<Pair>(AcceptancesSql)).Select(p => (p.FirstId, p.SecondId))];

    private const string SellerCentresSql = "SELECT id AS first_id, centre_id AS second_id FROM organizations WHERE kind = 'Seller' AND centre_id IS NOT NULL";

    public async Task<Dictionary<long, long>> SellerCentres() => (await db.Query<Pair>(SellerCentresSql)).ToDictionary(p => p.FirstId, p => p.SecondId);

    private const string ShipmentsSql = """
        SELECT s.producer_order_id AS first_id, s.shipped_at AS at FROM shipments s
        JOIN producer_orders p ON p.id = s.producer_order_id WHERE p.order_id = @orderId
        """;

    public async Task<HashSet<(long PartId, DateTime ShippedAt)>> Shipments(long orderId) =>
        [.. (await db.Query<Pair>(ShipmentsSql, new { orderId })).Select(p => (p.FirstId, p.At))];

    private const string LinesSql = """
        SELECT o.order_no, g.code AS producer_code, l.line_no, o.id AS order_id, p.id AS part_id, l.id AS line_id
        FROM orders o JOIN producer_orders p ON p.order_id = o.id
        JOIN organizations g ON g.id = p.producer_id
        JOIN order_lines l ON l.producer_order_id = p.id
        WHERE o.order_no = @orderNo ORDER BY l.line_no
        """;

    public Task<List<LineKey>> Lines(string orderNo) => db.Query<LineKey>(LinesSql, new { orderNo });

    private const string PortalIdSql = "SELECT MIN(id) FROM organizations WHERE kind = 'Portal'";

    public async Task<long?> PortalId() => await db.Scalar<long?>(PortalIdSql);

    private const string AnyCentreSql = "SELECT MIN(id) FROM organizations WHERE kind = 'Centre'";

    public async Task<long?> AnyCentre() => await db.Scalar<long?>(AnyCentreSql);

    private const string NoteSql = "INSERT INTO imports (id, at, person_id, name, summary) VALUES (@id, @at, @personId, @name, @summary)";

    public Task Note(long id, DateTime at, long? personId, string name, string summary) =>
        db.Execute(NoteSql, new { id, at, personId, name, summary });

    private async Task<Dictionary<string, long>> Codes(string sql) =>
        (await db.Query<CodeRow>(sql)).ToDictionary(r => r.Code, r => r.Id, StringComparer.Ordinal);

    private sealed record CodeRow
    {
        public string Code { get; init; } = "";
        public long Id { get; init; }
    }

    private sealed record Pair
    {
        public long FirstId { get; init; }
        public long SecondId { get; init; }
        public DateTime At { get; init; }
    }
}
