using NUnit.Framework;
using Portal.Core.Agreements;
using Portal.Core.Delivery;
using Portal.Core.Orders;
using Portal.Core.Organizations;
using Portal.Core.Payments;
using Portal.Core.Review;
using Portal.Core.Sellers;
using Portal.Core.Settlement;
using Portal.Core.Shared;

namespace Portal.Tests.Shared;

/// <summary>One of the two halves of <see cref="RouteWorld"/>: a centre with everybody who works through it, and a story of each kind.</summary>
public sealed class RouteSide(TestPortal portal, TestData data, long portalOrganization)
{
    private readonly Dictionary<Role, Actor> _actors = [];

    public TestPortal Portal => portal;
    public TestData Data => data;

    public long Centre { get; private set; }
    public long Producer { get; private set; }
    public long Seller { get; private set; }
    public long Buyer { get; private set; }

    /// <summary>On sale, with an agreement, sold by the seller.</summary>
    public TestProduct Product { get; private set; } = null!;

    /// <summary>The person who acts in a role on this side.</summary>
    public Actor As(Role role) => _actors[role];

    public async Task People()
    {
        Centre = await data.Organization(OrganizationKind.Centre);
        Producer = await data.Organization(OrganizationKind.Producer, Centre);
        Seller = await data.Organization(OrganizationKind.Seller, Centre);
        Buyer = await data.Organization(OrganizationKind.Buyer, Centre);
        _actors[Role.Buyer] = await data.Person(Role.Buyer, Buyer);
        _actors[Role.Producer] = await data.Person(Role.Producer, Producer);
        _actors[Role.Seller] = await data.Person(Role.Seller, Seller);
        _actors[Role.Reviewer] = await data.Person(Role.Reviewer, Centre);
        _actors[Role.Operator] = await data.Person(Role.Operator, Centre);
        _actors[Role.Administrator] = await data.Person(Role.Administrator, portalOrganization);
    }

    /// <summary>A product on sale with its agreement, and a seller who was accepted for it.</summary>
    public async Task<(long Agreement, long Recruitment, long Application)> Market()
    {
        Product = await data.Product(Producer);
        ProposedShare[] shares = [new(Part.Seller, null, ShareKind.Rate, 1_000), new(Part.Centre, null, ShareKind.Rate, 300), new(Part.Producer, Producer, ShareKind.Rest, 0)];
        var proposed = await portal.Run<ProposeAgreement, ProposeAgreementOutcome>(u =>
            u.Handle(new ProposeAgreementRequest(Actor.Portal, Product.Id, portal.Time.GetUtcNow().UtcDateTime.AddDays(-1), shares, null)));
        var opened = await portal.Run<OpenRecruitment, OpenRecruitmentOutcome>(u => u.Handle(new OpenRecruitmentRequest(As(Role.Operator), Product.Id, 3)
        {
            ReviewerId = As(Role.Reviewer).PersonId,
        }));
        var recruitment = ((OpenRecruitmentOutcome.Opened)opened).RecruitmentId;
        var applied = await portal.Run<ApplyToRecruitment, ApplyToRecruitmentOutcome>(u => u.Handle(new ApplyToRecruitmentRequest(As(Role.Seller), recruitment, null)));
        var application = ((ApplyToRecruitmentOutcome.Applied)applied).ApplicationId;
        await portal.Run<DecideApplication, SellersOutcome>(u => u.Handle(new DecideApplicationRequest(As(Role.Operator), application, true, null)));
        return (((ProposeAgreementOutcome.Proposed)proposed).AgreementId, recruitment, application);
    }

    /// <summary>An order by the seller for the buyer.</summary>
    public async Task<PlaceOrderOutcome.Placed> Order(long quantity = 3)
    {
        var request = new PlaceOrderRequest(As(Role.Seller), OrderChannel.Seller, Buyer, [new OrderItem(Product.Id, quantity)]) { SellerId = Seller };
        return (PlaceOrderOutcome.Placed)await portal.Run<PlaceOrder, PlaceOrderOutcome>(u => u.Handle(request));
    }

