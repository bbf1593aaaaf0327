using NUnit.Framework;
using Portal.Core.Agreements;
using Portal.Core.Orders;
using Portal.Core.Organizations;
using Portal.Core.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Agreements;

/// <summary>An agreement binds when every named party has accepted, from then on and never backwards.</summary>
[TestFixture]
public sealed class BindingTests
{
    [Test]
    public async Task The_last_acceptance_binds_and_an_order_before_keeps_the_old_agreement()
    {
        await using var portal = await TestPortal.Create();
        var data = new TestData(portal);
        var centre = await data.Organization(OrganizationKind.Centre);
        var producer = await data.Person(Role.Producer, await data.Organization(OrganizationKind.Producer, centre));
        var @operator = await data.Person(Role.Operator, centre);
        var logistics = await data.Person(Role.Producer, await data.Organization(OrganizationKind.Support));
        var buyer = await data.Person(Role.Buyer, await data.Organization(OrganizationKind.Buyer, centre));
        var product = await data.Product(producer.OrganizationId);
        var old = await data.Agreement(product);
        portal.Time.Advance(TimeSpan.FromHours(1));

        ProposedShare[] shares =
        [
            new(Part.Producer, producer.OrganizationId, ShareKind.Rest, 0), new(Part.Centre, centre, ShareKind.Rate, 300), new(Part.Logistics, logistics.OrganizationId, ShareKind.Fixed, 50),
        ];
        var request = new ProposeAgreementRequest(producer, product.Id, portal.Time.GetUtcNow().UtcDateTime, shares, null);
        var proposed = (ProposeAgreementOutcome.Proposed)await portal.Run<ProposeAgreement, ProposeAgreementOutcome>(u => u.Handle(request));
        Assert.That(proposed.IsAccepted, Is.False);
        Assert.That(await Order(), Is.EqualTo(old), "two answers are missing");
        Assert.That(await Answer(producer), Is.EqualTo(AnswerAgreementOutcome.NotPossible));
        Assert.That(await Answer(buyer), Is.EqualTo(AnswerAgreementOutcome.NotFound));
        Assert.That(await Answer(@operator), Is.EqualTo(AnswerAgreementOutcome.Answered));
        Assert.That(await Order(), Is.EqualTo(old), "one answer is missing");
        Assert.That(await Answer(logistics), Is.EqualTo(AnswerAgreementOutcome.Accepted));
        Assert.That(await Order(), Is.EqualTo(proposed.AgreementId));

        var kept = await portal.Query<long>("SELECT agreement_id FROM order_lines ORDER BY id");
        Assert.That(kept, Is.EqualTo(new[] { old, old, proposed.AgreementId }), "what was ordered keeps what it was ordered under");

        Task<AnswerAgreementOutcome> Answer(Actor actor) => portal.Run<AnswerAgreement, AnswerAgreementOutcome>(u => u.Handle(new AnswerAgreementRequest(actor, proposed.AgreementId, true, null)));

        async Task<long> Order()
        {
            var outcome = await portal.Run<PlaceOrder, PlaceOrderOutcome>(u => u.Handle(new PlaceOrderRequest(buyer, OrderChannel.Buyer, buyer.OrganizationId, [new OrderItem(product.Id, 1)])));
            var order = ((PlaceOrderOutcome.Placed)outcome).OrderId;
            return await portal.Scalar<long>("SELECT agreement_id FROM order_lines WHERE order_id = @order", new { order });
        }
    }

    [Test]
    public async Task One_that_is_valid_later_waits_for_its_day()
    {
        await using var portal = await TestPortal.Create();
        var data = new TestData(portal);
        var producer = await data.Person(Role.Producer, await data.Organization(OrganizationKind.Producer, await data.Organization(OrganizationKind.Centre)));
        var product = await data.Product(producer.OrganizationId);
        var now = await data.Agreement(product);
        var request = new ProposeAgreementRequest(producer, product.Id, portal.Time.GetUtcNow().UtcDateTime.AddDays(3), [new(Part.Producer, producer.OrganizationId, ShareKind.Rest, 0)], null);
        var later = (ProposeAgreementOutcome.Proposed)await portal.Run<ProposeAgreement, ProposeAgreementOutcome>(u => u.Handle(request));
        Assert.That((later.IsAccepted, await InForce()), Is.EqualTo((true, now)));
        portal.Time.Advance(TimeSpan.FromDays(3));
        Assert.That(await InForce(), Is.EqualTo(later.AgreementId));

        async Task<long> InForce() => (await portal.Run<IAgreementStore, IReadOnlyDictionary<long, AgreementInForce>>(s => s.InForce([product.Id], portal.Time.GetUtcNow().UtcDateTime)))[product.Id].Id;
    }

    [Test]
    public async Task All_parties_that_answer_at_once_make_it_bind_once()
    {
        await using var portal = await TestPortal.Create();
        var data = new TestData(portal);
        var producer = await data.Person(Role.Producer, await data.Organization(OrganizationKind.Producer, await data.Organization(OrganizationKind.Centre)));
        var product = await data.Product(producer.OrganizationId);
        var parties = new List<Actor>();
        for (var i = 0; i < 8; i++) parties.Add(await data.Person(Role.Seller, await data.Organization(OrganizationKind.Seller)));
        var shares = parties.Select(p => new ProposedShare(Part.Service, p.OrganizationId, ShareKind.Rate, 100)).Append(new ProposedShare(Part.Producer, producer.OrganizationId, ShareKind.Rest, 0)).ToList();
        var request = new ProposeAgreementRequest(producer, product.Id, portal.Time.GetUtcNow().UtcDateTime, shares, null);
        var id = ((ProposeAgreementOutcome.Proposed)await portal.Run<ProposeAgreement, ProposeAgreementOutcome>(u => u.Handle(request))).AgreementId;
        var answers = await Task.WhenAll(parties.Concat(parties).Select(p => Task.Run(() =>
            portal.Run<AnswerAgreement, AnswerAgreementOutcome>(u => u.Handle(new AnswerAgreementRequest(p, id, true, null))))));
        Assert.That(answers.Count(a => a == AnswerAgreementOutcome.Answered), Is.EqualTo(7));
        Assert.That(answers.Count(a => a == AnswerAgreementOutcome.Accepted), Is.EqualTo(1));
        Assert.That(answers.Count(a => a == AnswerAgreementOutcome.NotPossible), Is.EqualTo(8));
    }
}
