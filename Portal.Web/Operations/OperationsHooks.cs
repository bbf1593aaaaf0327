using Portal.Core.Shared;
using Portal.Data.Accounts;
using Portal.Data.Notifications;
using Portal.Web.Shared;

namespace Portal.Web.Operations;

public sealed class OperationsNavigation : INavigation
{
    public IEnumerable<NavItem> For(Actor? actor) => actor?.Role == Role.Administrator
        ?
        [
            new NavItem("nav.people", "/people", "nav.partners", 60),
            new NavItem("nav.audit", "/audit", "nav.portal", 10),
            new NavItem("nav.outbox", "/outbox", "nav.portal", 20),
            new NavItem("nav.mailTemplates", "/mail-templates", "nav.portal", 21),
            new NavItem("nav.jobs", JobHost.Dashboard, "nav.portal", 40),
        ]
        : [];
}

/// <summary>What waits for the administrator.</summary>
public sealed class OperationsAttention(OutboxPages outbox, PeoplePages people) : IAttention
{
    public async Task<IReadOnlyList<AttentionItem>> For(Actor actor) => actor.Role == Role.Administrator
        ?
        [
            new AttentionItem("notifications.attention.givenup", await outbox.GivenUp(), "/outbox?state=givenup", Urgent: true, Sort: 1),
            new AttentionItem("accounts.attention.norole", await people.WithoutRole(), "/people?view=norole", Sort: 50),
        ]
        : [];
}
