using Microsoft.AspNetCore.Mvc;
using Portal.Core.Agreements;
using Portal.Core.Shared;
using Portal.Data.Agreements;
using Portal.Web.Shared;

namespace Portal.Web.Agreements;

/// <summary>A share of both agreements with what it comes to for the product's price; null where there is none.</summary>
public sealed record ComparedRow(ComparedShare Share, long? Now, long? Then, bool IsMine)
{
    public long Change => (Then ?? 0) - (Now ?? 0);
}

/// <summary>Two agreements of a product side by side; <see cref="Other"/> null: nothing is in force.</summary>
public sealed record ComparisonModel(AgreementHeader Agreement, AgreementHeader? Other, IReadOnlyList<ComparedRow> Rows, IReadOnlyList<VersionRow> Versions, bool WithSeller)
{
    public long Mine => Rows.Where(r => r.IsMine).Sum(r => r.Change);
    public bool HasMine => Rows.Any(r => r.IsMine);
}

/// <summary>Compares an agreement with the one in force, or with another of its product that the actor may see.</summary>
[Roles(Role.Producer, Role.Seller, Role.Operator, Role.Administrator)]
public sealed class ComparisonsController(AgreementPages pages, PortalOptions options) : Controller
{
    [HttpGet("/agreements/{agreementId:long}/comparison")]
    public async Task<IActionResult> Index(Actor actor, long agreementId, long? with, bool withoutSeller)
    {
        if (await pages.Find(actor, agreementId) is not { } detail) return NotFound();
        var otherId = with ?? await pages.InForceId(detail.Agreement.ProductId);
        var other = otherId is { } id && id != agreementId ? await pages.Find(actor, id) : null;
        if (with is not null && other?.Agreement.ProductId != detail.Agreement.ProductId) return NotFound();
        // whoever may not see the page of the one in force sees its shares on their own proposal anyhow
        var shares = other?.Shares ?? detail.Current;
        var terms = new LineTerms(detail.Agreement.Price, 0, detail.Agreement.TaxBp(options.StandardTaxBp));
        var (now, then) = (Division.Of(shares, terms, 1, actor), Division.Of(detail.Shares, terms, 1, actor));
        var rows = ComparedShare.Of(shares, detail.Shares).Select(c => new ComparedRow(c, Amount(now, c.Now, withoutSeller), Amount(then, c.Then, withoutSeller), IsMine(now, c.Now) || IsMine(then, c.Then)));
        return View(new ComparisonModel(detail.Agreement, other?.Agreement, [.. rows], detail.Versions, !withoutSeller));
    }

    private static long? Amount(Division? division, ShareRow? share, bool withoutSeller) =>
        share is null || division?.Rows.FirstOrDefault(r => r.Share.ShareNo == share.ShareNo) is not { } row ? null : withoutSeller ? row.WithoutSeller : row.WithSeller;

    private static bool IsMine(Division? division, ShareRow? share) => share is not null && division?.Rows.Any(r => r.IsMine && r.Share.ShareNo == share.ShareNo) == true;
}
