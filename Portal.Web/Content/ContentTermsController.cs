using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Content;
using Portal.Core.Shared;
using Portal.Data.Content;
using Portal.Web.Shared;

namespace Portal.Web.Content;

public sealed record TermsForm
{
    [Display(Name = "content.effectiveOn"), Required]
    public DateOnly? EffectiveOn { get; init; }

    [Display(Name = "content.title"), Required, StringLength(SaveContent.MaxTitle)]
    public string? Title { get; init; }

    [Display(Name = "content.body"), Required, StringLength(SaveContent.MaxBody)]
    public string? Body { get; init; }

    [Display(Name = "content.titleEn"), StringLength(SaveContent.MaxTitle)]
    public string? TitleEn { get; init; }

    [Display(Name = "content.bodyEn"), StringLength(SaveContent.MaxBody)]
    public string? BodyEn { get; init; }

    /// <summary>The latest version when the form was opened.</summary>
    public int Version { get; init; }
}

public sealed record NewTermsModel(TermsKind Kind, TermsForm Form, IReadOnlyList<PageText>? Preview = null);

public sealed record TermsListModel(TermsKind Kind, IReadOnlyList<TermsRow> Versions, long People);

/// <summary>Terms: their versions, how many agreed to each, and the next one.</summary>
[Roles(Role.Administrator)]
public sealed class ContentTermsController(TermsPages pages, ContentTexts texts, ContentCache cache) : Controller
{
    [HttpGet("/contents/terms/{kind}")]
    public async Task<IActionResult> Index(string kind) =>
        TermsWords.Kind(kind) is { } known ? View(new TermsListModel(known, await pages.Versions(known), await pages.People())) : NotFound();

    /// <summary>Begins with the latest version, or with what the program proposes.</summary>
    [HttpGet("/contents/terms/{kind}/new")]
    public async Task<IActionResult> New(string kind)
    {
        if (TermsWords.Kind(kind) is not { } known) return NotFound();
        if (await pages.Versions(known) is [var latest, ..] && (await pages.Find(known, latest.Version))[0] is { } last)
            return View(new NewTermsModel(known, new TermsForm { Title = last.Title, Body = last.Body, TitleEn = last.TitleEn, BodyEn = last.BodyEn, Version = last.Version }));
        var (korean, english) = (texts.Proposal(known, "ko"), texts.Proposal(known, "en"));
        return View(new NewTermsModel(known, new TermsForm { Title = korean.Title, Body = korean.Body, TitleEn = english.Title, BodyEn = english.Body }));
    }

    [HttpPost("/contents/terms/{kind}/new/preview")]
    public IActionResult Preview(string kind, [Bind(Prefix = "Form")] TermsForm form)
    {
        if (TermsWords.Kind(kind) is not { } known) return NotFound();
        if (!ModelState.IsValid) return this.Invalid("New", new NewTermsModel(known, form));
        var both = new List<PageText> { new("", "ko", 0, form.Title!, form.Body!, null) };
        if (form is { TitleEn: { } title, BodyEn: { } body }) both.Add(new PageText("", "en", 0, title, body, null));
        return View("New", new NewTermsModel(known, form, both));
    }

    [HttpPost("/contents/terms/{kind}/new")]
    public async Task<IActionResult> New(Actor actor, string kind, [Bind(Prefix = "Form")] TermsForm form, [FromServices] PublishTerms publish)
    {
        if (TermsWords.Kind(kind) is not { } known) return NotFound();
        if (ModelState.IsValid)
        {
            var request = new PublishTermsRequest(actor, known, form.Version, form.EffectiveOn!.Value, form.Title, form.Body) { TitleEn = form.TitleEn, BodyEn = form.BodyEn };
            switch (await publish.Handle(request))
            {
                case PublishTermsOutcome.Published done:
                    cache.Forget();
                    this.Flash("content.termsPublished", done.Version);
                    return LocalRedirect($"/contents/terms/{kind}");
                case PublishTermsOutcome.Stale:
                    return this.Stale("content.changedMeanwhile");
                case PublishTermsOutcome.TooEarly:
                    this.Error("Form.EffectiveOn", "content.tooEarly");
                    break;
                case PublishTermsOutcome.Bad bad:
                    this.Error($"Form.{bad.Field}", bad.Field.EndsWith("En", StringComparison.Ordinal) ? "content.englishWhole" : "error.Value", "");
                    break;
            }
        }

        return this.Invalid("New", new NewTermsModel(known, form));
    }
}
