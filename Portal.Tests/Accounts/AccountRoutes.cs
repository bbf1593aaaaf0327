using Portal.Core.Shared;
using Portal.Tests.Shared;
using static Portal.Core.Shared.Role;
using static Portal.Tests.Shared.RouteRow;

namespace Portal.Tests.Accounts;

public sealed class AccountRoutes : IRouteRows
{
    public IEnumerable<RouteRow> Rows =>
    [
        // the portal has its administrator: nobody sets it up again
        Get("/setup").Public().Answers(Answer.NotFound),
        Post("/setup").Public().Answers(Answer.NotFound).With(("Name", "A"), ("Organization", "B"), ("Email", "a@example.test"), ("Password", "a long pass phrase")),
        Get("/sign-up").Public(),
        Post("/sign-up").Public(),
        Get("/sign-in").Public(),
        Post("/sign-in").Public(),
        Post("/sign-out").SignedIn(),
        Get("/mail-confirmation").Public(),
        Post("/mail-confirmation").Public().Answers(Answer.Conflict),
        Get("/forgotten-password").Public(),
        Post("/forgotten-password").Public(),
        Get("/new-password").Public(),
        Post("/new-password").Public(),

        Get("/account").SignedIn(),
        Post("/account/membership").SignedIn().With(("membershipId", "9")).Answers(Answer.NotFound),
        Get("/account/profile").SignedIn(),
        Post("/account/profile").SignedIn().With(("Name", "New name")),
        Get("/account/password").SignedIn(),
        Post("/account/password").SignedIn(),
        Get("/account/mail").SignedIn(),
        Post("/account/mail").SignedIn(),
        Get("/account/mail/confirmation").SignedIn(),
        Post("/account/mail/confirmation").SignedIn(),
        Post("/account/sessions/end").SignedIn(),
        Post("/account/drafts").SignedIn(),
        Post("/account/drafts/end").SignedIn(),
        Get("/holidays/{day}").Public().At("/holidays/2026-02-17"),
        Get("/account/second-factor").SignedIn(),
        Post("/account/second-factor/key").SignedIn(),
        Post("/account/second-factor").SignedIn(),
        Post("/account/second-factor/recovery-codes").SignedIn(),
        Post("/account/second-factor/end").SignedIn(),
        Post("/people/{personId:long}/second-factor/end").For(Administrator).Foreign(Answer.Open),

        Get("/organizations/{organizationCode}/members").For(Buyer, Producer, Seller, Operator, Administrator).Foreign(Answer.Ok, Administrator),
        Post("/organizations/{organizationCode}/members").For(Buyer, Producer, Seller, Operator, Administrator).Foreign(Answer.Open, Administrator)
            .With(("Form.Name", "New"), ("Form.Email", "new@example.test"), ("Form.Role", "Buyer")),
        Post("/memberships/{membershipId:long}/invitation").For(Buyer, Producer, Seller, Operator, Administrator).Foreign(Answer.Open, Administrator),
        Post("/memberships/{membershipId:long}/end").For(Buyer, Producer, Seller, Operator, Administrator).Foreign(Answer.Open, Administrator),

        Post("/views").SignedIn().With(("List", "orders"), ("Query", "?view=late"), ("Name", "Late")),
        Post("/views/{viewId:long}/removal").At("/views/9/removal").SignedIn().Answers(Answer.NotFound),
        Post("/list-settings").SignedIn().With(("List", "orders"), ("Size", "50"), ("Back", "/orders")),

        Get("/people").For(Administrator),
        Get("/people/{personId:long}").For(Administrator).Foreign(Answer.Ok),
        Post("/people/{personId:long}/suspension").For(Administrator).With(("reason", "Forged papers.")).Foreign(Answer.Open),
        Post("/people/{personId:long}/suspension/end").For(Administrator).Foreign(Answer.Open),
        Post("/people/{personId:long}/lock/end").For(Administrator).Foreign(Answer.Open),
        Post("/people/{personId:long}/sessions/end").For(Administrator).Foreign(Answer.Open),
        Post("/people/{personId:long}/memberships").For(Administrator).With(("Form.OrganizationCode", "{organizationCode}"), ("Form.Role", "Producer")).Foreign(Answer.Open),
    ];
}

/// <summary>For each role a colleague's membership: what is done to it does not end the caller's own.</summary>
public sealed class AccountIds : IRouteWorldPart
{
    public async Task Add(RouteWorld world)
    {
        foreach (var (role, organization) in new (Role, Func<RouteSide, long>)[] { (Buyer, s => s.Buyer), (Producer, s => s.Producer), (Seller, s => s.Seller), (Operator, s => s.Centre) })
            await world.Both("membershipId", role, s => Membership(s, role, organization(s)));
        await world.Both("membershipId", s => Membership(s, Producer, s.Producer));
    }

    private static async Task<long> Membership(RouteSide side, Role role, long organization)
    {
        var person = await side.Data.Person(role, organization);
        return await side.Portal.Scalar<long>("SELECT id FROM memberships WHERE person_id = @PersonId", person);
    }
}
