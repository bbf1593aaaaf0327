using NUnit.Framework;
using Portal.Core.Agreements;
using Portal.Core.Delivery;
using Portal.Core.Orders;
using Portal.Core.Organizations;
using Portal.Core.Payments;
using Portal.Core.Sellers;
using Portal.Core.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Delivery;

/// <summary>
/// A portal that takes orders and ships: one centre with its operator, two producers, a seller who was accepted for the first producer's goods only,
/// a buyer, a carrier. Everybody can act and sign in.
/// </summary>
public sealed class Depot : IAsyncDisposable
{
    private Depot(WebPortal web) => (Web, Data) = (web, new TestData(web.Portal));

    public WebPortal Web { get; }
    public TestData Data { get; }
    public TestPortal Portal => Web.Portal;

    public Actor Operator { get; private set; } = null!;
    public Actor Seller { get; private set; } = null!;
    public Actor Buyer { get; private set; } = null!;
    public Actor Administrator { get; private set; } = null!;
    /// <summary>The first producer, of <see cref="Apples"/> and the <see cref="Press"/>, charges freight; the second, of <see cref="Knives"/>, does not.</summary>
    public Actor Orchard { get; private set; } = null!;
    public Actor Forge { get; private set; } = null!;
    public TestProduct Apples { get; private set; } = null!;
    public TestProduct Press { get; private set; } = null!;
    public TestProduct Knives { get; private set; } = null!;
    public long Carrier { get; private set; }

    public DateTime Now => Portal.Time.GetUtcNow().UtcDateTime;

    public static async Task<Depot> Open(PortalOptions? options = null)
    {
        var depot = new Depot(await WebPortal.Create(options));
        await depot.Furnish();
        return depot;
    }

    public Task<WebVisitor> As(Actor actor) => Web.As(actor);

    /// <summary>An order of the buyer, entered by the operator.</summary>
    public async Task<PlaceOrderOutcome.Placed> Order(params (TestProduct Product, long Quantity)[] items) => await Order(Buyer, items);

    public async Task<PlaceOrderOutcome.Placed> Order(Actor buyer, params (TestProduct Product, long Quantity)[] items)
    {
        var request = new PlaceOrderRequest(Operator, OrderChannel.Operator, buyer.OrganizationId, [.. items.Select(i => new OrderItem(i.Product.Id, i.Quantity))])
        {
            CentreId = Operator.OrganizationId, ShipTo = new ShipTo("Warehouse", "010-2345-6789", "54914", "Girin-daero 458", "Mornings only"),
        };
        return (PlaceOrderOutcome.Placed)await Portal.Run<PlaceOrder, PlaceOrderOutcome>(u => u.Handle(request));
    }

    /// <summary>An order that is paid, so that its producers may ship.</summary>
    public async Task<PlaceOrderOutcome.Placed> PaidOrder(params (TestProduct Product, long Quantity)[] items)
    {
        var order = await Order(items);
        await Pay(order.OrderId);
        return order;
    }

    public async Task Pay(long orderId)
    {
        var total = await Portal.Scalar<long>("SELECT total FROM orders WHERE id = @orderId", new { orderId });
        var outcome = await Portal.Run<RecordDeposit, RecordDepositOutcome>(u => u.Handle(new RecordDepositRequest(Operator, total, Now, "payer") { OrderId = orderId }));
        Assert.That(outcome, Is.InstanceOf<RecordDepositOutcome.Recorded>());
    }

    public Task<long> Part(long orderId, Actor producer) =>
        Portal.Scalar<long>("SELECT id FROM producer_orders WHERE order_id = @orderId AND producer_id = @OrganizationId", new { orderId, producer.OrganizationId });

    public Task<long> Line(long orderId, TestProduct product) =>
        Portal.Scalar<long>("SELECT id FROM order_lines WHERE order_id = @orderId AND product_id = @Id", new { orderId, product.Id });

    public Task<long> Stock(TestProduct product) => Portal.Scalar<long>("SELECT stock FROM products WHERE id = @Id", new { product.Id });

    /// <summary>Ships what is left of a producer's part, by the carrier when there is a number.</summary>
    public async Task<long> Ship(long orderId, Actor producer, string? trackingNo = null)
    {
        var request = new ShipPartRequest(producer, await Part(orderId, producer), trackingNo is null ? null : Carrier, trackingNo);
        return ((ShipPartOutcome.Shipped)await Portal.Run<ShipPart, ShipPartOutcome>(u => u.Handle(request))).ShipmentId;
    }

    public async Task Deliver(long shipmentId)
    {
        var outcome = await Portal.Run<DeliverShipment, DeliverShipmentOutcome>(u => u.Handle(new DeliverShipmentRequest(Actor.Portal, shipmentId, Now)));
        Assert.That(outcome, Is.EqualTo(DeliverShipmentOutcome.Delivered));
    }

