using Microsoft.AspNetCore.Mvc;
using Portal.Core.Agreements;
using Portal.Core.Shared;
using Portal.Data.Agreements;
using Portal.Data.Shared;
using Portal.Web.Shared;

namespace Portal.Web.Agreements;

public sealed record AgreementListModel(PageOf<AgreementRow> Page, string View, string? Text);

/// <summary>An agreement, and what it gives for one unit at the product's price.</summary>
public sealed record AgreementModel(AgreementDetail Detail, Division? Division, string Price, string? Reason)
{
    public AgreementHeader Agreement => Detail.Agreement;
}

/// <summary>Agreements: what waits for my answer, the page of one, and the answers.</summary>
[Roles(Role.Producer, Role.Seller, Role.Operator, Role.Administrator)]
public sealed class AgreementsController(AgreementPages pages, PortalOptions options) : Controller
{
    public static readonly IReadOnlyList<string> Views = ["all", "waiting", "proposed", "inforce", "new", "expiring"];

    [HttpGet("/agreements"), Shows<AgreementList>]
    public async Task<IActionResult> Index(Actor actor, string? view, string? q, int page = 1)
    {
        var shown = Views.Contains(view) ? view! : "all";
        return View(new AgreementListModel(await pages.List(actor, shown, q, page), shown, q));
    }

    [HttpGet("/agreements/{agreementId:long}")]
    public async Task<IActionResult> Details(Actor actor, long agreementId) => await pages.Find(actor, agreementId) is { } detail ? View(Model(actor, detail, null)) : NotFound();

    [HttpPost("/agreements/{agreementId:long}/acceptance")]
    public async Task<IActionResult> Acceptance(Actor actor, long agreementId, [FromServices] AnswerAgreement answer)
    {
        if (await pages.Find(actor, agreementId) is null) return NotFound();
        return Answered(agreementId, await answer.Handle(new AnswerAgreementRequest(actor, agreementId, true, null)));
    }

    [HttpPost("/agreements/{agreementId:long}/refusal")]
    public async Task<IActionResult> Refusal(Actor actor, long agreementId, string? reason, [FromServices] AnswerAgreement answer)
    {
        if (await pages.Find(actor, agreementId) is not { } detail) return NotFound();
        var outcome = await answer.Handle(new AnswerAgreementRequest(actor, agreementId, false, reason));
        if (outcome != AnswerAgreementOutcome.ReasonNeeded) return Answered(agreementId, outcome);
        this.Error("reason", "agreements.reasonNeeded");
        return this.Invalid("Details", Model(actor, detail, reason));
    }

    [HttpPost("/agreements/{agreementId:long}/withdrawal")]
    public async Task<IActionResult> Withdrawal(Actor actor, long agreementId, [FromServices] WithdrawAgreement withdraw)
    {
        switch (await withdraw.Handle(new WithdrawAgreementRequest(actor, agreementId)))
        {
            case WithdrawAgreementOutcome.Withdrawn:
                this.Flash("agreements.withdrawn");
                return LocalRedirect($"/agreements/{agreementId}");
            case WithdrawAgreementOutcome.NotPossible:
                return this.Stale("agreements.over");
            default:
                return NotFound();
        }
    }

    private IActionResult Answered(long agreementId, AnswerAgreementOutcome outcome)
    {
        if (outcome == AnswerAgreementOutcome.NotFound) return NotFound();
        if (outcome == AnswerAgreementOutcome.NotPossible) return this.Stale("agreements.over");
        this.Flash($"agreements.answered.{outcome}");
        return LocalRedirect($"/agreements/{agreementId}");
    }

    private AgreementModel Model(Actor actor, AgreementDetail detail, string? reason)
    {
        var a = detail.Agreement;
        return new AgreementModel(detail, Division.Of(detail.Shares, new LineTerms(a.Price, 0, a.TaxBp(options.StandardTaxBp)), 1, actor), options.Currency.Plain(a.Price), reason);
    }
}
