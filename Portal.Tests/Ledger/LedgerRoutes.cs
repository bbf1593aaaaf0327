using Portal.Core.Ledger;
using Portal.Core.Shared;
using Portal.Data.Ledger;
using Portal.Data.Shared;
using Portal.Tests.Shared;
using static Portal.Core.Shared.Role;
using static Portal.Tests.Shared.RouteRow;

namespace Portal.Tests.Ledger;

public sealed class LedgerRoutes : IRouteRows
{
    public IEnumerable<RouteRow> Rows =>
    [
        Get("/ledger").For(Operator, Administrator, Producer, Seller, Buyer).Answers(Answer.Elsewhere, Producer, Seller, Buyer),
        Get("/ledger/accounts").For(Operator, Administrator, Producer, Seller, Buyer),
        Get("/ledger/accounts/{accountId:long}").For(Operator, Administrator, Producer, Seller, Buyer).Foreign(Answer.Ok, Administrator),
        Get("/ledger/postings").For(Operator, Administrator),
        Get("/ledger/postings/{postingId:long}").For(Operator, Administrator, Producer, Seller, Buyer).Foreign(Answer.Ok, Administrator),
        Get("/ledger/orders/{orderNo}").For(Operator, Administrator).Foreign(Answer.Ok, Administrator),
        Get("/ledger/books").For(Administrator),
        Get("/closings").For(Operator, Administrator),
        Get("/closings/new").For(Operator),
        Post("/closings/new").For(Operator).With(("Month", "2026-02-01"), ("Postings", "0"), ("Debits", "0")),
        Get("/closings/{closingId:long}").For(Operator, Administrator).Foreign(Answer.Ok, Administrator),
    ];
}

/// <summary>A buyer's own account, and a posting that touches it.</summary>
public sealed class LedgerIds : IRouteWorldPart
{
    public async Task Add(RouteWorld world)
    {
        await world.Both("accountId", Buyer, s => s.Portal.Scalar<long>("SELECT id FROM accounts WHERE type = 'Receivable' AND owner_id = @Buyer", s));
        await world.Both("closingId", s => s.Portal.Run<Db, long>(async db =>
        {
            // a month of long ago, so that nothing else of the world is dated otherwise
            var (id, month) = (Ids.Next(), new DateOnly(2020, 1, 1));
            await using var tx = await db.Begin();
            await new ClosingStore(db, new Clock(s.Portal.Time, s.Portal.Options)).Insert(new NewClosing(id, s.Centre, month, month.AddMonths(1), new MonthFigures(0, []), s.Portal.Time.GetUtcNow().UtcDateTime, null));
            await tx.Commit();
            return id;
        }));
        await world.Both("postingId", Buyer, s => s.Portal.Scalar<long>("SELECT MAX(id) FROM postings WHERE centre_id = @Centre AND kind = 'Order'", s));
    }
}
