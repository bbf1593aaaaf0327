using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using NUnit.Framework;
using Portal.Core.Delivery;
using Portal.Core.Shared;
using Portal.Jobs.Delivery;

namespace Portal.Tests.Delivery;

/// <summary>The gateway against a server that answers over HTTP, well and badly.</summary>
[TestFixture]
public sealed class CarrierGatewayTests
{
    private WebApplication _server = null!;
    private HttpClient _http = null!;
    private HttpCarrierGateway _gateway = null!;
    private Func<HttpContext, Task> _answer = null!;
    private string _asked = "";
    private string? _key;

    [OneTimeSetUp]
    public async Task Start()
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls=http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        _server = builder.Build();
        _server.MapPost("/graphql", async context =>
        {
            _key = context.Request.Headers.Authorization;
            using var reader = new StreamReader(context.Request.Body);
            _asked = await reader.ReadToEndAsync();
            await _answer(context);
        });
        await _server.StartAsync();
        _http = new HttpClient { Timeout = TimeSpan.FromMilliseconds(700), MaxResponseContentBufferSize = 100_000 };
        var address = new CarrierAddress(new Uri(new Uri(_server.Urls.First()), "/graphql")) { Id = "kr.cjlogistics", Key = "id:secret" };
        _gateway = new HttpCarrierGateway(_http, new PortalOptions { Carriers = new Dictionary<string, CarrierAddress> { ["CJ"] = address, ["DEAD"] = new(new Uri("http://127.0.0.1:9/graphql")) } }, new DemoCarrier(null));
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }

    [Test]
    public async Task A_good_answer_is_read_and_the_question_is_the_documented_one()
    {
        var events = await Events(Track("""{"time":"2026-03-02T19:20:00.000+09:00","status":{"code":"DELIVERED","name":"배송완료"},"location":{"name":"전주덕진점"},"description":"문 앞"}""",
            """{"time":"2026-03-02T10:05:00+09:00","status":{"code":"AT_PICKUP","name":"집화처리"},"location":null,"description":null}""",
            """{"time":"2026-03-02T12:00:00+09:00","status":{"code":"IN_TRANSIT","name":"간선상차"},"location":{"name":"옥천HUB"},"description":"옮기는 중"}"""));
        Assert.That(events, Is.EqualTo(new[]
        {
            new TrackingEvent(Utc(1, 5), TrackingCode.PickedUp, "", "집화처리"), new TrackingEvent(Utc(3, 0), TrackingCode.InTransit, "옥천HUB", "옮기는 중"),
            new TrackingEvent(Utc(10, 20), TrackingCode.Delivered, "전주덕진점", "문 앞"),
        }));
        Assert.That(_asked, Does.Contain("track(carrierId: $carrierId, trackingNumber: $trackingNumber)").And.Contain("\"carrierId\":\"kr.cjlogistics\"").And.Contain("\"trackingNumber\":\"123456\""));
        Assert.That(_key, Is.EqualTo("TRACKQL-API-KEY id:secret"));
    }

    [TestCase("INFORMATION_RECEIVED", TrackingCode.Registered)]
    [TestCase("AT_PICKUP", TrackingCode.PickedUp)]
    [TestCase("IN_TRANSIT", TrackingCode.InTransit)]
    [TestCase("OUT_FOR_DELIVERY", TrackingCode.OutForDelivery)]
    [TestCase("ATTEMPT_FAIL", TrackingCode.AttemptFailed)]
    [TestCase("AVAILABLE_FOR_PICKUP", TrackingCode.ReadyForPickup)]
    [TestCase("EXCEPTION", TrackingCode.Trouble)]
    [TestCase("DELIVERED", TrackingCode.Delivered)]
    [TestCase("UNKNOWN", TrackingCode.Unknown)]
    [TestCase("TELEPORTED", TrackingCode.Unknown)]
    [TestCase("", TrackingCode.Unknown)]
    public async Task Every_status_has_its_meaning_and_one_that_is_new_is_kept_as_unknown(string code, TrackingCode expected) =>
        Assert.That((await Events(Track($$"""{"time":"2026-03-02T10:05:00Z","status":{"code":"{{code}}","name":"말"},"description":null}"""))).Single().Code, Is.EqualTo(expected));

    [Test]
    public async Task The_last_event_counts_also_when_the_list_lacks_it()
    {
        var events = await Events("""{"data":{"track":{"lastEvent":{"time":"2026-03-02T05:00:00Z","status":{"code":"DELIVERED"}},"events":{"edges":[{"node":{"time":"2026-03-02T06:00:00Z","status":{"code":"OUT_FOR_DELIVERY"}}}]}}}}""");
        Assert.That(events.Select(e => e.Code), Is.EqualTo(new[] { TrackingCode.Delivered, TrackingCode.OutForDelivery }));
    }

    [Test]
    public async Task An_event_without_a_time_and_texts_without_end_do_no_harm()
    {
        var longText = new string('가', 5_000);
        var events = await Events(Track("""{"time":null,"status":{"code":"IN_TRANSIT"}}""", """{"time":"soon","status":{"code":"IN_TRANSIT"}}""", "null", "17",
            $$"""{"time":"2026-03-02T10:05:00Z","status":{"code":"IN_TRANSIT"},"location":{"name":"{{longText}}"},"description":"{{longText}}"}"""));
        Assert.That((events.Single().Place.Length, events.Single().Words.Length), Is.EqualTo((100, 400)));
    }

    [TestCase("""{"data":{"track":null},"errors":[{"message":"no such parcel","extensions":{"code":"NOT_FOUND"}}]}""")]
    [TestCase("""{"data":{"track":null}}""")]
    [TestCase("""{"data":{"track":{"lastEvent":null,"events":{"edges":[]}}}}""")]
    public async Task A_parcel_that_the_carrier_does_not_know_yet_has_no_events(string body) => Assert.That(await Events(body), Is.Empty);

    [TestCase("""{"errors":[{"message":"down","extensions":{"code":"INTERNAL"}}]}""", "INTERNAL: down")]
    [TestCase("""{"errors":[{"message":"what","extensions":{"code":"BAD_REQUEST"}}],"data":null}""", "BAD_REQUEST: what")]
    [TestCase("""{"errors":[{"message":"no code"}]}""", "ERROR: no code")]
    [TestCase("""{"errors":["text"]}""", "ERROR")]
    [TestCase("""{"data":{}}""", "no track")]
    [TestCase("""{"data":{"track":{}}}""", "no events")]
    [TestCase("""{"data":{"track":{"events":{"edges":{}}}}}""", "no events")]
    [TestCase("[]", "no track")]
    [TestCase("null", "no track")]
    [TestCase("{\"data\":", "")]
    [TestCase("<html>busy</html>", "")]
    [TestCase("", "")]
    public async Task An_answer_that_makes_no_sense_is_a_failure_and_never_an_exception(string body, string reason) =>
        Assert.That(((CarrierAnswer.Failed)await Ask(c => Write(c, body))).Reason, Does.Contain(reason));

    [TestCase(500)]
    [TestCase(429)]
    [TestCase(302)]
    [TestCase(404)]
    public async Task Another_status_than_success_is_a_failure(int status)
    {
        var answer = await Ask(c =>
        {
            c.Response.StatusCode = status;
            return Task.CompletedTask;
        });
        Assert.That(((CarrierAnswer.Failed)answer).Reason, Is.EqualTo($"HTTP {status}"));
    }

    [Test]
    public async Task A_carrier_that_is_slow_dead_endless_or_not_ours_is_a_failure()
    {
        Assert.That(await Ask(c => Task.Delay(5_000, c.RequestAborted)), Is.InstanceOf<CarrierAnswer.Failed>());
        Assert.That(await Ask(c => Write(c, new string(' ', 200_000) + "{}")), Is.InstanceOf<CarrierAnswer.Failed>());
        Assert.That(await _gateway.Track("DEAD", "1", default), Is.InstanceOf<CarrierAnswer.Failed>());
        Assert.That(await _gateway.Track("OTHER", "1", default), Is.InstanceOf<CarrierAnswer.Failed>());
        Assert.That((_gateway.Knows("CJ"), _gateway.Knows("OTHER")), Is.EqualTo((true, false)));
    }

    [Test]
    public async Task Who_stops_the_program_is_not_told_of_a_failure()
    {
        using var stop = new CancellationTokenSource(50);
        _answer = c => Task.Delay(5_000, c.RequestAborted);
        await Assert.CatchAsync<OperationCanceledException>(() => _gateway.Track("CJ", "123456", stop.Token));
    }

    private async Task<IReadOnlyList<TrackingEvent>> Events(string body) => ((CarrierAnswer.Events)await Ask(c => Write(c, body))).List;

    private Task<CarrierAnswer> Ask(Func<HttpContext, Task> answer)
    {
        _answer = answer;
        return _gateway.Track("CJ", "123456", default);
    }

    private static Task Write(HttpContext context, string body)
    {
        context.Response.StatusCode = (int)HttpStatusCode.OK;
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body)).AsTask();
    }

    private static string Track(params string[] nodes) =>
        """{"data":{"track":{"lastEvent":null,"events":{"edges":[NODES]}}}}""".Replace("NODES", string.Join(',', nodes.Select(n => $"{{\"node\":{n}}}")), StringComparison.Ordinal);

    private static DateTime Utc(int hour, int minute) => new(2026, 3, 2, hour, minute, 0, DateTimeKind.Utc);
}
