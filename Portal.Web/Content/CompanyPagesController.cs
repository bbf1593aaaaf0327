using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Content;
using Portal.Core.Operations;
using Portal.Core.Shared;
using Portal.Data.Content;
using Portal.Web.Accounts;
using Portal.Web.Operations;

namespace Portal.Web.Content;

/// <summary>A page that an administrator wrote; guides lead to the others.</summary>
public sealed record CompanyPageModel(PageText Text, bool MayEdit, string? Guide = null);

/// <summary>Who we are, with whom, where, and how work is done here.</summary>
[AllowAnonymous]
public sealed class CompanyPagesController(ContentTexts texts, Session session) : Controller
{
    [HttpGet("/about")]
    public Task<IActionResult> About() => Show(ContentKeys.About);

    [HttpGet("/partners")]
    public Task<IActionResult> Partners() => Show(ContentKeys.Partners);

    [HttpGet("/location")]
    public Task<IActionResult> Location() => Show(ContentKeys.Location);

    [HttpGet("/guide")]
    public Task<IActionResult> Guide() => Show(ContentKeys.Guide, "");

    [HttpGet("/guide/{role}")]
    public async Task<IActionResult> Guide(string role) => ContentKeys.Guides.Contains(role) ? await Show(ContentKeys.GuideOf(role), role) : NotFound();

    [HttpGet("/content-files/{fileId:long}")]
    public async Task<IActionResult> Image(long fileId, [FromServices] ContentPages pages, [FromServices] Files files) =>
        await pages.Image(fileId) is { } file ? this.Send(files, file, isPublic: true) : NotFound();

    private async Task<IActionResult> Show(string page, string? guide = null) =>
        View("Show", new CompanyPageModel(await texts.Find(page), session.Actor?.Role == Role.Administrator, guide));
}
