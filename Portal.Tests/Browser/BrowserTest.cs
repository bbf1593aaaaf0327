using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using NUnit.Framework;
using NUnit.Framework.Interfaces;
using Portal.Core.Shared;
using Portal.Data.Accounts;
using Portal.Tests.Shared;

namespace Portal.Tests.Browser;

/// <summary>
/// A test in Chromium against the whole program on a port of its own. Every person of a story is a <see cref="Visitor"/> with cookies of their own:
/// <code>
/// var buyer = await SignIn(actor);          // through the sign-in page
/// await buyer.Open("/orders");
/// await buyer.Follow("20260302-0001");      // a link by its text
/// await buyer.Fill("취소 사유", "마음이 바뀜");  // a field by its label
/// await buyer.Press("주문 취소하기");            // a button by its text
/// Assert.That(await buyer.Text(), Does.Contain("취소했습니다"));
/// </code>
/// The clock is <c>Web.Portal.Time</c>; jobs run when a test runs their use case. After a failure the pages of all visitors lie as pictures in the
/// folder <c>portal-browser</c> of the temporary files.
/// </summary>
[FixtureLifeCycle(LifeCycle.SingleInstance)]
public abstract class BrowserTest
{
    protected const string Password = "고양이는 야옹하고 운다";

    private readonly List<Visitor> _visitors = [];
    private int _before;

    protected WebPortal Web { get; private set; } = null!;

    protected TestData Data { get; private set; } = null!;

    /// <summary>Makes the portal under test; override to begin with more than an empty one.</summary>
    protected virtual Task<WebPortal> Make() => WebPortal.Create();

    [OneTimeSetUp]
    public async Task StartPortal()
    {
        Web = await Make();
        Data = new TestData(Web.Portal);
    }

    [OneTimeTearDown]
    public async Task StopPortal()
    {
        foreach (var visitor in _visitors) await visitor.DisposeAsync();
        if (Web is not null) await Web.DisposeAsync();
    }

    [SetUp]
    public void Begin() => _before = _visitors.Count;

    /// <summary>Keeps pictures of a failure, and sends home whoever came in this test.</summary>
    [TearDown]
    public async Task End()
    {
        if (TestContext.CurrentContext.Result.Outcome.Status == TestStatus.Failed) await KeepPictures();
        foreach (var visitor in _visitors.Skip(_before)) await visitor.DisposeAsync();
        _visitors.RemoveRange(_before, _visitors.Count - _before);
    }

    /// <summary>Somebody who is not signed in.</summary>
    protected async Task<Visitor> Visit(int width = 1280, ColorScheme theme = ColorScheme.Light, string language = "ko", string name = "visitor")
    {
        var context = await Chromium.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Web.Address.ToString(), ViewportSize = new ViewportSize { Width = width, Height = 900 }, ColorScheme = theme, Locale = "ko-KR",
        });
        context.SetDefaultTimeout(15_000);
        var visitor = new Visitor(name, await context.NewPageAsync(), Web.Address);
        if (language != "ko") await visitor.Speak(language);
        _visitors.Add(visitor);
        return visitor;
    }

    /// <summary>A person of the test's data signs in through the sign-in page, with <see cref="Password"/>.</summary>
    protected async Task<Visitor> SignIn(Actor actor, int width = 1280, ColorScheme theme = ColorScheme.Light)
    {
        var visitor = await Visit(width, theme, name: $"{actor.Role} {actor.Name}");
        await SignIn(visitor, await GivePassword(actor.PersonId), Password);
        return visitor;
    }

    /// <summary>Signs in through the sign-in page with what somebody chose themselves.</summary>
    protected static async Task SignIn(Visitor visitor, string email, string password)
    {
        await visitor.Open("/sign-in");
        await visitor.Page.FillAsync("#Email", email);
        await visitor.Page.FillAsync("#Password", password);
        await visitor.Going(() => visitor.Page.ClickAsync("main form button:has-text(\"로그인하기\")"));
        Assert.That(new Uri(visitor.Page.Url).AbsolutePath, Is.Not.EqualTo("/sign-in"), await visitor.Text());
    }

    /// <summary>Gives a person of the test's data the <see cref="Password"/>; returns their mail address.</summary>
    protected async Task<string> GivePassword(long personId)
    {
        using var scope = Web.Services.CreateScope();
        var hash = scope.ServiceProvider.GetRequiredService<IPasswordHasher<PersonRow>>().HashPassword(new PersonRow(), Password);
        await Web.Portal.Execute("UPDATE people SET password_hash = @hash WHERE id = @personId", new { hash, personId });
        return (await Web.Portal.Scalar<string>("SELECT email FROM people WHERE id = @personId", new { personId }))!;
    }

    private async Task KeepPictures()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "portal-browser")).FullName;
        foreach (var (visitor, i) in _visitors.Select((v, i) => (v, i)))
        {
            if (visitor.Page.IsClosed) continue;
            var file = Path.Combine(folder, $"{TestContext.CurrentContext.Test.MethodName}-{i}.png");
            await visitor.Page.ScreenshotAsync(new PageScreenshotOptions { Path = file, FullPage = true });
            TestContext.Out.WriteLine($"{visitor.Name} at {visitor.Page.Url}: {file}");
            TestContext.AddTestAttachment(file);
        }
    }
}
