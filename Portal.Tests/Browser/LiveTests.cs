using Microsoft.Playwright;
using NUnit.Framework;
using Portal.Tests.Review;

namespace Portal.Tests.Browser;

/// <summary>What another person does appears on an open page by itself.</summary>
[TestFixture]
public sealed class LiveTests : BrowserTest
{
    [Test]
    public async Task A_message_of_another_member_appears_while_one_is_typing()
    {
        var table = await ReviewTable.LayOpen(portal: Web.Portal);
        var reviewer = await SignIn(table.Reviewers[0]);
        await reviewer.Open($"/reviews/{table.CaseNo}");
        var field = reviewer.Page.Locator("#Form_Text");
        await field.FillAsync("제 생각에는");
        // the connection is opened a moment after the page
        await reviewer.Page.WaitForTimeoutAsync(1_000);
        await table.Say(table.Operator, "안전 인증서를 보아 주세요.");
        await reviewer.Page.Locator("[data-live=talk]", new PageLocatorOptions { HasTextString = "안전 인증서를 보아 주세요." }).WaitForAsync(new LocatorWaitForOptions { Timeout = 20_000 });
        Assert.That(await reviewer.Page.Locator("#live").InnerTextAsync(), Does.Contain($"심의 {table.CaseNo}에 새 글"));
        Assert.That(await reviewer.Page.TitleAsync(), Does.StartWith("(1) "));
        Assert.That(await field.InputValueAsync(), Is.EqualTo("제 생각에는"), "what is being typed stays");
        Assert.That(await reviewer.Page.EvaluateAsync<string>("() => document.activeElement.id"), Is.EqualTo("Form_Text"), "and so does the place where one types");
        Assert.That(await reviewer.Barriers(), Is.Empty);
        Assert.That(await reviewer.Overflow(), Is.Zero);
        await reviewer.Page.Locator("#live button").ClickAsync();
        Assert.That(await reviewer.Page.TitleAsync(), Does.Not.StartWith("("));
    }
}
