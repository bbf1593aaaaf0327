using System.Net;
using NUnit.Framework;
using Portal.Core.Organizations;
using Portal.Core.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Sellers;

/// <summary>Becoming a seller, producer or reviewer (P-5).</summary>
[TestFixture]
public sealed class MembershipPageTests
{
    private const string New = "/membership-applications/new";
    private const string Hostile = "=cmd|'/c calc'!A1 \u202e<script>alert(1)</script> 😀𠮷";

    private SellersWeb _w = null!;

    [OneTimeSetUp]
    public async Task Open() => _w = await SellersWeb.Open();

    [OneTimeTearDown]
    public async Task Close() => await _w.DisposeAsync();

    [Test]
    public async Task Somebody_without_a_role_applies_is_accepted_and_acts_as_a_seller_at_once()
    {
        var (visitor, person) = await _w.Newcomer();
        SellersWeb.AssertRead(await visitor.Get("/membership-applications"));
        SellersWeb.AssertRead(await visitor.Get(New));
        var applied = await visitor.Post(New, Seller("새벽유통", "123-12-31231"));
        Assert.That(applied.Location, Does.StartWith("/membership-applications/"), applied.Main);
        Assert.That(await _w.Count("SELECT COUNT(*) FROM outbox WHERE template = 'member.submitted' AND person_id = @PersonId", _w.Operator), Is.GreaterThan(0));
        var page = await visitor.Get(applied.Location!);
        SellersWeb.AssertRead(page);
        Assert.That(page.Main, Does.Contain("123-12-31231").And.Contain("새벽유통"));

        var desk = await _w.As(_w.Operator);
        var list = await desk.Get("/membership-applications?view=waiting");
        Assert.That(list.Html.QuerySelectorAll("tbody a").Select(a => a.GetAttribute("href")), Does.Contain(applied.Location));
        Assert.That((await desk.Get("/")).Main, Does.Contain("결정을 기다리는 활동 신청"));
        SellersWeb.AssertRead(await desk.Get(applied.Location!));
        var done = await desk.PostAndFollow($"{applied.Location}/decision", ("Form.Accept", "true"));
        SellersWeb.AssertRead(done);
        Assert.That(done.Main, Does.Contain("수락했습니다").And.Contain("M26-"));

        var firm = (await _w.Portal.Query<Firm>("""
            SELECT o.name, o.business_number, o.kind, o.tax, o.centre_id FROM memberships m JOIN organizations o ON o.id = m.organization_id
            WHERE m.person_id = @person AND m.role = 'Seller' AND m.ended_at IS NULL
            """, new { person })).Single();
        Assert.That(firm, Is.EqualTo(new Firm { Name = "새벽유통", BusinessNumber = "1231231231", Kind = "Seller", Tax = "Business", CentreId = _w.Centre }));
        Assert.That((await visitor.Get("/recruitments")).Status, Is.EqualTo(HttpStatusCode.OK), "the role works at the next click");
        Assert.That(await _w.Count("SELECT COUNT(*) FROM outbox WHERE template = 'member.accepted' AND person_id = @person", new { person }), Is.EqualTo(1));
        Assert.That((await desk.Post($"{applied.Location}/decision", ("Form.Accept", "true"))).Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That((await visitor.Post($"{applied.Location}/withdrawal")).Status, Is.EqualTo(HttpStatusCode.Conflict));
    }

    [TestCase("1231231232", "맞지 않습니다")]
    [TestCase("12312312310", "맞지 않습니다")]
    [TestCase("123-12-3123a", "맞지 않습니다")]
    [TestCase("", "사업자등록번호를 적고")]
    public async Task A_business_number_that_is_not_right_is_refused_and_everything_typed_stays(string number, string told)
    {
        var (visitor, person) = await _w.Newcomer();
        var page = await visitor.Post(New, [.. Seller(Hostile, number)]);
        SellersWeb.AssertRead(page, HttpStatusCode.BadRequest);
        Assert.That(page.Main, Does.Contain(told));
        Assert.That(page.Html.QuerySelectorAll(".errors a").Select(a => a.GetAttribute("href")), Is.EqualTo(new[] { "#Form_BusinessNumber" }));
        Assert.That(page.Html.QuerySelector("#Form_OrganizationName")!.GetAttribute("value"), Is.EqualTo(Hostile));
        Assert.That(page.Html.QuerySelector("#Form_BusinessNumber")!.GetAttribute("value") ?? "", Is.EqualTo(number));
        Assert.That(page.Html.QuerySelector("#Form_CentreId option[selected]")!.GetAttribute("value"), Is.EqualTo($"{_w.Centre}"));
        Assert.That(await _w.Count("SELECT COUNT(*) FROM member_applications WHERE person_id = @person", new { person }), Is.Zero);
    }

    [Test]
    public async Task An_empty_form_says_all_that_is_missing_at_once()
    {
        var (visitor, _) = await _w.Newcomer();
        var page = await visitor.Post(New);
        SellersWeb.AssertRead(page, HttpStatusCode.BadRequest);
        Assert.That(page.Html.QuerySelectorAll(".errors a").Select(a => a.GetAttribute("href")),
            Is.EquivalentTo(new[] { "#Form_Role", "#Form_CentreId", "#Form_OrganizationName", "#Form_BusinessNumber", "#Form_Region", "#Form_Phone" }));
        var reviewer = await visitor.Post(New, ("Form.Role", "Reviewer"), ("Form.CentreId", $"{_w.Producer.OrganizationId}"), ("Form.Region", "전북"), ("Form.Phone", "010-1234-5678"));
        Assert.That(reviewer.Html.QuerySelectorAll(".errors a").Select(a => a.GetAttribute("href")), Is.EquivalentTo(new[] { "#Form_Field", "#Form_Career" }));
        foreach (var role in new[] { "Operator", "Administrator", "System", "9" })
            Assert.That((await visitor.Post(New, [.. Seller("X", "1231231231").Where(f => f.Name != "Form.Role"), ("Form.Role", role)])).Status, Is.EqualTo(HttpStatusCode.BadRequest), role);
    }

    [Test]
    public async Task An_individual_needs_no_number_but_a_producer_is_a_business_and_a_centre_must_be_one()
    {
        var (visitor, person) = await _w.Newcomer();
        var individual = Seller("김새벽", "").Where(f => f.Name != "Form.Tax").Append(("Form.Tax", "Individual")).ToArray();
        var producer = individual.Where(f => f.Item1 != "Form.Role").Append(("Form.Role", "Producer")).ToArray();
        Assert.That((await visitor.Post(New, producer)).Main, Does.Contain("세금계산서를 발행하므로"));
        var nowhere = individual.Where(f => f.Item1 != "Form.CentreId").Append(("Form.CentreId", $"{_w.Seller.OrganizationId}")).ToArray();
        Assert.That((await visitor.Post(New, nowhere)).Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((await visitor.Post(New, individual)).Location, Is.Not.Null);
        Assert.That(await _w.Count("SELECT COUNT(*) FROM member_applications WHERE person_id = @person AND tax = 'Individual' AND business_number IS NULL", new { person }), Is.EqualTo(1));
        Assert.That((await visitor.Post(New, individual)).Status, Is.EqualTo(HttpStatusCode.Conflict), "one application for a role waits at a time");
    }

    [Test]
    public async Task Another_persons_application_is_not_there_and_only_the_centres_operator_decides()
    {
        var (visitor, _) = await _w.Newcomer();
        var path = (await visitor.Post(New, Seller("=HYPERLINK(1)", "1234567891"))).Location!;
        var (stranger, _) = await _w.Newcomer();
        foreach (var other in new[] { stranger, await _w.As(_w.OtherOperator), await _w.As(_w.Seller) })
        {
            Assert.That((await other.Get(path)).Status, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That((await other.Post($"{path}/withdrawal")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        }

        Assert.That((await (await _w.As(_w.OtherOperator)).Post($"{path}/decision", ("Form.Accept", "true"))).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await (await _w.As(_w.Seller)).Post($"{path}/decision", ("Form.Accept", "true"))).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await visitor.Post($"{path}/decision", ("Form.Accept", "true"))).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        var administrator = await _w.As(_w.Administrator);
        SellersWeb.AssertRead(await administrator.Get(path));
        Assert.That((await administrator.Get("/membership-applications?view=all")).Main, Does.Contain("=HYPERLINK(1)"));
        Assert.That((await administrator.Post($"{path}/decision", ("Form.Accept", "true"))).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await _w.Web.Anonymous().Get(path)).Location, Does.Contain("/sign-in"));

        Assert.That((await visitor.PostAndFollow($"{path}/withdrawal")).Main, Does.Contain("철회했습니다"));
        Assert.That((await (await _w.As(_w.Operator)).Post($"{path}/decision", ("Form.Accept", "false"), ("Form.Reason", "늦었습니다"))).Status, Is.EqualTo(HttpStatusCode.Conflict));
    }

    [Test]
    public async Task A_rejection_needs_a_reason_and_the_applicant_reads_it()
    {
        var (visitor, _) = await _w.Newcomer();
        var path = (await visitor.Post(New, Seller("Shop", "7454000360"))).Location!;
        var desk = await _w.As(_w.Operator);
        var without = await desk.Post($"{path}/decision", ("Form.Accept", "false"), ("Form.OrganizationCode", "M-1"), ("Form.Reason", " "));
        SellersWeb.AssertRead(without, HttpStatusCode.BadRequest);
        Assert.That(without.Html.QuerySelector("#Form_OrganizationCode")!.GetAttribute("value"), Is.EqualTo("M-1"));
        await desk.Post($"{path}/decision", ("Form.Accept", "false"), ("Form.Reason", Hostile));
        var read = await visitor.Get(path);
        Assert.That(read.Main, Does.Contain("<script>alert(1)</script> 😀𠮷"));
        Assert.That(read.Html.QuerySelectorAll("#main script"), Is.Empty);
        Assert.That((await visitor.Post(New, Seller("Shop", "7454000360"))).Location, Is.Not.Null, "they may apply again");
    }

    [Test]
    public async Task A_person_joins_a_firm_of_the_centre_that_is_there_and_no_other()
    {
        var (visitor, person) = await _w.Newcomer();
        var path = (await visitor.Post(New, Seller("Same", "7454000360"))).Location!;
        var desk = await _w.As(_w.Operator);
        var foreign = await _w.Code(await _w.Data.Organization(OrganizationKind.Seller, _w.OtherOperator.OrganizationId));
        foreach (var code in new[] { "NOBODY", foreign, await _w.Code(_w.Producer.OrganizationId) })
        {
            SellersWeb.AssertRead(await desk.Post($"{path}/decision", ("Form.Accept", "true"), ("Form.OrganizationCode", code)), HttpStatusCode.BadRequest);
            Assert.That(await _w.Count("SELECT COUNT(*) FROM member_applications WHERE person_id = @person AND status = 'Submitted'", new { person }), Is.EqualTo(1), "nothing is half done");
        }

        await desk.Post($"{path}/decision", ("Form.Accept", "true"), ("Form.OrganizationCode", await _w.Code(_w.Seller.OrganizationId)));
        Assert.That(await _w.Count("SELECT organization_id FROM memberships WHERE person_id = @person AND role = 'Seller'", new { person }), Is.EqualTo(_w.Seller.OrganizationId));
    }

    [Test]
    public async Task A_reviewer_becomes_a_member_of_the_centre_once()
    {
        var (visitor, person) = await _w.Newcomer();
        (string, string)[] form = [("Form.Role", "Reviewer"), ("Form.CentreId", $"{_w.Centre}"), ("Form.Region", "전북"), ("Form.Phone", "063-123-4567"), ("Form.Field", "식품가공"), ("Form.Career", "20년\n기술사")];
        var path = (await visitor.Post(New, form)).Location!;
        var desk = await _w.As(_w.Operator);
        Assert.That((await desk.Get(path)).Main, Does.Contain("기술사"));
        await desk.Post($"{path}/decision", ("Form.Accept", "true"));
        Assert.That(await _w.Count("SELECT COUNT(*) FROM memberships WHERE person_id = @person AND role = 'Reviewer' AND organization_id = @Centre", new { person, _w.Centre }), Is.EqualTo(1));
        Assert.That((await visitor.Post(New, form)).Status, Is.EqualTo(HttpStatusCode.Conflict));
    }

    [Test]
    public async Task Of_two_operators_who_decide_at_once_one_wins_and_the_other_is_told()
    {
        var (visitor, person) = await _w.Newcomer();
        var path = (await visitor.Post(New, Seller("Twice", "1231231231"))).Location!;
        var desks = new List<WebVisitor> { await _w.As(_w.Operator), await _w.As(await _w.Data.Person(Role.Operator, _w.Centre)) };
        foreach (var desk in desks) await desk.Get(path);
        await Task.WhenAll(desks.Select(d => d.Post("/language", ("language", "ko"))));
        var answers = await Task.WhenAll(desks.Select((d, i) => d.Post($"{path}/decision", ("Form.Accept", i == 0 ? "true" : "false"), ("Form.Reason", "x"))));
        Assert.That(answers.Select(a => a.Status), Is.EquivalentTo(new[] { HttpStatusCode.Redirect, HttpStatusCode.Conflict }));
        var accepted = answers[0].Status == HttpStatusCode.Redirect ? 1 : 0;
        Assert.That(await _w.Count("SELECT COUNT(*) FROM memberships WHERE person_id = @person AND role = 'Seller'", new { person }), Is.EqualTo(accepted));
        Assert.That(await _w.Count("SELECT COUNT(*) FROM audit_entries WHERE action = 'membership.decide' AND subject_id = @id", new { id = long.Parse(path.Split('/')[^1], null) }), Is.EqualTo(1));
    }

    [Test]
    public async Task Nobody_decides_their_own_application()
    {
        var desk = await _w.As(_w.Operator);
        var path = (await desk.Post(New, Seller("Own", "1231231231"))).Location!;
        var page = await desk.Get(path);
        SellersWeb.AssertRead(page);
        Assert.That(page.Html.QuerySelector($"form[action='{path}/decision']"), Is.Null);
        Assert.That((await desk.Post($"{path}/decision", ("Form.Accept", "true"))).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        var colleague = await _w.As(await _w.Data.Person(Role.Operator, _w.Centre));
        Assert.That((await colleague.Post($"{path}/decision", ("Form.Accept", "true"))).Status, Is.EqualTo(HttpStatusCode.Redirect));
    }

    private (string Name, string Value)[] Seller(string name, string number) =>
    [
        ("Form.Role", "Seller"), ("Form.CentreId", $"{_w.Centre}"), ("Form.OrganizationName", name), ("Form.Tax", nameof(TaxKind.Business)), ("Form.BusinessNumber", number),
        ("Form.Region", "전북 전주시"), ("Form.Phone", "010-1234-5678"),
    ];

    private sealed record Firm
    {
        public string Name { get; init; } = "";
        public string? BusinessNumber { get; init; }
        public string Kind { get; init; } = "";
        public string Tax { get; init; } = "";
        public long? CentreId { get; init; }
    }
}
