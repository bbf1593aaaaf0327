using System.Net;
using NUnit.Framework;
using Portal.Core.Catalog;
using Portal.Tests.Shared;

namespace Portal.Tests.Review;

/// <summary>A review through the pages, from the submission to the sale, as each of its people sees it.</summary>
[TestFixture]
public sealed class StoryTests
{
    private WebPortal _web = null!;
    private ReviewTable _t = null!;

    [SetUp]
    public async Task Start()
    {
        _web = await WebPortal.Create();
        _t = await ReviewTable.Lay(_web.Portal);
    }

    [TearDown]
    public async Task Stop() => await _web.DisposeAsync();

    [Test]
    public async Task From_the_submission_over_a_requested_change_to_the_sale()
    {
        var (boss, maker, first, second) = (await _web.As(_t.Operator), await _web.As(_t.Producer), await _web.As(_t.Reviewers[0]), await _web.As(_t.Reviewers[1]));
        var no = await Opened(boss);
        await Discussed(first, maker, no);
        await Scored(first, boss, no);
        await Sealed(first, second, maker, boss, no);
        await Changed(second, maker, no);

        foreach (var reviewer in new[] { first, second })
            Assert.That((await reviewer.Post($"/reviews/{no}/votes", ("Form.Round", "2"), ("Form.Ballot", "Approve"), ("Form.Reason", "보완을 확인했습니다."))).Location, Is.EqualTo($"/reviews/{no}"));
        var done = await maker.Get($"/reviews/{no}");
        Assert.That(done.Main, Does.Contain("승인").And.Contain("정족수에 따라").And.Contain("보완을 확인했습니다."), "now the producer reads the votes");
        Assert.That(await _t.Publish(), Is.EqualTo(1));
        done = await maker.Get($"/reviews/{no}");
        Assert.That(done.Html.QuerySelector(".log li")!.TextContent, Does.Contain("판매 시작"));
        Assert.That(done.Html.QuerySelector("form[enctype]"), Is.Null, "nothing more is said");
        Assert.That(await _t.ProductStatus(), Is.EqualTo("OnSale"));
        Assert.That((await boss.Get("/reviews?view=decided")).Main, Does.Contain(no));
        Assert.That((await first.Get("/reviews")).Main, Does.Contain("투표할 심의가 없습니다"));
    }

    private async Task<string> Opened(WebVisitor boss)
    {
        Assert.That((await boss.Get("/")).Main, Does.Contain("심의를 열어야 할 제출 제품"));
        var waiting = await boss.Get("/reviews?view=waiting");
        Assert.That(waiting.Html.QuerySelector($"a[href='/reviews/new?revision={_t.Product.RevisionId}']"), Is.Not.Null);
        var form = await boss.Get($"/reviews/new?revision={_t.Product.RevisionId}");
        Assert.That(form.Html.QuerySelectorAll("input[type=checkbox]"), Has.Length.EqualTo(3));
        Assert.That(form.Html.QuerySelector("#Form_DueOn")!.GetAttribute("value"), Is.EqualTo($"{_t.Today.AddDays(14):yyyy-MM-dd}"));

        var refused = await boss.Post($"/reviews/new?revision={_t.Product.RevisionId}", ("Form.DueOn", "2026-04-01"), ("Form.Quorum", "2"));
        Assert.That((refused.Status, refused.Html.QuerySelector("#Form_DueOn")!.GetAttribute("value")), Is.EqualTo((HttpStatusCode.BadRequest, "2026-04-01")));
        Assert.That(refused.Html.QuerySelector(".errors a")!.GetAttribute("href"), Is.EqualTo("#Form_Reviewers"));
        var reviewers = _t.Reviewers.Take(2).Select(r => ("Form.Reviewers", $"{r.PersonId}"));
        var opened = await boss.Post($"/reviews/new?revision={_t.Product.RevisionId}", [.. reviewers, ("Form.DueOn", $"{_t.Today.AddDays(14):yyyy-MM-dd}"), ("Form.Quorum", "2")]);
        var no = opened.Location!.Split('/')[^1];
        Assert.That((await boss.Get($"/reviews/new?revision={_t.Product.RevisionId}")).Location, Is.EqualTo($"/reviews/{no}"), "the form leads to the case that is there");
        return no;
    }

    private async Task Discussed(WebVisitor reviewer, WebVisitor maker, string no)
    {
        Assert.That((await reviewer.Get("/")).Main, Does.Contain("내 투표를 기다리는 심의").And.Contain("2026. 3. 16.(월)까지"));
        var list = await reviewer.Get("/reviews");
        Assert.That(list.Main, Does.Contain(no).And.Contain("D-14"));
        var sent = await reviewer.Upload($"/reviews/{no}/messages", "Form.File", "도면.pdf", TestFiles.Pdf, ("Form.Text", "이 도면이 맞습니까"));
        Assert.That(sent.Location, Does.StartWith($"/reviews/{no}"));
        await maker.Post($"/reviews/{no}/messages", ("Form.Text", "맞습니다."));
        var talk = (await maker.Get($"/reviews/{no}")).Html;
        Assert.That(talk.QuerySelectorAll(".talk > li .pre").Select(p => p.TextContent), Is.EqualTo(new[] { "이 도면이 맞습니까", "맞습니다." }), "oldest first");
        var file = talk.QuerySelector(".talk a[href*='/files/']")!;
        Assert.That(file.TextContent, Is.EqualTo("도면.pdf"));
        Assert.That((await maker.Get(file.GetAttribute("href")!)).Text, Does.StartWith("%PDF"));
    }

