using Microsoft.Playwright;
using NUnit.Framework;
using Portal.Core.Organizations;
using Portal.Core.Shared;

namespace Portal.Tests.Browser;

/// <summary>The first page, in both languages, on a desk and on a phone, light and dark.</summary>
[TestFixture]
public sealed class HomeTests : BrowserTest
{
    private Actor _operator = Actor.Portal;

    [OneTimeSetUp]
    public async Task People()
    {
        await Data.Person(Role.Administrator, await Data.Organization(OrganizationKind.Portal));
        _operator = await Data.Person(Role.Operator, await Data.Organization(OrganizationKind.Centre));
    }

    [Test]
    public async Task The_first_page_has_no_barriers_and_needs_no_scrolling_sideways([Values("ko", "en")] string language, [Values(390, 1280)] int width, [Values] bool dark)
    {
        var visitor = await Visit(width, dark ? ColorScheme.Dark : ColorScheme.Light, language);
        await visitor.Open("/");
        Assert.That(await visitor.Page.GetAttributeAsync("html", "lang"), Is.EqualTo(language));
        Assert.That(await visitor.Barriers(), Is.Empty);
        Assert.That(await visitor.Overflow(), Is.Zero);
    }

    [Test]
    public async Task The_language_is_changed_at_the_foot_of_the_menu()
    {
        var visitor = await Visit();
        await visitor.Open("/");
        await visitor.Going(() => visitor.Page.ClickAsync("#nav button[lang=en]"));
        Assert.That(await visitor.Page.GetAttributeAsync("html", "lang"), Is.EqualTo("en"));
        Assert.That(await visitor.Page.TextContentAsync("header.top"), Does.Contain("Sign in"));
    }

    [Test]
    public async Task Whoever_chooses_the_dark_has_it_on_every_page()
    {
        var visitor = await Visit();
        await visitor.Open("/");
        await visitor.Going(() => visitor.Page.ClickAsync("#nav button[value=dark]"));
        await visitor.Choose("판매인");
        Assert.That(await visitor.Page.EvaluateAsync<string>("() => getComputedStyle(document.documentElement).colorScheme"), Is.EqualTo("dark"));
    }

    [Test]
    public async Task Somebody_signs_in_sees_their_day_and_signs_out()
    {
        var visitor = await SignIn(_operator);
        Assert.That(visitor.At, Is.EqualTo("/"));
        Assert.That(await visitor.Page.TitleAsync(), Does.StartWith("오늘 할 일"));
        await visitor.Choose("주문");
        Assert.That(visitor.At, Is.EqualTo("/orders"));
        await visitor.SignOut();
        Assert.That(await visitor.Page.TextContentAsync("header.top"), Does.Contain("로그인하기"));
    }

    [Test]
    public async Task Everything_can_be_reached_by_keyboard()
    {
        var visitor = await Visit(390);
        await visitor.Open("/");
        await visitor.Page.Keyboard.PressAsync("Tab");
        Assert.That(await visitor.Page.EvaluateAsync<string>("() => document.activeElement.getAttribute('href')"), Is.EqualTo("#main"), "first of all the way to the content");
        await visitor.Page.Keyboard.PressAsync("Tab");
        await visitor.Page.Keyboard.PressAsync("Enter");
        Assert.That(await visitor.Page.IsVisibleAsync("#nav"), Is.True, "the menu opens by Enter");
    }
}
