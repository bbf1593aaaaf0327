using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Stripe;

namespace Portal.Tests.CardPayments;

/// <summary>What happens at Stripe without the portal: buyers pay, people refund by hand, messages are written and signed.</summary>
public sealed partial class FakeStripe
{
    private long Now => Time.GetUtcNow().ToUnixTimeSeconds();

    public JsonObject? Session(string id) => Sessions.SingleOrDefault(s => s["id"]!.GetValue<string>() == id);

    public JsonObject? Intent(string id) => Intents.SingleOrDefault(s => s["id"]!.GetValue<string>() == id);

    /// <summary>The session of a payment of the portal.</summary>
    public JsonObject SessionOf(long payment) => Sessions.Single(s => s["client_reference_id"]!.GetValue<string>() == payment.ToString(CultureInfo.InvariantCulture));

    /// <summary>What of an intent has gone back, or is going.</summary>
    public long RefundedOf(string intent) =>
        Refunds.Where(r => r["payment_intent"]!.GetValue<string>() == intent && r["status"]!.GetValue<string>() is not ("failed" or "canceled")).Sum(r => r["amount"]!.GetValue<long>());

    /// <summary>Where its pages lead back to: the portal of a test has another port than its settings say.</summary>
    public Uri? ReturnTo { get; set; }

    /// <summary>The page on which people pay.</summary>
    private async Task ServePage(HttpContext context, JsonObject session)
    {
        if (context.Request.Method == "POST")
        {
            Pay(session);
            context.Response.Redirect(Back(session["success_url"]!.GetValue<string>()));
            return;
        }

        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync($"""
            <!doctype html><html lang="en"><title>Stripe</title><main><h1>{session["amount_total"]} {session["currency"]}</h1>
            <form method="post"><button>Pay</button></form><a href="{Back(session["cancel_url"]!.GetValue<string>())}">Back</a></main></html>
            """);
    }

    private string Back(string url) => new Uri(ReturnTo ?? new Uri(url), new Uri(url).PathAndQuery).ToString();

    /// <summary>The buyer pays on the page of a session; returns the intent.</summary>
    public JsonObject Pay(JsonObject session)
    {
        lock (_lock)
        {
            if (session["status"]!.GetValue<string>() != "open") throw new InvalidOperationException("The session is over.");
            var intent = MakeIntent(session["amount_total"]!.GetValue<long>(), session["currency"]!.GetValue<string>(), (JsonObject)session["metadata"]!.DeepClone());
            session["status"] = "complete";
            session["payment_status"] = "paid";
            session["payment_intent"] = intent["id"]!.GetValue<string>();
            return intent;
        }
    }

    /// <summary>Money that came, with or without the portal.</summary>
    public JsonObject MakeIntent(long amount, string currency, JsonObject? metadata = null)
    {
        var intent = new JsonObject
        {
            ["id"] = $"pi_test_{Interlocked.Increment(ref _ids)}", ["object"] = "payment_intent", ["amount"] = amount, ["amount_received"] = amount, ["currency"] = currency,
            ["status"] = "succeeded", ["created"] = Now, ["metadata"] = metadata ?? [], ["livemode"] = false,
        };
        Intents.Add(intent);
        return intent;
    }

    /// <summary>A refund, by the portal or by somebody's hand.</summary>
    public JsonObject MakeRefund(string intent, long amount, string status = "succeeded")
    {
        var refund = new JsonObject
        {
            ["id"] = $"re_test_{Interlocked.Increment(ref _ids)}", ["object"] = "refund", ["amount"] = amount, ["payment_intent"] = intent, ["status"] = status,
            ["currency"] = Intent(intent)!["currency"]!.GetValue<string>(), ["created"] = Now, ["metadata"] = new JsonObject(),
        };
        Refunds.Add(refund);
        return refund;
    }

    /// <summary>The charge of an intent as messages have it.</summary>
    public JsonObject Charge(string intent) => new()
    {
        ["id"] = $"ch_{intent}", ["object"] = "charge", ["payment_intent"] = intent, ["amount"] = Intent(intent)!["amount"]!.GetValue<long>(), ["amount_refunded"] = RefundedOf(intent),
        ["currency"] = Intent(intent)!["currency"]!.GetValue<string>(), ["created"] = Now, ["metadata"] = Intent(intent)!["metadata"]!.DeepClone(), ["refunded"] = true, ["status"] = "succeeded",
    };

    /// <summary>A message as Stripe writes it; of a newer version than the portal's library, as it happens.</summary>
    public string Message(string type, JsonObject subject, string? id = null) => new JsonObject
    {
        ["id"] = id ?? $"evt_test_{Interlocked.Increment(ref _ids)}", ["object"] = "event", ["api_version"] = "2031-01-01.zinnia", ["created"] = Now, ["livemode"] = false,
        ["pending_webhooks"] = 1, ["type"] = type, ["data"] = new JsonObject { ["object"] = subject.DeepClone() }, ["request"] = new JsonObject { ["id"] = null, ["idempotency_key"] = null },
    }.ToJsonString();

    /// <summary>The header over a body, as Stripe makes it.</summary>
    public string Sign(string body, string secret, TimeSpan age = default) => EventUtility.GenerateSignatureHeader(body, secret, (Time.GetUtcNow() - age).ToUnixTimeSeconds());
}
