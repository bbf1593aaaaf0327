using Microsoft.AspNetCore.Mvc;
using Portal.Core.Payments;
using Portal.Core.Shared;
using Portal.Data.Payments;
using Portal.Data.Shared;
using Portal.Web.Shared;

namespace Portal.Web.Payments;

public sealed record DepositorNamesModel(PageOf<DepositorNameRow> Page, string? Text);

/// <summary>Names under which buyers pay, as operators confirmed them.</summary>
[Roles(Role.Operator)]
public sealed class DepositorNamesController(BankPages pages) : Controller
{
    [HttpGet("/depositor-names"), Shows<DepositorNameList>]
    public async Task<IActionResult> Index(Actor actor, string? q, int page = 1) => View(new DepositorNamesModel(await pages.Names(actor, q, page), q));

    [HttpPost("/depositor-names/{nameId:long}/removal")]
    public async Task<IActionResult> Removal(Actor actor, long nameId, [FromServices] ForgetDepositorName forget)
    {
        if (!await forget.Handle(actor, nameId)) return NotFound();
        this.Flash("payments.names.removed");
        return LocalRedirect("/depositor-names");
    }
}
