namespace Portal.Core.Shared;

/// <summary>What a person is within an organization. <see cref="System"/> is the portal itself: jobs and imports.</summary>
public enum Role { Buyer, Producer, Seller, Reviewer, Operator, Administrator, System }

/// <summary>
/// Who acts: a person in one current membership. Every query for someone's data takes it and filters by it.
/// An operator's organization is the centre they run.
/// </summary>
public sealed record Actor(long PersonId, string Name, Role Role, long OrganizationId, string OrganizationName)
{
    /// <summary>The portal itself.</summary>
    public static Actor Portal { get; } = new(0, "", Role.System, 0, "");

    /// <summary>The person to be named in records, or null for the portal itself.</summary>
    public long? PersonOrNull => PersonId == 0 ? null : PersonId;
}
