using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using NUnit.Framework;
using Portal.Core.Catalog;
using Portal.Core.Organizations;

namespace Portal.Tests.Catalog;

/// <summary>A product is registered on a page, with whatever people type.</summary>
[TestFixture]
public sealed class RegistrationTests
{
    private const string Hostile = "=cmd|' /C calc'!A0 <script>alert(1)</script> \u202Eלק😀𠮷 'quoted\" {0}";

    private Shop _shop = null!;

    [OneTimeSetUp]
    public async Task Open() => _shop = await Shop.Open();

    [OneTimeTearDown]
    public async Task Close() => await _shop.DisposeAsync();

    [Test]
    public async Task A_producer_registers_a_draft_of_their_own_with_specifications()
    {
        var category = await _shop.Data.Category("packing", "포장 기계", "Packing machines");
        var page = await _shop.Post(_shop.Producer, "/catalog/new", Shop.Form(("CategoryId", Shop.Text(category)), ("NameEn", "Small packer"), ("Summary", "작고 빠릅니다."), ("DescriptionEn", "For small shops."),
            ("Specifications[0].Name", "전압"), ("Specifications[0].Value", "220V"), ("Specifications[1].Name", ""), ("Specifications[1].Value", ""), ("Specifications[2].Name", "무게"), ("Specifications[2].Value", "35kg"),
            ("ProducerId", Shop.Text(_shop.OtherProducer.OrganizationId))));
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.Redirect));
        var code = page.Location!["/catalog/".Length..];
        var row = (await _shop.Portal.Query<(long Producer, string Status, long Stock, int Days)>("SELECT producer_id, status, stock, max_delivery_days FROM products WHERE code = @code", new { code })).Single();
        Assert.That(row, Is.EqualTo((_shop.ProducerId, "Unapproved", 10L, 7)), "a producer in the fields means nothing");
        Assert.That((await _shop.Latest(code)).Price, Is.EqualTo(1_200_000));
        var own = await _shop.Get(_shop.Producer, $"/catalog/{code}");
        Assert.That(own.Main, Does.Contain("소형 포장기").And.Contain("Small packer").And.Contain("포장 기계").And.Contain("220V").And.Contain("35kg").And.Contain("1,200,000원").And.Contain("임시저장"));
        Assert.That(await _shop.Portal.Scalar<long>("SELECT COUNT(*) FROM audit_entries WHERE action = 'product.register' AND subject_label LIKE @label", new { label = $"{code}%" }), Is.EqualTo(1));
    }

    [Test]
    public async Task An_operator_chooses_among_the_producers_of_their_centre()
    {
        var form = await _shop.Get(_shop.Operator, "/catalog/new");
        var choices = form.Html.QuerySelectorAll("#Form_ProducerId option").Select(o => o.GetAttribute("value")).ToList();
        Assert.That(choices, Does.Contain(Shop.Text(_shop.ProducerId)).And.Contain(Shop.Text(_shop.OtherProducer.OrganizationId)));

        var none = await _shop.Post(_shop.Operator, "/catalog/new", Shop.Form(("Name", "주인 없는 제품")));
        Assert.That(none.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(none.Main, Does.Contain("생산자를 골라 주세요"));

        var far = await _shop.Data.Organization(OrganizationKind.Producer, _shop.OtherOperator.OrganizationId);
        Assert.That((await _shop.Post(_shop.Operator, "/catalog/new", Shop.Form(("ProducerId", Shop.Text(far))))).Status, Is.EqualTo(HttpStatusCode.NotFound));

        var done = await _shop.Post(_shop.Operator, "/catalog/new", Shop.Form(("ProducerId", Shop.Text(_shop.ProducerId)), ("Code", "OP-1")));
        Assert.That(done.Location, Is.EqualTo("/catalog/OP-1"));
        Assert.That((await _shop.Get(_shop.Producer, "/catalog/OP-1")).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await _shop.Get(_shop.OtherProducer, "/catalog/OP-1")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await _shop.Get(_shop.OtherOperator, "/catalog/OP-1")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await _shop.Get(_shop.Administrator, "/catalog/OP-1")).Main, Does.Contain("한빛기계"));
    }

    [TestCase("Price", "-1")]
    [TestCase("Price", "0")]
    [TestCase("Price", "12.5")]
    [TestCase("Price", "12,50")]
    [TestCase("Price", "1000000000001")]
    [TestCase("Price", "99999999999999999999999999")]
    [TestCase("Price", "=1+1")]
    [TestCase("Price", "만원")]
    [TestCase("Price", "")]
    [TestCase("Name", "")]
    [TestCase("Name", "  \t ")]
    [TestCase("Kind", "Weapon")]
    [TestCase("Kind", "9")]
    [TestCase("Tax", "")]
    [TestCase("CategoryId", "1")]
    [TestCase("Stock", "-1")]
    [TestCase("Stock", "1.5")]
    [TestCase("Stock", "1000000001")]
    [TestCase("Stock", "99999999999999999999")]
    [TestCase("Stock", "")]
    [TestCase("DeliveryDays", "366")]
    [TestCase("DeliveryDays", "-1")]
    [TestCase("DeliveryDays", "99999999999")]
    [TestCase("DeliveryDays", "곧")]
    [TestCase("Code", "한글")]
    [TestCase("Code", "a b")]
    [TestCase("Code", "../x")]
    [TestCase("Code", "new")]
    public async Task Bad_input_is_named_at_its_field_and_everything_typed_stays(string field, string value)
    {
        var before = await Products();
        var page = await _shop.Post(_shop.Producer, "/catalog/new", Shop.Form(("Summary", "그대로 남습니다"), ("Specifications[0].Name", "전압"), ("Specifications[0].Value", "220V"), (field, value)));
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(page.Html.QuerySelectorAll(".errors a").Select(a => a.GetAttribute("href")), Does.Contain($"#Form_{field}"));
        Assert.That(page.Html.GetElementById($"Form_{field}"), Is.Not.Null);
        if (page.Html.GetElementById($"Form_{field}") is IHtmlInputElement input) Assert.That(input.Value, Is.EqualTo(value));
        Assert.That(page.Html.GetElementById("Form_Summary")!.TextContent.Trim(), Is.EqualTo("그대로 남습니다"));
        Assert.That(((IHtmlInputElement)page.Html.GetElementById("Form_Specifications_0__Value")!).Value, Is.EqualTo("220V"));
        Assert.That(await Products(), Is.EqualTo(before));
    }

    [TestCase("Name", 201)]
    [TestCase("NameEn", 201)]
    [TestCase("Summary", 401)]
    [TestCase("Description", 20_001)]
    [TestCase("Specifications[0].Name", 101)]
    [TestCase("Specifications[0].Value", 401)]
    public async Task What_is_too_long_is_refused(string field, int length)
    {
        var page = await _shop.Post(_shop.Producer, "/catalog/new", Shop.Form((field, new string('가', length))));
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(page.Html.QuerySelector(".errors"), Is.Not.Null);
    }

    [Test]
    public async Task A_specification_without_a_value_is_refused()
    {
        var page = await _shop.Post(_shop.Producer, "/catalog/new", Shop.Form(("Specifications[0].Name", "전압"), ("Specifications[0].Value", "")));
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(page.Main, Does.Contain("이름과 값을 함께"));
    }

    [Test]
    public async Task Formulas_scripts_right_to_left_text_and_emoji_are_kept_and_shown_inert()
    {
        var page = await _shop.Post(_shop.Producer, "/catalog/new", Shop.Form(("Name", Hostile), ("NameEn", Hostile), ("Summary", Hostile), ("Description", $"{Hostile}\n\n{Hostile}"), ("DescriptionEn", Hostile),
            ("Specifications[0].Name", Hostile), ("Specifications[0].Value", Hostile)));
        var code = page.Location!["/catalog/".Length..];
        Assert.That((await _shop.Latest(code)).Name, Is.EqualTo(Hostile));
        foreach (var url in new[] { "/catalog", $"/catalog/{code}", $"/catalog/{code}/edit", $"/catalog/{code}/files", $"/products/{code}/revisions/1" })
        {
            var shown = await _shop.Get(_shop.Producer, url);
            Assert.That(shown.Status, Is.EqualTo(HttpStatusCode.OK), url);
            Assert.That(shown.Html.QuerySelectorAll("#main script"), Is.Empty, url);
            Assert.That(shown.Html.QuerySelectorAll("#main *").Any(e => e.Attributes.Any(a => a.Name.StartsWith("on", StringComparison.Ordinal))), Is.False, url);
            Assert.That(shown.Main + shown.Html.QuerySelector("input#Form_Name")?.GetAttribute("value"), Does.Contain(Hostile), url);
        }
    }

    [Test]
    public async Task A_code_is_taken_once_and_characters_that_cannot_be_kept_are_left_out()
    {
        var page = await _shop.Post(_shop.Producer, "/catalog/new", Shop.Form(("Code", "HB-100"), ("Name", "  포장기\u0007\uD800 1호  ")));
        Assert.That(page.Location, Is.EqualTo("/catalog/HB-100"));
        Assert.That((await _shop.Latest("HB-100")).Name, Does.StartWith("포장기").And.EndsWith("1호"));
        var again = await _shop.Post(_shop.OtherProducer, "/catalog/new", Shop.Form(("Code", "HB-100")));
        Assert.That(again.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(again.Main, Does.Contain("이미 등록된 제품 번호"));
    }

    [Test]
    public async Task More_lines_of_specification_come_by_a_button_and_nothing_is_lost()
    {
        var form = await _shop.Get(_shop.Producer, "/catalog/new");
        var rows = Rows(form.Html);
        Assert.That(rows, Is.EqualTo(5));
        var page = await _shop.Post(_shop.Producer, "/catalog/new", Shop.Form(("Do", "rows"), ("Price", "아직"), ("Name", ""), ("Specifications[0].Name", "전압"), ("Specifications[0].Value", "220V")));
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(Rows(page.Html), Is.EqualTo(6));
        Assert.That(page.Html.QuerySelector(".errors"), Is.Null, "nothing is judged yet");
        Assert.That(((IHtmlInputElement)page.Html.GetElementById("Form_Price")!).Value, Is.EqualTo("아직"));
        Assert.That(((IHtmlInputElement)page.Html.GetElementById("Form_Specifications_0__Name")!).Value, Is.EqualTo("전압"));
    }

    [Test]
    public async Task Nothing_is_registered_for_a_firm_that_is_suspended()
    {
        var firm = await _shop.Data.Organization(OrganizationKind.Producer, _shop.Centre);
        await _shop.Portal.Execute("UPDATE organizations SET status = 'Suspended' WHERE id = @firm", new { firm });
        Assert.That((await _shop.Post(_shop.Operator, "/catalog/new", Shop.Form(("ProducerId", Shop.Text(firm))))).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task At_most_fifty_lines_of_specification_are_kept()
    {
        var lines = Enumerable.Range(0, ProductContent.MaxSpecifications + 1).SelectMany(i => new[] { ($"Specifications[{i}].Name", $"n{i}"), ($"Specifications[{i}].Value", "v") }).ToArray();
        Assert.That((await _shop.Post(_shop.Producer, "/catalog/new", Shop.Form(lines))).Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((await _shop.Post(_shop.Producer, "/catalog/new", Shop.Form(lines[..^2]))).Status, Is.EqualTo(HttpStatusCode.Redirect));
    }

    private static int Rows(IDocument page) => page.QuerySelectorAll(".specs tbody tr").Length;

    private async Task<long> Products() => await _shop.Portal.Scalar<long>("SELECT COUNT(*) FROM products");
}
