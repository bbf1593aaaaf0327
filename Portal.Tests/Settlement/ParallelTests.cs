using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Portal.Core.Agreements;
using Portal.Core.Organizations;
using Portal.Core.Settlement;
using Portal.Core.Shared;
using Portal.Data.Ledger;
using Portal.Data.Shared;
using Portal.Tests.Shared;
using Portal.Web.Shared;

namespace Portal.Tests.Settlement;

/// <summary>Two of anything at once: one wins, the other is told.</summary>
[TestFixture]
public sealed class ParallelTests
{
    [Test]
    public async Task Twenty_settlement_runs_over_the_same_lines_distribute_each_line_once()
    {
        await using var market = await Market.Open();
        var lines = await Deals(market, 40);
        // every second run has a process of its own as far as the database can tell: another gate, other connections
        var databases = Enumerable.Range(0, 10).Select(_ => new ServiceCollection().AddLogging().AddPortal(market.Portal.Options, market.Portal.ConnectionString)
            .AddSingleton<TimeProvider>(market.Portal.Time).AddSingleton<Core.Delivery.ICarrierGateway>(market.Portal.Carrier).BuildServiceProvider()).ToList();
        var outcomes = new ConcurrentBag<LockSettlementOutcome>();
        await AtOnce(20, async i =>
        {
            await using var scope = i % 2 == 0 ? market.Portal.Scope() : databases[i / 2].CreateAsyncScope();
            if (i % 4 == 0) await scope.ServiceProvider.GetRequiredService<DistributeDue>().Handle();
            var settle = scope.ServiceProvider.GetRequiredService<LockSettlement>();
            outcomes.Add(await settle.Handle(new LockSettlementRequest(Actor.Portal, market.Centres[i % 2], scope.ServiceProvider.GetRequiredService<Clock>().Today)));
        });

        var run = market.Portal;
        Assert.That(await run.Scalar<long>("SELECT COUNT(*) FROM distributions WHERE kind = 'Delivery'"), Is.EqualTo(lines));
        Assert.That(await run.Scalar<long>("SELECT COUNT(DISTINCT order_line_id) FROM distributions"), Is.EqualTo(lines));
        Assert.That(await run.Scalar<long>("SELECT COUNT(*) FROM settlement_items WHERE settlement_id IS NULL"), Is.Zero);
        Assert.That(outcomes.Count(o => o is LockSettlementOutcome.Locked), Is.EqualTo(await run.Scalar<long>("SELECT COUNT(*) FROM settlements")));
        Assert.That(outcomes, Has.All.Matches<LockSettlementOutcome>(o => o is LockSettlementOutcome.Locked or LockSettlementOutcome.NothingToSettle));
        Assert.That(await run.Query<long>("SELECT settlement_no FROM settlements WHERE centre_id = @centre ORDER BY settlement_no", new { centre = market.Centres[0] }),
            Is.EqualTo(Enumerable.Range(1, (int)await run.Scalar<long>("SELECT COUNT(*) FROM settlements WHERE centre_id = @centre", new { centre = market.Centres[0] }))), "without gaps");
        Assert.That((await run.Run<BooksPages, IReadOnlyList<BookRule>>(b => b.Check())).Where(r => r.Violations > 0), Is.Empty);
        foreach (var database in databases) await database.DisposeAsync();
    }

    [Test]
    public async Task A_payout_that_ten_people_send_at_once_is_sent_once()
    {
        await using var market = await Market.Open();
        await Deals(market, 2);
        var settled = await market.Portal.Run<LockSettlement, LockSettlementOutcome>(u => u.Handle(new LockSettlementRequest(Actor.Portal, market.Centres[0], DateOnly.FromDateTime(market.Portal.Time.GetUtcNow().UtcDateTime))));
        Assert.That(settled, Is.InstanceOf<LockSettlementOutcome.Locked>());
        var payout = await market.Portal.Scalar<long>("SELECT MIN(id) FROM payouts");
        var outcomes = new ConcurrentBag<PayoutOutcome>();
        await AtOnce(10, async _ => outcomes.Add(await market.Portal.Run<SendPayout, PayoutOutcome>(u => u.Handle(new SendPayoutRequest(Actor.Portal, payout)))));
        Assert.That(outcomes.Count(o => o == PayoutOutcome.Done), Is.EqualTo(1));
        Assert.That(outcomes.Count(o => o == PayoutOutcome.NotPossible), Is.EqualTo(9));
        Assert.That(await market.Portal.Scalar<long>("SELECT COUNT(*) FROM postings WHERE event_key = @key", new { key = $"payout:{payout}" }), Is.EqualTo(1));
    }

