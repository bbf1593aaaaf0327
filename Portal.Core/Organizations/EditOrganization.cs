using Portal.Core.Notifications;
using Portal.Core.Operations;
using Portal.Core.Shared;

namespace Portal.Core.Organizations;

/// <summary>New data of an organization. <see cref="Registration"/> null: as it is.</summary>
public sealed record EditOrganizationRequest(Actor Actor, long OrganizationId, int Version, string Name)
{
    public string? Representative { get; init; }
    /// <summary>What tax invoices say besides name, number and address: 업태, 종목 and 종사업장번호.</summary>
    public BusinessLine? Line { get; init; }
    public string? Email { get; init; }
    public string? Phone { get; init; }
    public string? PostalCode { get; init; }
    public string? Address { get; init; }
    public Registration? Registration { get; init; }
}

/// <summary>The line and items of a business, and the number of its place when it has several.</summary>
public sealed record BusinessLine(string? Type, string? Item, string? BranchNumber);

/// <summary>What only the centre or the portal changes.</summary>
public sealed record Registration(string? BusinessNumber, TaxKind Tax, string? Region, long? CentreId);

public abstract record EditOrganizationOutcome
{
    private EditOrganizationOutcome() { }

    public sealed record Changed : EditOrganizationOutcome;
    public sealed record NotFound : EditOrganizationOutcome;
    public sealed record NotAllowed : EditOrganizationOutcome;
    /// <summary>Somebody else changed it meanwhile.</summary>
    public sealed record Stale : EditOrganizationOutcome;
    public sealed record Bad(string Field) : EditOrganizationOutcome;
}

/// <summary>Changes what an organization is called and how it is reached.</summary>
public sealed class EditOrganization(IUnitOfWork unit, IOrganizationStore organizations, Audit audit)
{
    public async Task<EditOrganizationOutcome> Handle(EditOrganizationRequest request)
    {
        if (Bad(request) is { } field) return new EditOrganizationOutcome.Bad(field);
        await using var tx = await unit.Begin();
        if (await organizations.Find(request.Actor, request.OrganizationId) is not { } before) return new EditOrganizationOutcome.NotFound();
        if (!OrganizationRights.MayEdit(request.Actor, before.Id, before.CentreId)) return new EditOrganizationOutcome.NotAllowed();
        var after = before with
        {
            Version = request.Version, Name = request.Name, Representative = request.Representative, Email = request.Email, Phone = request.Phone,
            PostalCode = request.PostalCode, Address = request.Address,
        };
        if (request.Line is { } line) after = after with { BusinessType = line.Type, BusinessItem = line.Item, BranchNumber = line.BranchNumber };
        if (request.Registration is { } r)
        {
            if (!OrganizationRights.MayRegister(request.Actor, before.CentreId)) return new EditOrganizationOutcome.NotAllowed();
            // an operator cannot give an organization away, nor take one in
            if (r.CentreId != before.CentreId && request.Actor.Role is not (Role.Administrator or Role.System)) return new EditOrganizationOutcome.NotAllowed();
            if (r.CentreId is { } centre && centre != before.CentreId && !await organizations.IsCentre(centre)) return new EditOrganizationOutcome.Bad(nameof(r.CentreId));
            after = after with { BusinessNumber = BusinessNumber.Digits(r.BusinessNumber), Tax = r.Tax, Region = r.Region, CentreId = r.CentreId };
        }

        if (!await organizations.Update(after)) return new EditOrganizationOutcome.Stale();
        await audit.Note(request.Actor, "organization.edit", "organization", before.Id, before.Label, OrganizationChanges.Of(before, after), OrganizationChanges.Of(after, before));
        await tx.Commit();
        return new EditOrganizationOutcome.Changed();
    }

    private static string? Bad(EditOrganizationRequest r)
    {
        if (string.IsNullOrWhiteSpace(r.Name) || r.Name.Length > 200) return nameof(r.Name);
        if (r.Registration?.BusinessNumber is { Length: > 0 } number && !BusinessNumber.IsValid(number)) return nameof(Registration.BusinessNumber);
        if (OrganizationShape.Bad(r.Line) is { } bad) return bad;
        return OrganizationShape.Bad(r.Registration?.Region, r.Email, r.Phone, r.PostalCode, r.Address, r.Representative);
    }
}

/// <summary>Audit and notices of organizations.</summary>
[Service]
public sealed class OrganizationDesk(Notices notices, Audit audit)
{
    private static readonly Role[] Members = [Role.Buyer, Role.Producer, Role.Seller, Role.Operator, Role.Administrator];

    internal async Task Moved(MoveOrganizationRequest request, OrganizationState before, OrganizationStatus to, string template)
    {
        var action = to == OrganizationStatus.Suspended ? "organization.suspend" : "organization.reinstate";
        await audit.Note(request.Actor, action, "organization", before.Id, before.Label, before.Status.ToString(), $"{to}: {request.Reason}");
        await Tell(before, new Notice($"{template}:{before.Id}:{Ids.Next()}", template, new Dictionary<string, string>
        {
            ["organization"] = before.Name, ["reason"] = request.Reason, ["path"] = Path(before),
        }));
    }

    internal async Task Tell(OrganizationState organization, Notice notice)
    {
        foreach (var role in Members) await notices.ToMembers(organization.Id, role, notice);
    }

    internal static string Path(OrganizationState o) => $"/organizations/{Uri.EscapeDataString(o.Code)}";
}
