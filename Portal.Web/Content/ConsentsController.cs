using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Content;
using Portal.Data.Content;
using Portal.Web.Accounts;
using Portal.Web.Shared;

namespace Portal.Web.Content;

public sealed record OpenConsentsModel(IReadOnlyList<TermsRow> Terms, string ReturnUrl, IReadOnlyCollection<string> Ticked);

/// <summary>What somebody has agreed to, and what they are asked for now.</summary>
[SignedIn]
public sealed class ConsentsController(OpenConsents open, TermsPages pages, Session session) : Controller
{
    public const string Path = "/consents";

    [HttpGet(Path)]
    public async Task<IActionResult> Index(string? returnUrl) =>
        await Asked(returnUrl, []) is { Terms.Count: > 0 } model ? View(model) : LocalRedirect(Back(returnUrl));

    [HttpPost(Path)]
    public async Task<IActionResult> Index([FromForm] List<string> terms, string? returnUrl, [FromServices] AgreeToTerms agree)
    {
        var missing = await open.Missing();
        if (missing.Count == 0) return LocalRedirect(Back(returnUrl));
        if (missing.Any(t => !terms.Contains(Key(t))))
        {
            this.Error("terms", "content.agreeToAll");
            return this.Invalid("Index", await Asked(returnUrl, terms));
        }

        if (await agree.Handle(new AgreeToTermsRequest(session.Person!.Id, missing)) == AgreeToTermsOutcome.NotInForce) return this.Stale("content.otherTerms");
        return LocalRedirect(Back(returnUrl));
    }

    [HttpGet("/account/consents")]
    public async Task<IActionResult> Mine() => View(await pages.Consents(session.Person!.Id));

    /// <summary>A version as a form names it.</summary>
    public static string Key(TermsRef terms) => string.Create(CultureInfo.InvariantCulture, $"{TermsWords.Of(terms.Kind)}:{terms.Version}");

    private async Task<OpenConsentsModel> Asked(string? returnUrl, IReadOnlyCollection<string> ticked)
    {
        var missing = await open.Missing();
        return new OpenConsentsModel(missing.Count == 0 ? [] : [.. (await pages.Texts()).Where(t => missing.Contains(t.Ref)).OrderBy(t => t.Ref.Kind)], Back(returnUrl), ticked);
    }

    private string Back(string? returnUrl) => Url.IsLocalUrl(returnUrl) ? returnUrl! : "/";
}
