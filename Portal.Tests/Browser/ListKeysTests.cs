using NUnit.Framework;
using Portal.Core.Organizations;
using Portal.Core.Shared;

namespace Portal.Tests.Browser;

/// <summary>A list by keyboard alone.</summary>
[TestFixture]
public sealed class ListKeysTests : BrowserTest
{
    private Actor _administrator = Actor.Portal;

    [OneTimeSetUp]
    public async Task People()
    {
        _administrator = await Data.Person(Role.Administrator, await Data.Organization(OrganizationKind.Portal));
        for (var i = 0; i < 3; i++) await Data.Organization(OrganizationKind.Buyer, name: $"가게 {i}");
    }

    [Test]
    public async Task Rows_are_walked_and_opened_and_the_keys_are_told()
    {
        var visitor = await SignIn(_administrator);
        await visitor.Open("/organizations?kind=Buyer");
        var keys = visitor.Page.Keyboard;
        await keys.PressAsync("j");
        await keys.PressAsync("j");
        Assert.That(await Focused(visitor), Is.EqualTo("가게 1"));
        await keys.PressAsync("k");
        Assert.That(await Focused(visitor), Is.EqualTo("가게 0"));
        await keys.PressAsync("/");
        await keys.TypeAsync("jk?");
        Assert.That(await visitor.Page.InputValueAsync("main form.bar input[type=search]"), Is.EqualTo("jk?"), "who types, types");
        await keys.PressAsync("Tab");
        await keys.PressAsync("?");
        Assert.That(await visitor.Page.IsVisibleAsync("dialog#keys"), Is.True);
        Assert.That(await visitor.Barriers(), Is.Empty);
        await keys.PressAsync("Escape");
        await keys.PressAsync("j");
        await visitor.Going(() => keys.PressAsync("Enter"));
        Assert.That(await visitor.Page.TextContentAsync("h1"), Does.Contain("가게"));
    }

    [Test]
    public async Task Columns_are_chosen_in_a_panel_of_the_page()
    {
        var visitor = await SignIn(_administrator, 390);
        await visitor.Open("/organizations");
        await visitor.Page.ClickAsync(".tools button[popovertarget=columns]");
        await visitor.Page.UncheckAsync("#columns input[value=region]");
        Assert.That(await visitor.Barriers(), Is.Empty);
        Assert.That(await visitor.Overflow(), Is.Zero);
        await visitor.Going(() => visitor.Page.ClickAsync("#columns .btn"));
        Assert.That(await visitor.Page.Locator("td[data-l=지역]").CountAsync(), Is.Zero);
    }

    private static Task<string> Focused(Visitor visitor) => visitor.Page.EvaluateAsync<string>("() => document.activeElement.textContent");
}
