using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Agreements;
using Portal.Core.Sellers;
using Portal.Core.Shared;
using Portal.Data.Agreements;
using Portal.Data.Sellers;
using Portal.Data.Shared;
using Portal.Web.Agreements;
using Portal.Web.Shared;

namespace Portal.Web.Sellers;

public sealed record RecruitmentListModel(PageOf<RecruitmentRow> Page, string View, IReadOnlyList<string> Views, string? Text);

public sealed record ChooseRecruitmentModel(PageOf<RecruitableProduct> Page, string? Text);

public sealed record RecruitmentForm
{
    [Display(Name = "sellers.quota"), Required, Range(1, 100_000)]
    public int? Quota { get; init; }

    [Display(Name = "sellers.closesOn")]
    public DateOnly? ClosesOn { get; init; }

    [Display(Name = "sellers.reviewer")]
    public long? ReviewerId { get; init; }

    [Display(Name = "sellers.recruitmentNote"), StringLength(2000)]
    public string? Note { get; init; }
}

public sealed record NewRecruitmentModel(RecruitableProduct Product, IReadOnlyList<ReviewerName> Reviewers, RecruitmentForm Form);

public sealed record ApplyForm
{
    [Display(Name = "sellers.message"), StringLength(2000)]
    public string? Message { get; init; }

    /// <summary>The agreement that the seller saw.</summary>
    public long? AgreementId { get; init; }
}

/// <summary>A recruitment with what the agreement in force gives for one unit at the present price.</summary>
public sealed record RecruitmentModel(RecruitmentDetail Detail, AgreementTerms? Terms, Division? Division, ApplyForm Form)
{
    public RecruitmentHeader Recruitment => Detail.Recruitment;
}

/// <summary>Recruitment of sellers for a product: opened and closed by the operator, applied to by sellers.</summary>
[Roles(Role.Operator, Role.Seller, Role.Producer, Role.Reviewer, Role.Administrator)]
public sealed class RecruitmentsController(RecruitmentPages pages, AgreementPages agreements, PortalOptions options, Clock clock) : Controller
{
    [HttpGet("/recruitments"), Shows<RecruitmentList>]
    public async Task<IActionResult> Index(Actor actor, string? view, string? q, int page = 1)
    {
        IReadOnlyList<string> views = actor.Role switch
        {
            Role.Seller => ["open", "all"],
            Role.Reviewer => ["waiting", "all"],
            Role.Operator => ["all", "waiting", "open", "closed"],
            _ => ["all", "open", "closed"],
        };
        var shown = views.Contains(view) ? view! : views[0];
        return View(new RecruitmentListModel(await pages.List(actor, shown, q, page), shown, views, q));
    }

    [HttpGet("/recruitments/new"), Roles(Role.Operator)]
    public async Task<IActionResult> New(Actor actor, string? product, string? q, int page = 1)
    {
        if (string.IsNullOrWhiteSpace(product)) return View("Choose", new ChooseRecruitmentModel(await pages.Products(actor, q, page), q));
        if (await pages.OpenFor(actor, product) is { } there) return LocalRedirect($"/recruitments/{there}");
        if (await pages.Product(actor, product) is not { } chosen) return NotFound();
        return View(new NewRecruitmentModel(chosen, await pages.Reviewers(actor, chosen.Id), new RecruitmentForm()));
    }

    [HttpPost("/recruitments/new"), Roles(Role.Operator)]
    public async Task<IActionResult> New(Actor actor, string? product, [Bind(Prefix = "Form")] RecruitmentForm form, [FromServices] OpenRecruitment open)
    {
        if (await pages.OpenFor(actor, product ?? "") is not null) return this.Stale("sellers.alreadyRecruiting");
        if (await pages.Product(actor, product ?? "") is not { } chosen) return NotFound();
        if (form.ClosesOn < clock.Today || form.ClosesOn > clock.Today.AddYears(5)) this.Error("Form.ClosesOn", "sellers.badClosesOn");
        if (ModelState.IsValid)
        {
            var request = new OpenRecruitmentRequest(actor, chosen.Id, form.Quota!.Value)
            {
                // the day that is named is the last one on which somebody can apply
                ReviewerId = form.ReviewerId, Note = form.Note, ClosesAt = form.ClosesOn is { } day ? clock.StartOf(day.AddDays(1)) : null,
            };
            switch (await open.Handle(request))
            {
                case OpenRecruitmentOutcome.Opened { RecruitmentId: var id }:
                    this.Flash("sellers.recruitmentOpened");
                    return LocalRedirect($"/recruitments/{id}");
                case OpenRecruitmentOutcome.AlreadyOpen:
                    return this.Stale("sellers.alreadyRecruiting");
                case OpenRecruitmentOutcome.Bad { Field: var field }:
                    this.Error(field == nameof(request.ClosesAt) ? "Form.ClosesOn" : $"Form.{field}", $"sellers.bad{field}");
                    break;
                default:
                    return NotFound();
            }
        }

        return this.Invalid("New", new NewRecruitmentModel(chosen, await pages.Reviewers(actor, chosen.Id), form));
    }

    [HttpGet("/recruitments/{recruitmentId:long}")]
    public async Task<IActionResult> Details(Actor actor, long recruitmentId) =>
        await pages.Find(actor, recruitmentId) is { } detail ? View(await Model(actor, detail, new ApplyForm())) : NotFound();

    [HttpPost("/recruitments/{recruitmentId:long}/closure"), Roles(Role.Operator)]
    public async Task<IActionResult> Closure(Actor actor, long recruitmentId, [FromServices] CloseRecruitment close)
    {
        var outcome = await close.Handle(actor, recruitmentId);
        if (outcome == SellersOutcome.NotFound) return NotFound();
        if (outcome == SellersOutcome.NotPossible) return this.Stale("sellers.closedMeanwhile");
        this.Flash("sellers.recruitmentClosed");
        return LocalRedirect($"/recruitments/{recruitmentId}");
    }

    [HttpPost("/recruitments/{recruitmentId:long}/applications"), Roles(Role.Seller)]
    public async Task<IActionResult> Applications(Actor actor, long recruitmentId, [Bind(Prefix = "Form")] ApplyForm form, [FromServices] ApplyToRecruitment apply)
    {
        if (!ModelState.IsValid)
            return await pages.Find(actor, recruitmentId) is { } detail ? this.Invalid("Details", await Model(actor, detail, form)) : NotFound();
        switch (await apply.Handle(new ApplyToRecruitmentRequest(actor, recruitmentId, form.Message) { AgreementId = form.AgreementId }))
        {
            case ApplyToRecruitmentOutcome.Applied { ApplicationId: var id }:
                this.Flash("sellers.applied");
                return LocalRedirect($"/seller-applications/{id}");
            case ApplyToRecruitmentOutcome.Closed:
                return this.Stale("sellers.closedMeanwhile");
            case ApplyToRecruitmentOutcome.AppliedBefore:
                return this.Stale("sellers.appliedBefore");
            case ApplyToRecruitmentOutcome.AgreementChanged:
                return this.Stale("sellers.agreementChanged");
            default:
                return NotFound();
        }
    }

    private async Task<RecruitmentModel> Model(Actor actor, RecruitmentDetail detail, ApplyForm form)
    {
        var r = detail.Recruitment;
        var terms = await agreements.Terms(r.ProductId);
        var division = terms is null ? null : Division.Of(terms.Shares, new LineTerms(r.Price, 0, r.TaxBp(options.StandardTaxBp)), 1, actor);
        return new RecruitmentModel(detail, terms, division, form);
    }
}
