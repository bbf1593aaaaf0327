using Portal.Core.Shared;
using Portal.Data.Settlement;
using Portal.Web.Shared;

namespace Portal.Web.Settlement;

public sealed class SettlementNavigation : INavigation
{
    public IEnumerable<NavItem> For(Actor? actor)
    {
        if (actor?.Role is not (Role.Operator or Role.Administrator or Role.Producer or Role.Seller)) yield break;
        if (actor.Role is Role.Operator or Role.Administrator) yield return new NavItem("nav.settlements", "/settlements", "nav.money", 20);
        yield return new NavItem("nav.statements", "/statements", "nav.money", 21);
        yield return new NavItem("nav.distributions", "/distributions", "nav.money", 22);
        if (actor.Role == Role.Administrator) yield return new NavItem("nav.withholding", "/withholding-rules", "nav.money", 40);
    }
}

public sealed class SettlementAttention(SettlementPages pages) : IAttention
{
    public async Task<IReadOnlyList<AttentionItem>> For(Actor actor)
    {
        if (actor.Role is Role.Producer or Role.Seller)
        {
            var mine = await pages.PayeeCounts(actor);
            return
            [
                new("settlement.attention.myFailed", mine.Failed, "/statements?view=failed", Urgent: true, Sort: 2),
                new("settlement.attention.statements", mine.Statements, "/statements?view=new", Amount: mine.Transfer, Sort: 30),
            ];
        }

        if (actor.Role != Role.Operator) return [];
        var counts = await pages.Counts(actor);
        return
        [
            new("settlement.attention.failed", counts.Failed, "/payouts?state=FailedOpen", Urgent: true, Sort: 5),
            new("settlement.attention.noAccount", counts.NoAccount, "/payouts?state=NoAccount", Urgent: true, Sort: 6),
            new("settlement.attention.toSend", counts.ToSend, "/payouts?state=Locked", Amount: counts.ToSendAmount, Sort: 30),
            new("settlement.attention.sent", counts.Sent, "/payouts?state=Sent", Amount: counts.SentAmount, Sort: 31),
            new("settlement.attention.unsettled", counts.Unsettled, "/settlements/new", Sort: 50),
        ];
    }
}
