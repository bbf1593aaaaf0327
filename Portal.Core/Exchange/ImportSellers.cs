using Portal.Core.Sellers;
using Portal.Core.Shared;

namespace Portal.Core.Exchange;

/// <summary>Replays the recruitment of sellers: one recruitment per product and centre, exactly as large as it needs to be.</summary>
[Service]
public sealed class ImportSellers(OpenRecruitment open, ApplyToRecruitment apply, DecideApplication decide, CloseRecruitment close, SellerReplay replay)
{
    internal async Task Run(ImportFolder folder, ImportCodes codes, ImportLog log)
    {
        var there = await replay.Acceptances();
        var wanted = new List<(RecruitmentRecord Row, long Product, long Seller, DateTime At)>();
        foreach (var r in folder.Recruitments)
        {
            if (!ImportMembers.Find(r, "seller_code", r.SellerCode, codes, log, out var seller)) continue;
            if (!codes.Products.TryGetValue(r.ProductCode, out var product)) log.Unknown(r, "product_code", r.ProductCode);
            else if (there.Contains((product, seller!.Value))) log.Count(r.File, added: false);
            else wanted.Add((r, product, seller.Value, r.AcceptedAt ?? replay.Now));
        }

        var centres = await replay.Centres();
        foreach (var group in wanted.GroupBy(w => (w.Product, Centre: centres.GetValueOrDefault(w.Seller))))
            await Recruit(group.Key.Product, group.Key.Centre, [.. group.OrderBy(w => w.At)], log);
        replay.Until(null);
    }

    private async Task Recruit(long product, long centre, List<(RecruitmentRecord Row, long Product, long Seller, DateTime At)> rows, ImportLog log)
    {
        var first = rows[0];
        if (centre == 0)
        {
            log.Error(new ImportError(first.Row.File, first.Row.Line, "seller_code", ImportProblem.Refused, "the seller belongs to no centre"));
            return;
        }

        replay.Until(first.At);
        var opened = await open.Handle(new OpenRecruitmentRequest(Actor.Portal, product, rows.Count) { CentreId = centre });
        if (opened is not OpenRecruitmentOutcome.Opened { RecruitmentId: var recruitment })
        {
            log.Refuse(first.Row, opened.GetType().Name);
            return;
        }

        foreach (var row in rows)
        {
            replay.Until(row.At);
            var applied = await apply.Handle(new ApplyToRecruitmentRequest(Actor.Portal, recruitment, null) { SellerId = row.Seller });
            if (applied is not ApplyToRecruitmentOutcome.Applied { ApplicationId: var application }) log.Refuse(row.Row, applied.GetType().Name);
            else if (await decide.Handle(new DecideApplicationRequest(Actor.Portal, application, true, null)) is var decided and not SellersOutcome.Done) log.Refuse(row.Row, decided);
            else log.Count(row.Row.File, added: true);
        }

        await close.Handle(Actor.Portal, recruitment);
    }
}

/// <summary>What the replay of recruitments looks up, and its clock.</summary>
[Service]
public sealed class SellerReplay(IExchangeStore store, Clock clock)
{
    internal DateTime Now => clock.Now;

    internal Task<HashSet<(long ProductId, long SellerId)>> Acceptances() => store.Acceptances();

    /// <summary>The centre of each seller.</summary>
    internal Task<Dictionary<long, long>> Centres() => store.SellerCentres();

    internal void Until(DateTime? at) => clock.ReplayAt = at;
}
