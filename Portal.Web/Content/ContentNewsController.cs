using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Content;
using Portal.Core.Shared;
using Portal.Data.Content;
using Portal.Web.Shared;

namespace Portal.Web.Content;

public sealed record NewsForm
{
    [Display(Name = "content.slug"), Required, StringLength(60)]
    public string? Slug { get; init; }

    [Display(Name = "content.title"), Required, StringLength(SaveContent.MaxTitle)]
    public string? Title { get; init; }

    [Display(Name = "content.body"), Required, StringLength(SaveContent.MaxBody)]
    public string? Body { get; init; }
}

public sealed record NewNewsModel(NewsForm Form, PageText? Preview = null);

/// <summary>News: drafts, their days, and what is published.</summary>
[Roles(Role.Administrator)]
public sealed class ContentNewsController(NewsPages pages) : Controller
{
    [HttpGet("/contents/news")]
    public async Task<IActionResult> Index(int page = 1) => View(await pages.All(Texts.Language, page));

    [HttpGet("/contents/news/new")]
    public IActionResult New() => View(new NewNewsModel(new NewsForm()));

    [HttpPost("/contents/news/new/preview")]
    public IActionResult Preview([Bind(Prefix = "Form")] NewsForm form) => ModelState.IsValid
        ? View("New", new NewNewsModel(form, new PageText("", "ko", 0, form.Title!, form.Body!, null)))
        : this.Invalid("New", new NewNewsModel(form));

    [HttpPost("/contents/news/new")]
    public async Task<IActionResult> New(Actor actor, [Bind(Prefix = "Form")] NewsForm form, [FromServices] AddNews add)
    {
        if (ModelState.IsValid)
        {
            switch (await add.Handle(new AddNewsRequest(actor, form.Slug?.Trim(), form.Title, form.Body)))
            {
                case AddNewsOutcome.Added added:
                    this.Flash("content.newsAdded");
                    return LocalRedirect($"/contents/{ContentKeys.NewsOf(added.Slug)}");
                case AddNewsOutcome.SlugTaken:
                    this.Error("Form.Slug", "content.slugTaken");
                    break;
                case AddNewsOutcome.Bad bad:
                    this.Error($"Form.{bad.Field}", bad.Field == nameof(form.Slug) ? "content.badSlug" : "error.Value", "");
                    break;
            }
        }

        return this.Invalid("New", new NewNewsModel(form));
    }

    /// <summary>From a day on everybody reads it; without a day it is a draft again.</summary>
    [HttpPost("/contents/news/{slug}/publication")]
    public async Task<IActionResult> Publish(Actor actor, string slug, DateOnly? on, [FromServices] PublishNews publish)
    {
        if (!ModelState.IsValid) return BadRequest();
        switch (await publish.Handle(new PublishNewsRequest(actor, slug, on)))
        {
            case PublishNewsOutcome.Done:
                this.Flash(on is null ? "content.newsWithdrawn" : "content.newsPublished");
                return LocalRedirect($"/contents/{ContentKeys.NewsOf(slug)}");
            case PublishNewsOutcome.Stale:
                return this.Stale("content.changedMeanwhile");
            default:
                return NotFound();
        }
    }
}
