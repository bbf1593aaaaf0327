using System.Net;
using AngleSharp.Html.Dom;
using NUnit.Framework;
using Portal.Core.Catalog;
using Portal.Core.Shared;

namespace Portal.Tests.Catalog;

/// <summary>A product is changed, handed in, taken back; what is on sale stays as it was approved.</summary>
[TestFixture]
public sealed class EditTests
{
    private Shop _shop = null!;

    [OneTimeSetUp]
    public async Task Open() => _shop = await Shop.Open();

    [OneTimeTearDown]
    public async Task Close() => await _shop.DisposeAsync();

    [Test]
    public async Task A_draft_is_changed_in_place()
    {
        var product = await _shop.Data.Draft(_shop.ProducerId);
        var page = await _shop.Post(_shop.Producer, $"/catalog/{product.Code}/edit", await _shop.EditForm(product.Code, ("Price", "2,000"), ("Name", "새 이름")));
        Assert.That(page.Location, Is.EqualTo($"/catalog/{product.Code}"));
        var latest = await _shop.Latest(product.Code);
        Assert.That((latest.RevisionNo, latest.Name, latest.Price), Is.EqualTo((1, "새 이름", 2_000L)));
        var change = await _shop.Portal.Query<(string Before, string After)>("SELECT before_value, after_value FROM audit_entries WHERE action = 'product.edit' AND subject_id = @Id", product);
        Assert.That(change.Single().Before, Does.Contain("10000"));
        Assert.That(change.Single().After, Does.Contain("2000"));
    }

    [Test]
    public async Task A_change_of_what_is_on_sale_begins_the_next_revision_and_the_old_one_stays_on_sale()
    {
        var product = await _shop.Data.Product(_shop.ProducerId, 10_000, change: c => c with { Name = "판매중인 이름" });
        var edit = await _shop.Get(_shop.Producer, $"/catalog/{product.Code}/edit");
        Assert.That(edit.Main, Does.Contain("2차 내용이 시작됩니다").And.Contain("지금 판매중인 내용은 그대로 팔리고"));
        await _shop.Post(_shop.Producer, $"/catalog/{product.Code}/edit", await _shop.EditForm(product.Code, ("Name", "다음 이름"), ("Price", "99,000")));

        Assert.That((await _shop.Latest(product.Code)).RevisionNo, Is.EqualTo(2));
        var shown = await _shop.Get(null, $"/products/{product.Code}");
        Assert.That(shown.Main, Does.Contain("판매중인 이름").And.Contain("10,000원").And.Not.Contain("다음 이름"));
        var own = await _shop.Get(_shop.Producer, $"/catalog/{product.Code}");
        Assert.That(own.Main, Does.Contain("판매중인 1차 내용(10,000원)은 그대로 팔립니다").And.Contain("2차 임시저장").And.Contain("다음 이름"));
        Assert.That((await _shop.Get(null, $"/products/{product.Code}/revisions/2")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await _shop.Get(_shop.Operator, $"/products/{product.Code}/revisions/2")).Main, Does.Contain("2차 내용 미리보기").And.Contain("다음 이름"));

        Assert.That((await _shop.Post(_shop.Producer, $"/catalog/{product.Code}/discard", ("revisionId", Shop.Text((await _shop.Latest(product.Code)).Id)))).Status, Is.EqualTo(HttpStatusCode.Redirect));
        Assert.That((await _shop.Latest(product.Code)).RevisionNo, Is.EqualTo(1));
        Assert.That((await _shop.Post(_shop.Producer, $"/catalog/{product.Code}/discard", ("revisionId", Shop.Text(product.RevisionId)))).Status, Is.EqualTo(HttpStatusCode.Conflict), "what is sold is no draft");
    }

    [Test]
    public async Task A_form_that_was_overtaken_is_a_conflict_that_loses_nothing()
    {
        var product = await _shop.Data.Draft(_shop.ProducerId);
        var old = await _shop.EditForm(product.Code, ("Name", "늦은 이름"));
        await _shop.Post(_shop.Colleague, $"/catalog/{product.Code}/edit", await _shop.EditForm(product.Code, ("Name", "빠른 이름")));
        var page = await _shop.Post(_shop.Producer, $"/catalog/{product.Code}/edit", old);
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That((await _shop.Latest(product.Code)).Name, Is.EqualTo("빠른 이름"));
        Assert.That(page.Main, Does.Contain("다른 사람이 먼저 저장했습니다"));
        Assert.That(((IHtmlInputElement)page.Html.GetElementById("Form_Name")!).Value, Is.EqualTo("늦은 이름"));
        // saving it all the same is their decision
        var version = page.Html.QuerySelector("input[name='Form.RowVersion']")!.GetAttribute("value")!;
        await _shop.Post(_shop.Producer, $"/catalog/{product.Code}/edit", await _shop.EditForm(product.Code, ("Name", "늦은 이름"), ("RowVersion", version)));
        Assert.That((await _shop.Latest(product.Code)).Name, Is.EqualTo("늦은 이름"));
    }

    [Test]
    public async Task Of_two_changes_at_once_of_a_product_on_sale_one_begins_the_next_revision()
    {
        var product = await _shop.Data.Product(_shop.ProducerId);
        var forms = new[] { await _shop.EditForm(product.Code, ("Name", "하나")), await _shop.EditForm(product.Code, ("Name", "둘")) };
        var pages = await Task.WhenAll(forms.Select(f => _shop.Post(_shop.Producer, $"/catalog/{product.Code}/edit", f)));
        Assert.That(pages.Select(p => p.Status), Is.EquivalentTo(new[] { HttpStatusCode.Redirect, HttpStatusCode.Conflict }));
        Assert.That(await _shop.Portal.Scalar<long>("SELECT COUNT(*) FROM product_revisions WHERE product_id = @Id", product), Is.EqualTo(2));
    }

