using Microsoft.Playwright;
using NUnit.Framework;

namespace Portal.Tests.Browser;

/// <summary>What forms do in a browser: nothing typed is lost, amounts are shown in groups, what is wrong gets the focus.</summary>
[TestFixture]
public sealed class FormTests : BrowserTest
{
    private Bazaar _bazaar = null!;

    [OneTimeSetUp]
    public async Task People() => _bazaar = await Bazaar.Open(Web.Portal);

    [Test]
    public async Task A_draft_comes_back()
    {
        var producer = await SignIn(_bazaar.Producer);
        await producer.Open("/catalog/new");
        await producer.Page.FillAsync("#Form_Name", "자동 급수기");
        await producer.Page.FillAsync("#Form_Price", "１２３４５６７원");
        await producer.Page.FillAsync("#Form_Description", "첫째 줄\n둘째 줄");
        Assert.That(await producer.Page.InputValueAsync("#Form_Price"), Is.EqualTo("1,234,567"), "shown in groups once it is left");
        await producer.Page.GetByText("저장됨").WaitForAsync();
        Assert.That(await producer.Barriers(), Is.Empty);

        await producer.Open("/catalog");
        await producer.Open("/catalog/new");
        Assert.That(await producer.Page.InputValueAsync("#Form_Name"), Is.Empty);
        Assert.That(await producer.Barriers(), Is.Empty);
        await producer.Follow("이어 쓰기");
        Assert.That(await producer.Page.InputValueAsync("#Form_Name"), Is.EqualTo("자동 급수기"));
        Assert.That(await producer.Page.InputValueAsync("#Form_Description"), Is.EqualTo("첫째 줄\n둘째 줄"));
        await producer.Page.FillAsync("#Form_Code", "WATER-1");
        await producer.Press("등록하기");
        await producer.Open("/catalog/new");
        Assert.That(await producer.Text(), Does.Not.Contain("임시 저장"));
    }

    [Test]
    public async Task A_session_that_ends_loses_nothing()
    {
        var producer = await SignIn(_bazaar.Producer);
        await producer.Open("/catalog/new");
        await producer.Page.FillAsync("#Form_Name", "회전 건조기");
        await producer.Page.Context.ClearCookiesAsync(new BrowserContextClearCookiesOptions { Name = "portal" });
        await producer.Press("등록하기", 401);
        Assert.That(await producer.Text(), Does.Contain("내용은 보관했습니다"));
        Assert.That(await producer.Barriers(), Is.Empty);
        await producer.Page.FillAsync("#Email", await GivePassword(_bazaar.Producer.PersonId));
        await producer.Page.FillAsync("#Password", Password);
        await producer.Press("로그인하기");
        Assert.That(producer.At, Is.EqualTo("/catalog/new?draft=1"));
        Assert.That(await producer.Page.InputValueAsync("#Form_Name"), Is.EqualTo("회전 건조기"));
        Assert.That(await producer.Text(), Does.Contain("처리하지 않았고"));
    }

    [Test]
    public async Task The_summary_of_what_is_wrong_has_the_focus_and_leads_to_the_fields()
    {
        var operatorAtDesk = await SignIn(_bazaar.Operator);
        await operatorAtDesk.Open("/deposits/new");
        await operatorAtDesk.Page.FillAsync("#Amount", "");
        await operatorAtDesk.Press("입금 기록하기", 400);
        Assert.That(await operatorAtDesk.Page.EvaluateAsync<string>("() => document.activeElement.className"), Is.EqualTo("errors"));
        await operatorAtDesk.Page.ClickAsync(".errors a");
        Assert.That(await operatorAtDesk.Page.EvaluateAsync<string>("() => document.activeElement.id"), Is.EqualTo("Amount"));
        Assert.That(await operatorAtDesk.Barriers(), Is.Empty);
    }

    [Test]
    public async Task A_date_tells_its_holiday()
    {
        var seller = await SignIn(_bazaar.Operator);
        await seller.Open("/card-payouts/new");
        await seller.Page.FillAsync("#ArrivedOn", "2027-02-08");
        await seller.Page.GetByText("2027. 2. 8.(월) 설날 연휴").WaitForAsync();
    }

    [Test]
    public async Task A_form_is_sent_once()
    {
        var operatorAtDesk = await SignIn(_bazaar.Operator);
        await operatorAtDesk.Open("/deposits/new");
        var sent = 0;
        operatorAtDesk.Page.Request += (_, request) => sent += request.Method == "POST" ? 1 : 0;
        await operatorAtDesk.Page.FillAsync("#Amount", "7000");
        await operatorAtDesk.Page.FillAsync("#Depositor", "누군가");
        await operatorAtDesk.Going(() => operatorAtDesk.Page.EvaluateAsync("() => { const b = document.querySelector('#main form.form .acts button'); b.click(); b.click(); }"));
        Assert.That(sent, Is.EqualTo(1));
        Assert.That(operatorAtDesk.At, Is.EqualTo("/credits"));
    }
}
