using Portal.Core.Shared;
using Portal.Data.Sellers;
using Portal.Web.Shared;

namespace Portal.Web.Sellers;

public sealed class SellerNavigation : INavigation
{
    public IEnumerable<NavItem> For(Actor? actor)
    {
        if (actor?.Role is Role.Operator or Role.Producer or Role.Seller or Role.Reviewer or Role.Administrator) yield return new NavItem("nav.recruitments", "/recruitments", "nav.partners", 20);
        if (actor?.Role is Role.Seller) yield return new NavItem("nav.sellerApplications", "/seller-applications", "nav.partners", 21);
        if (actor?.Role is Role.Operator or Role.Administrator) yield return new NavItem("nav.membershipApplications", "/membership-applications", "nav.partners", 22);
        yield return new NavItem("nav.sellers", "/sellers", "nav.partners", 30);
    }
}

public sealed class SellerAttention(RecruitmentPages pages) : IAttention
{
    public async Task<IReadOnlyList<AttentionItem>> For(Actor actor)
    {
        if (actor.Role is not (Role.Operator or Role.Seller or Role.Reviewer)) return [];
        var counts = await pages.Counts(actor);
        return
        [
            new("sellers.attention.members", counts.Members, "/membership-applications?view=waiting", Sort: 25),
            new("sellers.attention.applications", counts.Applications, "/recruitments?view=waiting", Sort: 26),
            new("sellers.attention.opinions", counts.Opinions, "/recruitments?view=waiting", Sort: 10),
            new("sellers.attention.open", counts.Open, "/recruitments?view=open", Sort: 60),
        ];
    }
}

/// <summary>The state of an application in one word and tone, the same on every page.</summary>
public static class ApplicationStates
{
    public const string Ended = "Ended";

    /// <summary>The word; that selling ended is no state of the application itself.</summary>
    public static string Key(string state) => state == Ended ? "sellers.ended" : $"enum.ApplicationStatus.{state}";

    public static string Tone(string state) => state switch
    {
        "Submitted" => "wait half",
        "Accepted" => "ok full",
        "Rejected" => "bad",
        _ => "",
    };
}
