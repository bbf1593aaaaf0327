using System.Globalization;
using System.Net;
using System.Text.Json;
using Portal.Core.CardPayments;
using Portal.Core.Shared;
using Stripe;
using Stripe.Checkout;

namespace Portal.Jobs.CardPayments;

/// <summary>Stripe over HTTP. It tries nothing twice by itself: whoever asks knows what is at stake, and asks again under the same key.</summary>
public sealed class StripeCardGateway : ICardGateway, IDisposable
{
    private readonly PortalOptions _options;
    private readonly HttpClient? _http;
    private readonly StripeClient? _client;

    public StripeCardGateway(PortalOptions options)
    {
        _options = options;
        if (options.Stripe is not { } keys) return;
        _http = new HttpClient { Timeout = TimeSpan.FromSeconds(20) };
        _client = new StripeClient(new StripeClientOptions
        {
            ApiKey = keys.SecretKey, ApiBase = keys.ApiBase?.ToString().TrimEnd('/'), HttpClient = new SystemNetHttpClient(_http, maxNetworkRetries: 0, enableTelemetry: false),
        });
    }

    public bool IsConfigured => _client is not null;

    public Task<CardAnswer<CardSession>> Create(NewCardSession session, CancellationToken stop = default) => Ask(async client =>
    {
        var mine = new Dictionary<string, string> { [StripeReading.PaymentKey] = Text(session.PaymentId), ["order"] = session.OrderNo };
        var page = new Uri(_options.BaseUrl, $"/card-payments/{session.PaymentId}").ToString();
        var options = new SessionCreateOptions
        {
            Mode = "payment", ClientReferenceId = Text(session.PaymentId), Metadata = mine, PaymentIntentData = new SessionPaymentIntentDataOptions { Metadata = mine },
            AllowedPaymentMethodTypes = ["card"], SuccessUrl = $"{page}/return", CancelUrl = page, ExpiresAt = session.ExpiresAt,
            LineItems =
            [
                new SessionLineItemOptions
                {
                    Quantity = 1,
                    PriceData = new SessionLineItemPriceDataOptions
                    {
                        // minor units on both sides, also where the currency has none
                        Currency = StripeReading.Lower(session.Currency), UnitAmount = session.Amount,
                        ProductData = new SessionLineItemPriceDataProductDataOptions { Name = session.OrderNo },
                    },
                },
            ],
        };
        return (await client.V1.Checkout.Sessions.CreateAsync(options, Key($"portal-checkout-{session.PaymentId}"), stop)).Read();
    }, stop);

    public Task<CardAnswer<CardSession>> Session(string sessionId, CancellationToken stop = default) =>
        Ask(async client => (await client.V1.Checkout.Sessions.GetAsync(sessionId, cancellationToken: stop)).Read(), stop);

    public Task<CardAnswer<CardSession>> Expire(string sessionId, CancellationToken stop = default) =>
        Ask(async client => (await client.V1.Checkout.Sessions.ExpireAsync(sessionId, cancellationToken: stop)).Read(), stop);

    public Task<CardAnswer<CardRefundSeen>> Refund(long refundId, string intentId, long amount, CancellationToken stop = default) => Ask(async client =>
    {
        var options = new RefundCreateOptions { PaymentIntent = intentId, Amount = amount, Metadata = new Dictionary<string, string> { [StripeReading.RefundKey] = Text(refundId) } };
        return (await client.V1.Refunds.CreateAsync(options, Key($"portal-refund-{refundId}"), stop)).Read();
    }, stop);

    public Task<CardAnswer<IReadOnlyList<CardRefundSeen>>> RefundsOf(string intentId, CancellationToken stop = default) => Ask<IReadOnlyList<CardRefundSeen>>(async client =>
        await All(client.V1.Refunds.ListAutoPagingAsync(new RefundListOptions { PaymentIntent = intentId, Limit = 100 }, cancellationToken: stop), r => r.Read()), stop);

    public Task<CardAnswer<CardBook>> Since(DateTime since, CancellationToken stop = default) => Ask(async client =>
    {
        var created = new DateRangeOptions { GreaterThanOrEqual = since };
        var sessions = await All(client.V1.Checkout.Sessions.ListAutoPagingAsync(new SessionListOptions { Created = created, Limit = 100 }, cancellationToken: stop), s => s.Read());
        var payments = await All(client.V1.PaymentIntents.ListAutoPagingAsync(new PaymentIntentListOptions { Created = created, Limit = 100 }, cancellationToken: stop), p => p);
        var refunds = await All(client.V1.Refunds.ListAutoPagingAsync(new RefundListOptions { Created = created, Limit = 100 }, cancellationToken: stop), r => r.Read());
        return new CardBook(sessions, [.. payments.Where(p => p.Status == "succeeded").Select(p => p.Read())], refunds);
    }, stop);

    /// <summary>
    /// The time of the portal decides how old a message is. Its version does not matter: what is read of it (ids, amounts, states, metadata)
    /// has been the same in all of them, and a portal must not go deaf when somebody changes a setting at Stripe.
    /// </summary>
    public CardEvent? Read(string body, string? signature, DateTime now)
    {
        if (_options.Stripe is not { } keys || string.IsNullOrEmpty(signature) || string.IsNullOrWhiteSpace(body)) return null;
        var seconds = new DateTimeOffset(now).ToUnixTimeSeconds();
        foreach (var secret in keys.WebhookSecrets)
        {
            try
            {
                return StripeReading.Read(EventUtility.ConstructEvent(body, signature, secret, EventUtility.DefaultTimeTolerance, seconds, throwOnApiVersionMismatch: false));
            }
            catch (StripeException)
            {
                // signed with another secret, changed, or too old: the next secret may fit
            }
            catch (Exception e) when (e is JsonException or Newtonsoft.Json.JsonException or FormatException or ArgumentException or InvalidOperationException or NullReferenceException)
            {
                // signed by one of our secrets, and yet no event
                return null;
            }
        }

        return null;
    }

    public void Dispose() => _http?.Dispose();

    private async Task<CardAnswer<T>> Ask<T>(Func<StripeClient, Task<T>> question, CancellationToken stop)
    {
        if (_client is null) return new CardAnswer<T>.Unknown("There are no keys.");
        try
        {
            return new CardAnswer<T>.Got(await question(_client));
        }
        catch (StripeException e) when (IsRefusal(e))
        {
            return new CardAnswer<T>.Refused($"{e.StripeError?.Code ?? e.StripeError?.Type}: {e.Message}");
        }
        catch (Exception e) when (e is StripeException or HttpRequestException or IOException or JsonException or Newtonsoft.Json.JsonException or TimeoutException
            || (e is TaskCanceledException && !stop.IsCancellationRequested))
        {
            return new CardAnswer<T>.Unknown(e.Message);
        }
    }

    /// <summary>
    /// Only what Stripe says about the request itself is certain. A key that was used with another request, a clash, a limit, a wrong key of ours,
    /// or a fault of its own say nothing about what happened before.
    /// </summary>
    private static bool IsRefusal(StripeException e) =>
        e.HttpStatusCode is HttpStatusCode.BadRequest or HttpStatusCode.PaymentRequired or HttpStatusCode.NotFound && e.StripeError is { Type: not "idempotency_error" };

    private static async Task<List<TTo>> All<T, TTo>(IAsyncEnumerable<T> pages, Func<T, TTo> read)
    {
        var list = new List<TTo>();
        await foreach (var item in pages) list.Add(read(item));
        return list;
    }

    private static RequestOptions Key(string key) => new() { IdempotencyKey = key };

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
