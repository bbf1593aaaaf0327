using System.Net;
using NUnit.Framework;
using Portal.Core.Orders;
using Portal.Core.Organizations;
using Portal.Core.Shared;
using Portal.Tests.Delivery;
using Portal.Tests.Shared;

namespace Portal.Tests.Orders;

/// <summary>The draft-order screen: staff build an order for a customer as the customer would get it.</summary>
[TestFixture]
public sealed class DraftTests
{
    private Depot _depot = null!;

    [SetUp]
    public async Task Open() => _depot = await Depot.Open();

    [TearDown]
    public async Task Close() => await _depot.DisposeAsync();

    [Test]
    public async Task The_operator_finds_product_and_customer_and_places_the_order_in_the_customers_name()
    {
        using var v = await _depot.As(_depot.Operator);
        var draft = (await v.Post("/drafts")).Location!;
        var found = await v.PostAndFollow(draft, ("Form.FindProduct", "사과"), ("Form.FindCustomer", "한빛"), ("Form.Do", "save"));
        Assert.That(found.Main, Does.Contain("홍로 사과").And.Contain("재고").And.Contain("한빛식자재").And.Not.Contain("식칼"));

        await v.Post(draft, ("Form.FindProduct", "사과"), ("Form.Found[0].ProductId", $"{_depot.Apples.Id}"), ("Form.Found[0].Quantity", "3"), ("Form.Do", $"add:{_depot.Apples.Id}"));
        var chosen = await v.PostAndFollow(draft, ("Form.FindCustomer", "한빛"), ("Form.Do", $"customer:{_depot.Buyer.OrganizationId}"));
        Assert.That(chosen.Html.QuerySelector("#Form_Address")!.GetAttribute("value"), Is.EqualTo("전주시 덕진구 기린대로 458"), "the address of the customer");
        // 3 × 38,000 and freight of 3,000, all with VAT
        Assert.That(chosen.Main, Does.Contain("128,700원 주문하기"));

        var placed = await v.Post(draft, [.. Address, ("Form.ExpectedTotal", "128700"), ("Form.Do", "place")]);
        var page = await v.Get(placed.Location!);
        Assert.That(page.Main, Does.Contain("센터 대리 주문").And.Contain("김서연 입력").And.Contain("한빛식자재").And.Contain("128,700원"));
        var order = (await _depot.Portal.Query<OrderKept>("SELECT channel, entered_by, buyer_id, centre_id FROM orders")).Single();
        Assert.That(order, Is.EqualTo(new OrderKept { Channel = "Operator", EnteredBy = _depot.Operator.PersonId, BuyerId = _depot.Buyer.OrganizationId, CentreId = _depot.Operator.OrganizationId }));
        Assert.That((await v.Get(draft)).Location, Is.EqualTo(placed.Location), "a draft that was placed leads to its order");
        Assert.That((await v.PostAndFollow(draft, ("Form.Do", "place"))).Location, Is.EqualTo(placed.Location), "also when it is sent twice");
        Assert.That((await v.Post(draft, ("Form.Memo", "more"))).Status, Is.EqualTo(HttpStatusCode.Conflict));
    }

    [Test]
    public async Task Prices_in_the_form_are_not_read_and_another_total_is_told_not_taken()
    {
        using var v = await _depot.As(_depot.Operator);
        var draft = await Filled(v, _depot.Operator, (_depot.Apples, 2));
        var page = await v.Post(draft, [.. Address, ("Form.Lines[0].ProductId", $"{_depot.Apples.Id}"), ("Form.Lines[0].Quantity", "2"), ("Form.Lines[0].Price", "1"), ("Form.Lines[0].UnitPrice", "1"), ("Form.ExpectedTotal", "2"), ("Form.Do", "place")]);
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(page.Main, Does.Contain("합계가 달라졌습니다").And.Contain("86,900원 주문하기"));
        Assert.That(await _depot.Portal.Scalar<long>("SELECT COUNT(*) FROM orders"), Is.Zero);
    }

