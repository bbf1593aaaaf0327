using Portal.Core.Operations;
using Portal.Core.Shared;

namespace Portal.Core.Organizations;

/// <summary>What an organization is for the portal.</summary>
public enum OrganizationKind { Portal, Producer, Seller, Centre, Cooperative, Support, Carrier, Supplier, Buyer }

public enum OrganizationStatus { Active, Suspended }

/// <summary>How a payee is taxed: businesses invoice, individuals are withheld.</summary>
public enum TaxKind { Business, Individual }

/// <summary>An organization to be registered. <see cref="Code"/> null: the portal makes one.</summary>
public sealed record RegisterOrganizationRequest(Actor Actor, string? Code, string Name, OrganizationKind Kind)
{
    public string? BusinessNumber { get; init; }
    public string? Representative { get; init; }
    public BusinessLine? Line { get; init; }
    public string? Region { get; init; }
    public string? Email { get; init; }
    public string? Phone { get; init; }
    public string? PostalCode { get; init; }
    public string? Address { get; init; }
    public TaxKind Tax { get; init; } = TaxKind.Business;
    public string? BankCode { get; init; }
    public string? BankAccount { get; init; }
    public string? BankHolder { get; init; }
    public long? CentreId { get; init; }
    public long? CooperativeId { get; init; }
}

public abstract record RegisterOrganizationOutcome
{
    private RegisterOrganizationOutcome() { }

    public sealed record Registered(long Id, string Code) : RegisterOrganizationOutcome;
    /// <summary>An organization of this code is there already.</summary>
    public sealed record CodeTaken(long Id) : RegisterOrganizationOutcome;
    public sealed record NotAllowed : RegisterOrganizationOutcome;
    /// <summary>Empty or too long, or a business number whose check digit is wrong, or no bank account.</summary>
    public sealed record Bad(string Field) : RegisterOrganizationOutcome;
}

/// <summary>Registers an organization. Operators register what belongs to their own centre, sellers their customers; administrators and the portal everything.</summary>
public sealed class RegisterOrganization(IUnitOfWork unit, IOrganizationStore organizations, Numbers numbers, Audit audit, Clock clock)
{
    public async Task<RegisterOrganizationOutcome> Handle(RegisterOrganizationRequest request)
    {
        if (Bad(request) is { } field) return new RegisterOrganizationOutcome.Bad(field);
        if (!May(request)) return new RegisterOrganizationOutcome.NotAllowed();
        await using var tx = await unit.Begin();
        if (request.Code is { } given && await organizations.FindByCode(given) is { } there) return new RegisterOrganizationOutcome.CodeTaken(there);
        var id = Ids.Next();
        var code = request.Code ?? await numbers.NextOrganizationCode();
        await organizations.Insert(id, code, request with { BusinessNumber = BusinessNumber.Digits(request.BusinessNumber) }, clock.Now);
        await audit.Note(request.Actor, "organization.register", "organization", id, $"{code} {request.Name}", null, request.Kind.ToString());
        await tx.Commit();
        return new RegisterOrganizationOutcome.Registered(id, code);
    }

    private static bool May(RegisterOrganizationRequest r) => r.Actor.Role switch
    {
        Role.System or Role.Administrator => true,
        // the customer of an order that a seller takes
        Role.Seller => r.Kind == OrganizationKind.Buyer,
        Role.Operator => r.CentreId == r.Actor.OrganizationId && r.Kind is OrganizationKind.Producer or OrganizationKind.Seller or OrganizationKind.Buyer or OrganizationKind.Supplier,
        _ => false,
    };

    private static string? Bad(RegisterOrganizationRequest r)
    {
        if (string.IsNullOrWhiteSpace(r.Name) || r.Name.Length > 200) return nameof(r.Name);
        if (r.Code is { } code && (code.Length is 0 or > 40 || code.Any(char.IsWhiteSpace))) return nameof(r.Code);
        if (r.BusinessNumber is { Length: > 0 } number && !BusinessNumber.IsValid(number)) return nameof(r.BusinessNumber);
        if (r.BankAccount is not null && BankAccounts.Bad(r.BankCode, r.BankAccount, r.BankHolder) is { } field) return field;
        if (OrganizationShape.Bad(r.Line) is { } bad) return bad;
        return OrganizationShape.Bad(r.Region, r.Email, r.Phone, r.PostalCode, r.Address, r.Representative);
    }
}

/// <summary>What the fields of an organization may hold, whatever the country.</summary>
internal static class OrganizationShape
{
    /// <summary>The first field that is too long, or null.</summary>
    public static string? Bad(string? region, string? email, string? phone, string? postalCode, string? address, string? representative) =>
        region?.Length > 60 ? "Region" : email?.Length > 254 ? "Email" : phone?.Length > 40 ? "Phone" : postalCode?.Length > 10 ? "PostalCode"
        : address?.Length > 300 ? "Address" : representative?.Length > 100 ? "Representative" : null;

    /// <summary>The same of what tax invoices say.</summary>
    public static string? Bad(BusinessLine? line) =>
        line?.Type?.Length > 100 ? "BusinessType" : line?.Item?.Length > 100 ? "BusinessItem"
        : line?.BranchNumber is { } branch && (branch.Length != 4 || !branch.All(char.IsAsciiDigit)) ? "BranchNumber" : null;
}

/// <summary>Korean business registration numbers (사업자등록번호): ten digits, the last one checks the others.</summary>
public static class BusinessNumber
{
    private static readonly int[] Weights = [1, 3, 7, 1, 3, 7, 1, 3, 5];

    public static bool IsValid(string number)
    {
        if (Digits(number) is not { Length: 10 } d) return false;
        var sum = (d[8] - '0') * 5 / 10;
        for (var i = 0; i < 9; i++) sum += (d[i] - '0') * Weights[i];
        return (10 - sum % 10) % 10 == d[9] - '0';
    }

    /// <summary>The digits alone, also of full-width ones; null when there are other characters than digits, hyphens and spaces.</summary>
    public static string? Digits(string? number)
    {
        if (string.IsNullOrWhiteSpace(number)) return null;
        var plain = string.Concat(number.Select(c => c is >= '０' and <= '９' ? (char)(c - '０' + '0') : c));
        return plain.Any(c => !char.IsAsciiDigit(c) && c is not ('-' or ' ' or '－' or '‐' or '–')) ? null : string.Concat(plain.Where(char.IsAsciiDigit));
    }
}
