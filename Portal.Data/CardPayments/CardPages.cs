using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.CardPayments;

/// <summary>Card payments of an actor; differences and payouts are in <c>CardPages.Desk.cs</c>.</summary>
public sealed partial class CardPages(Db db)
{
    private const string ColumnsSql = """
        SELECT c.id, o.order_no, b.name AS buyer, c.status, c.amount, c.paid, c.refunded, c.created_at, c.paid_at
        FROM card_payments c JOIN orders o ON o.id = c.order_id JOIN organizations b ON b.id = c.buyer_id
        """;
    private const string NewestSql = "AND (@status IS NULL OR c.status = @status) ORDER BY c.created_at DESC, c.id DESC";
    // each role's payments are a condition of their own, so that each list is found by its index
    private const string BuyersSql = $"{ColumnsSql} WHERE c.buyer_id = @OrganizationId {NewestSql}";
    private const string SellersSql = $"{ColumnsSql} WHERE o.seller_id = @OrganizationId {NewestSql}";
    private const string CentresSql = $"{ColumnsSql} WHERE c.centre_id = @OrganizationId {NewestSql}";
    private const string EverybodysSql = $"{ColumnsSql} WHERE 1 = 1 {NewestSql}";

    private static readonly string[] Sorts = ["begun=c.created_at", "order=o.order_no", "amount=c.amount"];
    private static readonly Listing Buyers = new(BuyersSql, Sorts);
    private static readonly Listing Sellers = new(SellersSql, Sorts);
    private static readonly Listing Centres = new(CentresSql, Sorts);
    private static readonly Listing Everybodys = new(EverybodysSql, Sorts);

    public async Task<PageOf<CardPaymentRow>> List(Actor actor, string? status, int page)
    {
        var list = actor.Role switch { Role.Buyer => Buyers, Role.Seller => Sellers, Role.Operator => Centres, Role.Administrator => Everybodys, _ => null };
        if (list is null) return Paging.Of<CardPaymentRow>([], page);
        return await db.Page<CardPaymentRow>(list, new { actor.OrganizationId, status }, page);
    }

    private const string OwnSql = """
        (@role = 'Administrator' OR (@role = 'Buyer' AND c.buyer_id = @OrganizationId) OR (@role = 'Seller' AND o.seller_id = @OrganizationId) OR (@role = 'Operator' AND c.centre_id = @OrganizationId))
        """;
    private const string OfOrderSql = $"{ColumnsSql} WHERE c.order_id = @orderId AND {OwnSql} ORDER BY c.created_at DESC";

    /// <summary>The card payments of an order, newest first.</summary>
    public Task<List<CardPaymentRow>> OfOrder(Actor actor, long orderId) =>
        db.Query<CardPaymentRow>(OfOrderSql, new { orderId, role = actor.Role.ToString(), actor.OrganizationId });

    private const string HeaderSql = $"""
        SELECT c.id, c.order_id, o.order_no, b.name AS buyer, c.status, c.amount, c.paid, c.applied, c.refunded, c.session_id, c.session_url, c.payment_intent_id,
               c.created_at, c.expires_at, c.paid_at, c.problem, h.name AS started_by,
               CASE WHEN o.status = 'Placed' THEN o.total - o.cancelled - o.returned - o.paid ELSE 0 END AS owed
        FROM card_payments c JOIN orders o ON o.id = c.order_id JOIN organizations b ON b.id = c.buyer_id LEFT JOIN people h ON h.id = c.person_id
        WHERE c.id = @paymentId AND {OwnSql}
        """;
    private const string DetailSql = """
        SELECT r.id, r.amount, r.status, r.refund_id, r.problem, r.created_at, r.settled_at, h.name AS person
        FROM card_refunds r LEFT JOIN people h ON h.id = r.person_id WHERE r.card_payment_id = @paymentId ORDER BY r.created_at, r.id;

        SELECT event_id, type, effect, received_at FROM card_events WHERE card_payment_id = @paymentId AND @staff = 1 ORDER BY received_at, id;

        SELECT d.id, d.kind, d.object_id, d.card_payment_id, d.ours, d.theirs, d.currency, d.found_at, d.resolved_at, d.note
        FROM card_differences d WHERE d.card_payment_id = @paymentId AND @staff = 1 ORDER BY d.found_at, d.id;

        SELECT k.id, k.source, o.order_no, k.remaining, k.created_at
        FROM buyer_credits k JOIN card_payments c ON c.buyer_id = k.buyer_id AND c.centre_id = k.centre_id LEFT JOIN orders o ON o.id = k.order_id
        WHERE c.id = @paymentId AND c.status = 'Paid' AND c.paid > c.refunded AND k.remaining > 0 AND @staff = 1
        ORDER BY CASE WHEN k.order_id = c.order_id THEN 0 ELSE 1 END, k.created_at, k.id;
        """;

    /// <summary>A payment as this actor sees it; null when it is not theirs.</summary>
    public async Task<CardPaymentDetail?> Find(Actor actor, long paymentId)
    {
        var header = await db.One<CardPaymentHeader>(HeaderSql, new { paymentId, role = actor.Role.ToString(), actor.OrganizationId });
        if (header is null) return null;
        using var rows = await db.Multiple(DetailSql, new { paymentId, staff = actor.Role is Role.Operator or Role.Administrator });
        return new CardPaymentDetail(header, [.. await rows.ReadAsync<CardRefundRow>()], [.. await rows.ReadAsync<CardEventRow>()],
            [.. await rows.ReadAsync<CardDifferenceRow>()], [.. await rows.ReadAsync<CardCreditRow>()]);
    }

    private const string OfCreditSql = $"""
        {ColumnsSql} JOIN buyer_credits k ON k.buyer_id = c.buyer_id AND k.centre_id = c.centre_id
        WHERE k.id = @creditId AND k.remaining > 0 AND c.status = 'Paid' AND c.paid > c.refunded AND c.centre_id = @OrganizationId
        ORDER BY CASE WHEN k.order_id = c.order_id THEN 0 ELSE 1 END, c.created_at DESC
        """;

    /// <summary>The card payments of an operator's centre to which held money could go back; those of its own order first.</summary>
    public Task<List<CardPaymentRow>> OfCredit(Actor actor, long creditId) =>
        db.Query<CardPaymentRow>($"{OfCreditSql} {db.Dialect.First(10)}", new { creditId, actor.OrganizationId });

    private const string OrderIdSql = "SELECT id FROM orders WHERE order_no = @orderNo AND buyer_id = @OrganizationId";

    /// <summary>A buyer's own order by its number.</summary>
    public Task<long?> OwnOrder(Actor actor, string orderNo) => db.Scalar<long?>(OrderIdSql, new { orderNo, actor.OrganizationId });
}