    [Test]
    public async Task Two_hundred_orders_for_a_stock_of_fifty_sell_fifty_and_tell_the_rest()
    {
        await using var web = await WebPortal.Create();
        var data = new TestData(web.Portal);
        var centre = await data.Organization(OrganizationKind.Centre);
        var producer = await data.Organization(OrganizationKind.Producer, centre);
        var product = await data.Product(producer, 12_000, stock: 50);
        await web.Portal.Run<ProposeAgreement, ProposeAgreementOutcome>(u => u.Handle(new ProposeAgreementRequest(Actor.Portal, product.Id,
            web.Portal.Time.GetUtcNow().UtcDateTime.AddDays(-1), [new(Part.Centre, null, ShareKind.Rate, 500), new(Part.Producer, producer, ShareKind.Rest, 0)], null)));
        var buyers = new List<Actor>();
        for (var i = 0; i < 20; i++) buyers.Add(await data.Person(Role.Buyer, await data.Organization(OrganizationKind.Buyer, centre)));
        var baskets = await Baskets.Fill(web.Portal, buyers, product.Id, 200);

        var answers = new ConcurrentBag<WebPage>();
        var visitors = new List<WebVisitor>();
        foreach (var buyer in buyers) visitors.Add(await web.As(buyer));
        foreach (var visitor in visitors) await visitor.Get("/drafts");
        await AtOnce(200, async i => answers.Add(await visitors[i % 20].Post($"/drafts/{baskets[i]}", Baskets.Place(product.Id, 13_200))));

        Assert.That(answers.Count(a => a.Status == HttpStatusCode.Redirect && a.Location is { } to && to.StartsWith("/orders/", StringComparison.Ordinal)), Is.EqualTo(50));
        var told = answers.Where(a => a.Status != HttpStatusCode.Redirect).ToList();
        Assert.That(told.Select(a => a.Status), Has.All.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(told, Has.All.Matches<WebPage>(a => a?.Html.QuerySelector(".errors") is not null), "the rest are told why");
        Assert.That(await web.Portal.Scalar<long>("SELECT stock FROM products WHERE id = @Id", product), Is.Zero);
        Assert.That(await web.Portal.Scalar<long>("SELECT SUM(quantity) FROM order_lines"), Is.EqualTo(50));
        Assert.That((await web.Portal.Run<BooksPages, IReadOnlyList<BookRule>>(b => b.Check())).Where(r => r.Violations > 0), Is.Empty);
        foreach (var visitor in visitors) visitor.Dispose();
    }

    /// <summary>Lets many begin at the same moment.</summary>
    private static async Task AtOnce(int count, Func<int, Task> action)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var tasks = Enumerable.Range(0, count).Select(async i =>
        {
            await start.Task;
            await Task.Yield();
            await action(i);
        }).ToList();
        start.SetResult();
        await Task.WhenAll(tasks);
    }

    /// <summary>Orders through both centres that are due; returns the number of their lines.</summary>
    private static async Task<long> Deals(Market market, int count)
    {
        await using var scope = market.Portal.Scope();
        await using var tx = await scope.ServiceProvider.GetRequiredService<Db>().Begin();
        for (var i = 0; i < count; i++)
        {
            var deal = new Deal(market, scope.ServiceProvider);
            await deal.Place(i % 3, i % 2, new Core.Orders.OrderItem(market.Products[i % 5].Id, 1 + i % 4), new Core.Orders.OrderItem(market.Products[(i + 1) % 5].Id, 2));
            await deal.Pay(deal.Total);
            await deal.Deliver();
        }

        await tx.Commit();
        market.Portal.Time.Advance(TimeSpan.FromDays(8));
        return await market.Portal.Scalar<long>("SELECT COUNT(*) FROM order_lines");
    }
}
