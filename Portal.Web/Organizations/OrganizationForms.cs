using System.ComponentModel.DataAnnotations;
using Portal.Core.Accounts;
using Portal.Core.Organizations;
using Portal.Core.Shared;
using Portal.Data.Organizations;

namespace Portal.Web.Organizations;

/// <summary>How an organization is called and reached, and what it is registered as.</summary>
public record OrganizationForm
{
    [Display(Name = "organizations.name"), Required, StringLength(200)]
    public string? Name { get; init; }

    [Display(Name = "organizations.representative"), StringLength(100)]
    public string? Representative { get; init; }

    [Display(Name = "organizations.businessType"), StringLength(100)]
    public string? BusinessType { get; init; }

    [Display(Name = "organizations.businessItem"), StringLength(100)]
    public string? BusinessItem { get; init; }

    [Display(Name = "organizations.branchNumber"), RegularExpression("[0-9]{4}", ErrorMessage = "organizations.badBranchNumber")]
    public string? BranchNumber { get; init; }

    [Display(Name = "organizations.email"), StringLength(254)]
    public string? Email { get; init; }

    [Display(Name = "organizations.phone"), StringLength(40)]
    public string? Phone { get; init; }

    [Display(Name = "organizations.postalCode"), StringLength(10)]
    public string? PostalCode { get; init; }

    [Display(Name = "organizations.address"), StringLength(300)]
    public string? Address { get; init; }

    [Display(Name = "organizations.businessNumber"), StringLength(20)]
    public string? BusinessNumber { get; init; }

    [Display(Name = "organizations.tax")]
    public TaxKind Tax { get; init; }

    [Display(Name = "organizations.region"), StringLength(60)]
    public string? Region { get; init; }

    [Display(Name = "organizations.centre")]
    public long? CentreId { get; init; }

    public int Version { get; init; }

    public static OrganizationForm Of(OrganizationDetail o) => new()
    {
        Name = o.Name, Representative = o.Representative, BusinessType = o.BusinessType, BusinessItem = o.BusinessItem, BranchNumber = o.BranchNumber, Email = o.Email, Phone = o.Phone, PostalCode = o.PostalCode, Address = o.Address,
        BusinessNumber = o.BusinessNumber, Tax = Enum.Parse<TaxKind>(o.Tax), Region = o.Region, CentreId = o.CentreId, Version = o.Version,
    };

    /// <summary>Says what is wrong with mail, phone, postal code and business number: field and text.</summary>
    public IEnumerable<(string Field, string Key)> Mistakes(PortalOptions options)
    {
        if (!string.IsNullOrWhiteSpace(Email) && !Emails.IsValid(Email)) yield return (nameof(Email), "error.EmailAddress");
        if (!Phones.TryTidy(Phone, out _)) yield return (nameof(Phone), "organizations.badPhone");
        if (!PostalCodes.TryTidy(PostalCode, options, out _)) yield return (nameof(PostalCode), "organizations.badPostalCode");
        if (!string.IsNullOrWhiteSpace(BusinessNumber) && !Core.Organizations.BusinessNumber.IsValid(BusinessNumber)) yield return (nameof(BusinessNumber), "organizations.badBusinessNumber");
    }

    public string? TidyPostalCode(PortalOptions options) => PostalCodes.TryTidy(PostalCode, options, out var code) ? code : null;

    public string? TidyPhone => Phones.TryTidy(Phone, out var number) ? number : null;
}

/// <summary>A new organization.</summary>
public sealed record NewOrganizationForm : OrganizationForm
{
    [Display(Name = "organizations.kind"), Required]
    public OrganizationKind? Kind { get; init; }

    [Display(Name = "organizations.code"), StringLength(40), RegularExpression(@"[A-Za-z0-9._\-]+")]
    public string? Code { get; init; }

    /// <summary>What this actor may register.</summary>
    public static IReadOnlyList<OrganizationKind> Kinds(Actor actor) => actor.Role == Role.Administrator
        ? [.. Enum.GetValues<OrganizationKind>().Where(k => k != OrganizationKind.Portal)]
        : [OrganizationKind.Producer, OrganizationKind.Seller, OrganizationKind.Buyer, OrganizationKind.Supplier];
}

public sealed record BankForm
{
    [Display(Name = "organizations.bank"), Required, StringLength(3)]
    public string? BankCode { get; init; }

    [Display(Name = "organizations.bankAccount"), Required, StringLength(40)]
    public string? BankAccount { get; init; }

    [Display(Name = "organizations.bankHolder"), Required, StringLength(100)]
    public string? BankHolder { get; init; }

    [Display(Name = "accounts.code"), Required, StringLength(40)]
    public string? Code { get; init; }

    public int Version { get; init; }
}

public sealed record FreightForm
{
    [Display(Name = "organizations.freightFee"), Required, StringLength(30)]
    public string? Fee { get; init; }

    [Display(Name = "organizations.freightFreeFrom"), StringLength(30)]
    public string? FreeFrom { get; init; }
}
