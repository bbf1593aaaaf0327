using Portal.Data.Accounts;
using Portal.Web.Shared;

namespace Portal.Web.Accounts;

public sealed class PeopleList() : ListOf<PersonListRow>("people",
    Text("name", "accounts.name", p => p.Name).Sorted,
    Text("email", "accounts.email", p => p.Email).Sorted,
    Text("roles", "accounts.memberships", p => p.Roles),
    State("state", "accounts.state", p => p.SuspendedAt is not null ? "accounts.state.suspended" : p.LockedUntil is not null ? "accounts.state.locked" : p.EmailConfirmed ? "accounts.state.active" : "accounts.state.unconfirmed"),
    Moment("since", "accounts.joined", p => p.CreatedAt).Sorted);
