using NUnit.Framework;
using Portal.Core.Agreements;
using Portal.Core.Orders;
using Portal.Core.Organizations;
using Portal.Core.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Agreements;

/// <summary>An agreement holds from a day until a day; what was ordered under it keeps it, and the one before does not come back.</summary>
[TestFixture]
public sealed class ValidityTests
{
    private TestPortal _portal = null!;
    private TestData _data = null!;
    private Actor _producer = null!;
    private Actor _operator = null!;
    private Actor _buyer = null!;
    private TestProduct _product = null!;

    [SetUp]
    public async Task Open()
    {
        _portal = await TestPortal.Create();
        _data = new TestData(_portal);
        var centre = await _data.Organization(OrganizationKind.Centre);
        _operator = await _data.Person(Role.Operator, centre);
        _producer = await _data.Person(Role.Producer, await _data.Organization(OrganizationKind.Producer, centre));
        _buyer = await _data.Person(Role.Buyer, await _data.Organization(OrganizationKind.Buyer, centre));
        _product = await _data.Product(_producer.OrganizationId);
    }

    [TearDown]
    public ValueTask Close() => _portal.DisposeAsync();

    [Test]
    public async Task After_the_last_day_nothing_can_be_ordered_until_another_is_agreed_upon_and_orders_keep_theirs()
    {
        await _data.Agreement(_product);
        _portal.Time.Advance(TimeSpan.FromHours(1));
        var ending = await Propose(Now, Now.AddDays(10));
        var order = await Ordered();
        Assert.That(order.Agreement, Is.EqualTo(ending));

        _portal.Time.Advance(TimeSpan.FromDays(10));
        var refused = await Order() as PlaceOrderOutcome.Refused;
        Assert.That(refused!.Refusals.Select(r => r.Problem), Is.EqualTo(new[] { OrderProblem.NoAgreement }), "the one before does not come back");
        var next = await Propose(Now, null);
        Assert.That((await Ordered()).Agreement, Is.EqualTo(next));
        Assert.That(await _portal.Scalar<long>("SELECT agreement_id FROM order_lines WHERE order_id = @OrderId", new { order.OrderId }), Is.EqualTo(ending), "what was ordered keeps what it was ordered under");
    }

    [Test]
    public async Task One_that_begins_before_the_end_takes_over_for_good()
    {
        var first = await Propose(Now, Now.AddDays(30));
        var second = await Propose(Now.AddDays(5), Now.AddDays(10));
        Assert.That((await Ordered()).Agreement, Is.EqualTo(first));
        _portal.Time.Advance(TimeSpan.FromDays(6));
        Assert.That((await Ordered()).Agreement, Is.EqualTo(second));
        _portal.Time.Advance(TimeSpan.FromDays(5));
        Assert.That(await Order(), Is.InstanceOf<PlaceOrderOutcome.Refused>(), "the first would still have held, and was replaced");
    }

    [TestCase(0)]
    [TestCase(-1)]
    public async Task It_cannot_end_before_it_begins(int days)
    {
        var request = new ProposeAgreementRequest(_producer, _product.Id, Now.AddDays(5), [new(Part.Producer, _producer.OrganizationId, ShareKind.Rest, 0)], null) { ValidUntil = Now.AddDays(5 + days) };
        Assert.That(await _portal.Run<ProposeAgreement, ProposeAgreementOutcome>(u => u.Handle(request)), Is.InstanceOf<ProposeAgreementOutcome.EndsTooEarly>());
    }

    [Test]
    public async Task Whoever_it_concerns_is_told_once_before_the_end_unless_another_follows()
    {
        await Propose(Now, Now.AddDays(20));
        Assert.That(await Warn(), Is.Zero, "it is too early");
        _portal.Time.Advance(TimeSpan.FromDays(7));
        Assert.That(await Warn(), Is.EqualTo(1));
        Assert.That(await Warn(), Is.Zero);
        Assert.That(await _portal.Scalar<long>("SELECT COUNT(*) FROM outbox WHERE template = 'agreement.expiring' AND person_id IN (@p, @o)", new { p = _producer.PersonId, o = _operator.PersonId }), Is.EqualTo(2));

        var other = await _data.Product(_producer.OrganizationId);
        await Propose(Now, Now.AddDays(3), other);
        await Propose(Now.AddDays(3), null, other);
        Assert.That(await Warn(), Is.Zero, "another follows at once");
    }