    /// <summary>Pays an order and more: the rest is held for the buyer.</summary>
    public async Task<long> Pay(long orderId, long over)
    {
        var total = await portal.Scalar<long>("SELECT total FROM orders WHERE id = @orderId", new { orderId });
        var request = new RecordDepositRequest(As(Role.Operator), total + over, portal.Time.GetUtcNow().UtcDateTime, "payer") { OrderId = orderId };
        return ((RecordDepositOutcome.Recorded)await portal.Run<RecordDeposit, RecordDepositOutcome>(u => u.Handle(request))).DepositId;
    }

    public Task<long> PartOf(long orderId) => portal.Scalar<long>("SELECT id FROM producer_orders WHERE order_id = @orderId", new { orderId });

    public Task<long> LineOf(long orderId) => portal.Scalar<long>("SELECT id FROM order_lines WHERE order_id = @orderId", new { orderId });

    /// <summary>Ships units of an order's only line.</summary>
    public async Task<long> Ship(long orderId, long quantity)
    {
        var lines = new[] { new LineUnits { LineId = await LineOf(orderId), Quantity = quantity } };
        var request = new ShipPartRequest(As(Role.Producer), await PartOf(orderId), null, null) { Lines = lines };
        return ((ShipPartOutcome.Shipped)await portal.Run<ShipPart, ShipPartOutcome>(u => u.Handle(request))).ShipmentId;
    }

    public async Task Deliver(long shipmentId)
    {
        var outcome = await portal.Run<DeliverShipment, DeliverShipmentOutcome>(u =>
            u.Handle(new DeliverShipmentRequest(As(Role.Producer), shipmentId, portal.Time.GetUtcNow().UtcDateTime)));
        Assert.That(outcome, Is.EqualTo(DeliverShipmentOutcome.Delivered));
    }

    public async Task<RequestReturnOutcome.Requested> Return(long orderId)
    {
        var request = new RequestReturnRequest(As(Role.Buyer), await LineOf(orderId), 1, ReturnReason.Damaged, null);
        return (RequestReturnOutcome.Requested)await portal.Run<RequestReturn, RequestReturnOutcome>(u => u.Handle(request));
    }

    public async Task<long> Misdelivery(long shipmentId)
    {
        var request = new ReportMisdeliveryRequest(As(Role.Buyer), shipmentId, MisdeliveryKind.WrongPlace, "At the neighbour's.");
        return ((ReportMisdeliveryOutcome.Reported)await portal.Run<ReportMisdelivery, ReportMisdeliveryOutcome>(u => u.Handle(request))).Id;
    }

    public async Task<long> Settle()
    {
        var today = DateOnly.FromDateTime(portal.Time.GetUtcNow().UtcDateTime.AddHours(9));
        var request = new LockSettlementRequest(As(Role.Operator), Centre, today);
        return ((LockSettlementOutcome.Locked)await portal.Run<LockSettlement, LockSettlementOutcome>(u => u.Handle(request))).SettlementId;
    }

    /// <summary>A second product, in review.</summary>
    internal async Task<(TestProduct Product, OpenReviewOutcome.Opened Case)> Review()
    {
        var product = await data.Submitted(Producer);
        var due = DateOnly.FromDateTime(portal.Time.GetUtcNow().UtcDateTime.AddDays(9));
        var opened = await portal.Run<OpenReview, OpenReviewOutcome>(u =>
            u.Handle(new OpenReviewRequest(As(Role.Operator), product.RevisionId, [As(Role.Reviewer).PersonId], due, 1)));
        return (product, (OpenReviewOutcome.Opened)opened);
    }

    public async Task<long> Draft(Role role) =>
        (await portal.Run<StartDraft, long?>(u => u.Handle(As(role)))) ?? throw new InvalidOperationException($"{role} has no drafts.");
}
