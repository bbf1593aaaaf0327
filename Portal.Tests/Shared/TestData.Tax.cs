using System.Globalization;
using NUnit.Framework;
using Portal.Core.Organizations;
using Portal.Core.Shared;

namespace Portal.Tests.Shared;

/// <summary>What tax invoices ask of organizations.</summary>
public sealed partial class TestData
{
    /// <summary>Gives an organization a registration number and all else that tax invoices name; returns the number.</summary>
    public async Task<string> Certify(long organizationId)
    {
        var o = (await portal.Query<Certified>("SELECT name, version, centre_id, region, tax FROM organizations WHERE id = @organizationId", new { organizationId })).Single();
        var number = Number();
        var request = new EditOrganizationRequest(Actor.Portal, organizationId, o.Version, o.Name)
        {
            Representative = "김대표", Email = $"tax{organizationId}@example.test", Address = "서울시 중구 세종대로 1", Line = new BusinessLine("제조업", "기계", null),
            Registration = new Registration(number, Enum.Parse<TaxKind>(o.Tax), o.Region, o.CentreId),
        };
        Assert.That(await portal.Run<EditOrganization, EditOrganizationOutcome>(u => u.Handle(request)), Is.InstanceOf<EditOrganizationOutcome.Changed>());
        return number;
    }

    /// <summary>A registration number that nobody else has in this run of the tests.</summary>
    private static string Number()
    {
        var nine = 100_000_000 + long.Parse(Next(), CultureInfo.InvariantCulture);
        return Enumerable.Range(0, 10).Select(check => $"{nine}{check}").First(BusinessNumber.IsValid);
    }

    private sealed record Certified
    {
        public string Name { get; init; } = "";
        public int Version { get; init; }
        public long? CentreId { get; init; }
        public string? Region { get; init; }
        public string Tax { get; init; } = "";
    }
}
