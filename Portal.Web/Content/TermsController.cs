using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Content;
using Portal.Core.Shared;
using Portal.Data.Content;
using Portal.Web.Accounts;
using Portal.Web.Shared;

namespace Portal.Web.Content;

/// <summary>A version of terms as it is read. Version 0 is what the program proposes while nothing was published.</summary>
public sealed record TermsModel(TermsKind Kind, PageText Text, DateOnly? EffectiveOn, IReadOnlyList<TermsRow> Versions, TermsRow? Current, bool MayEdit);

public sealed record TermsComparisonModel(TermsKind Kind, TermsRow Before, TermsRow After, IReadOnlyList<(LineChange Change, string Text)> Lines);

/// <summary>Terms, in every version that was ever published.</summary>
[AllowAnonymous]
public sealed class TermsController(TermsPages pages, ContentTexts texts, Session session, Clock clock) : Controller
{
    [HttpGet("/terms")]
    public async Task<IActionResult> Index() => View(await pages.Versions(null));

    /// <summary>What is in force; before anything is, what was announced or proposed.</summary>
    [HttpGet("/terms/{kind}")]
    public async Task<IActionResult> Details(string kind)
    {
        if (TermsWords.Kind(kind) is not { } known) return NotFound();
        var versions = await pages.Versions(known);
        if (versions.Count == 0) return View(new TermsModel(known, texts.Proposal(known, Texts.Language), null, [], null, MayEdit));
        return await Version(known, versions, (Current(versions) ?? versions[^1]).Version);
    }

    [HttpGet("/terms/{kind}/{version:int}")]
    public async Task<IActionResult> Details(string kind, int version) =>
        TermsWords.Kind(kind) is { } known ? await Version(known, await pages.Versions(known), version) : NotFound();

    /// <summary>What changed against the version before.</summary>
    [HttpGet("/terms/{kind}/{version:int}/comparison")]
    public async Task<IActionResult> Comparison(string kind, int version)
    {
        if (TermsWords.Kind(kind) is not { } known || version < 2 || await pages.Find(known, version, version - 1) is not [var after, var before]) return NotFound();
        return View(new TermsComparisonModel(known, before, after, LineDiff.Of(TermsWords.Text(before).Body, TermsWords.Text(after).Body)));
    }

    private bool MayEdit => session.Actor?.Role == Role.Administrator;

    private TermsRow? Current(IReadOnlyList<TermsRow> versions) => versions.FirstOrDefault(v => v.EffectiveOn <= clock.Today);

    private async Task<IActionResult> Version(TermsKind kind, IReadOnlyList<TermsRow> versions, int version)
    {
        if (await pages.Find(kind, version) is not [var terms]) return NotFound();
        return View("Details", new TermsModel(kind, TermsWords.Text(terms), terms.EffectiveOn, versions, Current(versions), MayEdit));
    }
}
