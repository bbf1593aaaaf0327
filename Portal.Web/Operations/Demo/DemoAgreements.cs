using Portal.Core.Agreements;
using Portal.Core.Catalog;
using Portal.Core.Shared;

namespace Portal.Web.Operations.Demo;

/// <summary>Proposes how the profit of products is divided, and lets their parties answer: some bind, some are replaced, declined, taken back, or wait for an answer.</summary>
[Service]
public sealed class DemoAgreements(ProposeAgreement propose, AnswerAgreement answer, WithdrawAgreement withdraw, Clock clock)
{
    /// <summary>What becomes of a proposal.</summary>
    private enum End { Binds, Declined, Withdrawn, Waits }

    private int _later;

    /// <summary>The first agreement of an approved product; <paramref name="agreed"/> follows when it binds.</summary>
    internal void Begin(World world, Merchandise product, Dice dice, Action agreed) => world.At(world.Office(clock.Now, dice.Hours(1, 12)), async () =>
    {
        await Propose(world, product, product.Producer.Actor, (Shares(world, product, dice), "판매와 설치, 배송을 함께 하는 조건으로 제안합니다."), End.Binds, dice, agreed);
        Later(world, product, dice);
    });

    /// <summary>A second version: a year's experience changes the rates, or a proposal goes nowhere.</summary>
    private void Later(World world, Merchandise product, Dice dice)
    {
        if (world.DaysAgo(45) < clock.Now || !dice.Chance(26)) return;
        var end = (_later++ % 10) switch { 0 => End.Declined, 1 => End.Withdrawn, 2 or 3 => End.Waits, _ => End.Binds };
        var at = end == End.Binds ? world.Office(clock.Now, dice.Days(40, 200)) : world.DaysAgo(dice.Between(6, 40));
        if (end == End.Waits) at = world.DaysAgo(dice.Between(1, 6));
        world.At(at, async () =>
        {
            if (!product.CanBeOrdered) return;
            var shares = (Shares(world, product, dice), "지난 실적을 반영해 배분율을 조정하자는 제안입니다.");
            await Propose(world, product, dice.Chance(70) ? product.Producer.Actor : world.Operator(product.Centre), shares, end, dice, null);
        });
    }

    /// <summary>Proposals that wait for those whose sign-ins are shown.</summary>
    internal void Waiting(World world)
    {
        var (seller, centre, producer) = (world.Sellers[0], world.Centres[0], world.Producers[0]);
        world.At(world.DaysAgo(2.2), async () =>
        {
            var dice = world.Dice.Of("waiting");
            var near = world.Products.Where(p => p.CanBeOrdered && p.Centre == centre && p.Producer != producer).Take(6).ToList();
            foreach (var p in near[..2]) await Wait(p, p.Producer.Actor, new ProposedShare(Part.Seller, seller.Id, ShareKind.Rate, 1_100));
            foreach (var p in near[2..4]) await Wait(p, p.Producer.Actor, new ProposedShare(Part.Centre, centre.Id, ShareKind.Rate, 350));
            foreach (var p in near[4..6]) await Wait(p, p.Producer.Actor, new ProposedShare(Part.Portal, world.Portal.Id, ShareKind.Rate, 250));
            foreach (var p in world.Products.Where(p => p.CanBeOrdered && p.Producer == producer).Take(2)) await Wait(p, world.Operator(centre), new ProposedShare(Part.Seller, null, ShareKind.Rate, 1_000));

            Task Wait(Merchandise p, Actor by, ProposedShare share) =>
                Propose(world, p, by, ([share, new(Part.Producer, p.Producer.Id, ShareKind.Rest, 0)], "다음 달부터 적용할 배분율입니다. 검토해 주십시오."), End.Waits, dice, null);
        });
    }

