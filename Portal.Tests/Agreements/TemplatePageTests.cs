using System.Net;
using NUnit.Framework;
using Portal.Tests.Sellers;

namespace Portal.Tests.Agreements;

/// <summary>Templates of a centre, proposals that answer others and agreements that end, through the pages.</summary>
[TestFixture]
public sealed class TemplatePageTests
{
    private SellersWeb _w = null!;
    private string _producer = "";
    private string _portal = "";

    [OneTimeSetUp]
    public async Task Open()
    {
        _w = await SellersWeb.Open();
        (_portal, _producer) = (await _w.Code(_w.Administrator.OrganizationId), await _w.Code(_w.Producer.OrganizationId));
    }

    [OneTimeTearDown]
    public async Task Close() => await _w.DisposeAsync();

    [Test]
    public async Task An_operator_keeps_a_template_and_a_producer_begins_from_it()
    {
        var staff = await _w.As(_w.Operator);
        (string, string)[] rows = [.. Row(0, "Producer", "", "Rest", ""), .. Row(1, "Portal", "", "Rate", "2"), .. Row(2, "Logistics", "", "Fixed", "500"), .. Row(3, "Seller", "", "Rate", "12.5")];
        var bad = await staff.Post("/agreement-templates/new", [.. rows, .. Row(4, "Centre", "", "Rate", "0"), ("Form.Name", ""), ("Form.Do", "save")]);
        SellersWeb.AssertRead(bad, HttpStatusCode.BadRequest);
        Assert.That(bad.Html.QuerySelectorAll(".errors a").Select(a => a.GetAttribute("href")), Is.EquivalentTo(new[] { "#Form_Name", "#Form_Shares_4__Value" }));
        Assert.That(bad.Html.QuerySelector("#Form_Shares_2__Value")!.GetAttribute("value"), Is.EqualTo("500"));
        var tooLong = await staff.Post("/agreement-templates/new", [.. rows, .. Row(4, "Centre", "", "Rate", new string('9', 40)), ("Form.Name", "x"), ("Form.Do", "save")]);
        Assert.That(tooLong.Main, Does.Contain("값: 30자까지 적을 수 있습니다"), "a field is called by its name");
        Assert.That((await staff.Post("/agreement-templates/new", [.. rows, ("Form.Name", "<b>소모품</b>"), ("Form.Note", "택배 포함"), ("Form.Do", "save")])).Location, Is.EqualTo("/agreement-templates"));
        Assert.That((await staff.Post("/agreement-templates/new", [.. rows, ("Form.Name", "<b>소모품</b>"), ("Form.Do", "save")])).Main, Does.Contain("같은 이름의 서식이 있습니다"));
        var list = await staff.Get("/agreement-templates");
        SellersWeb.AssertRead(list);
        Assert.That(list.Main, Does.Contain("<b>소모품</b>").And.Contain("택배 포함"));

        var id = await _w.Portal.Scalar<long>("SELECT id FROM agreement_templates");
        var product = await _w.Data.Product(_w.Producer.OrganizationId);
        var producer = await _w.As(_w.Producer);
        Assert.That((await producer.Get($"/agreements/new?product={product.Code}")).Main, Does.Contain("서식으로 시작하기"));
        var begun = await producer.Get($"/agreements/new?product={product.Code}&template={id}");
        SellersWeb.AssertRead(begun);
        Assert.That(begun.Html.QuerySelector("#Form_Shares_0__Party")!.GetAttribute("value"), Is.EqualTo(_producer));
        Assert.That(begun.Html.QuerySelector("#Form_Shares_1__Party")!.GetAttribute("value"), Is.EqualTo(_portal));
        Assert.That(begun.Html.QuerySelector("#Form_Shares_3__Value")!.GetAttribute("value"), Is.EqualTo("12.5"));
        Assert.That((await producer.Get($"/agreements/new?product={product.Code}&template=9")).Status, Is.EqualTo(HttpStatusCode.NotFound));

        foreach (var (path, status) in new[] { ($"/agreement-templates/{id}", HttpStatusCode.NotFound), ($"/agreement-templates/{id}/removal", HttpStatusCode.NotFound) })
            Assert.That((await (await _w.As(_w.OtherOperator)).Post(path, [.. rows, ("Form.Name", "남의 것"), ("Form.Do", "save")])).Status, Is.EqualTo(status), path);
        (string, string)[] edited = [.. rows, ("Form.Name", "소모품"), ("Form.Version", "1"), ("Form.Do", "save")];
        Assert.That((await staff.Post($"/agreement-templates/{id}", edited)).Status, Is.EqualTo(HttpStatusCode.Redirect));
        Assert.That((await staff.Post($"/agreement-templates/{id}", edited)).Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That((await staff.PostAndFollow($"/agreement-templates/{id}/removal")).Main, Does.Contain("서식을 지웠습니다"));
    }

    [Test]
    public async Task A_party_proposes_otherwise_and_the_chain_is_shown()
    {
        var product = await _w.Data.Product(_w.Producer.OrganizationId);
        var (producer, portal) = (await _w.As(_w.Producer), await _w.As(_w.Administrator));
        (string, string)[] shares = [.. Row(0, "Producer", _producer, "Rest", ""), .. Row(1, "Portal", _portal, "Rate", "2")];
        var path = (await producer.Post($"/agreements/new?product={product.Code}", [.. shares, ("Form.Do", "propose")])).Location!;
        var form = await portal.Get($"{path}/counterproposal");
        SellersWeb.AssertRead(form);
        Assert.That(form.Html.QuerySelector("#Form_Shares_1__Value")!.GetAttribute("value"), Is.EqualTo("2"), "it begins with what was proposed");
        Assert.That(form.Main, Does.Contain("앞 제안은 거절한 것이 됩니다"));
        (string, string)[] other = [.. Row(0, "Producer", _producer, "Rest", ""), .. Row(1, "Portal", _portal, "Rate", "3")];
        SellersWeb.AssertRead(await portal.Post($"{path}/counterproposal", [.. other, ("Form.Do", "check")]));
        var countered = (await portal.Post($"{path}/counterproposal", [.. other, ("Form.Do", "propose"), ("Form.ValidUntil", "2026-12-31")])).Location!;
        Assert.That((await portal.Post($"{path}/counterproposal", [.. other, ("Form.Do", "propose")])).Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That((await portal.Get($"{path}/counterproposal")).Status, Is.EqualTo(HttpStatusCode.Conflict));
        var (first, second) = (await producer.Get(path), await producer.Get(countered));
        SellersWeb.AssertRead(second);
        Assert.That(first.Html.QuerySelector($"a[href='{countered}']"), Is.Not.Null);
        Assert.That(second.Html.QuerySelector($"a[href='{path}']"), Is.Not.Null);
        Assert.That(first.Main, Does.Contain("거절됨"));
        Assert.That(second.Main, Does.Contain("2026. 12. 31.").And.Contain("1차에 답함"));
        Assert.That((await producer.Get("/")).Main, Does.Contain("답을 기다리는 이익분배 약정"));
        Assert.That((await producer.PostAndFollow($"{countered}/acceptance")).Main, Does.Contain("적용 중"));
    }

    [Test]
    public async Task The_operator_sees_what_bound_without_them_and_everybody_what_ends_soon()
    {
        var product = await _w.Data.Product(_w.Producer.OrganizationId);
        var producer = await _w.As(_w.Producer);
        (string, string)[] alone = [.. Row(0, "Producer", _producer, "Rest", ""), ("Form.Do", "propose"), ("Form.ValidUntil", "2026-03-10")];
        foreach (var day in new[] { "2026-02-01", "2199-01-01" })
            SellersWeb.AssertRead(await producer.Post($"/agreements/new?product={product.Code}", [.. alone.Where(f => f.Item1 != "Form.ValidUntil"), ("Form.ValidUntil", day)]), HttpStatusCode.BadRequest);
        var path = (await producer.Post($"/agreements/new?product={product.Code}", alone)).Location!;
        Assert.That(await _w.Count("SELECT COUNT(*) FROM agreements WHERE product_id = @Id AND status = 'Accepted'", product), Is.EqualTo(1), "it binds by itself");
        var staff = await _w.As(_w.Operator);
        Assert.That((await staff.Get("/")).Main, Does.Contain("새로 맺어진 이익분배 약정").And.Contain("곧 끝나는 이익분배 약정"));
        Assert.That((await staff.Get("/agreements?view=new")).Main, Does.Contain(product.Code));
        Assert.That((await producer.Get("/agreements?view=expiring")).Main, Does.Contain(product.Code));
        Assert.That((await producer.Get("/")).Main, Does.Contain("곧 끝나는 이익분배 약정").And.Not.Contain("새로 맺어진"));
        Assert.That((await producer.Get(path)).Main, Does.Contain("까지만 적용합니다"));
        Assert.That((await (await _w.As(_w.OtherOperator)).Get("/agreements?view=new")).Main, Does.Not.Contain(product.Code));
    }

    private static (string Name, string Value)[] Row(int i, string part, string party, string kind, string value) =>
        [($"Form.Shares[{i}].Part", part), ($"Form.Shares[{i}].Party", party), ($"Form.Shares[{i}].Kind", kind), ($"Form.Shares[{i}].Value", value)];
}
