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
    public async Task<IReadOnlyList<AttentionItem>> For(Actor actor) => actor.Role is Role.Producer or Role.Seller or Role.Operator or Role.Administrator
        ? [new AttentionItem("agreements.attention", await pages.Waiting(actor), "/agreements?view=waiting", Sort: 15)]
        : [];
}