    [Test]
    public async Task What_was_handed_in_is_locked_until_it_is_taken_back()
    {
        var product = await _shop.Data.Draft(_shop.ProducerId);
        var form = await _shop.EditForm(product.Code, ("Name", "나중 이름"));
        Assert.That((await _shop.Post(_shop.Producer, $"/catalog/{product.Code}/submission", ("publish", "true"))).Status, Is.EqualTo(HttpStatusCode.Redirect));
        Assert.That((await _shop.Latest(product.Code)).Status, Is.EqualTo("Submitted"));
        Assert.That(await _shop.Portal.Scalar<long>("SELECT COUNT(*) FROM outbox WHERE effect_key LIKE @key AND person_id = @PersonId", new { key = $"product.submitted:{product.RevisionId}:%", _shop.Operator.PersonId }), Is.EqualTo(1));

        Assert.That((await _shop.Post(_shop.Producer, $"/catalog/{product.Code}/submission")).Status, Is.EqualTo(HttpStatusCode.Conflict), "handed in twice");
        Assert.That((await _shop.Post(_shop.Producer, $"/catalog/{product.Code}/edit", form)).Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That((await _shop.Get(_shop.Producer, $"/catalog/{product.Code}/edit")).Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That((await _shop.Get(_shop.Producer, $"/catalog/{product.Code}/retirement")).Status, Is.EqualTo(HttpStatusCode.Conflict));
        var own = await _shop.Get(_shop.Producer, $"/catalog/{product.Code}");
        Assert.That(own.Main, Does.Contain("심의대기").And.Contain("제출 거두기"));
        Assert.That(own.Html.QuerySelector($"a[href='/catalog/{product.Code}/edit']"), Is.Null, "no button that leads nowhere");

        Assert.That((await _shop.Post(_shop.Producer, $"/catalog/{product.Code}/withdrawal", ("revisionId", Shop.Text(product.RevisionId)))).Status, Is.EqualTo(HttpStatusCode.Redirect));
        Assert.That((await _shop.Latest(product.Code)).Status, Is.EqualTo("Draft"));
        Assert.That((await _shop.Post(_shop.Producer, $"/catalog/{product.Code}/withdrawal", ("revisionId", Shop.Text(product.RevisionId)))).Status, Is.EqualTo(HttpStatusCode.Conflict));
    }

    [Test]
    public async Task Without_an_introduction_or_a_centre_there_is_nothing_to_review()
    {
        var silent = await _shop.Data.Draft(_shop.ProducerId, change: c => c with { Description = null });
        var page = await _shop.Post(_shop.Producer, $"/catalog/{silent.Code}/submission");
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(page.Main, Does.Contain("제품 소개가 있어야"));

        var alone = await _shop.Data.Organization(Core.Organizations.OrganizationKind.Producer);
        var producer = await _shop.Data.Person(Role.Producer, alone);
        var product = await _shop.Data.Draft(alone);
        Assert.That((await _shop.Post(producer, $"/catalog/{product.Code}/submission")).Main, Does.Contain("소속 지역센터가 없어"));
        Assert.That((await _shop.Latest(product.Code)).Status, Is.EqualTo("Draft"));
    }

    [Test]
    public async Task Somebody_elses_product_is_not_there()
    {
        var product = await _shop.Data.Draft(_shop.ProducerId);
        foreach (var stranger in new[] { _shop.OtherProducer, _shop.OtherOperator })
        {
            foreach (var url in new[] { "", "/edit", "/files", "/stock", "/retirement" })
                Assert.That((await _shop.Get(stranger, $"/catalog/{product.Code}{url}")).Status, Is.EqualTo(HttpStatusCode.NotFound), url);
            foreach (var url in new[] { "/edit", "/submission", "/withdrawal", "/discard", "/sale", "/suspension", "/resumption", "/retirement", "/stock", "/cover" })
                Assert.That((await _shop.Post(stranger, $"/catalog/{product.Code}{url}", await _shop.EditForm(product.Code, ("Name", "남의 것")))).Status, Is.EqualTo(HttpStatusCode.NotFound), url);
            Assert.That((await _shop.Get(stranger, "/catalog")).Main, Does.Not.Contain(product.Code));
        }

        Assert.That((await _shop.Post(_shop.Administrator, $"/catalog/{product.Code}/submission")).Status, Is.EqualTo(HttpStatusCode.Forbidden), "the administrator reads");
        Assert.That((await _shop.Latest(product.Code)).Status, Is.EqualTo("Draft"));
    }

    [Test]
    public async Task The_next_revision_that_review_approved_is_what_is_sold()
    {
        var product = await _shop.Data.Product(_shop.ProducerId, 10_000);
        await _shop.Post(_shop.Producer, $"/catalog/{product.Code}/edit", await _shop.EditForm(product.Code, ("Price", "12,000")));
        var next = await _shop.Latest(product.Code);
        await _shop.Portal.Run<ApproveImported, ApproveImportedOutcome>(u => u.Handle(new ApproveImportedRequest(Actor.Portal, product.Id, _shop.Portal.Time.GetUtcNow().UtcDateTime)));
        Assert.That((await _shop.Get(null, $"/products/{product.Code}")).Main, Does.Contain("12,000원"));
        var own = await _shop.Get(_shop.Producer, $"/catalog/{product.Code}");
        Assert.That(own.Main, Does.Contain("2차 내용").And.Contain("팔고 있는 내용"));
        Assert.That(next.RevisionNo, Is.EqualTo(2));
    }
}
