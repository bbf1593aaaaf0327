using System.Net;
using System.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Portal.Core.Delivery;
using Portal.Core.Shared;
using Portal.Jobs.Delivery;
using Portal.Web.Delivery;

namespace Portal.Tests.Delivery;

/// <summary>The demo's carrier: the portal asks itself, over HTTP, on whatever port it was given.</summary>
[TestFixture]
public sealed class SimulatedCarrierTests
{
    private static readonly DateTime Shipped = new(2026, 3, 2, 1, 0, 0, DateTimeKind.Utc);

    [TestCase("601233458871", 6, "INFORMATION_RECEIVED AT_PICKUP IN_TRANSIT IN_TRANSIT OUT_FOR_DELIVERY DELIVERED")]
    [TestCase("601233458877", 9, "INFORMATION_RECEIVED AT_PICKUP IN_TRANSIT IN_TRANSIT OUT_FOR_DELIVERY ATTEMPT_FAIL OUT_FOR_DELIVERY DELIVERED")]
    [TestCase("601233458870", 30 * 60, "INFORMATION_RECEIVED AT_PICKUP IN_TRANSIT IN_TRANSIT OUT_FOR_DELIVERY DELIVERED")]
    public void A_parcel_travels_the_same_way_each_time_and_arrives(string number, int minutes, string way)
    {
        var end = SimulatedParcel.Events(number, Shipped, Shipped.AddMinutes(minutes));
        Assert.That(string.Join(' ', end.Select(e => e.Code)), Is.EqualTo(way));
        Assert.That(SimulatedParcel.Events(number, Shipped, Shipped.AddYears(1)), Is.EqualTo(end), "and nothing happens to it afterwards");
        Assert.That(SimulatedParcel.Events(number, Shipped, Shipped.AddMinutes(minutes - 1)), Has.Count.EqualTo(end.Count - 1));
        Assert.That(end.Select(e => e.At), Is.Ordered);
    }

    [Test]
    public async Task A_parcel_of_the_demo_is_asked_for_over_HTTP_and_arrives_within_minutes()
    {
        await using var depot = await Depot.Open(new PortalOptions { Demo = true });
        using var http = new HttpClient();
        var gateway = new HttpCarrierGateway(http, depot.Portal.Options, depot.Web.Services.GetRequiredService<DemoCarrier>());
        Assert.That(gateway.Knows("kr.cjlogistics"), Is.True);
        var shipment = await depot.Ship((await depot.PaidOrder((depot.Apples, 1))).OrderId, depot.Orchard, "601233458877");
        Assert.That(((CarrierAnswer.Events)await gateway.Track("kr.cjlogistics", "no-such", default)).List, Is.Empty);

        var seen = new List<string?>();
        for (var minute = 0; minute < 12; minute++)
        {
            depot.Portal.Time.Advance(TimeSpan.FromMinutes(1));
            depot.Portal.Carrier.Answers["601233458877"] = await gateway.Track("kr.cjlogistics", "601233458877", default);
            await depot.Portal.Run<TrackDueShipments, int>(u => u.Handle(10, default));
            var status = await depot.Portal.Scalar<string>("SELECT status FROM shipments WHERE id = @shipment", new { shipment });
            if (seen.Count == 0 || seen[^1] != status) seen.Add(status);
        }

        Assert.That(seen, Is.EqualTo(new[] { "Shipped", "InTransit", "OutForDelivery", "AttemptFailed", "OutForDelivery", "Delivered" }));
        Assert.That(await depot.Portal.Scalar<long>("SELECT COUNT(*) FROM tracking_events"), Is.EqualTo(8));
    }

    [TestCase("")]
    [TestCase("not json")]
    [TestCase("[1]")]
    [TestCase("""{"query":"track"}""")]
    [TestCase("""{"variables":{"carrierId":7,"trackingNumber":null}}""")]
    [TestCase("""{"variables":"x"}""")]
    public async Task A_question_that_makes_no_sense_is_answered_as_the_protocol_says(string question)
    {
        await using var depot = await Depot.Open(new PortalOptions { Demo = true });
        using var http = new HttpClient();
        using var content = new StringContent(question, Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri(depot.Web.Address, SimulatedCarrier.Path), content);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("BAD_REQUEST"));
    }

    [Test]
    public async Task Outside_of_the_demo_there_is_no_such_carrier()
    {
        await using var depot = await Depot.Open();
        var routes = depot.Web.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Select(e => e.RoutePattern.RawText);
        Assert.That(routes, Has.No.Member(SimulatedCarrier.Path));
        Assert.That(depot.Web.Services.GetRequiredService<DemoCarrier>().Answers, Is.False);
    }
}
