using Portal.Core.Notifications;
using Portal.Core.Orders;
using Portal.Core.Shared;

namespace Portal.Core.Delivery;

/// <summary>Tells producer and centre of every part that was not shipped when it was promised; each part once per promise.</summary>
public sealed class NotifyLate(IUnitOfWork unit, IDeliveryStore delivery, IOrderStore orders, Notices notices, Clock clock)
{
    /// <summary>Handles at most <paramref name="max"/> parts; returns how many were told.</summary>
    public async Task<int> Handle(int max)
    {
        await using var tx = await unit.Begin();
        var told = 0;
        foreach (var part in await delivery.Late(clock.Today, max))
        {
            if (!await orders.MarkLate(part.PartId, clock.Now)) continue;
            told++;
            Notice Late(string path) => new($"shipment.late:{part.PartId}:{part.ShipOn:yyyyMMdd}", "shipment.late", new Dictionary<string, string>
            {
                ["no"] = part.OrderNo, ["date"] = $"{part.ShipOn:yyyy-MM-dd}", ["path"] = path,
            });
            await notices.ToMembers(part.ProducerId, Role.Producer, Late($"/producer-orders/{part.PartId}"));
            await notices.ToMembers(part.CentreId, Role.Operator, Late($"/orders/{part.OrderNo}"));
            await orders.Note(new OrderEvent(part.OrderId, "Late", clock.Now, null) { ProducerId = part.ProducerId });
        }

        await tx.Commit();
        return told;
    }
}
