using System.Globalization;
using System.Net;
using NUnit.Framework;
using Portal.Core.Catalog;
using Portal.Core.Operations;
using Portal.Core.Organizations;
using Portal.Core.Review;
using Portal.Core.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Review;

/// <summary>Who sees a case, what a step that comes too late gets, and what becomes of bad and hostile forms.</summary>
[TestFixture]
public sealed class CasePageTests
{
    private WebPortal _web = null!;
    private ReviewTable _t = null!;

    [OneTimeSetUp]
    public async Task Start() => _web = await WebPortal.Create();

    [SetUp]
    public async Task Open() => _t = await ReviewTable.LayOpen(quorum: 2, portal: _web.Portal);

    [OneTimeTearDown]
    public async Task Stop() => await _web.DisposeAsync();

    [Test]
    public async Task For_everybody_outside_the_community_the_case_and_its_files_are_not_there()
    {
        var maker = await _web.As(_t.Producer);
        await maker.Upload($"/reviews/{_t.CaseNo}/messages", "Form.File", "a.png", TestFiles.Png, ("Form.Text", "Look"));
        var file = (await maker.Get($"/reviews/{_t.CaseNo}")).Html.QuerySelector(".talk a[href*='/files/']")!.GetAttribute("href")!;
        Actor[] strangers =
        [
            await _t.Data.Person(Role.Operator, await _t.Data.Organization(OrganizationKind.Centre)),
            await _t.Data.Person(Role.Producer, await _t.Data.Organization(OrganizationKind.Producer, _t.Centre)),
            await _t.Data.Person(Role.Reviewer, _t.Centre),
        ];
        foreach (var stranger in strangers)
        {
            var visitor = await _web.As(stranger);
            foreach (var address in new[] { $"/reviews/{_t.CaseNo}", file })
                Assert.That((await visitor.Get(address)).Status, Is.EqualTo(HttpStatusCode.NotFound), $"{stranger.Role} {address}");
            Assert.That((await visitor.Get("/reviews?view=all")).Main, Does.Not.Contain(_t.CaseNo));
        }

        var other = await ReviewTable.LayOpen(portal: _web.Portal);
        Assert.That((await (await _web.As(other.Producer)).Get(file.Replace(_t.CaseNo, other.CaseNo, StringComparison.Ordinal))).Status, Is.EqualTo(HttpStatusCode.NotFound), "a file of another case");
        var buyer = await _web.As(await _t.Data.Person(Role.Buyer, await _t.Data.Organization(OrganizationKind.Buyer, _t.Centre)));
        Assert.That((await buyer.Get($"/reviews/{_t.CaseNo}")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await maker.Get(file)).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task The_second_decision_is_told_who_decided_what_and_why()
    {
        var boss = await _web.As(_t.Operator);
        var second = await _web.As(await _t.Data.Person(Role.Operator, _t.Centre));
        var bad = await boss.Post($"/reviews/{_t.CaseNo}/decision", ("Form.Round", "1"), ("Form.Decision", "Rejected"), ("Form.Reason", " "));
        Assert.That((bad.Status, bad.Html.QuerySelector("#Form_Decision_Rejected")!.HasAttribute("checked")), Is.EqualTo((HttpStatusCode.BadRequest, true)));
        await boss.Post($"/reviews/{_t.CaseNo}/decision", ("Form.Round", "1"), ("Form.Decision", "Rejected"), ("Form.Reason", "인증이 없습니다."));
        var late = await second.Post($"/reviews/{_t.CaseNo}/decision", ("Form.Round", "1"), ("Form.Decision", "Approved"), ("Form.Reason", "좋습니다."));
        Assert.That(late.Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(late.Main, Does.Contain(_t.Operator.Name).And.Contain("반려").And.Contain("인증이 없습니다."));
        Assert.That((await second.Get($"/reviews/{_t.CaseNo}/decision")).Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That((await _t.Page(_t.Operator))!.Decision, Is.EqualTo("Rejected"));
    }

    [Test]
    public async Task Nothing_is_said_voted_scored_or_changed_after_the_decision()
    {
        await _t.Decide(_t.Operator, Decision.Approved);
        var (reviewer, maker, boss) = (await _web.As(_t.Reviewers[0]), await _web.As(_t.Producer), await _web.As(_t.Operator));
        WebPage[] late =
        [
            await reviewer.Post($"/reviews/{_t.CaseNo}/votes", ("Form.Round", "1"), ("Form.Ballot", "Reject"), ("Form.Reason", "No")),
            await reviewer.Post($"/reviews/{_t.CaseNo}/scores", ("Form.Lines[0].Score", "1")),
            await reviewer.Post($"/reviews/{_t.CaseNo}/change-requests", ("Form.Round", "1"), ("Form.Text", "More")),
            await maker.Post($"/reviews/{_t.CaseNo}/messages", ("Form.Text", "But")),
            await maker.Post($"/reviews/{_t.CaseNo}/resubmissions"),
            await boss.Post($"/reviews/{_t.CaseNo}/due-date", ("Form.DueOn", "2026-12-01")),
            await boss.Post($"/reviews/{_t.CaseNo}/members", ("personId", "5")),
            await boss.Post($"/reviews/{_t.CaseNo}/members/{_t.Reviewers[0].PersonId}/removal", ("Form.Reason", "x")),
        ];
        Assert.That(late.Select(p => p.Status), Has.All.EqualTo(HttpStatusCode.Conflict));
        Assert.That(late.Select(p => p.Main), Has.All.Contain("승인"));
        Assert.That(await _t.Timeline(), Is.EqualTo("Opened Decided"));
    }

    [Test]
    public async Task A_vote_on_what_was_replaced_meanwhile_is_a_conflict()
    {
        var reviewer = await _web.As(_t.Reviewers[0]);
        await _t.RequestChanges(_t.Reviewers[1]);
        var waiting = await reviewer.Post($"/reviews/{_t.CaseNo}/votes", ("Form.Round", "1"), ("Form.Ballot", "Approve"), ("Form.Reason", "Good"));
        Assert.That((waiting.Status, waiting.Main.Contains("보완을 요청한 상태", StringComparison.Ordinal)), Is.EqualTo((HttpStatusCode.Conflict, true)));
        await _t.Resubmit(_t.Producer);
        var stale = await reviewer.Post($"/reviews/{_t.CaseNo}/votes", ("Form.Round", "1"), ("Form.Ballot", "Approve"), ("Form.Reason", "Good"));
        Assert.That((stale.Status, stale.Main.Contains("2차 심의", StringComparison.Ordinal)), Is.EqualTo((HttpStatusCode.Conflict, true)));
        Assert.That((await _t.Page(_t.Operator))!.Votes, Is.Empty);
    }

    [Test]
    public async Task A_bad_form_is_a_400_that_keeps_what_was_typed()
    {
        var (reviewer, boss) = (await _web.As(_t.Reviewers[0]), await _web.As(_t.Operator));
        var vote = await reviewer.Post($"/reviews/{_t.CaseNo}/votes", ("Form.Round", "1"), ("Form.Ballot", "Maybe"), ("Form.Reason", "글쎄요"));
        Assert.That((vote.Status, vote.Html.QuerySelector("#Form_Reason")!.TextContent.Trim()), Is.EqualTo((HttpStatusCode.BadRequest, "글쎄요")));
        var invisible = await reviewer.Post($"/reviews/{_t.CaseNo}/votes", ("Form.Round", "1"), ("Form.Ballot", "Approve"), ("Form.Reason", "\u0001\u0002"));
        Assert.That(invisible.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        var score = await reviewer.Post($"/reviews/{_t.CaseNo}/scores", ("Form.Lines[0].Score", "6"), ("Form.Lines[0].Comment", "아주 좋음"));
        Assert.That((score.Status, score.Html.QuerySelector("#Form_Lines_0__Comment")!.TextContent.Trim()), Is.EqualTo((HttpStatusCode.BadRequest, "아주 좋음")));
        var empty = await reviewer.Post($"/reviews/{_t.CaseNo}/messages", ("Form.Text", " \r\n "));
        Assert.That((empty.Status, empty.Html.QuerySelector(".errors a")!.GetAttribute("href")), Is.EqualTo((HttpStatusCode.BadRequest, "#Form_Text")));
        var longText = new string('가', 4001);
        var tooLong = await reviewer.Post($"/reviews/{_t.CaseNo}/messages", ("Form.Text", longText));
        Assert.That((tooLong.Status, tooLong.Html.QuerySelector("#Form_Text")!.TextContent.Trim()), Is.EqualTo((HttpStatusCode.BadRequest, longText)));
        var program = await reviewer.Upload($"/reviews/{_t.CaseNo}/messages", "Form.File", "drawing.pdf", "MZ\u0090\0"u8.ToArray(), ("Form.Text", "보세요"));
        Assert.That((program.Status, program.Html.QuerySelector("#Form_Text")!.TextContent.Trim()), Is.EqualTo((HttpStatusCode.BadRequest, "보세요")));
        var past = await boss.Post($"/reviews/{_t.CaseNo}/due-date", ("Form.DueOn", $"{_t.Today.AddDays(-1):yyyy-MM-dd}"), ("Form.Reason", "늦어서"));
        Assert.That((past.Status, past.Html.QuerySelector("#Form_Reason")!.TextContent.Trim()), Is.EqualTo((HttpStatusCode.BadRequest, "늦어서")));
        var noDate = await boss.Post($"/reviews/{_t.CaseNo}/due-date", ("Form.DueOn", "31.12.2026"));
        Assert.That((noDate.Status, noDate.Html.QuerySelector("#Form_DueOn")!.GetAttribute("value")), Is.EqualTo((HttpStatusCode.BadRequest, "31.12.2026")));
        Assert.That((await boss.Post($"/reviews/{_t.CaseNo}/members", ("personId", $"{_t.Producer.PersonId}"))).Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await _t.Timeline(), Is.EqualTo("Opened"));
    }

    [TestCase("<script>alert(1)</script>")]
    [TestCase("=cmd|' /C calc'!A0")]
    [TestCase("\u202eنص عربي\u202c 한글 😀👩‍👩‍👧‍👦 𠮷")]
    [TestCase("\" onmouseover=\"alert(1) {0} @T")]
    public async Task Hostile_text_is_kept_and_shown_inert(string text)
    {
        var reviewer = await _web.As(_t.Reviewers[0]);
        await reviewer.Post($"/reviews/{_t.CaseNo}/messages", ("Form.Text", text));
        await reviewer.Post($"/reviews/{_t.CaseNo}/scores", ("Form.Lines[0].Score", "2"), ("Form.Lines[0].Comment", text));
        await reviewer.Post($"/reviews/{_t.CaseNo}/votes", ("Form.Round", "1"), ("Form.Ballot", "Reject"), ("Form.Reason", text));
        var page = await (await _web.As(_t.Operator)).Get($"/reviews/{_t.CaseNo}");
        Assert.That(page.Html.QuerySelectorAll("#main script, [onmouseover]"), Is.Empty);
        Assert.That(page.Html.QuerySelector(".talk .pre")!.TextContent, Is.EqualTo(text));
        Assert.That(page.Html.QuerySelector("[aria-labelledby=h-votes] td.pre")!.TextContent, Is.EqualTo(text));
        Assert.That((await reviewer.Get($"/reviews?view=all&q={Uri.EscapeDataString(text)}")).Status, Is.EqualTo(HttpStatusCode.OK));
        var boss = await _web.As(_t.Operator);
        await boss.Post($"/reviews/{_t.CaseNo}/decision", ("Form.Round", "1"), ("Form.Decision", "Rejected"), ("Form.Reason", text));
        var late = await boss.Get($"/reviews/{_t.CaseNo}/decision");
        Assert.That((late.Status, late.Main.Contains(text, StringComparison.Ordinal)), Is.EqualTo((HttpStatusCode.Conflict, true)));
    }

    [Test]
    public async Task A_reviewer_who_does_not_answer_is_replaced_and_sees_the_case_no_more()
    {
        var boss = await _web.As(_t.Operator);
        var fresh = await _t.Data.Person(Role.Reviewer, _t.Centre, "Fresh Reviewer");
        Assert.That((await boss.Get($"/reviews/{_t.CaseNo}/members")).Main, Does.Contain("Fresh Reviewer"));
        Assert.That((await boss.Post($"/reviews/{_t.CaseNo}/members/{_t.Reviewers[2].PersonId}/removal")).Status, Is.EqualTo(HttpStatusCode.BadRequest), "reasons are asked for");
        Assert.That((await boss.PostAndFollow($"/reviews/{_t.CaseNo}/members/{_t.Reviewers[2].PersonId}/removal", ("Form.Reason", "답이 없습니다."))).Main, Does.Contain("심의에서 뺐습니다"));
        Assert.That((await (await _web.As(_t.Reviewers[2])).Get($"/reviews/{_t.CaseNo}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        var tooFew = await boss.Post($"/reviews/{_t.CaseNo}/members/{_t.Reviewers[1].PersonId}/removal", ("Form.Reason", "답이 없습니다."));
        Assert.That((tooFew.Status, tooFew.Main.Contains("정족수가 2명", StringComparison.Ordinal)), Is.EqualTo((HttpStatusCode.Conflict, true)));
        Assert.That((await boss.Post($"/reviews/{_t.CaseNo}/members", ("personId", $"{fresh.PersonId}"))).Location, Does.EndWith("/members"));
        Assert.That((await boss.Post($"/reviews/{_t.CaseNo}/members", ("personId", $"{fresh.PersonId}"))).Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That((await (await _web.As(fresh)).Get($"/reviews/{_t.CaseNo}")).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await _t.Timeline(), Is.EqualTo("Opened MemberRemoved MemberAdded"));
    }

    [Test]
    public async Task The_operator_moves_the_date_of_an_overdue_case_and_it_is_overdue_no_more()
    {
        var boss = await _web.As(_t.Operator);
        await _web.Portal.Execute("UPDATE review_cases SET due_on = @day WHERE id = @CaseId", new { day = _t.Today.AddDays(-4), _t.CaseId });
        Assert.That((await boss.Get("/")).Html.QuerySelector(".todo .hot a[href='/reviews?view=overdue']"), Is.Not.Null);
        Assert.That((await boss.Get("/reviews?view=overdue")).Main, Does.Contain("4일 지남").And.Contain(_t.CaseNo));
        Assert.That((await boss.Get($"/reviews/{_t.CaseNo}")).Html.QuerySelector(".warn")!.TextContent, Does.Contain("심의 기한이 지났습니다"));
        await boss.Post($"/reviews/{_t.CaseNo}/due-date", ("Form.DueOn", $"{_t.Today:yyyy-MM-dd}"), ("Form.Reason", "하루 더"));
        Assert.That((await boss.Get("/reviews?view=overdue")).Main, Does.Not.Contain(_t.CaseNo));
        var page = await boss.Get($"/reviews/{_t.CaseNo}");
        Assert.That(page.Main, Does.Contain("오늘까지").And.Contain("하루 더"));
    }

    [Test]
    public async Task The_administrator_reads_everything_and_has_no_buttons()
    {
        await _t.Vote(_t.Reviewers[0], Ballot.Approve, reason: "튼튼합니다.");
        var admin = await _web.As(await _t.Data.Person(Role.Administrator, await _t.Data.Organization(OrganizationKind.Portal)));
        var page = await admin.Get($"/reviews/{_t.CaseNo}");
        Assert.That(page.Main, Does.Contain("튼튼합니다."));
        Assert.That(page.Html.QuerySelectorAll("#main form, #main .acts a"), Is.Empty);
        Assert.That((await admin.Get("/reviews")).Main, Does.Contain(_t.CaseNo));
    }

    [Test]
    public async Task Images_and_manuals_of_a_round_are_shown_to_the_community_also_after_the_producer_took_them_out()
    {
        await _t.RequestChanges(_t.Operator);
        async Task Add(ProductFileKind kind, string name, byte[] bytes) =>
            Assert.That(await _web.Portal.Run<AddProductFile, AddProductFileOutcome>(async u => await u.Handle(
                new AddProductFileRequest(_t.Producer, _t.Product.Id, _t.Product.RevisionId, kind, kind == ProductFileKind.Image ? null : "사용 설명서", new Upload(name, new MemoryStream(bytes))))), Is.InstanceOf<AddProductFileOutcome.Added>());
        await Add(ProductFileKind.Image, "앞모습.png", TestFiles.PngOf(1));
        await Add(ProductFileKind.Manual, "manual.pdf", TestFiles.Pdf);
        var reviewer = await _web.As(_t.Reviewers[0]);
        Assert.That((await reviewer.Get($"/reviews/{_t.CaseNo}")).Html.QuerySelector(".photos"), Is.Null, "not handed in yet");
        await _t.Resubmit(_t.Producer);
        var page = await reviewer.Get($"/reviews/{_t.CaseNo}");
        var image = page.Html.QuerySelector(".photos img")!;
        Assert.That(image.GetAttribute("alt"), Is.Not.Empty);
        Assert.That(page.Html.QuerySelector("[aria-labelledby=h-since]")!.TextContent, Does.Contain("사용 설명서"));
        Assert.That((await reviewer.Get(image.GetAttribute("src")!)).Status, Is.EqualTo(HttpStatusCode.OK));

        await _t.RequestChanges(_t.Operator, round: 2);
        var fileId = long.Parse(image.GetAttribute("src")!.Split('/')[^1], CultureInfo.InvariantCulture);
        await _web.Portal.Run<RemoveProductFile, ProductFileOutcome>(u => u.Handle(new ProductFileRequest(_t.Producer, _t.Product.Id, _t.Product.RevisionId, fileId)));
        Assert.That((await reviewer.Get(image.GetAttribute("src")!)).Status, Is.EqualTo(HttpStatusCode.OK), "what was judged can be looked at");
        var stranger = await _web.As(await _t.Data.Person(Role.Reviewer, _t.Centre));
        Assert.That((await stranger.Get(image.GetAttribute("src")!)).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Pages_speak_English_too()
    {
        var boss = await _web.As(_t.Operator);
        await boss.Post("/language", ("language", "en"));
        foreach (var address in new[] { "/reviews", "/reviews?view=waiting", $"/reviews/{_t.CaseNo}", $"/reviews/{_t.CaseNo}/decision", $"/reviews/{_t.CaseNo}/members", $"/reviews/{_t.CaseNo}/due-date" })
            Assert.That((await boss.Get(address)).Main.Replace(_web.Portal.Options.Name, "", StringComparison.Ordinal), Does.Not.Match("[가-힣]").And.Not.Contain("⟦"), address);
    }
}
