using Portal.Core.Orders;
using Portal.Core.Shared;

namespace Portal.Core.CardPayments;

/// <summary>The buyer wants to pay by card what an order still owes.</summary>
public sealed record StartCardPaymentRequest(Actor Actor, long OrderId);

public abstract record StartCardPaymentOutcome
{
    private StartCardPaymentOutcome() { }

    /// <summary>There is a page of Stripe on which the buyer pays.</summary>
    public sealed record Started(long PaymentId, Uri Url) : StartCardPaymentOutcome;
    public sealed record NotFound : StartCardPaymentOutcome;
    /// <summary>Nothing is owed, or the order is cancelled.</summary>
    public sealed record NotPossible : StartCardPaymentOutcome;
    /// <summary>The portal has no keys of the card processor.</summary>
    public sealed record NotOffered : StartCardPaymentOutcome;
    /// <summary>Stripe does not take this payment, for instance because it is too small.</summary>
    public sealed record Refused(string Reason) : StartCardPaymentOutcome;
    /// <summary>Stripe did not answer: what was begun goes on with the next attempt, as the same payment.</summary>
    public sealed record NoAnswer : StartCardPaymentOutcome;
}

/// <summary>
/// Begins a card payment, or goes on with the one that is under way. The row is written before Stripe is asked, and its id is the key of the request:
/// an answer that is lost is got again, never a second session.
/// </summary>
public sealed class StartCardPayment(IUnitOfWork unit, ICardStore cards, IOrderStore orders, AdvanceCardPayment advance, CardTerms terms)
{
    public async Task<StartCardPaymentOutcome> Handle(StartCardPaymentRequest request)
    {
        if (!advance.IsOffered) return new StartCardPaymentOutcome.NotOffered();
        if (request.Actor.Role != Role.Buyer) return new StartCardPaymentOutcome.NotFound();
        // the second time when a payment of another amount was under way and is over now
        for (var i = 0; i < 2; i++)
        {
            var (payment, outcome) = await Begin(request);
            if (payment is null) return outcome!;
            var state = await advance.Handle(payment.Value);
            if (state is { Status: nameof(CardPaymentStatus.Open), SessionUrl: { } url } && state.Amount == state.Owed) return new StartCardPaymentOutcome.Started(state.Id, new Uri(url));
            if (state is { Status: nameof(CardPaymentStatus.Failed) }) return new StartCardPaymentOutcome.Refused(state.Problem ?? "");
            if (state is null || state.IsUnderway) return new StartCardPaymentOutcome.NoAnswer();
        }

        return new StartCardPaymentOutcome.NotPossible();
    }

    /// <summary>The payment that is under way, or a new one.</summary>
    private async Task<(long?, StartCardPaymentOutcome?)> Begin(StartCardPaymentRequest request)
    {
        await using var tx = await unit.Begin();
        if (await orders.Lock(request.Actor, request.OrderId) is not { } order) return (null, new StartCardPaymentOutcome.NotFound());
        if (await cards.Underway(order.Id) is { } underway) return (underway.Id, null);
        if (!order.IsPlaced || order.Open <= 0) return (null, new StartCardPaymentOutcome.NotPossible());
        var payment = terms.New(order, request.Actor);
        if (!await cards.Insert(payment)) throw new InvalidOperationException($"Order {order.OrderNo} was locked and yet a card payment was begun.");
        await tx.Commit();
        return (payment.Id, null);
    }
}

/// <summary>How long a buyer has to pay, and when Stripe is asked how it went.</summary>
[Service]
public sealed class CardTerms(PortalOptions options, Clock clock)
{
    /// <summary>Stripe takes from half an hour to a day.</summary>
    private static readonly TimeSpan ToPay = TimeSpan.FromHours(1);

    internal NewCardPayment New(OrderState order, Actor actor) =>
        new(Ids.Next(), order.Id, order.BuyerId, order.CentreId, actor.PersonOrNull, order.Open, options.Currency.Code, clock.Now, Whole(clock.Now + ToPay));

    /// <summary>Messages come within seconds; asking is for those that are lost, and for orders that were cancelled meanwhile.</summary>
    internal DateTime Next(CardPaymentState payment)
    {
        var now = clock.Now;
        if (now >= payment.ExpiresAt) return now.AddMinutes(10);
        var soon = now.AddMinutes(5);
        return soon < payment.ExpiresAt ? soon : payment.ExpiresAt.AddMinutes(1);
    }

    internal bool IsLongOver(CardPaymentState payment) => clock.Now > payment.ExpiresAt.AddDays(1);

    /// <summary>Stripe counts seconds.</summary>
    private static DateTime Whole(DateTime at) => new(at.Ticks - at.Ticks % TimeSpan.TicksPerSecond, DateTimeKind.Utc);
}
