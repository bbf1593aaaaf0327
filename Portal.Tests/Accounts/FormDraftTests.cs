using System.Net;
using NUnit.Framework;
using Portal.Core.Accounts;
using Portal.Core.Organizations;
using Portal.Core.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Accounts;

/// <summary>What somebody has typed into a long form is there when they come back; only they see it, and it is gone once it was sent.</summary>
[TestFixture]
public sealed class FormDraftTests
{
    private const string Page = "/catalog/new";
    private const string Save = "/account/drafts?page=/catalog/new&action=/catalog/new";

    private WebPortal _web = null!;
    private TestData _data = null!;
    private Actor _producer = Actor.Portal;
    private WebVisitor _visitor = null!;

    [SetUp]
    public async Task Open()
    {
        _web = await WebPortal.Create();
        _data = new TestData(_web.Portal);
        await _data.Person(Role.Administrator, await _data.Organization(OrganizationKind.Portal));
        _producer = await _data.Person(Role.Producer, await _data.Organization(OrganizationKind.Producer, await _data.Organization(OrganizationKind.Centre)));
        _visitor = await _web.As(_producer);
    }

    [TearDown]
    public async Task Close()
    {
        _visitor.Dispose();
        await _web.DisposeAsync();
    }

    [Test]
    public async Task A_draft_is_offered_and_goes_on_where_it_was()
    {
        Assert.That((await _visitor.Get(Page)).Html.QuerySelector(".draft"), Is.Null);
        var saved = await _visitor.Post(Save, ("Form.Name", "자동 급수기"), ("Form.Price", "12,000"), ("Form.Kind", "Consumable"), ("Form.Description", "첫째 줄\n둘째 줄"), ("Form.Specifications[6].Name", "무게"), ("Form.Specifications[6].Value", "3kg"));
        Assert.That(saved.Text, Is.EqualTo("저장됨 10:00"));
        var offered = await _visitor.Get(Page);
        Assert.That(offered.Html.QuerySelector(".draft a")!.GetAttribute("href"), Is.EqualTo("/catalog/new?draft=1"));
        Assert.That(offered.Html.QuerySelector("#Form_Name")!.GetAttribute("value"), Is.Empty.Or.Null);
        var page = (await _visitor.Get("/catalog/new?draft=1")).Html;
        Assert.That(page.QuerySelector("#Form_Name")!.GetAttribute("value"), Is.EqualTo("자동 급수기"));
        Assert.That(page.QuerySelector("#Form_Price")!.GetAttribute("value"), Is.EqualTo("12,000"));
        Assert.That(page.QuerySelector("#Form_Kind option[selected]")!.GetAttribute("value"), Is.EqualTo("Consumable"));
        Assert.That(page.QuerySelector("#Form_Description")!.TextContent, Is.EqualTo("첫째 줄\n둘째 줄"));
        Assert.That(page.QuerySelector("#Form_Specifications_6__Value")!.GetAttribute("value"), Is.EqualTo("3kg"), "a row that the empty form does not have");
        Assert.That(page.QuerySelector(".draft")!.TextContent, Does.Contain("아직 보내지 않았습니다"));
    }

    [Test]
    public async Task Nobody_else_gets_it_nor_the_same_person_in_another_role()
    {
        await _visitor.Post(Save, ("Form.Name", "비밀 제품"));
        var other = await _data.Member(_producer, Role.Producer, await _data.Organization(OrganizationKind.Producer));
        var colleague = await _data.Person(Role.Producer, _producer.OrganizationId);
        foreach (var actor in new[] { other, colleague })
        {
            using var visitor = await _web.As(actor);
            Assert.That((await visitor.Get("/catalog/new?draft=1")).Main, Does.Not.Contain("비밀 제품").And.Not.Contain("임시 저장"));
        }
    }

