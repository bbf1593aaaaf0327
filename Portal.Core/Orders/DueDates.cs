using Portal.Core.Shared;

namespace Portal.Core.Orders;

/// <summary>
/// Keeps from when on each line may be distributed (money.md §3): the moment on which the last of delivery,
/// acceptance or end of the objection period, and full payment came true.
/// </summary>
[Service]
public sealed class DueDates(IOrderStore orders, Clock clock)
{
    /// <summary>Brings the due dates of an order up to what happened. Lines that are distributed or cancelled stay as they are.</summary>
    public async Task Refresh(long orderId)
    {
        foreach (var line in await orders.Progress(orderId))
        {
            var due = Due(line);
            if (due != line.DueAt) await orders.SetDue(line.Id, due, due is { } at ? clock.DateOf(at) : null);
        }
    }

    /// <summary>The moment from which a line may be distributed, null while it waits for something. Pure.</summary>
    public static DateTime? Due(LineProgress line)
    {
        if (line.Exchanging || line.Delivered < line.Quantity || line.DeliveredAt is not { } delivered || line.PaidAt is not { } paid) return null;
        var objected = line.NeedsAcceptance ? line.AcceptedAt : Earlier(line.AcceptedAt, line.ObjectionEndsAt);
        if (objected is not { } over) return null;
        return Later(Later(delivered, over), paid);
    }

    private static DateTime? Earlier(DateTime? a, DateTime? b) => a is null ? b : b is null || a < b ? a : b;

    private static DateTime Later(DateTime a, DateTime b) => a > b ? a : b;
}
