using Microsoft.Playwright;
using NUnit.Framework;

namespace Portal.Tests.Browser;

/// <summary>
/// One Chromium for all browser tests. Without one they are skipped, and say so; where <c>CI</c> is set they fail.
/// Its path: <c>PORTAL_TEST_CHROMIUM</c>, otherwise where Debian and others put it.
/// </summary>
[SetUpFixture]
public sealed class Chromium
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium"];
    private static IPlaywright? _playwright;
    private static IBrowser? _browser;

    public static IBrowser Browser => _browser ?? throw new InvalidOperationException("There is no browser.");

    [OneTimeSetUp]
    public async Task Start()
    {
        if (Path() is not { } path)
        {
            const string Reason = "There is no Chromium: install it (Debian: apt-get install chromium fonts-nanum) or name it in PORTAL_TEST_CHROMIUM.";
            if (Environment.GetEnvironmentVariable("CI") is { Length: > 0 }) Assert.Fail(Reason);
            Assert.Ignore(Reason);
            return;
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = path,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--font-render-hinting=none"],
        });
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    private static string? Path() =>
        Environment.GetEnvironmentVariable("PORTAL_TEST_CHROMIUM") is { Length: > 0 } named ? named : Places.FirstOrDefault(File.Exists);
}
