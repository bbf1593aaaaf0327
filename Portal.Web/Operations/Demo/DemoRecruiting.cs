using Portal.Core.Sellers;
using Portal.Core.Shared;

namespace Portal.Web.Operations.Demo;

/// <summary>Looks for sellers of products: recruitments that fill up, close, or are still open, and applications in every state.</summary>
[Service]
public sealed class DemoRecruiting(OpenRecruitment open, ApplyToRecruitment apply, DecideApplication decide, DemoApplications applications, Clock clock)
{
    private int _count;

    /// <summary>A recruitment some days after a product's agreement binds; not for every product.</summary>
    internal void Begin(World world, Merchandise product, Dice dice)
    {
        var shown = product.Producer == world.Producers[0];
        if (!shown && !dice.Chance(55)) return;
        var fresh = !shown && product.Centre == world.Centres[0] && _count < 4 && dice.Chance(40);
        if (fresh) _count++;
        world.At(fresh ? world.DaysAgo(dice.Between(3, 8)) : world.Office(clock.Now, dice.Hours(4, 60)), async () =>
        {
            if (product.CanBeOrdered) await Open(world, product, dice, fresh);
        });
    }

    /// <summary>The last seller sells one dear thing only: when it comes back there is nothing to pay it back from.</summary>
    internal void Debtor(World world) => world.At(world.DaysAgo(150), async () =>
    {
        var seller = world.Sellers[^1];
        var actor = world.Operator(seller.Centre!);
        foreach (var product in world.Products.Where(p => p.CanBeOrdered && p.Centre == seller.Centre).OrderByDescending(p => p.Content.Price).Skip(5))
        {
            if (await open.Handle(new OpenRecruitmentRequest(actor, product.Id, 1)) is not OpenRecruitmentOutcome.Opened { RecruitmentId: var id }) continue;
            var recruitment = new Recruiting(id, product, 1, null);
            await Apply(world, recruitment, seller, world.Dice.Of("debtor"), surely: true);
            return;
        }
    });

    private async Task Open(World world, Merchandise product, Dice dice, bool fresh)
    {
        var quota = dice.Between(2, 5);
        var reviewer = fresh ? world.Reviewers[0] : dice.Chance(25) ? dice.Pick(world.Reviewers) : null;
        var outcome = await open.Handle(new OpenRecruitmentRequest(world.Operator(product.Centre), product.Id, quota)
        {
            ReviewerId = reviewer?.PersonId, Note = "지역 안에서 방문 판매와 설치 안내를 맡을 판매인을 찾습니다.", ClosesAt = dice.Chance(30) ? clock.Now.AddDays(45) : null,
        });
        if (outcome is not OpenRecruitmentOutcome.Opened { RecruitmentId: var id })
        {
            world.Went(false, $"recruitment of {product.Code}", outcome);
            return;
        }

        var sellers = Candidates(world, product, dice, quota + dice.Between(-1, 2));
        if (fresh) sellers.Remove(world.Sellers[0]);
        var recruitment = new Recruiting(id, product, quota, reviewer) { IsFresh = fresh };
        foreach (var seller in sellers)
        {
            var at = fresh ? clock.Now + dice.Hours(10, 40) : world.Office(clock.Now, dice.Days(0.3, 9));
            world.At(at, () => Apply(world, recruitment, seller, dice));
        }

        if (!fresh && dice.Chance(50)) world.At(world.Office(clock.Now, dice.Days(25, 40)), () => applications.Close(world, recruitment));
    }

    /// <summary>Mostly sellers of the same region; the one whose sign-in is shown wants what the shown producer makes.</summary>
    private static List<Party> Candidates(World world, Merchandise product, Dice dice, int count)
    {
        // the last one is kept for the story of a debt
        var all = world.Sellers.SkipLast(1).ToList();
        var near = all.Where(s => s.Centre == product.Centre).ToList();
        var picked = dice.Pick(near, Math.Max(1, count - 1)).Concat(dice.Pick(all, 1)).Distinct().ToList();
        if (product.Centre == world.Centres[0] && (product.Producer == world.Producers[0] || dice.Chance(25)) && !picked.Contains(world.Sellers[0])) picked.Insert(0, world.Sellers[0]);
        return picked;
    }

