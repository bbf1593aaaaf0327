using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Portal.Core.CardPayments;
using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Tests.CardPayments;

/// <summary>
/// Crashes between Stripe's answer and our commit, at random points of payments and of refunds: no second charge, no second refund,
/// and the comparison finds and mends whatever the crash left behind.
/// </summary>
[TestFixture]
public sealed class CardCrashTests
{
    private const int Rounds = 50;
    private readonly Random _random = new(20_261_125);
    private CardShop _shop = null!;
    private int _crashes;

    [OneTimeSetUp]
    public async Task Open() => _shop = await CardShop.Open();

    [OneTimeTearDown]
    public ValueTask Close() => _shop.DisposeAsync();

    [Test]
    public async Task Fifty_orders_whose_every_step_crashes_are_charged_once_and_refunded_once()
    {
        var (known, mended) = (new List<string>(), 0);
        for (var round = 0; round < Rounds; round++)
        {
            var order = await _shop.Order(1);
            await Crash(s => s.Start(order.OrderId));
            // the buyer presses again, or has gone and the job goes on
            if (round % 3 == 0) await Later();
            var payment = await _shop.Begin(order.OrderId);
            var sessions = _shop.Stripe.Sessions.Where(s => s["metadata"]!["order"]!.GetValue<string>() == order.OrderNo).ToList();
            Assert.That(sessions, Has.Count.EqualTo(1), $"round {round}: one session in which the buyer can be charged");

            var intent = _shop.Stripe.Pay(sessions[0]);
            var body = _shop.Stripe.Message("checkout.session.completed", sessions[0]);
            if (round % 2 == 0) await Crash(s => s.Receive(body, _shop.Stripe.Sign(body, CardShop.Secret)));
            else await Crash(s => s.Ask(payment.Id));
            // Stripe sends it again, or never does
            if (round % 4 == 0) await _shop.SendBody(body);
            mended += (await _shop.Compare()).Mended;
            Assert.That(await _shop.PaidOf(order.OrderId), Is.EqualTo(await _shop.TotalOf(order.OrderId)), $"round {round}");

            await _shop.Cancel(order.OrderId);
            await Crash(s => s.Refund());
            await Crash(s => s.Refund());
            mended += (await _shop.Compare()).Mended;
            if (await _shop.Count("card_refunds", $"card_payment_id = {payment.Id} AND status = 'Succeeded'") == 0) await Later();
            known.Add(intent["id"]!.GetValue<string>());
            Assert.That(_shop.Stripe.Refunds.Count(r => r["payment_intent"]!.GetValue<string>() == known[^1]), Is.EqualTo(1), $"round {round}: one refund");
            Assert.That((await _shop.Payment(payment.Id)).Refunded, Is.EqualTo(payment.Amount), $"round {round}");
        }

        TestContext.Out.WriteLine($"{_crashes} crashes, {mended} mended by the comparison");
        Assert.That(_crashes, Is.GreaterThan(Rounds * 2));
        Assert.That(mended, Is.GreaterThan(Rounds / 4));
        Assert.That(_shop.Stripe.Intents.Select(i => i["id"]!.GetValue<string>()), Is.EquivalentTo(known), "no second charge");
        Assert.That(_shop.Stripe.Intents.Sum(i => i["amount"]!.GetValue<long>()), Is.EqualTo(_shop.Stripe.Refunds.Sum(r => r["amount"]!.GetValue<long>())), "no second refund");
        Assert.That(await _shop.Differences(), Is.Empty);
        Assert.That(await _shop.Balance("Card"), Is.Zero);
        Assert.That(await _shop.Count("outbox", "template = 'deposit.complete'"), Is.EqualTo(Rounds), "one mail per order");
        _shop.Portal.Time.Advance(TimeSpan.FromMinutes(1));
        var last = await _shop.Compare();
        Assert.That((last.Mended, last.Found), Is.EqualTo((0, 0)));
        await _shop.BooksAreSound();
    }

    /// <summary>A worker some minutes later.</summary>
    private async Task Later()
    {
        _shop.Portal.Time.Advance(TimeSpan.FromMinutes(11));
        await _shop.Work();
    }

    /// <summary>Does a step in a process that dies at one of its commits: just before it, or just after, with the answer of Stripe in its hands.</summary>
    private async Task Crash(Func<Steps, Task> step)
    {
        await using var scope = _shop.Portal.Scope();
        var dying = new Dying(scope.ServiceProvider.GetRequiredService<Db>(), _random.Next(1, 4), _random.Next(2) == 0);
        try
        {
            await step(new Steps(scope.ServiceProvider, dying, _shop.Depot.Buyer));
        }
        catch (Died)
        {
            _crashes++;
        }
    }

    /// <summary>The steps as the program takes them, over a unit of work that dies.</summary>
    private sealed class Steps(IServiceProvider services, IUnitOfWork unit, Actor buyer)
    {
        private T Make<T>(params object[] more) where T : notnull => ActivatorUtilities.CreateInstance<T>(services, [unit, .. more]);

        public Task<StartCardPaymentOutcome> Start(long order) => Make<StartCardPayment>(Make<AdvanceCardPayment>()).Handle(new StartCardPaymentRequest(buyer, order));

        public Task<CardPaymentState?> Ask(long payment) => Make<AdvanceCardPayment>().Handle(payment);

        public Task<ReceiveCardEventOutcome> Receive(string body, string signature) => Make<ReceiveCardEvent>().Handle(new ReceiveCardEventRequest(body, signature));

        public Task Refund() => ActivatorUtilities.CreateInstance<ContinueCards>(services, Make<AdvanceCardPayment>(), Make<RefundToCard>(), Make<SendCardRefund>()).Handle(100, default);
    }

    private sealed class Died : Exception;

    /// <summary>A unit of work in a process that dies at its n-th commit.</summary>
    private sealed class Dying(IUnitOfWork real, int at, bool after) : IUnitOfWork
    {
        private int _commits;

        public async Task<IUnit> Begin() => new Unit(this, await real.Begin());

        private sealed class Unit(Dying all, IUnit real) : IUnit
        {
            public async Task Commit()
            {
                var last = ++all._commits == all.At;
                if (last && !all.After) throw new Died();
                await real.Commit();
                if (last) throw new Died();
            }

            public ValueTask DisposeAsync() => real.DisposeAsync();
        }

        private int At => at;
        private bool After => after;
    }
}
