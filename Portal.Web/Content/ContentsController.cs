using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Content;
using Portal.Core.Shared;
using Portal.Data.Content;
using Portal.Web.Shared;

namespace Portal.Web.Content;

public sealed record ContentForm
{
    [Display(Name = "content.title"), Required, StringLength(SaveContent.MaxTitle)]
    public string? Title { get; init; }

    [Display(Name = "content.body"), Required, StringLength(SaveContent.MaxBody)]
    public string? Body { get; init; }

    /// <summary>The version that the form was opened with.</summary>
    public int Version { get; init; }
}

/// <summary>A text in the making, and how it will look when that was asked for.</summary>
public sealed record ContentEditModel(string Page, string Language, ContentForm Form, PageText? Preview = null, NewsRow? News = null);

public sealed record ContentListModel(IReadOnlyList<ContentRow> Pages, IReadOnlyList<TermsRow> Terms, long People);

/// <summary>The pages that an administrator writes, in both languages.</summary>
[Roles(Role.Administrator)]
public sealed class ContentsController(ContentPages pages, ContentTexts texts, NewsPages news, ContentCache cache) : Controller
{
    [HttpGet("/contents")]
    public async Task<IActionResult> Index([FromServices] TermsPages terms) =>
        View(new ContentListModel(await pages.List(ContentKeys.Pages), await terms.Versions(null), await terms.People()));

    [HttpGet("/contents/{page}")]
    public async Task<IActionResult> Edit(string page, string language = "ko")
    {
        if (!Texts.Languages.Contains(language) || await Known(page) is not (true, var item)) return NotFound();
        var form = (await pages.Find(page)).FirstOrDefault(r => r.Language == language) is { } row ? new ContentForm { Title = row.Title, Body = row.Body, Version = row.Version }
            : texts.Brought(page, language) is { } brought ? new ContentForm { Title = brought.Title, Body = brought.Body } : new ContentForm();
        return View(new ContentEditModel(page, language, form, News: item));
    }

    [HttpPost("/contents/{page}/preview")]
    public async Task<IActionResult> Preview(string page, string language, [Bind(Prefix = "Form")] ContentForm form)
    {
        if (!Texts.Languages.Contains(language) || await Known(page) is not (true, var item)) return NotFound();
        var model = new ContentEditModel(page, language, form, News: item);
        if (!ModelState.IsValid) return this.Invalid("Edit", model);
        return View("Edit", model with { Preview = new PageText(page, language, form.Version, form.Title!, form.Body!, null) });
    }

    [HttpPost("/contents/{page}")]
    public async Task<IActionResult> Save(Actor actor, string page, string language, [Bind(Prefix = "Form")] ContentForm form, [FromServices] SaveContent save)
    {
        if (!Texts.Languages.Contains(language) || await Known(page) is not (true, var item)) return NotFound();
        if (ModelState.IsValid)
        {
            switch (await save.Handle(new SaveContentRequest(actor, page, language, form.Title, form.Body, form.Version)))
            {
                case SaveContentOutcome.Saved:
                    cache.Forget();
                    this.Flash("content.saved");
                    return LocalRedirect($"/contents/{page}?language={language}");
                case SaveContentOutcome.Stale:
                    return this.Stale("content.changedMeanwhile");
                case SaveContentOutcome.NotFound:
                    return NotFound();
                case SaveContentOutcome.Bad bad:
                    this.Error($"Form.{bad.Field}", "error.Value", "");
                    break;
            }
        }

        return this.Invalid("Edit", new ContentEditModel(page, language, form, News: item));
    }

    [HttpGet("/contents/{page}/versions")]
    public async Task<IActionResult> Versions(string page, string language = "ko")
    {
        if (!Texts.Languages.Contains(language) || await Known(page) is not (true, _)) return NotFound();
        ViewData["Page"] = page;
        ViewData["Language"] = language;
        return View(await pages.Versions(page, language));
    }

    /// <summary>A text as it was, and what differs from the one that is shown now.</summary>
    [HttpGet("/contents/{page}/versions/{version:int}")]
    public async Task<IActionResult> Version(string page, int version, string language = "ko")
    {
        if (await pages.Version(page, language, version) is not { } was) return NotFound();
        var now = (await pages.Find(page)).Single(r => r.Language == was.Language);
        return View(new ContentVersionModel(was, now, LineDiff.Of(was.Body, now.Body)));
    }

    /// <summary>Back to a text as it was: it is saved once more, as the latest.</summary>
    [HttpPost("/contents/{page}/versions/{version:int}/restoration")]
    public async Task<IActionResult> Restore(Actor actor, string page, int version, string language, int latest, [FromServices] SaveContent save)
    {
        if (await pages.Version(page, language, version) is not { } was) return NotFound();
        if (await save.Handle(new SaveContentRequest(actor, page, language, was.Title, was.Body, latest)) is not SaveContentOutcome.Saved) return this.Stale("content.changedMeanwhile");
        cache.Forget();
        this.Flash("content.restored", version);
        return LocalRedirect($"/contents/{page}?language={language}");
    }

    private async Task<(bool IsThere, NewsRow? News)> Known(string page)
    {
        if (ContentKeys.SlugOf(page) is not { } slug) return (ContentKeys.Pages.Contains(page), null);
        var item = await news.Find(slug, Texts.Language, drafts: true);
        return (item is not null, item);
    }
}

public sealed record ContentVersionModel(ContentRow Was, ContentRow Now, IReadOnlyList<(LineChange Change, string Text)> Lines);

/// <summary>The name of a page in lists, and where everybody reads it.</summary>
public static class ContentNames
{
    public static string Of(Texts texts, string page) => page.StartsWith("guide-", StringComparison.Ordinal)
        ? texts["content.guideFor", texts[$"content.for.{page["guide-".Length..]}"]]
        : page == ContentKeys.Footer ? texts["content.footer"] : texts[$"content.{page}"];

    public static string Url(string page) => page == ContentKeys.Footer ? "/" : ContentKeys.SlugOf(page) is { } slug ? $"/news/{slug}" : $"/{page.Replace('-', '/')}";
}
