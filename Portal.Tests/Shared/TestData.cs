using NUnit.Framework;
using System.Globalization;
using Portal.Core.Accounts;
using Portal.Core.Organizations;
using Portal.Core.Shared;

namespace Portal.Tests.Shared;

/// <summary>A product as tests name it.</summary>
public sealed record TestProduct(long Id, string Code, long RevisionId, long ProducerId);

/// <summary>Makes what a test starts from, through the use cases. One file per feature; each adds what it can make.</summary>
public sealed partial class TestData(TestPortal portal)
{
    private static long _serial;

    /// <summary>An organization; producers, sellers and buyers belong to a centre when one is given.</summary>
    public async Task<long> Organization(OrganizationKind kind, long? centreId = null, string? name = null)
    {
        var request = new RegisterOrganizationRequest(Actor.Portal, null, name ?? $"{kind} {Next()}", kind) { CentreId = centreId };
        var outcome = await portal.Run<RegisterOrganization, RegisterOrganizationOutcome>(u => u.Handle(request));
        return ((RegisterOrganizationOutcome.Registered)outcome).Id;
    }

    /// <summary>A person with one role within an organization, ready to act.</summary>
    public async Task<Actor> Person(Role role, long organizationId, string? name = null)
    {
        name ??= $"{role} {Next()}";
        var request = new RegisterPersonRequest(Actor.Portal, $"person{Next()}@example.test", name) { EmailConfirmed = true };
        var outcome = await portal.Run<RegisterPerson, RegisterPersonOutcome>(u => u.Handle(request));
        var person = new Actor(((RegisterPersonOutcome.Registered)outcome).PersonId, name, role, organizationId, "");
        return await Member(person, role, organizationId);
    }

    /// <summary>A further role of a person: the same person as another actor.</summary>
    public async Task<Actor> Member(Actor person, Role role, long organizationId)
    {
        var added = await portal.Run<AddMembership, AddMembershipOutcome>(u => u.Handle(new AddMembershipRequest(Actor.Portal, person.PersonId, organizationId, role)));
        Assert.That(added, Is.EqualTo(AddMembershipOutcome.Added));
        var organization = await portal.Scalar<string>("SELECT name FROM organizations WHERE id = @organizationId", new { organizationId });
        return person with { Role = role, OrganizationId = organizationId, OrganizationName = organization ?? "" };
    }

    private static string Next() => Interlocked.Increment(ref _serial).ToString(CultureInfo.InvariantCulture);
}
