using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Accounts;
using Portal.Core.Shared;
using Portal.Web.Shared;

namespace Portal.Web.Accounts;

/// <summary>Saves what is typed into long forms, by the script of their pages.</summary>
[SignedIn]
public sealed class FormDraftsController(FormDrafts drafts, Texts texts, Clock clock) : Controller
{
    private const int MaxBytes = 1_000_000;

    /// <summary>The form's own fields are the request; its page and where it posts to stand in the query.</summary>
    [HttpPost("/account/drafts"), RequestSizeLimit(MaxBytes)]
    public async Task<IActionResult> Save([FromQuery] string? page, [FromQuery] string? action, [FromServices] SaveFormDraft save)
    {
        if (FormDrafts.Own(page) is not { } own || FormDrafts.Own(action) is not { } to || await KeptForm.Read(Request, own, to) is not { } form) return BadRequest();
        return await save.Handle(drafts.Key(own)!, (form with { Page = own }).ToJson()) is { } at
            ? Content(texts["accounts.draft.saved", clock.Local(at).ToString("HH:mm", CultureInfo.InvariantCulture)])
            : StatusCode(StatusCodes.Status413PayloadTooLarge);
    }

    [HttpPost("/account/drafts/end")]
    public async Task<IActionResult> End(string? page, [FromServices] EndFormDraft end)
    {
        if (FormDrafts.Own(page) is not { } own) return BadRequest();
        await end.Handle(drafts.Key(own)!);
        this.Flash("accounts.draft.ended");
        return LocalRedirect(own);
    }
}
