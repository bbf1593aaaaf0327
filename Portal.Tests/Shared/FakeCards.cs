using Portal.Core.CardPayments;

namespace Portal.Tests.Shared;

/// <summary>
/// A card processor within the process, for sequences of thousands of events; where HTTP and Stripe's own protocol matter, tests speak to a server.
/// Like Stripe it does a thing once under one id, and what is told is what it has.
/// </summary>
public sealed class FakeCards : ICardGateway
{
    private readonly Dictionary<string, CardSession> _sessions = [];
    private readonly Dictionary<string, CardMoney> _payments = [];
    private readonly Dictionary<string, CardRefundSeen> _refunds = [];
    private readonly Dictionary<string, CardEvent> _events = [];

    /// <summary>Cards are offered only where a test wants them.</summary>
    public bool IsConfigured { get; set; }

    /// <summary>What becomes of the next requests: 0 refused, 1 lost, 2 done and the answer lost, otherwise done.</summary>
    public int Fate { get; set; } = 9;

    public Task<CardAnswer<CardSession>> Create(NewCardSession session, CancellationToken stop = default) => Answer(() =>
    {
        var id = $"cs_{session.PaymentId}";
        if (!_sessions.ContainsKey(id)) _sessions[id] = new CardSession(id, CardSessionStatus.Open, false) { Url = $"https://checkout.stripe.com/{id}", Amount = session.Amount, Currency = session.Currency, PaymentId = session.PaymentId };
        return _sessions[id];
    });

    public Task<CardAnswer<CardSession>> Session(string sessionId, CancellationToken stop = default) => Answer(() => _sessions[sessionId]);

    public Task<CardAnswer<CardSession>> Expire(string sessionId, CancellationToken stop = default) =>
        _sessions[sessionId].Status == CardSessionStatus.Open
            ? Answer(() => _sessions[sessionId] = _sessions[sessionId] with { Status = CardSessionStatus.Expired })
            : Task.FromResult<CardAnswer<CardSession>>(new CardAnswer<CardSession>.Refused("It is over."));

    public Task<CardAnswer<CardRefundSeen>> Refund(long refundId, string intentId, long amount, CancellationToken stop = default) => Answer(() =>
    {
        var id = $"re_{refundId}";
        if (!_refunds.ContainsKey(id)) _refunds[id] = new CardRefundSeen(id, intentId, amount, amount % 3 == 0 ? CardRefundProgress.Pending : CardRefundProgress.Succeeded, refundId);
        return _refunds[id];
    });

    public Task<CardAnswer<IReadOnlyList<CardRefundSeen>>> RefundsOf(string intentId, CancellationToken stop = default) =>
        Answer<IReadOnlyList<CardRefundSeen>>(() => [.. _refunds.Values.Where(r => r.IntentId == intentId)]);

    public Task<CardAnswer<CardBook>> Since(DateTime since, CancellationToken stop = default) =>
        Task.FromResult<CardAnswer<CardBook>>(new CardAnswer<CardBook>.Got(new CardBook([.. _sessions.Values], [.. _payments.Values], [.. _refunds.Values])));

    /// <summary>The body of a message is its id here, and the signature is whatever it is.</summary>
    public CardEvent? Read(string body, string? signature, DateTime now) => _events.GetValueOrDefault(body);

    /// <summary>A message about something that is so at the processor.</summary>
    public string Tell(string id, CardEventSubject subject, DateTime at)
    {
        if (subject is CardEventSubject.Paid paid)
        {
            _payments[paid.Money.IntentId] = paid.Money;
            if (paid.Money.PaymentId is { } payment && _sessions.TryGetValue($"cs_{payment}", out var session))
                _sessions[session.Id] = session with { Status = CardSessionStatus.Complete, IsPaid = true, IntentId = paid.Money.IntentId, Amount = paid.Money.Amount, Currency = paid.Money.Currency };
        }

        if (subject is CardEventSubject.Refund refund) _refunds[refund.Seen.Id] = refund.Seen;
        _events.TryAdd(id, new CardEvent(id, "test", at, subject) { ObjectId = id });
        return id;
    }

    /// <summary>The refund as the processor has it.</summary>
    public CardRefundSeen? RefundOf(long refundId) => _refunds.GetValueOrDefault($"re_{refundId}");

    public CardSession? SessionOf(long payment) => _sessions.GetValueOrDefault($"cs_{payment}");

    /// <summary>A sequence is over: the next begins with nothing.</summary>
    public void Forget()
    {
        _sessions.Clear();
        _payments.Clear();
        _refunds.Clear();
        _events.Clear();
        Fate = 9;
    }

    private Task<CardAnswer<T>> Answer<T>(Func<T> action)
    {
        var fate = Fate;
        Fate = 9;
        return Task.FromResult<CardAnswer<T>>(fate switch
        {
            0 => new CardAnswer<T>.Refused("Refused."),
            1 => new CardAnswer<T>.Unknown("Lost."),
            2 => Lost(action),
            _ => new CardAnswer<T>.Got(action()),
        });
    }

    private static CardAnswer<T>.Unknown Lost<T>(Func<T> action)
    {
        action();
        return new CardAnswer<T>.Unknown("Its answer was lost.");
    }
}
