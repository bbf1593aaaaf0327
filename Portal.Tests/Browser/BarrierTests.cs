using Microsoft.Playwright;
using NUnit.Framework;
using Portal.Core.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Browser;

/// <summary>Every page: in both languages, on a desk and on a phone, by day and by night, without barriers, wholly in view, nothing behind anything.</summary>
[TestFixture]
public sealed class BarrierTests : BrowserTest
{
    private static readonly int[] Widths = [1280, 390];

    /// <summary>The roles whose pages have been through this; the others follow as their new pages do.</summary>
    private static readonly Role[] Looked = [Role.Buyer];

    private RouteWorld _world = null!;

    protected override async Task<WebPortal> Make()
    {
        _world = await RouteWorld.Create();
        return _world.Web;
    }

    [TestCaseSource(nameof(Looked))]
    public async Task Every_page_is_without_barriers(Role role)
    {
        using var crawler = await Web.As(_world.Own.As(role));
        await Look(await Crawler.Kinds(crawler), await SignIn(_world.Own.As(role)), $"{role}");
    }

    [Test]
    public async Task Every_page_for_visitors_is_without_barriers()
    {
        using var crawler = Web.Anonymous();
        await Look(await Crawler.Kinds(crawler), await Visit(), "a visitor");
    }

    private static async Task Look(List<string> pages, Visitor visitor, string who)
    {
        var wrong = new List<string>();
        foreach (var language in new[] { "ko", "en" })
        {
            await visitor.Speak(language);
            foreach (var url in pages)
            {
                await visitor.Open(url);
                foreach (var width in Widths)
                {
                    await visitor.Page.SetViewportSizeAsync(width, 900);
                    if (await visitor.Overflow() is > 0 and var pixels) wrong.Add($"{url} in {language} at {width}: {pixels} pixels too wide");
                    wrong.AddRange((await visitor.Hidden()).Select(h => $"{url} in {language} at {width}: hidden behind something: {h}"));
                    await visitor.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });
                    wrong.AddRange((await visitor.Barriers()).Select(b => $"in {language} at {width} by day: {b}"));
                    await visitor.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
                    wrong.AddRange((await visitor.FaintColours()).Select(b => $"in {language} at {width} by night: {b}"));
                }
            }
        }

        TestContext.Out.WriteLine($"{who}: {pages.Count} kinds of pages: {string.Join(' ', pages)}");
        Assert.That(wrong.Distinct(), Is.Empty, who);
    }
}
