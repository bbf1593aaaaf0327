using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.CardPayments;

namespace Portal.Web.CardPayments;

/// <summary>
/// Where Stripe sends its messages. Nobody is signed in here: the signature over the very bytes says who speaks. What was received is answered
/// by 200, also when it moves nothing, or Stripe would send it for days.
/// </summary>
[AllowAnonymous, IgnoreAntiforgeryToken, RequestSizeLimit(MaxBytes)]
public sealed class StripeWebhookController(ReceiveCardEvent receive) : Controller
{
    /// <summary>Messages are a few kilobytes.</summary>
    private const int MaxBytes = 256_000;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    [HttpPost("/webhooks/stripe")]
    public async Task<IActionResult> Receive()
    {
        string body;
        using var reader = new StreamReader(Request.Body, Utf8, detectEncodingFromByteOrderMarks: false);
        try
        {
            body = await reader.ReadToEndAsync(HttpContext.RequestAborted);
        }
        catch (DecoderFallbackException)
        {
            return Refused();
        }

        var outcome = await receive.Handle(new ReceiveCardEventRequest(body, Request.Headers["Stripe-Signature"]));
        return outcome == ReceiveCardEventOutcome.Received ? Content("received") : Refused();
    }

    private static ContentResult Refused() => new() { StatusCode = StatusCodes.Status400BadRequest, Content = "not signed" };
}