    /// <summary>A paid order of one line that has arrived.</summary>
    public async Task<(PlaceOrderOutcome.Placed Order, long Line)> Delivered(TestProduct product, long quantity)
    {
        var order = await PaidOrder((product, quantity));
        await Deliver(await Ship(order.OrderId, product.ProducerId == Orchard.OrganizationId ? Orchard : Forge));
        return (order, await Line(order.OrderId, product));
    }

    /// <summary>Somebody of that role who has nothing to do with any of this.</summary>
    public async Task<Actor> Stranger(Role role)
    {
        var centre = await Data.Organization(OrganizationKind.Centre);
        return await Data.Person(role, role == Role.Operator ? centre : await Data.Organization(Enum.Parse<OrganizationKind>(role.ToString()), centre));
    }

    public ValueTask DisposeAsync() => Web.DisposeAsync();

    private async Task Furnish()
    {
        Administrator = await Data.Person(Role.Administrator, await Data.Organization(OrganizationKind.Portal));
        var centre = await Register(new RegisterOrganizationRequest(Actor.Portal, "C-EAST", "동부권 지역센터", OrganizationKind.Centre)
        {
            Phone = "063-433-0147", BankCode = "011", BankAccount = "301-0147-2200-11", BankHolder = "동부권유통센터",
        });
        Operator = await Data.Person(Role.Operator, centre, "김서연");
        Orchard = await Data.Person(Role.Producer, await Data.Organization(OrganizationKind.Producer, centre, "마이산농원"), "최은영");
        Forge = await Data.Person(Role.Producer, await Data.Organization(OrganizationKind.Producer, centre, "반딧불공방"), "한지훈");
        Seller = await Data.Person(Role.Seller, await Data.Organization(OrganizationKind.Seller, centre, "온누리식품"), "오가람");
        var buyer = await Register(new RegisterOrganizationRequest(Actor.Portal, "B-HANBIT", "한빛식자재", OrganizationKind.Buyer)
        {
            BusinessNumber = "123-12-31231", Phone = "063-271-1000", PostalCode = "54914", Address = "전주시 덕진구 기린대로 458", CentreId = centre,
        });
        Buyer = await Data.Person(Role.Buyer, buyer, "박도윤");
        Carrier = await Register(new RegisterOrganizationRequest(Actor.Portal, "kr.cjlogistics", "CJ대한통운", OrganizationKind.Carrier));
        await Portal.Execute("INSERT INTO freight_rules (producer_id, fee, free_from) VALUES (@OrganizationId, 3000, 1000000)", new { Orchard.OrganizationId });

        Apples = await Sold(Orchard, c => c with { Name = "홍로 사과 10kg 상자" }, 38_000, accepted: true);
        Press = await Sold(Orchard, c => c with { Name = "저온 착즙기", Kind = Core.Catalog.ProductKind.Equipment }, 1_250_000, accepted: true);
        Knives = await Sold(Forge, c => c with { Name = "대장간 식칼" }, 21_000, accepted: false);
    }

    private async Task<long> Register(RegisterOrganizationRequest request) =>
        ((RegisterOrganizationOutcome.Registered)await Portal.Run<RegisterOrganization, RegisterOrganizationOutcome>(u => u.Handle(request))).Id;

    private async Task<TestProduct> Sold(Actor producer, Func<Core.Catalog.ProductContent, Core.Catalog.ProductContent> content, long price, bool accepted)
    {
        var product = await Data.Product(producer.OrganizationId, price, 20, content);
        ProposedShare[] shares = [new(Core.Agreements.Part.Seller, null, ShareKind.Rate, 700), new(Core.Agreements.Part.Centre, null, ShareKind.Rate, 300), new(Core.Agreements.Part.Producer, producer.OrganizationId, ShareKind.Rest, 0)];
        await Portal.Run<ProposeAgreement, ProposeAgreementOutcome>(u => u.Handle(new ProposeAgreementRequest(Actor.Portal, product.Id, Now.AddDays(-1), shares, null)));
        if (!accepted) return product;
        var opened = await Portal.Run<OpenRecruitment, OpenRecruitmentOutcome>(u => u.Handle(new OpenRecruitmentRequest(Actor.Portal, product.Id, 5) { CentreId = Operator.OrganizationId }));
        var applied = await Portal.Run<ApplyToRecruitment, ApplyToRecruitmentOutcome>(u => u.Handle(new ApplyToRecruitmentRequest(Seller, ((OpenRecruitmentOutcome.Opened)opened).RecruitmentId, null)));
        await Portal.Run<DecideApplication, SellersOutcome>(u => u.Handle(new DecideApplicationRequest(Actor.Portal, ((ApplyToRecruitmentOutcome.Applied)applied).ApplicationId, true, null)));
        return product;
    }
}