    [Test]
    public async Task It_is_gone_once_the_form_was_sent_and_stays_when_the_form_was_refused()
    {
        (string, string)[] fields = [("Form.Name", "자동 급수기"), ("Form.Code", "W-1"), ("Form.Kind", "Equipment"), ("Form.Tax", "Standard"), ("Form.Price", "1만 2천"), ("Form.Stock", "1"), ("Form.DeliveryDays", "7"), ("Form.Do", "save"), ("__draft", Page)];
        await _visitor.Post(Save, fields);
        var refused = await _visitor.Post(Page, [.. fields.Where(f => f.Item1 != "Form.Name")]);
        Assert.That(refused.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(refused.Html.QuerySelector(".errors")!.HasAttribute("autofocus"), Is.True, "the summary of what is wrong has the focus");
        Assert.That(await Count(), Is.EqualTo(1));
        Assert.That((await _visitor.Post(Page, fields)).Location, Does.StartWith("/catalog/"));
        Assert.That(await Count(), Is.Zero);
        Assert.That(await _web.Portal.Scalar<long>("SELECT price FROM product_revisions"), Is.EqualTo(12_000));
    }

    [Test]
    public async Task It_can_be_given_up()
    {
        await _visitor.Post(Save, ("Form.Name", "x"));
        Assert.That((await _visitor.Post("/account/drafts/end", ("page", Page))).Location, Is.EqualTo(Page));
        Assert.That(await Count(), Is.Zero);
        foreach (var page in new[] { "https://elsewhere.test/", "//elsewhere.test", "/\\elsewhere.test", "" })
            Assert.That((await _visitor.Post("/account/drafts/end", ("page", page))).Status, Is.EqualTo(HttpStatusCode.BadRequest), page);
    }

    [Test]
    public async Task Secrets_and_what_is_too_large_are_not_kept()
    {
        await _visitor.Post("/account/drafts?page=/account/mail&action=/account/mail", ("Email", "a@example.test"), ("Password", "geheim-1"), ("Form.BankAccount", "geheim-2"), ("Code", "geheim-3"));
        var content = await _web.Portal.Scalar<string>("SELECT content FROM form_drafts");
        Assert.That(content, Does.Contain("a@example.test").And.Not.Contain("geheim"));
        Assert.That((await _visitor.Post(Save, ("Form.Description", new string('가', 100_001)))).Status, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
        Assert.That((await _visitor.Post("/account/drafts?page=https://elsewhere.test&action=/catalog/new", ("Form.Name", "x"))).Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task Hostile_content_comes_back_inert()
    {
        const string Hostile = "\"><img src=x onerror=alert(1)>\u202e=HYPERLINK(\"x\")😀</textarea><script>";
        await _visitor.Post(Save, ("Form.Name", Hostile), ("Form.Description", Hostile), ("__proto__", "x"));
        var page = await _visitor.Get("/catalog/new?draft=1");
        Assert.That(page.Html.QuerySelector("#Form_Name")!.GetAttribute("value"), Is.EqualTo(Hostile));
        Assert.That(page.Html.QuerySelector("#Form_Description")!.TextContent, Is.EqualTo(Hostile));
        Assert.That(page.Html.QuerySelectorAll("#main script, #main img"), Is.Empty);
    }

    [Test]
    public async Task Old_ones_are_forgotten_and_nobody_hoards_them()
    {
        await _visitor.Post(Save, ("Form.Name", "x"));
        for (var i = 0; i < SaveFormDraft.MaxPerPerson; i++)
        {
            _web.Portal.Time.Advance(TimeSpan.FromSeconds(1));
            await _visitor.Post($"/account/drafts?page=/reviews/{i}&action=/x", ("Form.Text", "x"));
        }

        Assert.That(await Count(), Is.EqualTo(SaveFormDraft.MaxPerPerson));
        Assert.That((await _visitor.Get(Page)).Html.QuerySelector(".draft"), Is.Null, "the oldest went");
        _web.Portal.Time.Advance(TimeSpan.FromDays(PurgeFormDrafts.KeptDays + 1));
        Assert.That(await _web.Portal.Run<PurgeFormDrafts, int>(job => job.Handle()), Is.EqualTo(SaveFormDraft.MaxPerPerson));
        Assert.That(await Count(), Is.Zero);
    }

    [Test]
    public async Task A_day_is_told_with_its_weekday_and_holiday()
    {
        Assert.That((await _visitor.Get("/holidays/2027-02-08")).Text, Is.EqualTo("2027. 2. 8.(월) 설날 연휴"));
        Assert.That((await _visitor.Get("/holidays/2027-02-13")).Text, Is.EqualTo("2027. 2. 13.(토) 주말"));
        Assert.That((await _visitor.Get("/holidays/tomorrow")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    private Task<long> Count() => _web.Portal.Scalar<long>("SELECT COUNT(*) FROM form_drafts");
}
