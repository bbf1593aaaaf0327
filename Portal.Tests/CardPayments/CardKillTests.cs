using System.Net;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Portal.Core.Shared;
using Portal.Data.Ledger;
using Portal.Data.Shared;
using Portal.Tests.Shared;
using Portal.Web.Shared;

namespace Portal.Tests.CardPayments;

/// <summary>Kill −9 of the real program when Stripe has done what it was asked and the answer is on its way: one charge, one refund.</summary>
[TestFixture, Category("Crash")]
public sealed class CardKillTests
{
    private const int Rounds = 4;
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"portal-cards-{Guid.NewGuid():N}");
    private readonly Random _random = new(20_261_125);
    private CardShop _shop = null!;
    private PortalProcess? _portal;
    private int _kills;

    private string Database => Path.Combine(_folder, "portal.db");

    [OneTimeSetUp]
    public async Task Open()
    {
        Directory.CreateDirectory(_folder);
        _shop = await CardShop.Open();
        // the real program has the real time
        _shop.Portal.Time.AdjustTime(DateTimeOffset.UtcNow);
        _shop.Stripe.Time = TimeProvider.System;
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        _portal?.Dispose();
        await _shop.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task A_portal_that_is_killed_with_the_answer_on_its_way_charges_once_and_refunds_once()
    {
        var orders = new List<(long Id, string No)>();
        for (var i = 0; i < Rounds; i++)
        {
            var placed = await _shop.Order(1);
            orders.Add((placed.OrderId, placed.OrderNo));
        }

        var (buyer, staff) = (await _shop.Depot.Web.Cookie(_shop.Depot.Buyer), await _shop.Depot.Web.Cookie(_shop.Depot.Operator));
        using (var source = new SqliteConnection(_shop.Portal.ConnectionString))
        using (var target = new SqliteConnection($"Data Source={Database};Pooling=False"))
        {
            source.Open();
            target.Open();
            source.BackupDatabase(target);
        }

        foreach (var order in orders)
        {
            await Killed("POST /v1/checkout/sessions", a => Post(a, buyer, $"/orders/{order.No}/card-payments"));
            var address = await Alive();
            var page = await Post(address, buyer, $"/orders/{order.No}/card-payments");
            Assert.That(page?.Status, Is.EqualTo(HttpStatusCode.Redirect));
            var session = _shop.Stripe.Sessions.Single(s => s["metadata"]!["order"]!.GetValue<string>() == order.No);
            Assert.That(page!.Location, Is.EqualTo(session["url"]!.GetValue<string>()));

            _shop.Stripe.Pay(session);
            var body = _shop.Stripe.Message("checkout.session.completed", session);
            await KilledWithin(30, a => Send(a, body));
            Assert.That(await Send(await Alive(), body), Is.EqualTo(HttpStatusCode.OK));

            var payment = long.Parse(session["client_reference_id"]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture);
            await Killed("POST /v1/refunds", async a =>
            {
                await Post(a, staff, $"/orders/{order.No}/cancellation", ("Form.Reason", "test"));
                var credit = await Scalar<long>("SELECT id FROM buyer_credits WHERE order_id = @Id", order.Id);
                return await Post(a, staff, $"/card-payments/{payment}/refunds", ("Refund.CreditId", $"{credit}"), ("Refund.Amount", session["amount_total"]!.ToJsonString()));
            });
            Assert.That((await Post(await Alive(), staff, "/card-checks"))?.Status, Is.EqualTo(HttpStatusCode.Redirect));
            Assert.That(await Scalar<string>("SELECT r.status FROM card_refunds r JOIN card_payments c ON c.id = r.card_payment_id WHERE c.order_id = @Id", order.Id), Is.EqualTo("Succeeded"));
        }

        TestContext.Out.WriteLine($"{_kills} kills");
        Assert.That(_shop.Stripe.Intents, Has.Count.EqualTo(Rounds), "no second charge");
        Assert.That(_shop.Stripe.Refunds, Has.Count.EqualTo(Rounds), "no second refund");
        Assert.That(await Scalar<long>("SELECT COUNT(*) FROM card_differences", 0), Is.Zero);
        await using var services = Services();
        await using var scope = services.CreateAsyncScope();
        Assert.That((await scope.ServiceProvider.GetRequiredService<BooksPages>().Check()).Where(r => r.Violations > 0), Is.Empty);
    }

    /// <summary>Does something, and the portal is killed when Stripe has done its part.</summary>
    private async Task Killed(string at, Func<Uri, Task<WebPage?>> action)
    {
        var address = await Alive();
        var portal = _portal!;
        var killed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _shop.Stripe.Done = request =>
        {
            if (request == at && portal.Kill())
            {
                _kills++;
                killed.TrySetResult();
            }

            return Task.CompletedTask;
        };
        var page = await action(address);
        // the caller may see the end before the killer does
        if (page is null) await killed.Task.WaitAsync(TimeSpan.FromSeconds(30));
        _shop.Stripe.Done = null;
        Assert.That(page, Is.Null, $"{page?.Status} {page?.Location} {page?.Main} {portal.Output}");
    }

    private async Task KilledWithin(int milliseconds, Func<Uri, Task<HttpStatusCode?>> action)
    {
        var running = action(await Alive());
        await Task.Delay(_random.Next(milliseconds));
        if (_portal!.Kill()) _kills++;
        await running;
    }

    private async Task<Uri> Alive()
    {
        if (_portal is null or { HasExited: true })
        {
            _portal?.Dispose();
            _portal = PortalProcess.Start(Database, "serve", "--Portal:Stripe:SecretKey=sk_test_portal", $"--Portal:Stripe:WebhookSecrets={CardShop.Secret}", $"--Portal:Stripe:ApiBase={_shop.Stripe.Address}");
        }

        return await _portal.Address();
    }

    /// <summary>Null when the portal was killed before it answered.</summary>
    private static async Task<WebPage?> Post(Uri address, string cookie, string url, params (string, string)[] fields)
    {
        using var visitor = new WebVisitor(address, cookie);
        try
        {
            return await visitor.Post(url, fields);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return null;
        }
    }

    private async Task<HttpStatusCode?> Send(Uri address, string body)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, "/webhooks/stripe")) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Stripe-Signature", _shop.Stripe.Sign(body, CardShop.Secret));
        try
        {
            using var response = await http.SendAsync(request);
            return response.StatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return null;
        }
    }

    private async Task<T?> Scalar<T>(string sql, long id)
    {
        await using var services = Services();
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Db>().Scalar<T>(sql, new { Id = id });
    }

    private ServiceProvider Services() => new ServiceCollection().AddLogging().AddPortal(new PortalOptions(), $"Data Source={Database};Pooling=False").BuildServiceProvider();
}
