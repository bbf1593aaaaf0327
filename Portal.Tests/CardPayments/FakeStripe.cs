using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Portal.Tests.CardPayments;

/// <summary>What goes wrong with a request.</summary>
public enum StripeFault
{
    /// <summary>It never arrives.</summary>
    DropBefore,
    /// <summary>It is done, and the answer is lost.</summary>
    DropAfter,
    /// <summary>It is done, and answered by a fault, which is kept under its key.</summary>
    BrokenAfter,
    TooMany,
    /// <summary>It is done, and answered after some time.</summary>
    Slow,
    /// <summary>Refused for certain.</summary>
    Refused,
}

/// <summary>
/// A server that speaks Stripe's documented protocol over HTTP: Checkout Sessions, payment intents, refunds, lists in pages, idempotency keys
/// that are forgotten after a day, and faults. It counts what it did, so that a second charge or refund is seen.
/// </summary>
public sealed partial class FakeStripe : IAsyncDisposable
{
    private static long _ids;
    private readonly WebApplication _app;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (string Request, DateTimeOffset At, int Status, JsonNode Answer)> _keys = [];
    private readonly ConcurrentQueue<(string Path, StripeFault Fault)> _faults = new();

    private FakeStripe(WebApplication app) => _app = app;

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>Its clock; the portal's, once there is one.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    public List<JsonObject> Sessions { get; } = [];
    public List<JsonObject> Intents { get; } = [];
    public List<JsonObject> Refunds { get; } = [];

    /// <summary>How the next refunds begin: <c>succeeded</c>, or <c>pending</c>.</summary>
    public string RefundStatus { get; set; } = "succeeded";

    /// <summary>Called when something was done and before it is answered: the moment at which a caller may die.</summary>
    public Func<string, Task>? Done { get; set; }

