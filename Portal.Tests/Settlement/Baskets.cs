using Portal.Core.Orders;
using Portal.Core.Shared;
using Portal.Data.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Settlement;

/// <summary>Baskets that are ready to be ordered.</summary>
public static class Baskets
{
    /// <summary>Baskets with one unit of a product, in turn for each of some buyers.</summary>
    public static async Task<List<long>> Fill(TestPortal portal, IReadOnlyList<Actor> buyers, long productId, int count) => await portal.Run<Db, List<long>>(async db =>
    {
        var ids = new List<long>();
        await using var tx = await db.Begin();
        var drafts = new Data.Orders.DraftStore(db);
        for (var i = 0; i < count; i++)
        {
            ids.Add(Ids.Next());
            var buyer = buyers[i % buyers.Count];
            await drafts.Insert(ids[i], buyer, OrderChannel.Buyer, buyer.OrganizationId, portal.Time.GetUtcNow().UtcDateTime);
            await drafts.SetLine(ids[i], productId, 1, portal.Time.GetUtcNow().UtcDateTime);
        }

        await tx.Commit();
        return ids;
    });

    /// <summary>The fields by which a basket is ordered.</summary>
    public static (string, string)[] Place(long productId, long total) =>
    [
        ("Form.Lines[0].ProductId", $"{productId}"), ("Form.Lines[0].Quantity", "1"), ("Form.ExpectedTotal", $"{total}"), ("Form.Do", "place"),
        ("Form.Recipient", "Somebody"), ("Form.Address", "1 Any Street"), ("Form.Phone", "010-0000-0000"), ("Form.PostalCode", "12345"),
    ];
}
