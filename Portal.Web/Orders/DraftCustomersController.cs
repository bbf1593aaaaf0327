using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Orders;
using Portal.Core.Organizations;
using Portal.Core.Shared;
using Portal.Data.Orders;
using Portal.Web.Organizations;
using Portal.Web.Shared;

namespace Portal.Web.Orders;

public sealed record CustomerForm
{
    [Display(Name = "orders.customerName"), Required, StringLength(200)]
    public string? Name { get; init; }

    [Display(Name = "orders.businessNumber"), StringLength(20)]
    public string? BusinessNumber { get; init; }

    [Display(Name = "orders.representative"), StringLength(100)]
    public string? Representative { get; init; }

    [Display(Name = "orders.phone"), Required, StringLength(40)]
    public string? Phone { get; init; }

    [Display(Name = "orders.email"), EmailAddress, StringLength(254)]
    public string? Email { get; init; }

    [Display(Name = "orders.postalCode"), StringLength(10)]
    public string? PostalCode { get; init; }

    [Display(Name = "orders.address"), Required, StringLength(300)]
    public string? Address { get; init; }
}

public sealed record CustomerModel(long DraftId, CustomerForm Form);

/// <summary>A customer who is not here yet is registered while their order is being taken.</summary>
[Roles(Role.Seller, Role.Operator)]
public sealed class DraftCustomersController(DraftPages pages, PortalOptions options) : Controller
{
    [HttpGet("/drafts/{draftId:long}/customers/new")]
    public async Task<IActionResult> New(Actor actor, long draftId, string? name) =>
        await pages.Find(actor, draftId) is { Draft.PlacedOrderId: null } ? View(new CustomerModel(draftId, new CustomerForm { Name = name })) : NotFound();

    [HttpPost("/drafts/{draftId:long}/customers/new")]
    public async Task<IActionResult> New(Actor actor, long draftId, [Bind(Prefix = "Form")] CustomerForm form, [FromServices] RegisterCustomer register, [FromServices] EditDraft edit)
    {
        if (await pages.Find(actor, draftId) is not { } draft) return NotFound();
        if (draft.Draft.PlacedOrderId is not null) return this.Stale("orders.placedBefore");
        if (!string.IsNullOrWhiteSpace(form.BusinessNumber) && !BusinessNumber.IsValid(form.BusinessNumber)) this.Error("Form.BusinessNumber", "orders.badBusinessNumber");
        if (!Phones.TryTidy(form.Phone, out var phone)) this.Error("Form.Phone", "organizations.badPhone");
        if (!PostalCodes.TryTidy(form.PostalCode, options, out var code)) this.Error("Form.PostalCode", "organizations.badPostalCode");
        if (!ModelState.IsValid) return this.Invalid("New", new CustomerModel(draftId, form));
        var outcome = await register.Handle(new RegisterCustomerRequest(actor, PlainText.Tidy(form.Name) ?? "")
        {
            BusinessNumber = PlainText.Tidy(form.BusinessNumber), Representative = PlainText.Tidy(form.Representative), Email = PlainText.Tidy(form.Email),
            Phone = phone, PostalCode = code, Address = PlainText.Tidy(form.Address),
        });
        switch (outcome)
        {
            case RegisterCustomerOutcome.Registered made:
                await edit.Handle(new EditDraftRequest(actor, draftId, made.Id, new ShipTo(PlainText.Tidy(form.Name), phone, code, form.Address, draft.Draft.Memo), []));
                this.Flash("orders.customerMade", made.Code);
                return LocalRedirect($"/drafts/{draftId}");
            case RegisterCustomerOutcome.IsHere here:
                this.Error("Form.BusinessNumber", "orders.customerIsHere", here.Code);
                break;
            case RegisterCustomerOutcome.Bad bad:
                this.Error($"Form.{bad.Field}", bad.Field == nameof(form.BusinessNumber) ? "orders.badBusinessNumber" : "orders.badField");
                break;
            default:
                return NotFound();
        }

        return this.Invalid("New", new CustomerModel(draftId, form));
    }
}
