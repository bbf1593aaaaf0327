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
    ];
}

/// <summary>A buyer's own account, and a posting that touches it.</summary>
public sealed class LedgerIds : IRouteWorldPart
{
    public async Task Add(RouteWorld world)
    {
        await world.Both("accountId", Buyer, s => s.Portal.Scalar<long>("SELECT id FROM accounts WHERE type = 'Receivable' AND owner_id = @Buyer", s));
        await world.Both("postingId", Buyer, s => s.Portal.Scalar<long>("SELECT MAX(id) FROM postings WHERE centre_id = @Centre AND kind = 'Order'", s));
    }
}
