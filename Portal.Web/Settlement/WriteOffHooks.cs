using Portal.Core.Shared;
using Portal.Data.Settlement;
using Portal.Web.Shared;

namespace Portal.Web.Settlement;

public sealed class WriteOffNavigation : INavigation
{
    public IEnumerable<NavItem> For(Actor? actor) => actor?.Role is Role.Operator or Role.Administrator
        ? [new NavItem("nav.debts", "/debts", "nav.money", 35), new NavItem("nav.writeOffs", "/write-offs", "nav.money", 36)]
        : [];
}

/// <summary>Write-offs that wait for a second person.</summary>
public sealed class WriteOffAttention(WriteOffPages pages) : IAttention
{
    public async Task<IReadOnlyList<AttentionItem>> For(Actor actor) =>
        actor.Role == Role.Operator ? [new AttentionItem("settlement.attention.writeOffs", await pages.Waiting(actor), "/write-offs?status=Proposed", Sort: 33)] : [];
}

/// <summary>The tone of a write-off's state.</summary>
public static class WriteOffTones
{
    public static string Of(string status) => status switch { "Proposed" => "wait", "Confirmed" => "ok full", _ => "" };
}
