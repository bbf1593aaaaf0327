using System.Net;
using System.Net.Http.Headers;
using System.Text;
using NUnit.Framework;
using Portal.Core.Organizations;
using Portal.Core.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Operations;

/// <summary>Requests that no page of the portal makes.</summary>
[TestFixture]
public sealed class StrangeRequestTests
{
    private WebPortal _web = null!;
    private Actor _administrator = null!;
    private Actor _buyer = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _web = await WebPortal.Create();
        var data = new TestData(_web.Portal);
        _administrator = await data.Person(Role.Administrator, await data.Organization(OrganizationKind.Portal));
        _buyer = await data.Person(Role.Buyer, await data.Organization(OrganizationKind.Buyer));
    }

    [OneTimeTearDown]
    public async Task Stop() => await _web.DisposeAsync();

    [TestCase("/nowhere")]
    [TestCase("/people/9223372036854775808")]
    [TestCase("/appsettings.json")]
    public async Task An_address_without_a_page_is_a_404_for_everybody(string path)
    {
        using var anonymous = _web.Anonymous();
        using var buyer = await _web.As(_buyer);
        foreach (var visitor in new[] { anonymous, buyer })
        {
            var page = await visitor.Get(path);
            Assert.That((page.Status, page.Main.Contains("찾을 수 없는 화면입니다", StringComparison.Ordinal)), Is.EqualTo((HttpStatusCode.NotFound, true)));
        }
    }

    [TestCase("HEAD", "/", HttpStatusCode.OK)]
    [TestCase("HEAD", "/nowhere", HttpStatusCode.NotFound)]
    [TestCase("HEAD", "/portal.css", HttpStatusCode.OK)]
    [TestCase("DELETE", "/products", HttpStatusCode.MethodNotAllowed)]
    [TestCase("FOO", "/", HttpStatusCode.MethodNotAllowed)]
    public async Task Methods_are_answered_as_what_they_are(string method, string path, HttpStatusCode expected)
    {
        using var answer = await Send(new HttpRequestMessage(new HttpMethod(method), path));
        Assert.That(answer.StatusCode, Is.EqualTo(expected));
        if (method == "HEAD") Assert.That(await answer.Content.ReadAsByteArrayAsync(), Is.Empty);
    }

    [TestCase("application/x-www-form-urlencoded", "Email=a%00b&Password=x", HttpStatusCode.BadRequest)]
    [TestCase("application/x-www-form-urlencoded; charset=utf-7", "Email=+ADw-", HttpStatusCode.UnsupportedMediaType)]
    [TestCase("multipart/form-data", "x", HttpStatusCode.BadRequest)]
    [TestCase("multipart/form-data; boundary=xx", "--xx\r\nContent-Disposition: form-data; name=\"a", HttpStatusCode.BadRequest)]
    [TestCase("application/json", "{", HttpStatusCode.BadRequest)]
    public async Task A_form_that_cannot_be_read_gets_a_page_that_says_so(string type, string body, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in");
        request.Content = new ByteArrayContent(Encoding.Latin1.GetBytes(body));
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        using var answer = await Send(request);
        Assert.That((answer.StatusCode, (await answer.Content.ReadAsStringAsync()).Contains("요청을 읽을 수 없습니다", StringComparison.Ordinal)), Is.EqualTo((expected, true)));
    }

    [Test]
    public async Task Too_much_at_once_is_told_as_such()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in");
        request.Content = new ByteArrayContent(new byte[31_000_000]);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        request.Headers.ExpectContinue = true;
        using var answer = await Send(request);
        Assert.That((answer.StatusCode, (await answer.Content.ReadAsStringAsync()).Contains("너무 큽니다", StringComparison.Ordinal)), Is.EqualTo((HttpStatusCode.RequestEntityTooLarge, true)));
    }

    [Test]
    public async Task Who_is_not_signed_in_is_led_to_this_portal_whatever_host_the_request_names()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/orders");
        request.Headers.Host = "evil.example";
        using var answer = await Send(request);
        Assert.That(answer.Headers.Location?.ToString(), Is.EqualTo("/sign-in?returnUrl=%2Forders"));
    }

    [Test]
    public async Task Nothing_private_stays_in_a_browsers_cache()
    {
        using var client = new HttpClient { BaseAddress = _web.Address };
        client.DefaultRequestHeaders.Add("Cookie", $"portal={await _web.Cookie(_administrator)}");
        foreach (var path in new[] { "/", "/audit", "/audit/export", "/mail-templates/account.reset/html", "/nowhere" })
        {
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
            Assert.That(answer.Headers.CacheControl?.NoStore, Is.True, path);
        }

        using var style = await client.GetAsync(new Uri("/portal.css", UriKind.Relative));
        Assert.That(style.Headers.CacheControl?.NoStore, Is.False, "what everybody gets is kept");
    }

    [TestCase("from=0001-01-01&until=9999-12-31")]
    [TestCase("from=9999-12-31&until=0001-01-01")]
    public async Task Any_day_may_be_asked_for(string query)
    {
        using var admin = await _web.As(_administrator);
        Assert.That((await admin.Get($"/audit?{query}")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    private async Task<HttpResponseMessage> Send(HttpRequestMessage request)
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = _web.Address };
        return await client.SendAsync(request);
    }
}
