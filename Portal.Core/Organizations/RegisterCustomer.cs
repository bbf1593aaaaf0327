using Portal.Core.Shared;

namespace Portal.Core.Organizations;

/// <summary>A customer who is not here yet, registered while an order is taken: by phone or fax at the centre, or by the seller.</summary>
public sealed record RegisterCustomerRequest(Actor Actor, string Name)
{
    public string? BusinessNumber { get; init; }
    public string? Representative { get; init; }
    public string? Email { get; init; }
    public string? Phone { get; init; }
    public string? PostalCode { get; init; }
    public string? Address { get; init; }
}

public abstract record RegisterCustomerOutcome
{
    private RegisterCustomerOutcome() { }

    public sealed record Registered(long Id, string Code) : RegisterCustomerOutcome;
    /// <summary>A buyer with this business number is here already.</summary>
    public sealed record IsHere(string Code) : RegisterCustomerOutcome;
    public sealed record NotAllowed : RegisterCustomerOutcome;
    public sealed record Bad(string Field) : RegisterCustomerOutcome;
}

/// <summary>Registers a buyer in the operator's own centre, or in the centre of the seller.</summary>
public sealed class RegisterCustomer(IUnitOfWork unit, IOrganizationStore organizations, RegisterOrganization register)
{
    public async Task<RegisterCustomerOutcome> Handle(RegisterCustomerRequest request)
    {
        if (request.Actor.Role is not (Role.Operator or Role.Seller)) return new RegisterCustomerOutcome.NotAllowed();
        await using var tx = await unit.Begin();
        var centre = request.Actor.Role == Role.Operator ? request.Actor.OrganizationId : await organizations.CentreOf(request.Actor.OrganizationId);
        if (BusinessNumber.Digits(request.BusinessNumber) is { } digits && await organizations.BuyerOf(digits) is { } there)
            return new RegisterCustomerOutcome.IsHere(there);

        var outcome = await register.Handle(new RegisterOrganizationRequest(request.Actor, null, request.Name, OrganizationKind.Buyer)
        {
            BusinessNumber = request.BusinessNumber, Representative = request.Representative, Email = request.Email, Phone = request.Phone,
            PostalCode = request.PostalCode, Address = request.Address, CentreId = centre,
        });
        switch (outcome)
        {
            case RegisterOrganizationOutcome.Registered made:
                await tx.Commit();
                return new RegisterCustomerOutcome.Registered(made.Id, made.Code);
            case RegisterOrganizationOutcome.Bad bad:
                return new RegisterCustomerOutcome.Bad(bad.Field);
            default:
                return new RegisterCustomerOutcome.NotAllowed();
        }
    }
}
