using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Sellers;
using Portal.Core.Shared;
using Portal.Data.Sellers;
using Portal.Data.Shared;
using Portal.Web.Shared;

namespace Portal.Web.Sellers;

public sealed record ApplicationListModel(PageOf<ApplicationRow> Page, string? Status);

/// <summary>What is said about an application: by the operator who rejects or ends it, by the reviewer who judges it.</summary>
public sealed record ApplicationForm
{
    public bool Accept { get; init; }

    [Display(Name = "sellers.reason"), StringLength(1000)]
    public string? Reason { get; init; }

    [Display(Name = "sellers.opinion")]
    public Opinion? Opinion { get; init; }

    [Display(Name = "sellers.comment"), StringLength(1000)]
    public string? Comment { get; init; }
}

public sealed record ApplicationModel(ApplicationRow Application, ApplicationForm Form);

/// <summary>Applications to sell a product: a seller's own, and what operators and reviewers do with one.</summary>
[Roles(Role.Operator, Role.Seller, Role.Producer, Role.Reviewer, Role.Administrator)]
public sealed class SellerApplicationsController(RecruitmentPages pages) : Controller
{
    [HttpGet("/seller-applications"), Shows<ApplicationList>, Roles(Role.Seller)]
    public async Task<IActionResult> Index(Actor actor, ApplicationStatus? status, int page = 1) =>
        View(new ApplicationListModel(await pages.Mine(actor, status?.ToString(), page), status?.ToString()));

    [HttpGet("/seller-applications/{applicationId:long}")]
    public async Task<IActionResult> Details(Actor actor, long applicationId) => await pages.Application(actor, applicationId) is { } application
        ? View(new ApplicationModel(application, new ApplicationForm { Opinion = Enum.TryParse<Opinion>(application.ReviewerOpinion, out var o) ? o : null, Comment = application.ReviewerComment }))
        : NotFound();

    [HttpPost("/seller-applications/{applicationId:long}/decision"), Roles(Role.Operator)]
    public async Task<IActionResult> Decision(Actor actor, long applicationId, [Bind(Prefix = "Form")] ApplicationForm form, [FromServices] DecideApplication decide)
    {
        if (await pages.Application(actor, applicationId) is not { } application) return NotFound();
        if (!ModelState.IsValid) return this.Invalid("Details", new ApplicationModel(application, form));
        var outcome = await decide.Handle(new DecideApplicationRequest(actor, applicationId, form.Accept, form.Reason));
        return Answer(application, form, outcome, form.Accept ? "sellers.accepted" : "sellers.rejected", $"/recruitments/{application.RecruitmentId}");
    }

    [HttpPost("/seller-applications/{applicationId:long}/opinion"), Roles(Role.Reviewer)]
    public async Task<IActionResult> Judge(Actor actor, long applicationId, [Bind(Prefix = "Form")] ApplicationForm form, [FromServices] GiveOpinion give)
    {
        if (await pages.Application(actor, applicationId) is not { } application) return NotFound();
        if (form.Opinion is null) this.Error("Form.Opinion", "sellers.chooseOpinion");
        if (!ModelState.IsValid) return this.Invalid("Details", new ApplicationModel(application, form));
        var outcome = await give.Handle(actor, applicationId, form.Opinion!.Value, form.Comment);
        return Answer(application, form, outcome, "sellers.opinionGiven", "/recruitments");
    }

    /// <summary>The seller takes the application back, or stops selling.</summary>
    [HttpPost("/seller-applications/{applicationId:long}/withdrawal"), Roles(Role.Seller)]
    public async Task<IActionResult> Withdrawal(Actor actor, long applicationId, [FromServices] WithdrawApplication withdraw)
    {
        if (await pages.Application(actor, applicationId) is not { } application) return NotFound();
        var outcome = await withdraw.Handle(actor, applicationId);
        return Answer(application, new ApplicationForm(), outcome, application.IsSubmitted ? "sellers.withdrawn" : "sellers.stopped", $"/seller-applications/{applicationId}");
    }

    /// <summary>The operator ends that the seller sells the product.</summary>
    [HttpPost("/seller-applications/{applicationId:long}/termination"), Roles(Role.Operator)]
    public async Task<IActionResult> Termination(Actor actor, long applicationId, [Bind(Prefix = "Form")] ApplicationForm form, [FromServices] EndSelling end)
    {
        if (await pages.Application(actor, applicationId) is not { } application) return NotFound();
        if (!ModelState.IsValid) return this.Invalid("Details", new ApplicationModel(application, form));
        return Answer(application, form, await end.Handle(actor, applicationId, form.Reason), "sellers.terminated", $"/recruitments/{application.RecruitmentId}");
    }

    private IActionResult Answer(ApplicationRow application, ApplicationForm form, SellersOutcome outcome, string done, string next)
    {
        switch (outcome)
        {
            case SellersOutcome.Done:
                this.Flash(done, application.Seller);
                return LocalRedirect(next);
            case SellersOutcome.NotPossible:
                return this.Stale("sellers.decidedMeanwhile");
            case SellersOutcome.QuotaFull:
                return this.Stale("sellers.quotaFull", application.Quota);
            case SellersOutcome.ReasonNeeded:
                this.Error(form.Opinion is null ? "Form.Reason" : "Form.Comment", "sellers.reasonNeeded");
                return this.Invalid("Details", new ApplicationModel(application, form));
            default:
                return NotFound();
        }
    }
}
