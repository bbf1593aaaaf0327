using System.Net;
using NUnit.Framework;
using Portal.Core.Delivery;
using Portal.Core.Feedback;
using Portal.Core.Orders;
using Portal.Core.Organizations;
using Portal.Core.Payments;
using Portal.Core.Sellers;
using Portal.Core.Shared;
using Portal.Tests.Catalog;
using Portal.Tests.Shared;

namespace Portal.Tests.Feedback;

/// <summary>What people ask and say about products, and who may.</summary>
[TestFixture]
public sealed class FeedbackTests
{
    private const string Hostile = "</script><script>alert(1)</script> =1+1 😀‮";

    private Shop _shop = null!;
    private TestProduct _product = null!;

    [OneTimeSetUp]
    public async Task Open() => _shop = await Shop.Open();

    [SetUp]
    public async Task Product()
    {
        _product = await _shop.Data.Product(_shop.ProducerId);
        await _shop.Divide(_product);
    }

    [OneTimeTearDown]
    public async Task Close() => await _shop.DisposeAsync();

    private string Url => $"/products/{_product.Code}";

    [Test]
    public async Task A_question_is_answered_both_are_told_and_it_becomes_an_entry_for_all_once()
    {
        Assert.That((await _shop.Post(_shop.Buyer, $"{Url}/questions", ("Form.Text", "무게가 얼마인가요? " + Hostile))).Location, Is.EqualTo($"{Url}/questions"));
        var id = await _shop.Portal.Scalar<long>("SELECT MAX(id) FROM product_questions");
        Assert.That(await Mails("question.asked"), Is.EqualTo(2), "both who act for the producer");
        Assert.That((await _shop.Get(_shop.Producer, "/questions?view=open")).Main, Does.Contain("무게가 얼마인가요?"));
        Assert.That((await _shop.Get(_shop.Producer, "/")).Main, Does.Contain("답변을 기다리는 제품 문의"));

        var empty = await _shop.Post(_shop.Producer, $"/questions/{id}/answer", ("Form.Answer", " "));
        Assert.That(empty.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((await _shop.Post(_shop.Producer, $"/questions/{id}/answer", ("Form.Answer", "12 kg입니다."))).Location, Is.EqualTo($"/questions/{id}"));
        Assert.That(await Mails("question.answered"), Is.EqualTo(1));
        var page = await _shop.Get(null, Url);
        Assert.That(page.Main, Does.Contain("12 kg입니다.").And.Contain(Hostile).And.Not.Contain(_shop.Buyer.Name));
        Assert.That(page.Html.QuerySelectorAll("#main script"), Is.Empty);

        var faq = new[] { ("Faq.Question", "무게는?"), ("Faq.Answer", "12 kg입니다.") };
        Assert.That((await _shop.Post(_shop.Producer, $"/questions/{id}/faq", faq)).Location, Is.EqualTo($"{Url}/faq"));
        Assert.That((await _shop.Post(_shop.Producer, $"/questions/{id}/faq", faq)).Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That((await _shop.Get(null, Url)).Html.QuerySelectorAll("details summary").Select(s => s.TextContent), Does.Contain("무게는?"));
    }

    [Test]
    public async Task Only_buyers_and_sellers_ask_about_what_is_on_sale_and_only_its_own_people_answer()
    {
        Assert.That((await _shop.Post(_shop.Producer, $"{Url}/questions", ("Form.Text", "?"))).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        var draft = await _shop.Data.Draft(_shop.ProducerId);
        Assert.That((await _shop.Post(_shop.Buyer, $"/products/{draft.Code}/questions", ("Form.Text", "?"))).Status, Is.EqualTo(HttpStatusCode.NotFound));
        var longText = new string('가', FeedbackText.MaxQuestion + 1);
        var bad = await _shop.Post(_shop.Seller, $"{Url}/questions", ("Form.Text", longText));
        Assert.That(bad.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(bad.Html.QuerySelector("#Form_Text")!.TextContent.Trim(), Is.EqualTo(longText));
        await _shop.Post(_shop.Seller, $"{Url}/questions", ("Form.Text", "언제 오나요?"));
        var id = await _shop.Portal.Scalar<long>("SELECT MAX(id) FROM product_questions");
        foreach (var stranger in new[] { _shop.OtherProducer, _shop.OtherOperator })
        {
            Assert.That((await _shop.Get(stranger, $"/questions/{id}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That((await _shop.Post(stranger, $"/questions/{id}/answer", ("Form.Answer", "내일"))).Status, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That((await _shop.Get(stranger, $"{Url}/faq")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        }

        Assert.That((await _shop.Post(_shop.Buyer, $"/questions/{id}/answer", ("Form.Answer", "내일"))).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        await _shop.Post(_shop.Operator, $"/questions/{id}/answer", ("Form.Answer", "내일 옵니다."));
        Assert.That(await _shop.Portal.Scalar<string>("SELECT answered_as FROM product_questions WHERE id = @id", new { id }), Is.EqualTo("Operator"));
    }

    [Test]
    public async Task An_entry_is_changed_and_removed_and_an_old_form_is_told()
    {
        await _shop.Post(_shop.Producer, $"{Url}/faq", ("Form.Question", "색은?"), ("Form.Answer", "빨강"));
        var id = await _shop.Portal.Scalar<long>("SELECT MAX(id) FROM product_faqs");
        Assert.That((await _shop.Post(_shop.Operator, $"/faqs/{id}", ("Form.Question", "색은?"), ("Form.Answer", "파랑"), ("Form.Version", "1"))).Location, Is.EqualTo($"{Url}/faq"));
        Assert.That((await _shop.Post(_shop.Producer, $"/faqs/{id}", ("Form.Question", "색은?"), ("Form.Answer", "노랑"), ("Form.Version", "1"))).Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That((await _shop.Post(_shop.Producer, $"/faqs/{id}", ("Form.Question", ""), ("Form.Answer", "노랑"), ("Form.Version", "2"))).Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((await _shop.Post(_shop.OtherProducer, $"/faqs/{id}/removal")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        await _shop.Post(_shop.Producer, $"/faqs/{id}/removal");
        Assert.That(await _shop.Portal.Scalar<long>("SELECT COUNT(*) FROM product_faqs WHERE id = @id", new { id }), Is.Zero);
    }

    [Test]
    public async Task Whoever_received_a_product_judges_it_once_changes_it_and_the_centre_hides_it_with_a_reason()
    {
        var line = await Received(_shop.Buyer);
        Assert.That((await _shop.Get(_shop.Buyer, $"{Url}/testimonials")).Html.QuerySelectorAll("[role=radiogroup].rate input[type=radio]"), Has.Length.EqualTo(5));
        var form = new[] { ("Form.LineId", Shop.Text(line)), ("Form.Text", "잘 씁니다. " + Hostile) };
        var without = await _shop.Post(_shop.Buyer, $"{Url}/testimonials", form);
        Assert.That(without.Status, Is.EqualTo(HttpStatusCode.BadRequest), "no face was chosen");
        Assert.That(without.Html.QuerySelector("#Form_Text")!.TextContent, Does.Contain("잘 씁니다."));
        Assert.That((await _shop.Post(_shop.Buyer, $"{Url}/testimonials", [.. form, ("Form.Rating", "4")])).Location, Is.EqualTo($"{Url}/testimonials"));
        Assert.That((await _shop.Post(_shop.Buyer, $"{Url}/testimonials", [.. form, ("Form.Rating", "1")])).Status, Is.EqualTo(HttpStatusCode.Conflict));

        var id = await _shop.Portal.Scalar<long>("SELECT MAX(id) FROM testimonials");
        var page = await _shop.Get(null, Url);
        Assert.That(page.Main, Does.Contain("평점 4 / 5 · 후기 1건").And.Contain(Hostile).And.Not.Contain(_shop.Buyer.Name));
        Assert.That(page.Html.QuerySelector(".talk [role=img]")!.GetAttribute("aria-label"), Is.EqualTo("5점 중 4점, 만족"));
        Assert.That(page.Text, Does.Contain("\"ratingValue\":\"4\""));

        Assert.That((await _shop.Post(_shop.Buyer, $"/testimonials/{id}", ("Form.Version", "1"), ("Form.Rating", "5"), ("Form.Text", "더 좋아졌습니다."))).Location, Is.EqualTo($"{Url}/testimonials"));
        Assert.That((await _shop.Post(_shop.Buyer, $"/testimonials/{id}", ("Form.Version", "1"), ("Form.Rating", "1"), ("Form.Text", "옛 화면"))).Status, Is.EqualTo(HttpStatusCode.Conflict));
        var colleague = await _shop.Data.Person(Role.Buyer, _shop.Buyer.OrganizationId);
        Assert.That((await _shop.Get(colleague, $"/testimonials/{id}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await _shop.Get(_shop.OtherOperator, $"/testimonials/{id}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await _shop.Get(_shop.Producer, $"/testimonials/{id}")).Status, Is.EqualTo(HttpStatusCode.Forbidden));

        Assert.That((await _shop.Post(_shop.Operator, $"/testimonials/{id}/hiding", ("Hide.Reason", ""))).Status, Is.EqualTo(HttpStatusCode.BadRequest));
        await _shop.Post(_shop.Operator, $"/testimonials/{id}/hiding", ("Hide.Reason", "제품과 관계없는 내용"));
        Assert.That((await _shop.Post(_shop.Administrator, $"/testimonials/{id}/hiding", ("Hide.Reason", "다시"))).Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That((await _shop.Get(null, Url)).Main, Does.Not.Contain("더 좋아졌습니다.").And.Not.Contain("평점 5"));
        Assert.That((await _shop.Get(_shop.Buyer, $"{Url}/testimonials")).Main, Does.Contain("이유: 제품과 관계없는 내용"));
        Assert.That(await _shop.Portal.Scalar<long>("SELECT COUNT(*) FROM audit_entries WHERE action = 'testimonial.hide'"), Is.EqualTo(1));
        await _shop.Post(_shop.Operator, $"/testimonials/{id}/showing");
        Assert.That((await _shop.Get(null, Url)).Main, Does.Contain("더 좋아졌습니다."));
    }

    [Test]
    public async Task Nobody_judges_what_was_not_received_or_what_others_received()
    {
        var stranger = await _shop.Data.Person(Role.Buyer, await _shop.Data.Organization(OrganizationKind.Buyer, _shop.Centre));
        var line = await Received(_shop.Buyer);
        foreach (var (actor, id) in new[] { (stranger, line), (_shop.Buyer, await Ordered(_shop.Buyer)), (_shop.Buyer, 1L) })
            Assert.That((await _shop.Post(actor, $"{Url}/testimonials", ("Form.LineId", Shop.Text(id)), ("Form.Rating", "5"), ("Form.Text", "좋아요"))).Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(await _shop.Portal.Scalar<long>("SELECT COUNT(*) FROM testimonials WHERE product_id = @Id", _product), Is.Zero);
    }

    [Test]
    public async Task Sellers_of_the_visitors_region_come_first()
    {
        await _shop.Portal.Execute("UPDATE organizations SET region = '부산 사상구' WHERE id = @OrganizationId", _shop.Buyer);
        var opened = await _shop.Portal.Run<OpenRecruitment, OpenRecruitmentOutcome>(u => u.Handle(new OpenRecruitmentRequest(_shop.Operator, _product.Id, 2)));
        foreach (var (name, region) in new[] { ("가나다판매", "서울 구로구"), ("하늘판매", "부산 해운대구") })
        {
            var seller = await _shop.Data.Person(Role.Seller, await _shop.Data.Organization(OrganizationKind.Seller, _shop.Centre, name));
            await _shop.Portal.Execute("UPDATE organizations SET region = @region WHERE id = @OrganizationId", new { region, seller.OrganizationId });
            var application = await _shop.Data.Application(seller, ((OpenRecruitmentOutcome.Opened)opened).RecruitmentId);
            await _shop.Portal.Run<DecideApplication, SellersOutcome>(u => u.Handle(new DecideApplicationRequest(_shop.Operator, application, true, null)));
        }

        Assert.That(Sellers(await _shop.Get(_shop.Buyer, Url)), Is.EqualTo(new[] { "우리 지역 판매인", "하늘판매", "다른 지역 판매인", "가나다판매" }));
        Assert.That(Sellers(await _shop.Get(null, Url)), Is.EqualTo(new[] { "가나다판매", "하늘판매" }));
    }

    private static IEnumerable<string> Sellers(WebPage page) => page.Html.QuerySelectorAll("section[aria-labelledby=h-sellers] :is(h3, li a)").Select(e => e.TextContent);

    private async Task<long> Ordered(Actor buyer)
    {
        var request = new PlaceOrderRequest(buyer, OrderChannel.Buyer, buyer.OrganizationId, [new OrderItem(_product.Id, 2)]);
        var placed = (PlaceOrderOutcome.Placed)await _shop.Portal.Run<PlaceOrder, PlaceOrderOutcome>(u => u.Handle(request));
        return await _shop.Portal.Scalar<long>("SELECT id FROM order_lines WHERE order_id = @OrderId", placed);
    }

    private async Task<long> Received(Actor buyer)
    {
        var line = await Ordered(buyer);
        var (order, part) = (await _shop.Portal.Scalar<long>("SELECT order_id FROM order_lines WHERE id = @line", new { line }), await _shop.Portal.Scalar<long>("SELECT producer_order_id FROM order_lines WHERE id = @line", new { line }));
        var total = await _shop.Portal.Scalar<long>("SELECT total FROM orders WHERE id = @order", new { order });
        var now = _shop.Portal.Time.GetUtcNow().UtcDateTime;
        await _shop.Portal.Run<RecordDeposit, RecordDepositOutcome>(u => u.Handle(new RecordDepositRequest(_shop.Operator, total, now, "payer") { OrderId = order }));
        var shipped = (ShipPartOutcome.Shipped)await _shop.Portal.Run<ShipPart, ShipPartOutcome>(u => u.Handle(new ShipPartRequest(_shop.Producer, part, null, null) { Lines = [new LineUnits { LineId = line, Quantity = 2 }] }));
        await _shop.Portal.Run<DeliverShipment, DeliverShipmentOutcome>(u => u.Handle(new DeliverShipmentRequest(_shop.Producer, shipped.ShipmentId, now)));
        return line;
    }

    private Task<long> Mails(string template) => _shop.Portal.Scalar<long>("SELECT COUNT(*) FROM outbox WHERE template = @template", new { template });
}
