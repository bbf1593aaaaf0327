using Portal.Data.Notifications;
using Portal.Web.Shared;

namespace Portal.Web.Notifications;

public sealed class OutboxList() : ListOf<OutboxListRow>("outbox",
    Moment("created", "notifications.at", m => m.CreatedAt) with { IsSortable = true, IsFigure = false },
    Text("recipient", "notifications.recipient", m => m.Recipient).Sorted,
    Text("template", "notifications.template", m => m.Template).Sorted,
    State("state", "notifications.state", m => $"notifications.state.{m.State}"));
