using Portal.Core.Agreements;
using Portal.Core.Shared;

namespace Portal.Web.Operations.Demo;

/// <summary>Templates of the first centre; a proposal that is answered by another; an agreement that ends soon.</summary>
[Service]
public sealed class DemoNegotiations(ProposeAgreement propose, SaveAgreementTemplate save, Clock clock)
{
    internal void Plan(World world)
    {
        world.At(world.Office(world.DaysAgo(60), TimeSpan.Zero), () => Templates(world));
        world.At(world.DaysAgo(2), () => Negotiate(world));
    }

    private async Task Templates(World world)
    {
        ProposedShare producer = new(Part.Producer, null, ShareKind.Rest, 0), portal = new(Part.Portal, null, ShareKind.Rate, 200), centre = new(Part.Centre, null, ShareKind.Rate, 350);
        foreach (var (name, note, shares) in new (string, string, ProposedShare[])[]
        {
            ("소모품 기본", "택배로 보내는 소모품. 물류 참여자는 제안할 때 적습니다.", [new(Part.Seller, null, ShareKind.Rate, 900), centre, portal, new(Part.Logistics, null, ShareKind.Rate, 300), new(Part.Mileage, null, ShareKind.Rate, 100), producer]),
            ("장비 기본", "설치와 검수가 있는 장비. A/S 참여자는 제안할 때 적습니다.", [new(Part.Seller, null, ShareKind.Rate, 1_200), centre, portal, new(Part.Service, null, ShareKind.Fixed, 50_000), producer]),
            ("직접 판매", "판매인 없이 센터가 주문을 받는 제품.", [centre, portal, producer]),
        })
        {
            var outcome = await save.Handle(new SaveAgreementTemplateRequest(world.Operator(world.Centres[0]), null, name, note, shares));
            world.Went(outcome is SaveAgreementTemplateOutcome.Saved, $"template {name}", outcome);
        }
    }

    private async Task Negotiate(World world)
    {
        var (producer, centre) = (world.Producers[0], world.Centres[0]);
        var products = world.Products.Where(p => p.CanBeOrdered && p.Producer == producer).Skip(2).Take(2).ToList();
        if (products.Count < 2) return;
        ProposedShare seller = new(Part.Seller, null, ShareKind.Rate, 1_000), rest = new(Part.Producer, producer.Id, ShareKind.Rest, 0);
        var first = await Propose(world, new(producer.Actor, products[0].Id, clock.Now, [seller, new(Part.Centre, centre.Id, ShareKind.Rate, 250), rest], "센터 몫을 줄이고 판매인 몫을 올리자는 제안입니다."));
        if (first is { } answered)
        {
            var counter = new ProposeAgreementRequest(world.Operator(centre), products[0].Id, clock.Now, [seller, new(Part.Centre, centre.Id, ShareKind.Rate, 400), rest], "설치 일정과 A/S 접수를 센터가 맡고 있어 4%가 필요합니다.");
            world.At(world.DaysAgo(1.2), () => Propose(world, counter with { ValidFrom = clock.Now, AnswersId = answered }));
        }

        // names nobody else: it binds by itself, and the centre sees it among what is new
        await Propose(world, new(producer.Actor, products[1].Id, clock.Now, [seller, new(Part.Centre, null, ShareKind.Rate, 350), rest], "연말 행사 기간에만 적용합니다.") { ValidUntil = clock.StartOf(clock.Today.AddDays(11)) });
    }

    private async Task<long?> Propose(World world, ProposeAgreementRequest request)
    {
        var outcome = await propose.Handle(request);
        return world.Went(outcome is ProposeAgreementOutcome.Proposed, "negotiation", outcome) ? ((ProposeAgreementOutcome.Proposed)outcome).AgreementId : null;
    }
}
