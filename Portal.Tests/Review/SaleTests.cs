using NUnit.Framework;
using Portal.Core.Agreements;
using Portal.Core.Catalog;
using Portal.Core.Orders;
using Portal.Core.Organizations;
using Portal.Core.Review;
using Portal.Core.Shared;

namespace Portal.Tests.Review;

/// <summary>Nothing is sold that was not approved.</summary>
[TestFixture]
public sealed class SaleTests
{
    private ReviewTable _t = null!;
    private long _buyer;

    [SetUp]
    public async Task Lay()
    {
        _t = await ReviewTable.Lay();
        _buyer = await _t.Data.Organization(OrganizationKind.Buyer, _t.Centre);
        ProposedShare[] shares = [new(Part.Centre, null, ShareKind.Rate, 300), new(Part.Producer, _t.ProducerId, ShareKind.Rest, 0)];
        var proposal = new ProposeAgreementRequest(Actor.Portal, _t.Product.Id, _t.Portal.Time.GetUtcNow().UtcDateTime.AddDays(-1), shares, null);
        Assert.That(await _t.Portal.Run<ProposeAgreement, ProposeAgreementOutcome>(u => u.Handle(proposal)), Is.InstanceOf<ProposeAgreementOutcome.Proposed>());
    }

    [TearDown]
    public async Task Close() => await _t.DisposeAsync();

    [Test]
    public async Task Before_the_approval_nobody_can_buy_it_put_it_on_sale_or_publish_it()
    {
        await NotForSale("submitted");
        await _t.OpenCase(quorum: 2);
        await NotForSale("in review");
        await _t.Vote(_t.Reviewers[0], Ballot.Approve);
        await _t.RequestChanges(_t.Operator);
        await NotForSale("changes requested");
        await _t.Decide(_t.Operator, Decision.Rejected);
        await NotForSale("rejected");

        var begun = (EditProductOutcome.Begun)await _t.Edit(c => c with { Summary = "Once more" });
        await _t.Portal.Run<SubmitProduct, SubmitProductOutcome>(u => u.Handle(new SubmitProductRequest(_t.Producer, _t.Product.Id)));
        await _t.OpenCase(quorum: 1, begun.RevisionId);
        await _t.Vote(_t.Reviewers[0], Ballot.Approve);
        Assert.That((await _t.Publish(), await Total()), Is.EqualTo((1, 11_000)));
    }

    [Test]
    public async Task What_is_on_sale_is_sold_as_it_was_approved_until_its_change_is_approved()
    {
        await _t.OpenCase(quorum: 1);
        await _t.Vote(_t.Reviewers[0], Ballot.Approve);
        await _t.Publish();
        var begun = (EditProductOutcome.Begun)await _t.Edit(c => c with { Price = 20_000 });
        Assert.That(await Total(), Is.EqualTo(11_000), "a draft");
        await _t.Portal.Run<SubmitProduct, SubmitProductOutcome>(u => u.Handle(new SubmitProductRequest(_t.Producer, _t.Product.Id)));
        await _t.OpenCase(quorum: 2, begun.RevisionId);
        await _t.Vote(_t.Reviewers[0], Ballot.Approve);
        Assert.That(await Total(), Is.EqualTo(11_000), "in review");
        await _t.RequestChanges(_t.Reviewers[1]);
        await _t.Edit(c => c with { Price = 30_000 });
        Assert.That(await Total(), Is.EqualTo(11_000), "while changes are requested");
        await _t.Resubmit(_t.Producer);
        foreach (var reviewer in _t.Reviewers.Take(2)) await _t.Vote(reviewer, Ballot.Approve, round: 2);
        Assert.That(await Total(), Is.EqualTo(33_000), "approved, and on sale at once");
    }

    [Test]
    public async Task What_the_centre_suspended_is_not_put_back_on_sale_by_an_approval()
    {
        await _t.OpenCase(quorum: 1);
        await _t.Vote(_t.Reviewers[0], Ballot.Approve);
        await _t.Publish();
        await _t.Portal.Run<SuspendProduct, ChangeSaleOutcome>(u => u.Handle(new ChangeSaleRequest(_t.Operator, _t.Product.Id)));
        var begun = (EditProductOutcome.Begun)await _t.Edit(c => c with { Price = 20_000 });
        await _t.Portal.Run<SubmitProduct, SubmitProductOutcome>(u => u.Handle(new SubmitProductRequest(_t.Producer, _t.Product.Id)));
        await _t.OpenCase(quorum: 1, begun.RevisionId);
        await _t.Vote(_t.Reviewers[0], Ballot.Approve);
        await NotForSale("suspended");
        Assert.That(await _t.ProductStatus(), Is.EqualTo("Suspended"));
    }

    private async Task NotForSale(string when)
    {
        Assert.That((await _t.Close(), await _t.Publish(), await Total()), Is.EqualTo((0, 0, (long?)null)), when);
        Assert.That(await _t.Portal.Run<PutOnSale, ChangeSaleOutcome>(u => u.Handle(new ChangeSaleRequest(_t.Producer, _t.Product.Id))), Is.EqualTo(ChangeSaleOutcome.NotPossible), when);
    }

    /// <summary>What an order of one costs; null when it is refused as not on sale.</summary>
    private async Task<long?> Total()
    {
        var request = new PlaceOrderRequest(Actor.Portal, OrderChannel.Operator, _buyer, [new OrderItem(_t.Product.Id, 1)]) { CentreId = _t.Centre };
        switch (await _t.Portal.Run<PlaceOrder, PlaceOrderOutcome>(u => u.Handle(request)))
        {
            case PlaceOrderOutcome.Placed placed:
                return await _t.Portal.Scalar<long>("SELECT total FROM orders WHERE id = @OrderId", placed);
            case PlaceOrderOutcome.Refused refused:
                Assert.That(refused.Refusals.Select(r => r.Problem), Is.EqualTo(new[] { OrderProblem.NotOnSale }));
                return null;
            case var other:
                Assert.Fail($"{other}");
                return null;
        }
    }
}