    [TestCase("2147483648", "1000000까지")]
    [TestCase("9223372036854775807", "1000000까지")]
    [TestCase("-1", "1000000까지")]
    [TestCase("1.5", "읽을 수 없는 값입니다")]
    [TestCase("", "꼭 적어 주세요")]
    public async Task A_quantity_that_cannot_be_is_told_beside_its_field_and_nothing_changes(string quantity, string told)
    {
        using var v = await _depot.As(_depot.Buyer);
        var draft = await Filled(v, _depot.Buyer, (_depot.Apples, 2));
        var page = await v.Post(draft, [.. Address, ("Form.Lines[0].ProductId", $"{_depot.Apples.Id}"), ("Form.Lines[0].Quantity", quantity), ("Form.Do", "save")]);
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(page.Html.QuerySelector(".errors a")!.TextContent, Does.Contain(told).And.Not.StartWith(":"));
        Assert.That(await _depot.Portal.Scalar<long>("SELECT quantity FROM draft_order_lines"), Is.EqualTo(2));
    }

    [Test]
    public async Task A_seller_has_the_products_that_they_were_accepted_for_at_hand_and_orders_no_others()
    {
        using var v = await _depot.As(_depot.Seller);
        var draft = (await v.Post("/drafts")).Location!;
        Assert.That((await v.Get(draft)).Main, Does.Contain("홍로 사과").And.Contain("저온 착즙기").And.Not.Contain("식칼"));
        Assert.That((await v.Get($"{draft}?product=식칼")).Main, Does.Contain("찾는 제품이 없습니다"));

        var forced = await Filled(v, _depot.Seller, (_depot.Knives, 1));
        Assert.That((await v.Get(forced)).Main, Does.Contain("판매를 승인받지 않은 제품입니다"));
        var refused = await v.Post(forced, [.. Address, ("Form.ExpectedTotal", "0"), ("Form.Do", "place")]);
        Assert.That(refused.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(refused.Main, Does.Contain("주문할 수 없는 품목이 있습니다"));

        var allowed = await Filled(v, _depot.Seller, (_depot.Press, 1));
        var placed = await v.Post(allowed, [.. Address, ("Form.ExpectedTotal", "1375000"), ("Form.Do", "place")]);
        Assert.That((await v.Get(placed.Location!)).Main, Does.Contain("판매인 주문").And.Contain("온누리식품"));
    }

    [Test]
    public async Task A_seller_finds_own_customers_by_name_and_strangers_only_by_what_is_known_of_them_exactly()
    {
        using var v = await _depot.As(_depot.Seller);
        var draft = (await v.Post("/drafts")).Location!;
        Assert.That((await v.Get($"{draft}?customer=한빛")).Main, Does.Contain("찾는 고객이 없습니다"));
        foreach (var exact in new[] { "B-HANBIT", "123-12-31231", "063-271-1000" })
            Assert.That((await v.Get($"{draft}?customer={exact}")).Main, Does.Contain("한빛식자재"), exact);
        // who was not found cannot be chosen by their id
        var stolen = await v.Post(draft, ("Form.FindCustomer", "한빛"), ("Form.Do", $"customer:{_depot.Buyer.OrganizationId}"));
        Assert.That(stolen.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        await v.Post(draft, ("Form.FindCustomer", "B-HANBIT"), ("Form.Do", $"customer:{_depot.Buyer.OrganizationId}"));
        Assert.That((await v.Get($"{draft}?customer=한빛")).Main, Does.Contain("B-HANBIT"), "now it is their customer");
    }

    [Test]
    public async Task A_customer_who_is_not_here_yet_is_registered_from_the_draft()
    {
        using var v = await _depot.As(_depot.Seller);
        var draft = await Filled(v, _depot.Seller, (_depot.Apples, 1));
        var bad = await v.Post($"{draft}/customers/new", ("Form.Name", "산들 =cmd 😀"), ("Form.BusinessNumber", "123-12-31232"), ("Form.Phone", "063-211-1234"), ("Form.Address", "어딘가 1"));
        Assert.That(bad.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(bad.Html.QuerySelector("#Form_Name")!.GetAttribute("value"), Is.EqualTo("산들 =cmd 😀"), "what was typed stays");
        Assert.That(bad.Html.QuerySelector(".errors a")!.GetAttribute("href"), Is.EqualTo("#Form_BusinessNumber"));
        var there = await v.Post($"{draft}/customers/new", ("Form.Name", "한빛"), ("Form.BusinessNumber", "1231231231"), ("Form.Phone", "063-211-1234"), ("Form.Address", "어딘가 1"));
        Assert.That(there.Main, Does.Contain("B-HANBIT"), "with a business number that is known there is no second customer");
        Assert.That((await v.Post($"{draft}/customers/new", ("Form.Name", " "))).Status, Is.EqualTo(HttpStatusCode.BadRequest));

        var made = await v.PostAndFollow($"{draft}/customers/new", ("Form.Name", "산들 =cmd 😀"), ("Form.Phone", "063-211-1234"), ("Form.Address", "어딘가 1"));
        Assert.That(made.Main, Does.Contain("산들 =cmd 😀").And.Contain("등록하고 골랐습니다"));
        var placed = await v.Post(draft, ("Form.Recipient", "산들"), ("Form.Address", "어딘가 1"), ("Form.ExpectedTotal", "45100"), ("Form.Do", "place"));
        Assert.That(placed.Location, Does.StartWith("/orders/"));
        Assert.That(await _depot.Portal.Scalar<long>("SELECT COUNT(*) FROM organizations WHERE kind = 'Buyer' AND centre_id = @OrganizationId AND name LIKE '산들%'", new { _depot.Operator.OrganizationId }),
            Is.EqualTo(1), "in the centre of the seller");
    }

    [Test]
    public async Task Only_sellers_and_operators_register_customers()
    {
        foreach (var actor in new[] { _depot.Buyer, _depot.Orchard, _depot.Administrator })
            Assert.That(await _depot.Portal.Run<RegisterCustomer, RegisterCustomerOutcome>(u => u.Handle(new RegisterCustomerRequest(actor, "Somebody"))), Is.InstanceOf<RegisterCustomerOutcome.NotAllowed>());
        var request = new RegisterOrganizationRequest(_depot.Seller, null, "A producer", OrganizationKind.Producer);
        Assert.That(await _depot.Portal.Run<RegisterOrganization, RegisterOrganizationOutcome>(u => u.Handle(request)), Is.InstanceOf<RegisterOrganizationOutcome.NotAllowed>());
    }

    [Test]
    public async Task A_quantity_that_is_none_is_refused_and_kept_and_zero_takes_the_product_out()
    {
        using var v = await _depot.As(_depot.Buyer);
        await v.Post("/drafts/lines", ("productId", $"{_depot.Apples.Id}"), ("quantity", "2"));
        var draft = (await v.Post("/drafts/lines", ("productId", $"{_depot.Knives.Id}"), ("quantity", "1"))).Location!;
        foreach (var quantity in new[] { "-1", "1.5", "=1+1", "99999999999999999999" })
        {
            var page = await v.Post(draft, ("Form.Lines[0].ProductId", $"{_depot.Apples.Id}"), ("Form.Lines[0].Quantity", quantity), ("Form.Address", "어딘가"));
            Assert.That(page.Status, Is.EqualTo(HttpStatusCode.BadRequest), quantity);
            Assert.That(page.Html.QuerySelector("#Form_Address")!.GetAttribute("value"), Is.EqualTo("어딘가"), "what was typed stays");
        }

        var without = await v.PostAndFollow(draft, ("Form.Lines[0].ProductId", $"{_depot.Apples.Id}"), ("Form.Lines[0].Quantity", "0"));
        Assert.That(without.Main, Does.Contain("식칼").And.Not.Contain("홍로"));
        var empty = await v.Post(draft, ("Form.Do", "place"), ("Form.ExpectedTotal", "23100"));
        Assert.That(empty.Status, Is.EqualTo(HttpStatusCode.BadRequest), "without recipient and address");
        using var other = await _depot.As(await _depot.Data.Person(Role.Buyer, _depot.Buyer.OrganizationId));
        Assert.That((await other.Get(draft)).Status, Is.EqualTo(HttpStatusCode.NotFound), "a colleague's basket");
    }

    private static readonly (string, string)[] Address = [("Form.Recipient", "한빛식자재"), ("Form.Phone", "063-271-1000"), ("Form.Address", "전주시 덕진구 기린대로 458")];

    /// <summary>A draft for the customer with products, however they came in.</summary>
    private async Task<string> Filled(WebVisitor visitor, Actor actor, params (TestProduct Product, long Quantity)[] lines)
    {
        var draft = (await visitor.Post("/drafts")).Location!;
        foreach (var (product, quantity) in lines)
            await _depot.Portal.Run<AddToDraft, AddToDraftOutcome>(u => u.Handle(new AddToDraftRequest(actor, long.Parse(draft.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture), product.Id, quantity)));
        await visitor.Post(draft, ("Form.FindCustomer", "B-HANBIT"), ("Form.Do", $"customer:{_depot.Buyer.OrganizationId}"));
        return draft;
    }

    private sealed record OrderKept
    {
        public string Channel { get; init; } = "";
        public long EnteredBy { get; init; }
        public long BuyerId { get; init; }
        public long CentreId { get; init; }
    }
}
