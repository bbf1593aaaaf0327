using Portal.Core.Shared;

namespace Portal.Core.Accounts;

/// <summary>People and their memberships.</summary>
public interface IAccountStore
{
    Task<long?> FindByEmail(string normalizedEmail);
    Task Insert(long id, RegisterPersonRequest person, DateTime at);

    /// <summary>True when the actor may change who works in an organization: its own members, its centre's operators, administrators.</summary>
    Task<bool> MayManage(Actor actor, long organizationId);

    /// <summary>False when the person holds that role there already.</summary>
    Task<bool> InsertMembership(long id, AddMembershipRequest membership, DateTime at);
}
