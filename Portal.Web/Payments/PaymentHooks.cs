using Portal.Core.Shared;
using Portal.Data.Payments;
using Portal.Web.Shared;

namespace Portal.Web.Payments;

public sealed class PaymentNavigation : INavigation
{
    public IEnumerable<NavItem> For(Actor? actor)
    {
        if (actor?.Role is not (Role.Operator or Role.Administrator)) yield break;
        if (actor.Role == Role.Operator) yield return new NavItem("nav.bankLines", "/bank-lines", "nav.money", 9);
        yield return new NavItem("nav.deposits", "/deposits", "nav.money", 10);
        yield return new NavItem("nav.credits", "/credits", "nav.money", 11);
    }
}

public sealed class PaymentAttention(PaymentPages pages) : IAttention
{
    public async Task<IReadOnlyList<AttentionItem>> For(Actor actor)
    {
        if (actor.Role != Role.Operator) return [];
        var counts = await pages.Counts(actor);
        return [new AttentionItem("payments.attention", counts.Credits, "/credits", Amount: counts.CreditAmount, Sort: 20)];
    }
}

/// <summary>Money at the bank that waits to be confirmed.</summary>
public sealed class BankAttention(BankPages pages) : IAttention
{
    public async Task<IReadOnlyList<AttentionItem>> For(Actor actor)
    {
        if (actor.Role != Role.Operator) return [];
        var counts = await pages.Counts(actor);
        return
        [
            new AttentionItem("payments.attentionLines", counts.Lines, "/bank-lines", Amount: counts.LineAmount, Sort: 9),
            new AttentionItem("payments.attentionFiles", counts.Files, "/bank-files", Sort: 21),
        ];
    }
}
