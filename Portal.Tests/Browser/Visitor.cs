using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using NUnit.Framework;

namespace Portal.Tests.Browser;

/// <summary>Somebody at a browser of their own. Whatever the browser complains about is a failure at the next step.</summary>
public sealed class Visitor : IAsyncDisposable
{
    private readonly List<string> _complaints = [];
    private int _status;

    internal Visitor(string name, IPage page, Uri home)
    {
        (Name, Home) = (name, home.ToString());
        Page = page;
        page.PageError += (_, error) =>
        {
            // a page that is left while it fades in says so; nobody sees it
            if (!error.Contains("ViewTransition", StringComparison.Ordinal)) _complaints.Add(error);
        };
        page.Console += (_, message) =>
        {
            // that a page answered 400 or 409 is what some tests are about
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)) _complaints.Add(message.Text);
        };
        page.Response += (_, response) =>
        {
            if (response.Request.IsNavigationRequest && response.Frame == page.MainFrame) _status = response.Status;
            else if (response.Status >= 400) _complaints.Add($"{response.Status} {response.Url}");
        };
    }

    public string Name { get; }

    /// <summary>Where the portal is.</summary>
    private string Home { get; }

    /// <summary>The page itself, for what is not here.</summary>
    public IPage Page { get; }

    /// <summary>The status of the page that was opened last.</summary>
    public int Status => _status;

    /// <summary>The path and query of the page.</summary>
    public string At => new Uri(Page.Url).PathAndQuery;

    public async Task Open(string path, int expected = 200)
    {
        await Page.GotoAsync(path);
        Assert.That(_status, Is.EqualTo(expected), $"{Name} opens {path}");
        Complain();
    }

    /// <summary>Follows a link of the page's content by its text.</summary>
    public async Task Follow(string text)
    {
        await Going(() => Page.Locator("#main").GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = text }).First.ClickAsync());
        Assert.That(_status, Is.EqualTo(200), $"{Name} follows {text} to {At}");
        Complain();
    }

    /// <summary>Follows a link of the menu, opening it first where it is closed.</summary>
    public async Task Choose(string text)
    {
        var link = Page.Locator("#nav").GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = text, Exact = true });
        if (!await link.IsVisibleAsync()) await Page.ClickAsync("button.menu");
        await Going(() => link.ClickAsync());
        Assert.That(_status, Is.EqualTo(200), $"{Name} chooses {text}");
        Complain();
    }

    /// <summary>Types into the field with this label.</summary>
    public Task Fill(string label, string value) => Field(label).FillAsync(value);

    /// <summary>Chooses from the list with this label, by what it shows.</summary>
    public async Task Select(string label, string choice)
    {
        var options = await Field(label).Locator("option").AllAsync();
        foreach (var option in options)
        {
            if ((await option.TextContentAsync())?.Contains(choice, StringComparison.Ordinal) != true) continue;
            await Field(label).SelectOptionAsync(await option.GetAttributeAsync("value") ?? choice);
            return;
        }

        Assert.Fail($"{Name} finds no '{choice}' in '{label}' at {At}");
    }

    /// <summary>Ticks the box or chooses the circle with this label.</summary>
    public Task Tick(string label) => Page.Locator("#main").GetByLabel(label).First.CheckAsync();

    public Task Attach(string label, string name, string contentType, byte[] bytes) =>
        Field(label).SetInputFilesAsync(new FilePayload { Name = name, MimeType = contentType, Buffer = bytes });

    /// <summary>Presses the button with this text and waits for the page that comes.</summary>
    public async Task Press(string text, int expected = 200)
    {
        var button = Page.Locator("#main").GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = text }).First;
        await Going(() => button.ClickAsync());
        Assert.That(_status, Is.EqualTo(expected), $"{Name} presses '{text}' and is at {At}: {await Text()}");
        Complain();
    }

    /// <summary>What the page's content says.</summary>
    public async Task<string> Text() => await Page.Locator("#main").InnerTextAsync();

    /// <summary>Signs out by the button on top.</summary>
    public Task SignOut() => Going(() => Page.ClickAsync("header.top button:has-text(\"로그아웃하기\")"));

    /// <summary>What a tool for accessibility finds wrong; empty when all is well.</summary>
    public Task<IReadOnlyList<string>> Barriers() => Axe(null);

    /// <summary>The same of colours alone: nothing else differs between day and night.</summary>
    public Task<IReadOnlyList<string>> FaintColours() => Axe(["color-contrast", "link-in-text-block"]);

    private async Task<IReadOnlyList<string>> Axe(string[]? rules)
    {
        // the tool is half a megabyte: once for each page is enough
        if (!await Page.EvaluateAsync<bool>("() => 'axe' in window")) await Page.RunAxe(new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "rule", Values = ["document-title"] }, Iframes = false });
        // no frames: the mail within a page may run no script, not even the tool's, which would wait for its answer for ever
        var found = await Page.EvaluateAsync<string[]>("""
            rules => axe.run(document, { resultTypes: ['violations'], iframes: false, ...(rules && { runOnly: { type: 'rule', values: rules } }) })
              .then(result => result.violations.flatMap(v => v.nodes.map(n => `${v.id}: ${v.help}: ${n.html}`)))
            """, rules).WaitAsync(TimeSpan.FromMinutes(1));
        return [.. found.Select(f => $"{At}: {f}")];
    }

    /// <summary>By how many pixels the page is wider than the window.</summary>
    public async Task<int> Overflow() => await Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");

    /// <summary>What can be pressed or typed into and lies, scrolled to the middle of the window, behind something else.</summary>
    public async Task<IReadOnlyList<string>> Hidden() => await Page.EvaluateAsync<string[]>("""
        () => {
          const found = [];
          for (const e of document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')) {
            if (!e.checkVisibility({ visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: true }) || e.closest('.vh, .skip, dialog:not([open])')) continue;
            e.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
            const box = [...e.getClientRects()].find(r => r.width > 1 && r.height > 1);
            if (!box) continue;
            const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
            if (!top || !(e.contains(top) || top.contains(e) || top.closest('label')?.contains(e))) found.push(e.outerHTML.slice(0, 120));
          }
          scrollTo(0, 0);
          return found;
        }
        """);

    /// <summary>Has its pages in this language from now on.</summary>
    public Task Speak(string language) => Page.Context.AddCookiesAsync([new Cookie { Name = "language", Value = language, Url = Home }]);

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();

    /// <summary>Does what leads to another page, and waits until that is there.</summary>
    public async Task Going(Func<Task> step)
    {
        var there = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Loaded(object? sender, IPage page) => there.TrySetResult();
        Page.Load += Loaded;
        try
        {
            await step();
            await there.Task.WaitAsync(TimeSpan.FromSeconds(20));
        }
        finally
        {
            Page.Load -= Loaded;
        }
    }

    private ILocator Field(string label) => Page.Locator("#main").GetByLabel(label).First;

    private void Complain() => Assert.That(_complaints, Is.Empty, $"{Name} at {At}");
}
