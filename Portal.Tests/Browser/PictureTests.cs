using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using NUnit.Framework;
using Portal.Core.Shared;
using Portal.Tests.Architecture;
using Portal.Tests.Shared;
using Portal.Web.Operations.Demo;

namespace Portal.Tests.Browser;

/// <summary>
/// Pictures of the main pages of the demo, on a desk and on a phone, by day and by night, in the folder <c>artifacts/pictures</c>: whoever changes the look
/// looks at them. What can be said without eyes is checked: that the page is there and not wider than its window.
/// </summary>
[TestFixture]
public sealed class PictureTests : BrowserTest
{
    private const int Tallest = 2400;

    private static readonly (string Who, string[] Pages)[] Main =
    [
        ("", ["/", "/products", "{product}", "/sellers", "/sign-in", "/sign-up"]),
        ("buyer", ["/", "/orders", "{order}", "/account"]),
        ("producer", ["/", "/orders", "/catalog", "/catalog/new", "/shipments"]),
        ("seller", ["/", "/recruitments", "/drafts", "/statements"]),
        ("reviewer", ["/", "/reviews", "{review}"]),
        ("operator", ["/", "/orders", "{order}", "/deposits", "/settlements", "/funds", "/agreements"]),
        ("administrator", ["/", "/people", "/audit", "/look"]),
    ];

    protected override async Task<WebPortal> Make()
    {
        var web = await WebPortal.Create(new PortalOptions { Demo = true });
        await using var scope = web.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DemoData>().Fill(_ => { });
        return web;
    }

    [Test]
    public async Task The_main_pages_as_they_look_to([ValueSource(nameof(Names))] string who)
    {
        var visitor = await Visit(name: who);
        if (who.Length > 0) await SignIn(visitor, $"{who}@demo.example", DemoSignIns.Password);
        var folder = Directory.CreateDirectory(Path.Combine(Source.Root, "artifacts", "pictures")).FullName;
        foreach (var page in Main.Single(m => m.Who == who).Pages)
        {
            var url = page.StartsWith('{') ? await First(visitor, page) : page;
            await visitor.Open(url);
            foreach (var (width, theme) in new[] { (1280, ColorScheme.Light), (1280, ColorScheme.Dark), (390, ColorScheme.Light), (390, ColorScheme.Dark) })
            {
                await visitor.Page.SetViewportSizeAsync(width, 900);
                await visitor.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = theme });
                var height = await visitor.Page.EvaluateAsync<int>("() => document.documentElement.scrollHeight");
                await visitor.Page.SetViewportSizeAsync(width, Math.Clamp(height, 900, Tallest));
                var name = $"{(who.Length > 0 ? who : "visitor")}{page.Replace('/', '-').Replace('{', '-').Trim('}')}-{width}-{theme.ToString().ToLowerInvariant()}.png";
                await visitor.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name) });
                Assert.That(await visitor.Overflow(), Is.Zero, name);
            }
        }
    }

    private static IEnumerable<string> Names => Main.Select(m => m.Who);

    /// <summary>The first of its kind in the list that this person sees.</summary>
    private static async Task<string> First(Visitor visitor, string kind)
    {
        var list = kind switch { "{product}" => "/products", "{order}" => "/orders?view=underway", _ => "/reviews" };
        await visitor.Open(list);
        return (await visitor.Page.Locator($"#main a[href^=\"{list.Split('?')[0]}/\"]").First.GetAttributeAsync("href"))!;
    }
}
