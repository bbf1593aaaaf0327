using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Organizations;
using Portal.Core.Sellers;
using Portal.Core.Shared;
using Portal.Data.Sellers;
using Portal.Data.Shared;
using Portal.Web.Accounts;
using Portal.Web.Organizations;
using Portal.Web.Shared;

namespace Portal.Web.Sellers;

public sealed record MembershipListModel(PageOf<MemberApplicationRow> Page, string View, IReadOnlyList<string> Views, string? Role);

public sealed record MembershipForm
{
    [Display(Name = "sellers.roleWanted"), Required(ErrorMessage = "sellers.problem.Role")]
    public Role? Role { get; init; }

    [Display(Name = "sellers.centre"), Required(ErrorMessage = "sellers.problem.Centre")]
    public long? CentreId { get; init; }

    [Display(Name = "sellers.organizationName"), StringLength(200)]
    public string? OrganizationName { get; init; }

    [Display(Name = "sellers.taxKind")]
    public TaxKind Tax { get; init; }

    [Display(Name = "sellers.businessNumber"), StringLength(20)]
    public string? BusinessNumber { get; init; }

    [Display(Name = "sellers.region"), StringLength(60)]
    public string? Region { get; init; }

    [Display(Name = "sellers.phone"), StringLength(40)]
    public string? Phone { get; init; }

    [Display(Name = "sellers.field"), StringLength(200)]
    public string? Field { get; init; }

    [Display(Name = "sellers.career"), StringLength(4000)]
    public string? Career { get; init; }
}

public sealed record NewMembershipModel(MembershipForm Form, IReadOnlyList<OrganizationName> Centres);

public sealed record MembershipDecisionForm
{
    public bool Accept { get; init; }

    [Display(Name = "sellers.joinCode"), StringLength(40)]
    public string? OrganizationCode { get; init; }

    [Display(Name = "sellers.reason"), StringLength(2000)]
    public string? Reason { get; init; }
}

public sealed record MembershipModel(MemberApplicationDetail Detail, MembershipDecisionForm Form)
{
    public MemberApplicationHeader Application => Detail.Application;
}

/// <summary>Becoming a producer, seller or reviewer: everybody who is signed in applies, the operator of the centre decides.</summary>
[SignedIn]
public sealed class MembershipApplicationsController(MemberApplicationPages pages, Session session) : Controller
{
    private long PersonId => session.Person!.Id;

    [HttpGet("/membership-applications"), Shows<MembershipList>]
    public async Task<IActionResult> Index(string? view, Role? role, int page = 1)
    {
        IReadOnlyList<string> views = session.Actor?.Role is Role.Operator or Role.Administrator ? ["waiting", "all", "mine"] : ["mine"];
        var shown = views.Contains(view) ? view! : views[0];
        var filter = new MemberApplicationFilter { Mine = shown == "mine", Status = shown == "waiting" ? nameof(ApplicationStatus.Submitted) : null, Role = role?.ToString(), Page = page };
        return View(new MembershipListModel(await pages.List(PersonId, session.Actor, filter), shown, views, filter.Role));
    }

    [HttpGet("/membership-applications/new")]
    public async Task<IActionResult> New(Role? role) =>
        View(new NewMembershipModel(new MembershipForm { Role = role is Role.Producer or Role.Seller or Role.Reviewer ? role : null }, await pages.Centres()));