    private async Task Apply(World world, Recruiting recruitment, Party seller, Dice dice, bool surely = false)
    {
        var request = new ApplyToRecruitmentRequest(seller.Actor, recruitment.Id, "같은 품목을 3년 동안 판매했고 설치 인력이 있습니다.");
        var outcome = await apply.Handle(request);
        if (outcome is not ApplyToRecruitmentOutcome.Applied { ApplicationId: var id })
        {
            if (outcome is not ApplyToRecruitmentOutcome.Closed) world.Went(false, $"application for {recruitment.Product.Code}", outcome);
            return;
        }

        if (recruitment.IsFresh) return;
        if (recruitment.Reviewer is { } reviewer) world.At(clock.Now.AddHours(5), () => applications.Opine(world, id, reviewer, dice.Chance(80)));
        if (surely) world.At(clock.Now.AddHours(20), () => Decide(world, recruitment, (id, seller), true, dice));
        else if (dice.Chance(5)) world.At(clock.Now.AddHours(8), () => applications.Withdraw(world, id, seller.Actor));
        else world.At(world.Office(clock.Now, dice.Hours(12, 60)), () => Decide(world, recruitment, (id, seller), dice.Chance(seller == world.Sellers[0] ? 100 : 84), dice));
    }

    private async Task Decide(World world, Recruiting recruitment, (long Id, Party Seller) application, bool accept, Dice dice)
    {
        var actor = world.Operator(recruitment.Product.Centre);
        // never beyond the quota: who comes later is told so
        accept &= recruitment.Accepted < recruitment.Quota;
        var reason = accept ? null : recruitment.Accepted == recruitment.Quota ? "정원이 찼습니다. 다음 모집에 신청해 주십시오." : "해당 지역에 이미 판매인이 있어 이번에는 모시지 못합니다.";
        var outcome = await decide.Handle(new DecideApplicationRequest(actor, application.Id, accept, reason));
        if (!world.Went(outcome == SellersOutcome.Done, $"application for {recruitment.Product.Code}", outcome) || !accept) return;
        recruitment.Accepted++;
        recruitment.Product.Sellers.Add(application.Seller);
        if (application.Seller != world.Sellers[0] && application.Seller != world.Sellers[^1] && dice.Chance(5)) applications.EndLater(world, recruitment.Product, application, dice);
    }
}

/// <summary>A recruitment underway. A fresh one was opened a few days ago and its applications wait.</summary>
internal sealed record Recruiting(long Id, Merchandise Product, int Quota, Actor? Reviewer)
{
    public bool IsFresh { get; init; }
    public int Accepted { get; set; }
}

/// <summary>What else becomes of recruitments and applications.</summary>
[Service]
public sealed class DemoApplications(GiveOpinion opinion, WithdrawApplication withdraw, EndSelling end, CloseRecruitment close, Clock clock)
{
    internal async Task Opine(World world, long application, Actor reviewer, bool favour) => Note(world, await opinion.Handle(reviewer with { Role = Role.Reviewer }, application,
        favour ? Opinion.Favour : Opinion.Against, favour ? "현장 경험이 충분합니다." : "설치 인력이 부족해 보입니다."));

    internal async Task Withdraw(World world, long application, Actor seller) => Note(world, await withdraw.Handle(seller, application));

    internal async Task Close(World world, Recruiting recruitment) => Note(world, await close.Handle(world.Operator(recruitment.Product.Centre), recruitment.Id));

    /// <summary>After some months the seller stops, or the centre ends it.</summary>
    internal void EndLater(World world, Merchandise product, (long Id, Party Seller) application, Dice dice) => world.At(clock.Now + dice.Days(40, 90), async () =>
    {
        product.Sellers.Remove(application.Seller);
        Note(world, dice.Chance(50)
            ? await withdraw.Handle(application.Seller.Actor, application.Id)
            : await end.Handle(world.Operator(product.Centre), application.Id, "석 달 동안 판매 실적이 없어 종료합니다."));
    });

    private static void Note(World world, SellersOutcome outcome) => world.Went(outcome == SellersOutcome.Done, "application", outcome);
}