    public static async Task<FakeStripe> Start()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var stripe = new FakeStripe(app);
        app.Run(stripe.Serve);
        await app.StartAsync();
        stripe.Address = new Uri(app.Urls.First());
        return stripe;
    }

    /// <summary>The next request to a path that begins so meets a fault.</summary>
    public void Fail(string path, StripeFault fault) => _faults.Enqueue((path, fault));

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task Serve(HttpContext context)
    {
        var request = context.Request;
        var body = await new StreamReader(request.Body).ReadToEndAsync();
        var path = request.Path.Value!;
        if (path.StartsWith("/c/pay/", StringComparison.Ordinal)) { await ServePage(context, Session(path["/c/pay/".Length..])!); return; }
        var fault = _faults.TryPeek(out var next) && $"{request.Method} {path}".StartsWith(next.Path, StringComparison.Ordinal) && _faults.TryDequeue(out next) ? next.Fault : (StripeFault?)null;
        if (fault == StripeFault.DropBefore) { context.Abort(); return; }
        if (fault == StripeFault.TooMany) { await Answer(context, 429, Error("rate_limit_error", "lock_timeout", "Too many.")); return; }
        if (fault == StripeFault.Refused) { await Answer(context, 400, Error("invalid_request_error", "amount_too_small", "Refused.")); return; }
        var (status, answer) = Once(request, body, fault);
        if (fault == StripeFault.DropAfter) { context.Abort(); return; }
        if (fault == StripeFault.Slow) await Task.Delay(300);
        if (Done is { } done) await done($"{request.Method} {path}");
        await Answer(context, status, answer);
    }

    private static async Task Answer(HttpContext context, int status, JsonNode answer)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer.ToJsonString());
    }

    /// <summary>Does a request, or answers what was answered under its key.</summary>
    private (int Status, JsonNode Answer) Once(HttpRequest request, string body, StripeFault? fault)
    {
        lock (_lock)
        {
            if (request.Headers.Authorization != "Bearer sk_test_portal") return (401, Error("invalid_request_error", null, "Invalid API key."));
            var key = request.Headers["Idempotency-Key"].ToString();
            foreach (var old in _keys.Where(k => Time.GetUtcNow() - k.Value.At > TimeSpan.FromHours(24)).Select(k => k.Key).ToList()) _keys.Remove(old);
            if (key.Length > 0 && _keys.TryGetValue(key, out var known))
                return known.Request == $"{request.Path}?{body}" ? (known.Status, known.Answer.DeepClone()) : (400, Error("idempotency_error", null, "The key was used with other parameters."));

            var (status, answer) = Do(request, Form(body));
            if (fault == StripeFault.BrokenAfter) (status, answer) = (500, Error("api_error", null, "Something went wrong."));
            // what is refused before it begins is not kept
            if (key.Length > 0 && status is 200 or 500) _keys[key] = ($"{request.Path}?{body}", Time.GetUtcNow(), status, answer.DeepClone());
            return (status, answer.DeepClone());
        }
    }

    private (int, JsonNode) Do(HttpRequest request, Dictionary<string, string> form)
    {
        var parts = request.Path.Value!.Trim('/').Split('/');
        return (request.Method, parts) switch
        {
            ("POST", ["v1", "checkout", "sessions"]) => NewSession(form),
            ("GET", ["v1", "checkout", "sessions"]) => (200, List(Sessions, request.Query)),
            ("GET", ["v1", "checkout", "sessions", var id]) => Found(Session(id)),
            ("POST", ["v1", "checkout", "sessions", var id, "expire"]) => Expire(Session(id)),
            ("GET", ["v1", "payment_intents"]) => (200, List(Intents, request.Query)),
            ("GET", ["v1", "payment_intents", var id]) => Found(Intent(id)),
            ("POST", ["v1", "refunds"]) => NewRefund(form),
            ("GET", ["v1", "refunds"]) => (200, List(Refunds.Where(r => request.Query["payment_intent"].Count == 0 || r["payment_intent"]!.GetValue<string>() == request.Query["payment_intent"]), request.Query)),
            _ => (404, Error("invalid_request_error", "resource_missing", $"{request.Method} {request.Path} is not there.")),
        };
    }

    private (int, JsonNode) NewSession(Dictionary<string, string> form)
    {
        var (now, expires) = (Now, long.Parse(form["expires_at"], CultureInfo.InvariantCulture));
        if (expires < now + 1_800 - 60 || expires > now + 86_400) return (400, Error("invalid_request_error", null, "expires_at must be between 30 minutes and 24 hours from now."));
        var id = $"cs_test_{Interlocked.Increment(ref _ids)}";
        var session = new JsonObject
        {
            ["id"] = id, ["object"] = "checkout.session", ["mode"] = form["mode"], ["status"] = "open", ["payment_status"] = "unpaid", ["created"] = now, ["expires_at"] = expires,
            ["amount_total"] = long.Parse(form["line_items[0][price_data][unit_amount]"], CultureInfo.InvariantCulture), ["currency"] = form["line_items[0][price_data][currency]"],
            ["client_reference_id"] = form["client_reference_id"], ["metadata"] = Metadata(form, "metadata"), ["payment_intent"] = null, ["url"] = $"{Address}c/pay/{id}",
            ["success_url"] = form["success_url"], ["cancel_url"] = form["cancel_url"], ["livemode"] = false,
        };
        Sessions.Add(session);
        return (200, session);
    }

    private (int, JsonNode) Expire(JsonObject? session)
    {
        if (session is null) return Found(null);
        if (session["status"]!.GetValue<string>() != "open") return (400, Error("invalid_request_error", null, "Only open sessions can be expired."));
        session["status"] = "expired";
        return (200, session);
    }

    private (int, JsonNode) NewRefund(Dictionary<string, string> form)
    {
        if (Intent(form["payment_intent"]) is not { } intent) return Found(null);
        var (amount, pi) = (long.Parse(form["amount"], CultureInfo.InvariantCulture), form["payment_intent"]);
        if (RefundedOf(pi) + amount > intent["amount_received"]!.GetValue<long>()) return (400, Error("invalid_request_error", "charge_already_refunded", "More than is left of the charge."));
        var refund = MakeRefund(pi, amount, RefundStatus);
        refund["metadata"] = Metadata(form, "metadata");
        return (200, refund);
    }

    private static (int, JsonNode) Found(JsonObject? found) => found is null ? (404, Error("invalid_request_error", "resource_missing", "No such thing.")) : (200, found);

    /// <summary>A page of a list, newest first.</summary>
    private static JsonObject List(IEnumerable<JsonObject> all, IQueryCollection query)
    {
        var rows = all.Reverse().Where(o => query["created[gte]"].Count == 0 || o["created"]!.GetValue<long>() >= long.Parse(query["created[gte]"]!, CultureInfo.InvariantCulture)).ToList();
        if (query["starting_after"].Count > 0) rows = [.. rows.SkipWhile(o => o["id"]!.GetValue<string>() != query["starting_after"]).Skip(1)];
        // pages are small here, so that lists have several
        return new JsonObject { ["object"] = "list", ["has_more"] = rows.Count > 3, ["url"] = "/v1/list", ["data"] = new JsonArray([.. rows.Take(3).Select(o => o.DeepClone())]) };
    }

    private static JsonObject Error(string type, string? code, string message) => new() { ["error"] = new JsonObject { ["type"] = type, ["code"] = code, ["message"] = message } };

    private static JsonObject Metadata(Dictionary<string, string> form, string name) =>
        new(form.Where(f => f.Key.StartsWith($"{name}[", StringComparison.Ordinal)).Select(f => KeyValuePair.Create(f.Key[(name.Length + 1)..^1], (JsonNode?)f.Value)));

    private static Dictionary<string, string> Form(string body) => body.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=', 2))
        .ToDictionary(p => Uri.UnescapeDataString(p[0].Replace('+', ' ')), p => Uri.UnescapeDataString(p[1].Replace('+', ' ')));
}