    private static async Task Scored(WebVisitor reviewer, WebVisitor boss, string no)
    {
        var alone = await reviewer.Post($"/reviews/{no}/scores", ("Form.Lines[0].Criterion", "Safety"), ("Form.Lines[1].Comment", "빠릅니다"));
        Assert.That((alone.Status, alone.Html.QuerySelector(".errors a")!.GetAttribute("href")), Is.EqualTo((HttpStatusCode.BadRequest, "#Form_Lines_1__Score")));
        Assert.That(alone.Html.QuerySelector("#Form_Lines_1__Comment")!.TextContent.Trim(), Is.EqualTo("빠릅니다"));
        await reviewer.Post($"/reviews/{no}/scores", ("Form.Lines[0].Score", "4"), ("Form.Lines[1].Score", "3"), ("Form.Lines[1].Comment", "빠릅니다"));
        var page = await boss.Get($"/reviews/{no}");
        Assert.That(page.Html.QuerySelector("[aria-labelledby=h-scores] tfoot")!.TextContent, Does.Contain("4.0").And.Contain("3.0").And.Contain("3.5"));
        Assert.That(page.Main, Does.Contain("평가: 안전성 4 · 기능 3"));
        Assert.That((await reviewer.Get($"/reviews/{no}/scores")).Html.QuerySelector("input[name='Form.Lines[0].Score'][value='4']")!.HasAttribute("checked"), Is.True);
    }

    private static async Task Sealed(WebVisitor first, WebVisitor second, WebVisitor maker, WebVisitor boss, string no)
    {
        await first.Post($"/reviews/{no}/votes", ("Form.Round", "1"), ("Form.Ballot", "Reject"), ("Form.Reason", "안전장치가 없습니다."));
        foreach (var waiting in new[] { second, maker })
        {
            var page = await waiting.Get($"/reviews/{no}");
            Assert.That(page.Text, Does.Not.Contain("안전장치가 없습니다."));
            Assert.That(page.Html.QuerySelector("[aria-labelledby=h-votes]")!.TextContent, Does.Contain("투표함").And.Not.Contain("반대"));
        }

        foreach (var knowing in new[] { first, boss }) Assert.That((await knowing.Get($"/reviews/{no}")).Main, Does.Contain("안전장치가 없습니다.").And.Contain("투표: 반대"));
    }

    private async Task Changed(WebVisitor reviewer, WebVisitor maker, string no)
    {
        Assert.That((await reviewer.Post($"/reviews/{no}/change-requests", ("Form.Round", "1"), ("Form.Text", "덮개를 달아 주세요."))).Location, Is.EqualTo($"/reviews/{no}"));
        Assert.That((await maker.Get("/")).Main, Does.Contain("보완을 기다리는 제품"));
        Assert.That((await maker.Get("/reviews?view=changes")).Main, Does.Contain(no));
        Assert.That((await maker.Get($"/reviews/{no}/resubmissions")).Main, Does.Contain("덮개를 달아 주세요.").And.Contain("바뀐 점이 없습니다"));
        await _t.Edit(c => c with { Description = "What it is for.\n덮개가 있습니다.", Price = c.Price + 500, Specifications = [new Specification { Name = "덮개", Value = "강화유리" }] });
        Assert.That((await reviewer.Get($"/reviews/{no}")).Text, Does.Not.Contain("강화유리"), "what is not handed in is the producer's own");
        Assert.That((await maker.Get($"/reviews/{no}/resubmissions")).Main, Does.Contain("강화유리"));
        await maker.Post($"/reviews/{no}/resubmissions", ("Form.Text", "덮개를 달았습니다."));
        var page = await reviewer.Get($"/reviews/{no}");
        var since = page.Html.QuerySelector("[aria-labelledby=h-since]")!;
        Assert.That(since.QuerySelectorAll("ins").Select(i => i.TextContent), Is.EquivalentTo(new[] { "덮개가 있습니다.", "강화유리", "10,500원" }));
        Assert.That(since.QuerySelectorAll("del").Select(i => i.TextContent), Is.EquivalentTo(new[] { "10,000원" }));
        Assert.That(page.Main, Does.Contain("2차 심의").And.Contain("덮개를 달았습니다."));
        Assert.That(page.Html.QuerySelector("[aria-labelledby=h-changes]")!.TextContent, Does.Contain("답함"));
    }

    [Test]
    public async Task The_next_revision_is_shown_with_its_differences_from_what_is_on_sale()
    {
        await _t.OpenCase(quorum: 1);
        await _t.Vote(_t.Reviewers[0], Core.Review.Ballot.Approve);
        await _t.Publish();
        var begun = (EditProductOutcome.Begun)await _t.Edit(c => c with { Name = "새 이름", Tax = TaxClass.Exempt });
        await _web.Portal.Run<SubmitProduct, SubmitProductOutcome>(u => u.Handle(new SubmitProductRequest(_t.Producer, _t.Product.Id)));
        await _t.OpenCase(quorum: 1, begun.RevisionId);
        var reviewer = await _web.As(_t.Reviewers[0]);
        var page = await reviewer.Get($"/reviews/{_t.CaseNo}");
        Assert.That(page.Html.QuerySelector("[aria-labelledby=h-diff]")!.QuerySelectorAll("ins").Select(i => i.TextContent), Does.Contain("새 이름"));
        Assert.That(page.Html.QuerySelectorAll("[aria-labelledby=h-others] a"), Has.Length.EqualTo(1), "the case before");
        await _t.Vote(_t.Reviewers[1], Core.Review.Ballot.Approve);
        Assert.That((await reviewer.Get($"/reviews/{_t.CaseNo}")).Html.QuerySelector("[aria-labelledby=h-diff]"), Is.Not.Null, "also when it is what is on sale");
    }
}