    private async Task Propose(World world, Merchandise product, Actor by, (IReadOnlyList<ProposedShare> Shares, string Note) what, End end, Dice dice, Action? agreed)
    {
        var outcome = await propose.Handle(new ProposeAgreementRequest(by, product.Id, clock.Now, what.Shares, what.Note));
        if (outcome is not ProposeAgreementOutcome.Proposed made)
        {
            world.Went(false, $"agreement of {product.Code}", outcome);
            return;
        }

        var parties = what.Shares.Where(s => s.PartyId is { } id && id != by.OrganizationId).Select(s => s.PartyId!.Value).Distinct().ToList();
        if (made.IsAccepted) Bind(product, agreed);
        else if (end == End.Withdrawn) world.At(clock.Now.AddHours(20), () => Withdraw(world, product, by, made.AgreementId));
        else if (end != End.Waits)
        {
            // one after the other; the last answer binds, unless the first declines
            var at = clock.Now;
            foreach (var party in end == End.Declined ? parties.Take(1) : parties)
            {
                at = world.Office(at, dice.Hours(1, 9));
                world.At(at, () => Answer(world, product, (party, made.AgreementId), end != End.Declined, agreed));
            }
        }
    }

    private async Task Answer(World world, Merchandise product, (long Party, long Agreement) of, bool accept, Action? agreed)
    {
        var everybody = new[] { world.Portal }.Concat(world.Centres).Concat(world.Logistics).Concat(world.Services).Concat(world.Producers).Concat(world.Sellers);
        var outcome = await answer.Handle(new AnswerAgreementRequest(everybody.Single(p => p.Id == of.Party).Actor, of.Agreement, accept, accept ? null : "지금 조건으로는 설치 비용이 맞지 않습니다."));
        var went = outcome is AnswerAgreementOutcome.Answered or AnswerAgreementOutcome.Accepted || (!accept && outcome == AnswerAgreementOutcome.Declined);
        if (world.Went(went, $"agreement of {product.Code}", outcome) && outcome == AnswerAgreementOutcome.Accepted) Bind(product, agreed);
    }

    private async Task Withdraw(World world, Merchandise product, Actor by, long agreement)
    {
        var outcome = await withdraw.Handle(new WithdrawAgreementRequest(by, agreement));
        world.Went(outcome == WithdrawAgreementOutcome.Withdrawn, $"agreement of {product.Code}", outcome);
    }

    private static void Bind(Merchandise product, Action? agreed)
    {
        product.HasAgreement = true;
        agreed?.Invoke();
    }

    /// <summary>Agreements of different shapes, by what is sold; rates in hundredths of a per cent.</summary>
    private static List<ProposedShare> Shares(World world, Merchandise product, Dice dice)
    {
        List<ProposedShare> shares = [new(Part.Portal, world.Portal.Id, ShareKind.Rate, 150 + 50 * dice.Between(0, 2)), new(Part.Centre, null, ShareKind.Rate, 300 + 50 * dice.Between(0, 4))];
        var seller = 700 + 100 * dice.Between(0, 7);
        switch (product.Content.Kind)
        {
            case ProductKind.Equipment:
                shares.Add(new(Part.Seller, null, ShareKind.Rate, seller));
                var install = Math.Min(120_000, product.Content.Price / 20 / 1000 * 1000 + 1000);
                shares.Add(dice.Chance(60) ? new(Part.Service, dice.Pick(world.Services).Id, ShareKind.Fixed, install) : new(Part.Service, dice.Pick(world.Services).Id, ShareKind.Rate, 300));
                break;
            case ProductKind.Consumable:
                // a fixed sum per unit for the seller in every fourth
                shares.Add(dice.Chance(25) ? new(Part.Seller, null, ShareKind.Fixed, product.Content.Price / 10) : new(Part.Seller, null, ShareKind.Rate, seller));
                shares.Add(new(Part.Logistics, dice.Pick(world.Logistics).Id, ShareKind.Rate, 250 + 50 * dice.Between(0, 3)));
                if (dice.Chance(60)) shares.Add(new(Part.Mileage, null, ShareKind.Rate, 100));
                break;
            case ProductKind.Technology:
                shares.Add(new(Part.Seller, null, ShareKind.Rate, seller + 400));
                // a technology that two firms developed together
                if (dice.Chance(40)) shares.Add(new(Part.Producer, dice.Pick(world.Producers.Where(p => p != product.Producer).ToList()).Id, ShareKind.Rate, 1_500));
                break;
            default:
                shares.Add(new(Part.Seller, null, ShareKind.Rate, seller));
                break;
        }

        shares.Add(new(Part.Producer, product.Producer.Id, ShareKind.Rest, 0));
        return shares;
    }
}
