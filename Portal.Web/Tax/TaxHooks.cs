using Portal.Core.Shared;
using Portal.Core.Tax;
using Portal.Data.Tax;
using Portal.Web.Shared;

namespace Portal.Web.Tax;

public sealed class TaxNavigation : INavigation
{
    public IEnumerable<NavItem> For(Actor? actor)
    {
        if (actor?.Role is Role.Operator or Role.Administrator or Role.Producer or Role.Seller or Role.Buyer) yield return new NavItem("nav.taxInvoices", "/tax-invoices", "nav.money", 30);
        if (actor?.Role is Role.Operator or Role.Administrator) yield return new NavItem("nav.withheld", "/withholding", "nav.money", 31);
    }
}

/// <summary>Last month's invoices and withheld tax, both due by the 10th.</summary>
public sealed class TaxAttention(TaxInvoicePages pages, ITaxStore tax, Clock clock) : IAttention
{
    public async Task<IReadOnlyList<AttentionItem>> For(Actor actor)
    {
        if (actor.Role != Role.Operator) return [];
        var last = Month.Of(clock.Today).Previous;
        var due = WithholdingDue.Of(await tax.Withheld(actor.OrganizationId)).Where(d => !d.IsPaid && d.Month.Last < clock.Today && d.Due.Total > 0).ToList();
        var on = last.Next.First.AddDays(9);
        return
        [
            new("tax.attention.issue", await pages.Waits(actor.OrganizationId, last) ? 1 : 0, $"/tax-invoices/months/{last}", Urgent: clock.Today >= on, Sort: 40, DueOn: on),
            new("tax.attention.withholding", due.Count, "/withholding", Urgent: due.Exists(d => d.DueOn <= clock.Today), Amount: due.Sum(d => d.Due.Total), Sort: 41,
                DueOn: due.Count > 0 ? due[0].DueOn : null),
        ];
    }
}
