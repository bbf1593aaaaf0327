using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.CardPayments;
using Portal.Core.Shared;
using Portal.Data.CardPayments;
using Portal.Data.Shared;
using Portal.Web.Shared;

namespace Portal.Web.CardPayments;

public sealed record CardDifferenceListModel(PageOf<CardDifferenceRow> Page, bool Settled, CardCheckRow? LastCheck, CardDifferenceForm Form, long? Of);

public sealed record CardDifferenceForm
{
    [Display(Name = "cardPayments.note"), Required, StringLength(1000)]
    public string? Note { get; init; }

    /// <summary>What Stripe did is taken into the books.</summary>
    public bool TakesIn { get; init; }
}

/// <summary>Where Stripe and the portal say different things, and what people do about it.</summary>
[Roles(Role.Operator, Role.Administrator)]
public sealed class CardDifferencesController(CardPages pages) : Controller
{
    [HttpGet("/card-differences")]
    public async Task<IActionResult> Index(Actor actor, bool settled = false, int page = 1) => View(await Model(actor, settled, page));

    [HttpPost("/card-differences/{differenceId:long}/resolution"), Roles(Role.Operator)]
    public async Task<IActionResult> Resolve(Actor actor, long differenceId, CardDifferenceForm form, [FromServices] ResolveCardDifference resolve)
    {
        if (await pages.Difference(actor, differenceId) is null) return NotFound();
        if (!ModelState.IsValid) return this.Invalid("Index", await Model(actor, false, 1) with { Form = form, Of = differenceId });
        switch (await resolve.Handle(new ResolveCardDifferenceRequest(actor, differenceId, PlainText.Tidy(form.Note) ?? "–", form.TakesIn)))
        {
            case ResolveCardDifferenceOutcome.Resolved:
                this.Flash(form.TakesIn ? "cardPayments.takenIn" : "cardPayments.settled");
                return LocalRedirect("/card-differences");
            case ResolveCardDifferenceOutcome.TooLate:
                return this.Stale("cardPayments.settledBefore");
            case ResolveCardDifferenceOutcome.NotPossible:
                return this.Stale("cardPayments.cannotTakeIn");
            default:
                return NotFound();
        }
    }

    [HttpPost("/card-checks"), Roles(Role.Operator)]
    public async Task<IActionResult> Compare(Actor actor, [FromServices] ReconcileCards reconcile)
    {
        switch (await reconcile.Handle(new ReconcileCardsRequest(actor), HttpContext.RequestAborted))
        {
            case ReconcileCardsOutcome.Compared compared:
                this.Flash("cardPayments.compared", compared.Check.Payments, compared.Check.Refunds, compared.Check.Mended, compared.Check.Found);
                return LocalRedirect("/card-differences");
            case ReconcileCardsOutcome.NotOffered:
                return this.Stale("cardPayments.noKeys");
            default:
                return this.Stale("cardPayments.noAnswer");
        }
    }

    private async Task<CardDifferenceListModel> Model(Actor actor, bool settled, int page) =>
        new(await pages.Differences(actor, settled, page), settled, await pages.LastCheck(), new CardDifferenceForm(), null);
}
