using Portal.Tests.Shared;
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
        Get("/account/password").SignedIn(),
        Post("/account/password").SignedIn(),
        Get("/account/mail").SignedIn(),
        Post("/account/mail").SignedIn(),
        Get("/account/mail/confirmation").SignedIn(),
        Post("/account/mail/confirmation").SignedIn(),
        Post("/account/sessions/end").SignedIn(),
    ];
}
