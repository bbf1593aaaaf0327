using Portal.Core.Shared;

namespace Portal.Core.Orders;

/// <summary>A note of the centre's staff on an order; the other parties do not see it.</summary>
public sealed record AddMemoRequest(Actor Actor, long OrderId, string Text);

public enum AddMemoOutcome { Added, NotFound, Bad }

/// <summary>See <see cref="AddMemoRequest"/>.</summary>
public sealed class AddMemo(IUnitOfWork unit, IOrderStore orders, Clock clock)
{
    public const int MaxLength = 1000;

    public async Task<AddMemoOutcome> Handle(AddMemoRequest request)
    {
        if (string.IsNullOrWhiteSpace(request.Text) || request.Text.Length > MaxLength) return AddMemoOutcome.Bad;
        await using var tx = await unit.Begin();
        if (request.Actor.Role != Role.Operator || await orders.Lock(request.Actor, request.OrderId) is null) return AddMemoOutcome.NotFound;
        await orders.Note(new OrderEvent(request.OrderId, "Memo", clock.Now, request.Actor.PersonOrNull) { Detail = request.Text.Trim(), Internal = true });
        await tx.Commit();
        return AddMemoOutcome.Added;
    }
}
