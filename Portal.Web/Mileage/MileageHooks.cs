using Portal.Core.Shared;
using Portal.Data.Mileage;
using Portal.Web.Shared;

namespace Portal.Web.Mileage;

public sealed class MileageNavigation : INavigation
{
    public IEnumerable<NavItem> For(Actor? actor) => actor?.Role switch
    {
        Role.Buyer => [new NavItem("nav.mileage", "/mileage", "nav.money", 30)],
        Role.Operator or Role.Administrator => [new NavItem("nav.customerMileage", "/mileage/customers", "nav.money", 30)],
        _ => [],
    };
}

/// <summary>What a buyer can spend, and what of it they lose soon, on their home.</summary>
public sealed class MileageAttention(MileagePages pages) : IAttention
{
    public async Task<IReadOnlyList<AttentionItem>> For(Actor actor)
    {
        if (actor.Role != Role.Buyer || await pages.Own(actor) is not { Usable: > 0 } m) return [];
        return m.Expiring > 0
            ? [new AttentionItem("mileage.attention.expiring", 1, "/mileage", Amount: m.Expiring, Sort: 80, DueOn: m.FirstOn)]
            : [new AttentionItem("mileage.attention.usable", 1, "/mileage", Amount: m.Usable, Sort: 90)];
    }
}
