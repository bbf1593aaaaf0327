using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Orders;

/// <summary>
/// The views of the order list. Each role's orders and each view are a condition of their own, so that every list is found by an index:
/// one condition for all roles at once would read every order of the portal.
/// </summary>
public static class OrderViews
{
    // ix_producer_orders_open
    private const string OpenParts = "SELECT p.order_id FROM producer_orders p WHERE p.status IN ('New', 'Confirmed', 'PartlyShipped')";
    // ix_order_lines_unaccepted
    private const string ToAccept = """
        o.id IN (SELECT l.order_id FROM order_lines l WHERE l.accepted_at IS NULL AND l.distribution_run IS NULL AND l.delivered > 0
          AND l.cancelled = 0 AND l.delivered = l.quantity AND l.returned < l.quantity AND (l.needs_acceptance = 1 OR l.objection_ends_at > @now))
        """;
    private const string Released = "o.status = 'Placed' AND o.released_at IS NOT NULL";
    private const string Found = """
        (o.order_no LIKE @text ESCAPE '\'
          OR EXISTS (SELECT 1 FROM organizations g WHERE (g.id = o.buyer_id OR g.id = o.seller_id) AND g.name LIKE @text ESCAPE '\'))
        """;
    // who sold it is not a producer's to find out
    private const string FoundByProducer = """
        (o.order_no LIKE @text ESCAPE '\' OR EXISTS (SELECT 1 FROM organizations g WHERE g.id = o.buyer_id AND g.name LIKE @text ESCAPE '\'))
        """;

    /// <summary>The roles that have a list of orders.</summary>
    public static readonly IReadOnlyList<Role> Roles = [Role.Buyer, Role.Seller, Role.Producer, Role.Operator, Role.Administrator];

    /// <summary>All views; a page shows those that its role can use.</summary>
    public static readonly IReadOnlyList<string> Names = ["all", "unpaid", "toconfirm", "toship", "late", "underway", "toaccept", "cancelled"];

    /// <summary>The ids of a role's orders in a view, newest first unless asked otherwise; those only that a text finds when there is one.</summary>
    public static Listing Ids(Role role, string view, bool hasText) => new(Text(role, view, hasText), role == Role.Producer ? Sorts : [.. Sorts, .. WholeSorts]);

    // by time by ix_orders_…, by number by its key; by the rest whoever has many orders waits for it, and has asked for it
    private static readonly string[] Sorts = ["no=o.order_no", "ordered=o.ordered_at", "buyer=(SELECT g.name FROM organizations g WHERE g.id = o.buyer_id)"];
    // what a producer's part amounts to is known only when it is shown
    private static readonly string[] WholeSorts = ["amount=o.total - o.cancelled - o.returned"];

    private static string Text(Role role, string view, bool hasText) =>
        $"SELECT o.id FROM orders o WHERE {Own(role)} AND {View(view, role == Role.Producer ? " AND p.producer_id = @OrganizationId" : "")}{(hasText ? $" AND {(role == Role.Producer ? FoundByProducer : Found)}" : "")} ORDER BY o.ordered_at DESC, o.id DESC";

    private static string Own(Role role) => role switch
    {
        Role.Buyer => "o.buyer_id = @OrganizationId",
        Role.Seller => "o.seller_id = @OrganizationId",
        Role.Operator => "o.centre_id = @OrganizationId",
        Role.Producer => "o.released_at IS NOT NULL AND o.id IN (SELECT m.order_id FROM producer_orders m WHERE m.producer_id = @OrganizationId)",
        Role.Administrator => "1 = 1",
        _ => "1 = 0",
    };

    private static string View(string view, string ownPart) => view switch
    {
        "unpaid" => "o.status = 'Placed' AND o.paid_at IS NULL AND o.total - o.cancelled - o.returned > o.paid",
        "toconfirm" => $"{Released} AND o.id IN ({OpenParts} AND p.status = 'New'{ownPart})",
        "toship" => $"{Released} AND o.id IN ({OpenParts}{ownPart})",
        "late" => $"{Released} AND o.id IN ({OpenParts} AND COALESCE(p.promised_ship_on, p.proposed_ship_on) < @today{ownPart})",
        "underway" => $"EXISTS (SELECT 1 FROM producer_orders p WHERE p.order_id = o.id AND p.status IN ('Shipped', 'PartlyShipped'){ownPart})",
        "toaccept" => ToAccept,
        "cancelled" => "o.status = 'Cancelled'",
        _ => "1 = 1",
    };
}
