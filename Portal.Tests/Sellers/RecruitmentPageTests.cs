using System.Net;
using NUnit.Framework;
using Portal.Core.Agreements;
using Portal.Core.Organizations;
using Portal.Core.Sellers;
using Portal.Core.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Sellers;

/// <summary>Recruitment of sellers for a product (P-4).</summary>
[TestFixture]
public sealed class RecruitmentPageTests
{
    private const string Hostile = "=cmd|'/c calc'!A1 \u202e<script>alert(1)</script> 😀𠮷";

    private SellersWeb _w = null!;

    [OneTimeSetUp]
    public async Task Open() => _w = await SellersWeb.Open();

    [OneTimeTearDown]
    public async Task Close() => await _w.DisposeAsync();

    [Test]
    public async Task A_product_is_recruited_for_a_seller_applies_a_reviewer_is_asked_the_operator_accepts_and_it_is_sold()
    {
        var product = await _w.Data.Product(_w.Producer.OrganizationId);
        await _w.Data.Agreement(product, new ProposedShare(Part.Seller, null, ShareKind.Rate, 1_000));
        var (desk, seller, reviewer) = (await _w.As(_w.Operator), await _w.As(_w.Seller), await _w.As(_w.Reviewer));
        SellersWeb.AssertRead(await desk.Get("/recruitments/new"));
        SellersWeb.AssertRead(await desk.Get($"/recruitments/new?product={product.Code}"));
        var opened = await desk.Post($"/recruitments/new?product={product.Code}", ("Form.Quota", "1"), ("Form.ClosesOn", "2026-03-10"), ("Form.ReviewerId", $"{_w.Reviewer.PersonId}"), ("Form.Note", Hostile));
        Assert.That(opened.Location, Does.StartWith("/recruitments/"), opened.Main);
        Assert.That((await seller.Get("/")).Main, Does.Contain("신청할 수 있는 판매인 모집"));
        Assert.That((await seller.Get("/recruitments")).Main, Does.Contain(product.Code));
        var page = await seller.Get(opened.Location!);
        SellersWeb.AssertRead(page);
        Assert.That(page.Main, Does.Contain("2026. 3. 10.").And.Contain("내 몫").And.Contain("1,000원"), "a tenth of 10,000 is the seller's");
        Assert.That(page.Html.QuerySelectorAll("#main script"), Is.Empty);

        var applied = await seller.Post($"{opened.Location}/applications", ("Form.Message", Hostile), ("Form.AgreementId", page.Html.QuerySelector("input[name='Form.AgreementId']")!.GetAttribute("value")!));
        SellersWeb.AssertRead(await seller.Get(applied.Location!));
        SellersWeb.AssertRead(await seller.Get("/seller-applications"));
        Assert.That((await reviewer.Get("/")).Main, Does.Contain("의견을 낼 판매인 모집"));
        Assert.That((await reviewer.Get("/recruitments")).Main, Does.Contain(product.Code));
        var against = await reviewer.Post($"{applied.Location}/opinion", ("Form.Opinion", "Against"), ("Form.Comment", ""));
        SellersWeb.AssertRead(against, HttpStatusCode.BadRequest);
        Assert.That(against.Html.QuerySelector("#Form_Opinion option[selected]")!.GetAttribute("value"), Is.EqualTo("Against"));
        await reviewer.Post($"{applied.Location}/opinion", ("Form.Opinion", "Favour"), ("Form.Comment", "좋은 판매인"));
        Assert.That((await desk.Get(applied.Location!)).Main, Does.Contain("좋은 판매인").And.Contain("😀𠮷"));
        Assert.That((await seller.Get(applied.Location!)).Main, Does.Not.Contain("좋은 판매인"), "the seller does not see what the reviewer thinks");

        Assert.That((await desk.PostAndFollow($"{applied.Location}/decision", ("Form.Accept", "true"))).Main, Does.Contain("수락했습니다"));
        Assert.That(await MaySell(_w.Seller, product), Is.True);
        Assert.That((await _w.Web.Anonymous().Get($"/sellers/{await _w.Code(_w.Seller.OrganizationId)}")).Main, Does.Contain(product.Code));
        Assert.That((await reviewer.Post($"{applied.Location}/opinion", ("Form.Opinion", "Favour"))).Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That((await desk.Post($"{applied.Location}/decision", ("Form.Accept", "true"))).Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That((await seller.Post($"{opened.Location}/applications")).Status, Is.EqualTo(HttpStatusCode.Conflict));
    }

    [Test]
    public async Task Exactly_as_many_as_the_quota_are_accepted_when_all_operators_click_at_once()
    {
        var product = await _w.Data.Product(_w.Producer.OrganizationId);
        var recruitment = await _w.Data.Recruitment(_w.Operator, product, quota: 3);
        var applications = new List<long>();
        for (var i = 0; i < 12; i++)
        {
            var seller = await _w.Data.Person(Role.Seller, await _w.Data.Organization(OrganizationKind.Seller, _w.Centre));
            applications.Add(await _w.Data.Application(seller, recruitment));
        }

        var desks = new List<WebVisitor> { await _w.As(_w.Operator), await _w.As(await _w.Data.Person(Role.Operator, _w.Centre)) };
        foreach (var desk in desks) await desk.Post("/language", ("language", "ko"));
        var answers = await Task.WhenAll(applications.SelectMany(a => desks.Select(d => d.Post($"/seller-applications/{a}/decision", ("Form.Accept", "true")))));
        Assert.That(answers.Count(a => a.Status == HttpStatusCode.Redirect), Is.EqualTo(3));
        Assert.That(answers.Count(a => a.Status == HttpStatusCode.Conflict), Is.EqualTo(21));
        Assert.That(answers.Count(a => a.Main.Contains("정원 3명이 그사이 다 찼습니다", StringComparison.Ordinal)), Is.GreaterThanOrEqualTo(9), "who comes too late is told so");
        Assert.That(await _w.Count("SELECT COUNT(*) FROM recruitment_applications WHERE recruitment_id = @recruitment AND status = 'Accepted'", new { recruitment }), Is.EqualTo(3));
        Assert.That(await _w.Count("SELECT accepted_count FROM recruitments WHERE id = @recruitment", new { recruitment }), Is.EqualTo(3));
        Assert.That(await _w.Count("SELECT COUNT(*) FROM recruitment_applications WHERE recruitment_id = @recruitment AND status = 'Submitted'", new { recruitment }), Is.EqualTo(9), "the others still wait");
        Assert.That((await desks[0].Get($"/recruitments/{recruitment}")).Html.QuerySelectorAll("form[action$='/decision']"), Is.Empty, "no place is left to be given");
    }

    [Test]
    public async Task A_place_that_becomes_free_can_be_taken_and_who_ends_selling_sells_no_more()
    {
        var product = await _w.Data.Product(_w.Producer.OrganizationId);
        var recruitment = await _w.Data.Recruitment(_w.Operator, product, quota: 1);
        var (first, second) = (await _w.Data.Application(_w.Seller, recruitment), await _w.Data.Application(_w.OtherSeller, recruitment));
        var (desk, seller) = (await _w.As(_w.Operator), await _w.As(_w.Seller));
        await desk.Post($"/seller-applications/{first}/decision", ("Form.Accept", "true"));
        Assert.That((await desk.Post($"/seller-applications/{second}/decision", ("Form.Accept", "true"))).Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That((await seller.PostAndFollow($"/seller-applications/{first}/withdrawal")).Main, Does.Contain("그만두었습니다").And.Contain("판매 종료"));
        Assert.That(await MaySell(_w.Seller, product), Is.False);
        Assert.That((await desk.Post($"/seller-applications/{second}/decision", ("Form.Accept", "true"))).Status, Is.EqualTo(HttpStatusCode.Redirect));

        var without = await desk.Post($"/seller-applications/{second}/termination", ("Form.Reason", ""));
        SellersWeb.AssertRead(without, HttpStatusCode.BadRequest);
        await desk.Post($"/seller-applications/{second}/termination", ("Form.Reason", Hostile));
        Assert.That(await MaySell(_w.OtherSeller, product), Is.False);
        Assert.That((await (await _w.As(_w.OtherSeller)).Get($"/seller-applications/{second}")).Main, Does.Contain("<script>alert(1)</script> 😀𠮷"));
        Assert.That(await _w.Count("SELECT COUNT(*) FROM outbox WHERE template = 'application.ended' AND person_id = @PersonId", _w.OtherSeller), Is.EqualTo(1));
        Assert.That((await desk.Post($"/seller-applications/{second}/termination", ("Form.Reason", "x"))).Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That((await seller.Post($"/recruitments/{recruitment}/applications")).Location, Is.EqualTo($"/seller-applications/{first}"), "they may apply anew");
    }

    [Test]
    public async Task What_is_over_takes_no_applications_and_closes_by_itself_so_that_it_can_be_opened_anew()
    {
        var product = await _w.Data.Product(_w.Producer.OrganizationId);
        var desk = await _w.As(_w.Operator);
        var today = DateOnly.FromDateTime(_w.Portal.Time.GetUtcNow().UtcDateTime.AddHours(9));
        var path = (await desk.Post($"/recruitments/new?product={product.Code}", ("Form.Quota", "2"), ("Form.ClosesOn", $"{today:yyyy-MM-dd}"))).Location!;
        Assert.That((await desk.Post($"/recruitments/new?product={product.Code}", ("Form.Quota", "2"))).Status, Is.EqualTo(HttpStatusCode.Conflict), "it recruits already");
        Assert.That((await desk.Get($"/recruitments/new?product={product.Code}")).Location, Is.EqualTo(path));
        _w.Portal.Time.Advance(TimeSpan.FromDays(1));
        var seller = await _w.As(_w.Seller);
        Assert.That((await seller.Get(path)).Status, Is.EqualTo(HttpStatusCode.NotFound), "what a seller had no part in and cannot apply to is not there");
        Assert.That((await seller.Post($"{path}/applications")).Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(await _w.Portal.Run<CloseExpiredRecruitments, int>(u => u.Handle(100)), Is.GreaterThan(0));
        Assert.That(await _w.Portal.Run<CloseExpiredRecruitments, int>(u => u.Handle(100)), Is.Zero);
        Assert.That((await desk.Post($"{path}/closure")).Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That((await desk.Post($"/recruitments/new?product={product.Code}", ("Form.Quota", "2"))).Status, Is.EqualTo(HttpStatusCode.Redirect));
    }

    [TestCase("0", "2026-12-31", "#Form_Quota")]
    [TestCase("-1", "2026-12-31", "#Form_Quota")]
    [TestCase("zwei", "2026-12-31", "#Form_Quota")]
    [TestCase("100001", "2026-12-31", "#Form_Quota")]
    [TestCase("5", "2020-01-01", "#Form_ClosesOn")]
    [TestCase("5", "2026-02-30", "#Form_ClosesOn")]
    public async Task A_bad_form_is_told_and_kept(string quota, string closesOn, string field)
    {
        var page = await (await _w.As(_w.Operator)).Post($"/recruitments/new?product={_w.Product.Code}", ("Form.Quota", quota), ("Form.ClosesOn", closesOn), ("Form.Note", Hostile), ("Form.ReviewerId", $"{_w.Reviewer.PersonId}"));
        SellersWeb.AssertRead(page, HttpStatusCode.BadRequest);
        Assert.That(page.Html.QuerySelectorAll(".errors a").Select(a => a.GetAttribute("href")), Is.EqualTo(new[] { field }));
        Assert.That(page.Html.QuerySelector("#Form_Quota")!.GetAttribute("value"), Is.EqualTo(quota));
        Assert.That(page.Html.QuerySelector("#Form_ClosesOn")!.GetAttribute("value"), Is.EqualTo(closesOn));
        Assert.That(page.Html.QuerySelector("#Form_Note")!.TextContent.Trim(), Is.EqualTo(Hostile));
        Assert.That(page.Html.QuerySelector("#Form_ReviewerId option[selected]")!.GetAttribute("value"), Is.EqualTo($"{_w.Reviewer.PersonId}"));
    }

    [Test]
    public async Task Who_works_for_the_producer_is_not_asked_and_what_is_not_approved_is_not_recruited_for()
    {
        var desk = await _w.As(_w.Operator);
        var insider = await _w.Data.Member(_w.Producer, Role.Reviewer, _w.Centre);
        var page = await desk.Post($"/recruitments/new?product={_w.Product.Code}", ("Form.Quota", "2"), ("Form.ReviewerId", $"{insider.PersonId}"));
        SellersWeb.AssertRead(page, HttpStatusCode.BadRequest);
        Assert.That(page.Html.QuerySelectorAll(".errors a").Select(a => a.GetAttribute("href")), Is.EqualTo(new[] { "#Form_ReviewerId" }));
        var draft = await _w.Data.Draft(_w.Producer.OrganizationId);
        Assert.That((await desk.Post($"/recruitments/new?product={draft.Code}", ("Form.Quota", "2"))).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_seller_sees_their_own_application_only_and_takes_part_in_the_agreement_that_they_saw()
    {
        var product = await _w.Data.Product(_w.Producer.OrganizationId);
        var recruitment = await _w.Data.Recruitment(_w.Operator, product, quota: 5);
        var foreign = await _w.Data.Application(_w.OtherSeller, recruitment, "secret plan");
        var seller = await _w.As(_w.Seller);
        Assert.That((await seller.Get($"/recruitments/{recruitment}")).Main, Does.Not.Contain(_w.OtherSeller.OrganizationName));
        Assert.That((await seller.Get($"/seller-applications/{foreign}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await seller.Post($"/seller-applications/{foreign}/withdrawal")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await (await _w.As(_w.OtherOperator)).Post($"/seller-applications/{foreign}/decision", ("Form.Accept", "true"))).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await (await _w.As(_w.Producer)).Get($"/recruitments/{recruitment}")).Main, Does.Contain(_w.OtherSeller.OrganizationName));
        Assert.That((await (await _w.As(_w.Buyer)).Get($"/recruitments/{recruitment}")).Status, Is.EqualTo(HttpStatusCode.Forbidden));

        var seen = await _w.Data.Agreement(product);
        _w.Portal.Time.Advance(TimeSpan.FromMinutes(1));
        var current = await _w.Data.Agreement(product, new ProposedShare(Part.Seller, null, ShareKind.Rate, 1));
        Assert.That((await seller.Post($"/recruitments/{recruitment}/applications", ("Form.AgreementId", $"{seen}"))).Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That((await seller.Post($"/recruitments/{recruitment}/applications", ("Form.AgreementId", $"{current}"))).Status, Is.EqualTo(HttpStatusCode.Redirect));
        Assert.That(await _w.Count("SELECT agreement_id FROM recruitment_applications WHERE recruitment_id = @recruitment AND seller_id = @OrganizationId", new { recruitment, _w.Seller.OrganizationId }), Is.EqualTo(current));
        var tooLong = await (await _w.As(_w.Seller)).Post($"/recruitments/{recruitment}/applications", ("Form.Message", new string('가', 2001)));
        SellersWeb.AssertRead(tooLong, HttpStatusCode.BadRequest);
    }

    [Test]
    public async Task The_public_list_shows_active_sellers_by_region_and_nothing_of_a_person()
    {
        await _w.Portal.Execute("UPDATE organizations SET region = '전북 전주시', phone = '010-9999-0000', email = 'secret@example.test', business_number = '1231231231' WHERE id = @OrganizationId", _w.OtherSeller);
        var suspended = await _w.Data.Organization(OrganizationKind.Seller, _w.Centre, "정지된 판매인");
        await _w.Portal.Execute("UPDATE organizations SET status = 'Suspended' WHERE id = @suspended", new { suspended });
        var visitor = _w.Web.Anonymous();
        var list = await visitor.Get("/sellers?region=" + Uri.EscapeDataString("전북 전주시"));
        SellersWeb.AssertRead(list);
        Assert.That(list.Html.QuerySelectorAll("tbody tr"), Has.Length.EqualTo(1));
        var card = await visitor.Get(list.Html.QuerySelector("tbody a")!.GetAttribute("href")!);
        SellersWeb.AssertRead(card);
        foreach (var page in new[] { list, card }) Assert.That(page.Text, Does.Not.Contain("9999").And.Not.Contain("secret@").And.Not.Contain("1231231231").And.Not.Contain(_w.OtherSeller.Name));
        Assert.That((await visitor.Get("/sellers")).Main, Does.Not.Contain("정지된 판매인"));
        Assert.That((await visitor.Get($"/sellers/{await _w.Code(suspended)}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await visitor.Get($"/sellers/{await _w.Code(_w.Buyer.OrganizationId)}")).Status, Is.EqualTo(HttpStatusCode.NotFound), "a buyer is no seller");
        SellersWeb.AssertRead(await visitor.Get("/sellers?q=%25_%5B'\"%F0%9F%98%80&page=7"));
    }

    private Task<bool> MaySell(Actor seller, TestProduct product) => _w.Portal.Run<ISellersStore, bool>(async s =>
        (await s.MaySell(seller.OrganizationId, [product.Id], _w.Portal.Time.GetUtcNow().UtcDateTime)).Contains(product.Id));
}
