using System.Net;
using NUnit.Framework;
using Portal.Core.Catalog;
using Portal.Tests.Shared;

namespace Portal.Tests.Catalog;

/// <summary>The administrator keeps the categories.</summary>
[TestFixture]
public sealed class CategoryTests
{
    private Shop _shop = null!;

    [SetUp]
    public async Task Open() => _shop = await Shop.Open();

    [TearDown]
    public async Task Close() => await _shop.DisposeAsync();

    [Test]
    public async Task A_category_is_added_renamed_and_moved_and_every_step_is_on_record()
    {
        foreach (var (code, name) in new[] { ("a", "가"), ("b", "나"), ("c", "다") })
            Assert.That((await Add(code, name, code.ToUpperInvariant())).Location, Is.EqualTo("/categories"));
        await _shop.Post(_shop.Administrator, "/categories/c/position", ("up", "true"));
        await _shop.Post(_shop.Administrator, "/categories/a/position", ("up", "true"));
        await _shop.Post(_shop.Administrator, "/categories/a/position", ("up", "false"));
        await _shop.Post(_shop.Administrator, "/categories/b", ("Form.Name", "새 이름"), ("Form.NameEn", "New name"));
        var page = await _shop.Get(_shop.Administrator, "/categories");
        Assert.That(page.Html.QuerySelectorAll("tbody td:first-child").Select(c => c.TextContent), Is.EqualTo(new[] { "다", "가", "새 이름" }));
        Assert.That(page.Main, Does.Contain("New name"));
        Assert.That(await _shop.Portal.Query<string>("SELECT action FROM audit_entries WHERE subject_kind = 'category' ORDER BY id"),
            Is.EqualTo(new[] { "category.add", "category.add", "category.add", "category.move", "category.move", "category.rename" }));
        Assert.That((await _shop.Get(null, "/products")).Html.QuerySelectorAll(".filters input[name=category]").Skip(1).Select(i => i.GetAttribute("value")), Is.EqualTo(new[] { "c", "a", "b" }));
    }

    [TestCase("", "이름", "Name")]
    [TestCase("한글", "이름", "Name")]
    [TestCase("a b", "이름", "Name")]
    [TestCase("-a", "이름", "Name")]
    [TestCase("a", "", "Name")]
    [TestCase("a", "이름", " ")]
    public async Task A_category_without_a_code_or_a_name_is_refused_and_what_was_typed_stays(string code, string name, string nameEn)
    {
        var page = await Add(code, name, nameEn);
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(page.Html.QuerySelector(".errors a"), Is.Not.Null);
        Assert.That(page.Html.GetElementById("Form_Code")!.GetAttribute("value"), Is.EqualTo(code));
        Assert.That(await _shop.Portal.Scalar<long>("SELECT COUNT(*) FROM categories"), Is.Zero);
    }

    [Test]
    public async Task A_code_is_taken_once_and_a_long_or_hostile_name_does_no_harm()
    {
        await Add("Same", "이름", "Name");
        Assert.That((await Add("same", "다른 이름", "Name")).Main, Does.Contain("이미 쓰고 있는 분류 코드"));
        Assert.That((await Add("long", new string('가', Category.MaxName + 1), "Name")).Status, Is.EqualTo(HttpStatusCode.BadRequest));
        await Add("inert", "<script>alert(1)</script> =1+1 😀", "\u202EName");
        var page = await _shop.Get(_shop.Administrator, "/categories");
        Assert.That(page.Html.QuerySelectorAll("#main script"), Is.Empty);
        Assert.That(page.Main, Does.Contain("<script>alert(1)</script> =1+1 😀"));
    }

    [Test]
    public async Task Others_keep_no_categories()
    {
        await Add("a", "가", "A");
        foreach (var actor in new[] { _shop.Producer, _shop.Operator, _shop.Buyer })
        {
            Assert.That((await _shop.Get(actor, "/categories")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
            Assert.That((await _shop.Post(actor, "/categories/a", ("Form.Name", "x"), ("Form.NameEn", "x"))).Status, Is.EqualTo(HttpStatusCode.Forbidden));
            Assert.That(await _shop.Portal.Run<RenameCategory, CategoryOutcome>(u => u.Handle(new RenameCategoryRequest(actor, "a", "x", "x"))), Is.EqualTo(CategoryOutcome.NotFound));
        }

        Assert.That((await _shop.Post(_shop.Administrator, "/categories/none", ("Form.Name", "x"), ("Form.NameEn", "x"))).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await _shop.Post(_shop.Administrator, "/categories/none/position", ("up", "true"))).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    private Task<WebPage> Add(string code, string name, string nameEn) =>
        _shop.Post(_shop.Administrator, "/categories", ("Form.Code", code), ("Form.Name", name), ("Form.NameEn", nameEn));
}
