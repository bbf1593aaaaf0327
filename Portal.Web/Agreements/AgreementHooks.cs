using Portal.Core.Shared;
using Portal.Data.Agreements;
using Portal.Web.Shared;

namespace Portal.Web.Agreements;

public sealed class AgreementNavigation : INavigation
{
    public IEnumerable<NavItem> For(Actor? actor) =>
        actor?.Role is Role.Producer or Role.Seller or Role.Operator or Role.Administrator ? [new NavItem("nav.agreements", "/agreements", "nav.partners", 10)] : [];
}

public sealed class AgreementAttention(AgreementPages pages) : IAttention
{
    public async Task<IReadOnlyList<AttentionItem>> For(Actor actor)
    {
        if (actor.Role is not (Role.Producer or Role.Seller or Role.Operator or Role.Administrator)) return [];
        var counts = await pages.Counts(actor);
        return
        [
            new AttentionItem("agreements.attention", counts.Waiting, "/agreements?view=waiting", Sort: 15),
            new AttentionItem("agreements.attentionExpiring", counts.Expiring, "/agreements?view=expiring", Urgent: true, Sort: 14),
            new AttentionItem("agreements.attentionNew", counts.Fresh, "/agreements?view=new", Sort: 45),
        ];
    }
}
