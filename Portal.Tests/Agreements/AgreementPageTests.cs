using System.Net;
using NUnit.Framework;
using Portal.Core.Agreements;
using Portal.Core.Organizations;
using Portal.Core.Shared;
using Portal.Tests.Sellers;
using Portal.Tests.Shared;

namespace Portal.Tests.Agreements;

/// <summary>Agreements as pages propose, show and answer them (M-1).</summary>
[TestFixture]
public sealed class AgreementPageTests
{
    private SellersWeb _w = null!;
    private string _portal = "";
    private string _producer = "";

    [OneTimeSetUp]
    public async Task Open()
    {
        _w = await SellersWeb.Open();
        (_portal, _producer) = (await _w.Code(_w.Administrator.OrganizationId), await _w.Code(_w.Producer.OrganizationId));
    }

    [OneTimeTearDown]
    public async Task Close() => await _w.DisposeAsync();

    [Test]
    public async Task A_producer_proposes_every_party_answers_and_it_binds()
    {
        var product = await _w.Data.Product(_w.Producer.OrganizationId);
        var (producer, portal) = (await _w.As(_w.Producer), await _w.As(_w.Administrator));
        SellersWeb.AssertRead(await producer.Get("/agreements/new"));
        var begun = await producer.Get(New(product));
        SellersWeb.AssertRead(begun);
        Assert.That(begun.Html.QuerySelector("#Form_Shares_0__Party")!.GetAttribute("value"), Is.EqualTo(_producer), "what is usual is filled in");

        var @checked = await producer.Post(New(product), [.. Usual(), ("Form.Do", "check")]);
        SellersWeb.AssertRead(@checked);
        Assert.That(@checked.Main, Does.Contain("7,700").And.Contain("8,700").And.Contain("내 몫"), "the rest of 10,000 with and without a seller");
        Assert.That(await Count(product), Is.Zero, "checking proposes nothing");
        var added = await producer.Post(New(product), [.. Usual(), ("Form.Do", "add")]);
        Assert.That(added.Html.QuerySelectorAll("select[name$='.Part']"), Has.Length.EqualTo(7));
        Assert.That(added.Html.QuerySelector("#Form_Shares_1__Value")!.GetAttribute("value"), Is.EqualTo("10"));

        var path = (await producer.Post(New(product), [.. Usual(), ("Form.Do", "propose"), ("Form.Note", "함께 팝시다 😀")])).Location!;
        Assert.That(path, Does.StartWith("/agreements/"));
        SellersWeb.AssertRead(await producer.Get(path));
        Assert.That((await portal.Get("/")).Main, Does.Contain("답을 기다리는 이익분배 약정"));
        Assert.That((await portal.Get("/agreements?view=waiting")).Main, Does.Contain(product.Code));
        Assert.That((await producer.Post($"{path}/acceptance")).Status, Is.EqualTo(HttpStatusCode.Conflict), "who proposes has accepted");
        var accepted = await portal.PostAndFollow($"{path}/acceptance");
        SellersWeb.AssertRead(accepted);
        Assert.That(accepted.Main, Does.Contain("약정이 맺어졌습니다").And.Contain("적용 중"));
        Assert.That((await portal.Post($"{path}/acceptance")).Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That((await portal.Post($"{path}/refusal", ("reason", "late"))).Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That((await producer.Post($"{path}/withdrawal")).Status, Is.EqualTo(HttpStatusCode.Conflict));
    }

    [Test]
    public async Task Every_problem_of_the_shares_is_told_at_its_row_and_what_was_typed_stays()
    {
        var producer = await _w.As(_w.Producer);
        var twin = await _w.Data.Organization(OrganizationKind.Support, name: "쌍둥이물류");
        await _w.Data.Organization(OrganizationKind.Support, name: "쌍둥이물류");
        (string, string)[] fields =
        [
            .. Row(0, "Producer", _producer, "Rest", ""), .. Row(1, "Seller", "", "Rate", "60"), .. Row(2, "Centre", "", "Rate", "50"), .. Row(3, "Portal", "", "Fixed", "100"),
            .. Row(4, "Logistics", "쌍둥이물류", "Fixed", "1.5"), .. Row(5, "Service", "=없는곳()", "Rate", "0"), .. Row(6, "Mileage", _portal, "Rate", "1.005"), .. Row(7, "Seller", "", "Rest", "5"),
            .. Row(8, "Centre", "", "Rate", "1"), .. Row(9, "", "", "Rate", "1"), .. Row(10, "Portal", _portal, "", "-1"),
        ];
        var page = await producer.Post(New(_w.Product), [.. fields, ("Form.Do", "propose")]);
        SellersWeb.AssertRead(page, HttpStatusCode.BadRequest);
        var told = page.Html.QuerySelectorAll(".errors a").Select(a => a.GetAttribute("href")!["#Form_Shares_".Length..]);
        Assert.That(told, Is.EquivalentTo(new[]
        {
            "2__Value", "3__Party", "4__Party", "4__Value", "5__Party", "5__Value", "6__Value", "6__Party", "7__Value", "7__Party", "7__Kind", "8__Part", "9__Part", "10__Kind",
        }));
        Assert.That(page.Html.QuerySelectorAll("[aria-invalid=true]").Select(i => i.Id).Order(), Is.EqualTo(told.Select(t => $"Form_Shares_{t}").Order()));
        Assert.That(page.Main, Does.Contain(await _w.Code(twin)), "whoever could be meant is offered with the code");
        Assert.That(page.Html.QuerySelector("#Form_Shares_5__Party")!.GetAttribute("value"), Is.EqualTo("=없는곳()"));
        Assert.That(page.Html.QuerySelector("#Form_Shares_10__Value")!.GetAttribute("value"), Is.EqualTo("-1"));
        Assert.That(page.Html.QuerySelector("#Form_Shares_2__Part option[selected]")!.GetAttribute("value"), Is.EqualTo("Centre"));
        Assert.That(await Count(_w.Product), Is.Zero);
    }

    [TestCase("Form.ValidFrom", "2026-03-01", "적용 시작일")]
    [TestCase("Form.ValidFrom", "2199-01-01", "적용 시작일")]
    [TestCase("Form.Shares[0].Kind", "Rate", "나머지를 받는 줄")]
    public async Task A_day_that_is_over_and_a_missing_rest_are_refused(string field, string value, string told)
    {
        var form = Usual().Where(f => f.Name != field).Append((field, value)).Append(("Form.Do", "propose"));
        var page = await (await _w.As(_w.Producer)).Post(New(_w.Product), [.. form]);
        SellersWeb.AssertRead(page, HttpStatusCode.BadRequest);
        Assert.That(page.Html.QuerySelector(".errors")!.TextContent, Does.Contain(told));
    }

    [Test]
    public async Task A_customer_is_nobodys_party_and_a_suspended_firm_neither()
    {
        var suspended = await _w.Data.Organization(OrganizationKind.Support);
        await _w.Portal.Execute("UPDATE organizations SET status = 'Suspended' WHERE id = @suspended", new { suspended });
        foreach (var organization in new[] { _w.Buyer.OrganizationId, suspended })
        {
            (string, string)[] form = [.. Row(0, "Producer", _producer, "Rest", ""), .. Row(1, "Service", await _w.Code(organization), "Rate", "1"), ("Form.Do", "propose")];
            var page = await (await _w.As(_w.Producer)).Post(New(_w.Product), form);
            Assert.That(page.Html.QuerySelectorAll(".errors a").Select(a => a.GetAttribute("href")), Is.EqualTo(new[] { "#Form_Shares_1__Party" }));
            Assert.That(page.Main, Does.Not.Contain(_w.Buyer.OrganizationName));
        }
    }

    [Test]
    public async Task A_party_that_declines_says_why_and_the_proposal_is_over()
    {
        var path = await Proposed();
        var portal = await _w.As(_w.Administrator);
        var without = await portal.Post($"{path}/refusal", ("reason", " "));
        SellersWeb.AssertRead(without, HttpStatusCode.BadRequest);
        await portal.Post($"{path}/refusal", ("reason", "<b>너무 적음</b>"));
        var page = await (await _w.As(_w.Producer)).Get(path);
        Assert.That(page.Main, Does.Contain("<b>너무 적음</b>").And.Contain("거절"));
        Assert.That(await _w.Count("SELECT COUNT(*) FROM outbox WHERE template = 'agreement.declined' AND person_id = @PersonId", _w.Producer), Is.GreaterThan(0));
    }

    [Test]
    public async Task The_proposer_withdraws_and_others_cannot()
    {
        var path = await Proposed();
        foreach (var other in new[] { _w.Operator, _w.Administrator })
            Assert.That((await (await _w.As(other)).Post($"{path}/withdrawal")).Status, Is.EqualTo(HttpStatusCode.NotFound), $"{other.Role}");
        Assert.That((await (await _w.As(_w.Seller)).Post($"{path}/withdrawal")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await (await _w.As(_w.Producer)).PostAndFollow($"{path}/withdrawal")).Main, Does.Contain("거두어들임"));
        Assert.That((await (await _w.As(_w.Administrator)).Post($"{path}/acceptance")).Status, Is.EqualTo(HttpStatusCode.Conflict));
    }

    [Test]
    public async Task Whoever_has_no_part_does_not_see_it_and_the_sellers_of_the_product_see_what_binds_them()
    {
        var product = await _w.Data.Product(_w.Producer.OrganizationId);
        var path = $"/agreements/{await _w.Data.Agreement(product, new ProposedShare(Part.Seller, null, ShareKind.Rate, 1_000))}";
        foreach (var other in new[] { _w.OtherOperator, _w.Seller, await _w.Data.Person(Role.Producer, await _w.Data.Organization(OrganizationKind.Producer, _w.Centre)) })
        {
            var visitor = await _w.As(other);
            Assert.That((await visitor.Get(path)).Status, Is.EqualTo(HttpStatusCode.NotFound), $"{other.Role}");
            Assert.That((await visitor.Get($"/agreements?q={product.Code}")).Main, Does.Not.Contain(product.Code + " ·"), $"{other.Role}");
            if (other.Role != Role.Seller) Assert.That((await visitor.Get(New(product))).Status, Is.EqualTo(HttpStatusCode.NotFound));
        }

        foreach (var role in new[] { _w.Buyer, _w.Reviewer }) Assert.That((await (await _w.As(role)).Get(path)).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await (await _w.As(_w.Seller)).Get(New(product))).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        var recruitment = await _w.Data.Recruitment(_w.Operator, product);
        var application = await _w.Data.Application(_w.Seller, recruitment);
        await (await _w.As(_w.Operator)).Post($"/seller-applications/{application}/decision", ("Form.Accept", "true"));
        SellersWeb.AssertRead(await (await _w.As(_w.Seller)).Get(path));
        foreach (var reader in new[] { _w.Producer, _w.Operator, _w.Administrator }) SellersWeb.AssertRead(await (await _w.As(reader)).Get(path));
    }

    [Test]
    public async Task The_page_compares_with_what_is_in_force_and_computes_what_i_would_get()
    {
        var product = await _w.Data.Product(_w.Producer.OrganizationId);
        await _w.Data.Agreement(product, new ProposedShare(Part.Seller, null, ShareKind.Rate, 1_000), new ProposedShare(Part.Logistics, _w.Centre, ShareKind.Fixed, 300));
        var producer = await _w.As(_w.Producer);
        var path = (await producer.Post(New(product), [.. Row(0, "Producer", _producer, "Rest", ""), .. Row(1, "Seller", "", "Rate", "15"), .. Row(2, "Portal", _portal, "Rate", "2.5"), ("Form.Do", "propose")])).Location!;
        var page = await producer.Get(path);
        SellersWeb.AssertRead(page);
        Assert.That(page.Main, Does.Contain("공급가액의 15%").And.Contain("공급가액의 10%").And.Contain("없어짐").And.Contain("새로 생김"));
        var compared = await producer.Get($"{path}/comparison");
        SellersWeb.AssertRead(compared);
        // 10,000: the seller from 1,000 to 1,500, the logistics lose 300, the portal gets 250, the producer gives 450
        Assert.That(compared.Main, Does.Contain("1차 약정과 비교").And.Contain("+500").And.Contain("−300").And.Contain("+250").And.Contain("−450"));
        Assert.That(compared.Html.QuerySelectorAll(".diff del, .diff ins").Length, Is.GreaterThan(3));
        Assert.That((await producer.Get($"{path}/comparison?withoutSeller=true")).Main, Does.Contain("+50").And.Not.Contain("+500"));
        Assert.That((await producer.Get($"{path}/comparison?with=9")).Status, Is.EqualTo(HttpStatusCode.NotFound));

        var division = await producer.Get($"{path}/division?price=333&quantity=7&discount=0&seller=Individual");
        SellersWeb.AssertRead(division);
        // 2,331: a seller takes floor(349.65) less 3.3 % floored to 10, the portal floor(58.275), the rest is what is left with VAT 233
        Assert.That(division.Main, Does.Contain("349").And.Contain("−10").And.Contain("339").And.Contain("58").And.Contain("1,924").And.Contain("2,331원").And.Contain("2,157원"));
        Assert.That((await producer.Get($"{path}/division?price=333&quantity=7&seller=None")).Main, Does.Contain("2,273"));
        Assert.That((await producer.Get($"{path}/division?price=1000&quantity=3&discount=12.5")).Main, Does.Contain("2,625원"));
        foreach (var bad in new[] { "price=-1", "price=0", "price=1.5", "price=%3D1%2B1", "quantity=0", "quantity=1.5", "quantity=1000001", "price=900000000000000&quantity=1000000", "price=x&quantity=y", "discount=100", "discount=-1" })
        {
            var refused = await producer.Get($"{path}/division?{bad}");
            SellersWeb.AssertRead(refused, HttpStatusCode.BadRequest);
            Assert.That(refused.Html.QuerySelectorAll(".errors a"), Is.Not.Empty, bad);
        }
    }

    private async Task<string> Proposed()
    {
        var product = await _w.Data.Product(_w.Producer.OrganizationId);
        return (await (await _w.As(_w.Producer)).Post(New(product), [.. Usual(), ("Form.Do", "propose")])).Location!;
    }

    private static string New(TestProduct product) => $"/agreements/new?product={product.Code}";

    private Task<long> Count(TestProduct product) => _w.Count("SELECT COUNT(*) FROM agreements WHERE product_id = @Id", product);

    private (string Name, string Value)[] Usual() =>
        [.. Row(0, "Producer", _producer, "Rest", ""), .. Row(1, "Seller", "", "Rate", "10"), .. Row(2, "Portal", _portal, "Fixed", "1,000"), .. Row(3, "Centre", "", "Rate", "3%")];

    private static (string Name, string Value)[] Row(int i, string part, string party, string kind, string value) =>
        [($"Form.Shares[{i}].Part", part), ($"Form.Shares[{i}].Party", party), ($"Form.Shares[{i}].Kind", kind), ($"Form.Shares[{i}].Value", value)];
}
