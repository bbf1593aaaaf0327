using Portal.Core.Shared;
using Portal.Tests.Shared;
using static Portal.Tests.Shared.RouteRow;

namespace Portal.Tests.Notifications;

public sealed class NotificationRoutes : IRouteRows
{
    public IEnumerable<RouteRow> Rows =>
    [
        Post("/outbox/attempts").For(Role.Administrator).With(("mails", "9")),
        Get("/outbox").For(Role.Administrator),
        Post("/outbox/{outboxId:long}/attempts").For(Role.Administrator).Foreign(Answer.Open),
        Get("/mail-templates").For(Role.Administrator),
        Get("/mail-templates/{template}").At("/mail-templates/order.placed").For(Role.Administrator),
        Get("/mail-templates/{template}/html").At("/mail-templates/order.placed/html").For(Role.Administrator),
        Get("/account/notifications").SignedIn(),
        Post("/account/notifications").SignedIn().With(("Language", "ko")),
    ];
}

/// <summary>A mail that waits, on each side.</summary>
public sealed class NotificationIds : IRouteWorldPart
{
    public Task Add(RouteWorld world) => world.Both("outboxId", s => s.Portal.Scalar<long>(
        "SELECT MIN(o.id) FROM outbox o JOIN memberships m ON m.person_id = o.person_id WHERE m.organization_id = @Centre", new { s.Centre }));
}