    [Test]
    public async Task Nobody_divides_what_a_producer_sells_without_asking_the_producer()
    {
        var seller = await _data.Person(Role.Seller, await _data.Organization(OrganizationKind.Seller));
        ProposedShare[] shares = [new(Part.Producer, _producer.OrganizationId, ShareKind.Rest, 0), new(Part.Seller, seller.OrganizationId, ShareKind.Rate, 500)];
        var first = (ProposeAgreementOutcome.Proposed)await Handle(new ProposeAgreementRequest(_producer, _product.Id, Now, shares, null));
        var allToMe = new ProposeAgreementRequest(seller, _product.Id, Now, [new(Part.Seller, seller.OrganizationId, ShareKind.Rest, 0)], null) { AnswersId = first.AgreementId };
        var allToCentres = new ProposeAgreementRequest(_operator, _product.Id, Now, [new(Part.Centre, null, ShareKind.Rest, 0)], null);
        foreach (var request in new[] { allToMe, allToCentres })
            Assert.That(await Handle(request), Is.EqualTo(new ProposeAgreementOutcome.Bad(ShareProblem.ProducerMissing)));
        Assert.That(await _portal.Scalar<string>("SELECT status FROM agreements WHERE id = @AgreementId", first), Is.EqualTo("Proposed"), "nothing was declined by it");
        Assert.That(await _portal.Scalar<long>("SELECT COUNT(*) FROM agreements WHERE product_id = @Id AND proposed_by_organization_id IN (@s, @o)", new { _product.Id, s = seller.OrganizationId, o = _operator.OrganizationId }), Is.Zero);
    }

    [Test]
    public async Task A_party_answers_by_another_proposal_once_and_the_first_is_declined()
    {
        var logistics = await _data.Person(Role.Producer, await _data.Organization(OrganizationKind.Support));
        ProposedShare[] shares = [new(Part.Producer, _producer.OrganizationId, ShareKind.Rest, 0), new(Part.Logistics, logistics.OrganizationId, ShareKind.Fixed, 50)];
        var first = (ProposeAgreementOutcome.Proposed)await Handle(new ProposeAgreementRequest(_producer, _product.Id, Now, shares, null));
        var counter = new ProposeAgreementRequest(logistics, _product.Id, Now, [shares[0], shares[1] with { Value = 80 }], "운임이 올랐습니다.") { AnswersId = first.AgreementId };
        Assert.That(await Handle(counter with { Actor = _operator }), Is.InstanceOf<ProposeAgreementOutcome.NotFound>(), "no party");
        Assert.That(await Handle(counter with { AnswersId = null }), Is.InstanceOf<ProposeAgreementOutcome.NotFound>(), "it may not propose otherwise");
        Assert.That(await Handle(counter with { Actor = _producer }), Is.InstanceOf<ProposeAgreementOutcome.NotOpen>(), "who proposed has answered");
        var both = await Task.WhenAll(Task.Run(() => Handle(counter)), Task.Run(() => Handle(counter)));
        Assert.That(both.OfType<ProposeAgreementOutcome.Proposed>().Count(), Is.EqualTo(1));
        Assert.That(both.OfType<ProposeAgreementOutcome.NotOpen>().Count(), Is.EqualTo(1));
        var second = both.OfType<ProposeAgreementOutcome.Proposed>().Single();
        Assert.That(second.IsAccepted, Is.False, "the producer has not answered");
        Assert.That(await _portal.Scalar<string>("SELECT status FROM agreements WHERE id = @AgreementId", first), Is.EqualTo("Declined"));
        Assert.That(await _portal.Scalar<long>("SELECT COUNT(*) FROM outbox WHERE template = 'agreement.countered' AND person_id = @PersonId", _producer), Is.EqualTo(1));
        var accepted = await _portal.Run<AnswerAgreement, AnswerAgreementOutcome>(u => u.Handle(new AnswerAgreementRequest(_producer, second.AgreementId, true, null)));
        Assert.That(accepted, Is.EqualTo(AnswerAgreementOutcome.Accepted));
        Assert.That((await Ordered()).Agreement, Is.EqualTo(second.AgreementId));
    }

    private DateTime Now => _portal.Time.GetUtcNow().UtcDateTime;

    private Task<ProposeAgreementOutcome> Handle(ProposeAgreementRequest request) => _portal.Run<ProposeAgreement, ProposeAgreementOutcome>(u => u.Handle(request));

    private async Task<long> Propose(DateTime from, DateTime? until, TestProduct? product = null)
    {
        var request = new ProposeAgreementRequest(_producer, (product ?? _product).Id, from, [new(Part.Producer, _producer.OrganizationId, ShareKind.Rest, 0)], null) { ValidUntil = until };
        return ((ProposeAgreementOutcome.Proposed)await Handle(request)).AgreementId;
    }

    private Task<int> Warn() => _portal.Run<WarnOfExpiry, int>(u => u.Handle(100));

    private Task<PlaceOrderOutcome> Order() => _portal.Run<PlaceOrder, PlaceOrderOutcome>(u => u.Handle(new PlaceOrderRequest(_buyer, OrderChannel.Buyer, _buyer.OrganizationId, [new OrderItem(_product.Id, 1)])));

    private async Task<(long OrderId, long Agreement)> Ordered()
    {
        var order = ((PlaceOrderOutcome.Placed)await Order()).OrderId;
        return (order, await _portal.Scalar<long>("SELECT agreement_id FROM order_lines WHERE order_id = @order", new { order }));
    }
}