    [HttpPost("/membership-applications/new")]
    public async Task<IActionResult> New([Bind(Prefix = "Form")] MembershipForm form, [FromServices] ApplyForMembership apply)
    {
        if (!Phones.TryTidy(form.Phone, out var phone)) this.Error("Form.Phone", "organizations.badPhone");
        var request = new ApplyForMembershipRequest(PersonId, session.Person!.Name, form.Role ?? Role.Seller, form.CentreId ?? 0)
        {
            OrganizationName = form.OrganizationName, Tax = form.Tax, BusinessNumber = form.BusinessNumber, Region = form.Region, Phone = phone ?? form.Phone, Field = form.Field, Career = form.Career,
        };
        // all that is wrong is said at once
        Tell(request.Normalized().Problems());
        if (!ModelState.IsValid) return this.Invalid("New", new NewMembershipModel(form, await pages.Centres()));
        switch (await apply.Handle(request))
        {
            case ApplyForMembershipOutcome.Applied { ApplicationId: var id }:
                this.Flash("sellers.membershipApplied");
                return LocalRedirect($"/membership-applications/{id}");
            case ApplyForMembershipOutcome.AppliedBefore:
                return this.Stale("sellers.membershipAppliedBefore");
            case ApplyForMembershipOutcome.AlreadyMember:
                return this.Stale("sellers.alreadyReviewer");
            case ApplyForMembershipOutcome.Bad { Problems: var problems }:
                Tell(problems);
                break;
        }

        return this.Invalid("New", new NewMembershipModel(form, await pages.Centres()));
    }

    [HttpGet("/membership-applications/{applicationId:long}")]
    public async Task<IActionResult> Details(long applicationId) => await pages.Find(PersonId, session.Actor, applicationId) is { } detail
        ? View(new MembershipModel(detail, new MembershipDecisionForm { OrganizationCode = detail.SameNumber.Count == 1 ? detail.SameNumber[0].Code : null }))
        : NotFound();

    [HttpPost("/membership-applications/{applicationId:long}/decision"), Roles(Role.Operator)]
    public async Task<IActionResult> Decision(Actor actor, long applicationId, [Bind(Prefix = "Form")] MembershipDecisionForm form, [FromServices] DecideMemberApplication decide)
    {
        if (await pages.Find(PersonId, actor, applicationId) is not { } detail) return NotFound();
        if (!ModelState.IsValid) return this.Invalid("Details", new MembershipModel(detail, form));
        var outcome = await decide.Handle(new DecideMemberApplicationRequest(actor, applicationId, form.Accept, form.Reason) { OrganizationCode = form.OrganizationCode });
        switch (outcome)
        {
            case DecideMemberApplicationOutcome.Accepted or DecideMemberApplicationOutcome.Rejected:
                this.Flash($"sellers.membership{outcome}", detail.Application.Person);
                return LocalRedirect($"/membership-applications/{applicationId}");
            case DecideMemberApplicationOutcome.NotPossible:
                return this.Stale("sellers.decidedMeanwhile");
            case DecideMemberApplicationOutcome.AlreadyMember:
                this.Error("Form.OrganizationCode", "sellers.alreadyMember");
                break;
            case DecideMemberApplicationOutcome.UnknownOrganization:
                this.Error("Form.OrganizationCode", "sellers.unknownOrganization");
                break;
            case DecideMemberApplicationOutcome.OwnApplication:
                return Forbid();
            case DecideMemberApplicationOutcome.ReasonNeeded:
                this.Error("Form.Reason", "sellers.reasonNeeded");
                break;
            default:
                return NotFound();
        }

        return this.Invalid("Details", new MembershipModel(detail, form));
    }

    [HttpPost("/membership-applications/{applicationId:long}/withdrawal")]
    public async Task<IActionResult> Withdrawal(long applicationId, [FromServices] WithdrawMemberApplication withdraw)
    {
        var outcome = await withdraw.Handle(PersonId, applicationId);
        if (outcome == SellersOutcome.NotFound) return NotFound();
        if (outcome == SellersOutcome.NotPossible) return this.Stale("sellers.decidedMeanwhile");
        this.Flash("sellers.membershipWithdrawn");
        return LocalRedirect($"/membership-applications/{applicationId}");
    }

    private void Tell(IReadOnlyList<MemberApplicationProblem> problems)
    {
        foreach (var problem in problems)
        {
            var field = "Form." + problem switch
            {
                MemberApplicationProblem.Centre => nameof(MembershipForm.CentreId),
                MemberApplicationProblem.BusinessNumberNeeded => nameof(MembershipForm.BusinessNumber),
                _ => problem.ToString(),
            };
            if (ModelState[field] is not { Errors.Count: > 0 }) this.Error(field, $"sellers.problem.{problem}");
        }
    }
}
