using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Portal.Core.Operations;
using Portal.Core.Organizations;
using Portal.Core.Shared;
using Portal.Data.Accounts;
using Portal.Tests.Shared;

namespace Portal.Tests.Accounts;

/// <summary>A person proves a second time who they are: by the code of an app, each of which is taken once.</summary>
[TestFixture]
public sealed class SecondFactorTests
{
    // the secret of RFC 6238, "12345678901234567890", and the last six digits of its codes
    private const string Rfc = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    private WebPortal _web = null!;
    private Actor _person = null!;

    [SetUp]
    public async Task Open()
    {
        _web = await WebPortal.Create();
        var data = new TestData(_web.Portal);
        _person = await data.Person(Role.Seller, await data.Organization(OrganizationKind.Seller));
    }

    [TearDown]
    public ValueTask Close() => _web.DisposeAsync();

    [TestCase(59, "287082")]
    [TestCase(1111111109, "081804")]
    [TestCase(1111111111, "050471")]
    [TestCase(1234567890, "005924")]
    [TestCase(2000000000, "279037")]
    [TestCase(20000000000, "353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code) => Assert.That(Totp.Code(Rfc, Totp.StepOf(DateTime.UnixEpoch.AddSeconds(seconds))), Is.EqualTo(code));

    [Test]
    public void A_code_is_right_half_a_minute_around_its_time()
    {
        var now = new DateTime(2026, 3, 2, 1, 0, 0, DateTimeKind.Utc);
        var code = Totp.Code(Rfc, Totp.StepOf(now));
        Assert.That(Totp.Match(Rfc, code, now.AddSeconds(30)), Is.EqualTo(Totp.StepOf(now)));
        Assert.That(Totp.Match(Rfc, code, now.AddSeconds(-30)), Is.EqualTo(Totp.StepOf(now)));
        Assert.That(Totp.Match(Rfc, code, now.AddSeconds(61)), Is.Null);
    }

    [Test]
    public async Task It_is_set_up_on_a_page_by_picture_or_key()
    {
        await SetPassword();
        using var visitor = await _web.As(_person);
        Assert.That((await visitor.Post("/account/second-factor/key", ("Check.Password", "not the password"))).Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((await visitor.Post("/account/second-factor/key", ("Check.Password", Password))).Location, Is.EqualTo("/account/second-factor"));
        var page = await visitor.Get("/account/second-factor");
        Assert.That(page.Html.QuerySelector("svg.qr path")!.GetAttribute("d"), Does.StartWith("M4 4h7v1h-7z"), "a corner mark, within the margin that readers need");
        Assert.That(page.Text, Does.Not.Contain("style="), "the policy of the pages forbids it");
        var key = page.Html.QuerySelector("dd code")!.TextContent;
        Assert.That(await _web.Portal.Scalar<string>("SELECT secret FROM second_factors"), Does.Not.Contain(key.Replace(" ", "", StringComparison.Ordinal)), "it lies protected");
        var app = Authenticator.With(_web.Portal, key);
        Assert.That((await visitor.Post("/account/second-factor", ("Form.Code", "000000"))).Status, Is.EqualTo(HttpStatusCode.BadRequest));
        var done = await visitor.Post("/account/second-factor", ("Form.Code", app.Next()));
        Assert.That(done.Html.QuerySelectorAll("ol.codes li"), Has.Length.EqualTo(10));
        var after = await visitor.Get("/account/second-factor");
        Assert.That(after.Main, Does.Contain("사용 중").And.Not.Contain(key), "the key is not shown again");
        Assert.That(await _web.Portal.Scalar<long>("SELECT COUNT(*) FROM outbox WHERE template = 'account.secondfactor' AND person_id = @PersonId", _person), Is.EqualTo(1));
        Assert.That((await visitor.Post("/account/second-factor/key", ("Check.Password", Password))).Status, Is.EqualTo(HttpStatusCode.Conflict), "nobody replaces it without a code");
        Assert.That((await visitor.PostAndFollow("/account/second-factor/end", ("Form.Code", app.Next()))).Main, Does.Contain("해제했습니다"));
    }

    [Test]
    public async Task A_code_is_taken_once()
    {
        var app = await Authenticator.Of(_web.Portal, _person);
        var code = app.Next();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Check(code))));
        Assert.That(answers.Count(a => a == CodeOutcome.Right), Is.EqualTo(1), "of many at once one is taken");
    }

    [Test]
    public async Task Too_many_wrong_codes_lock_for_a_while_also_many_at_once()
    {
        var app = await Authenticator.Of(_web.Portal, _person);
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => Check($"00000{i % 10}"))));
        Assert.That(answers.Count(a => a == CodeOutcome.Wrong), Is.EqualTo(SecondFactor.Attempts));
        Assert.That(await Check(app.Next()), Is.EqualTo(CodeOutcome.Locked), "also for the right one");
        _web.Portal.Time.Advance(SecondFactor.LockTime);
        Assert.That(await Check(app.Next()), Is.EqualTo(CodeOutcome.Right));
    }

    [Test]
    public async Task A_recovery_code_stands_in_for_the_app_once()
    {
        var app = await Authenticator.Of(_web.Portal, _person);
        var code = app.RecoveryCodes[0].ToLowerInvariant();
        Assert.That(await Check(code), Is.EqualTo(CodeOutcome.Right));
        Assert.That(await Check(code), Is.EqualTo(CodeOutcome.Wrong));
        using var visitor = await _web.As(_person);
        Assert.That((await visitor.Get("/account/second-factor")).Main, Does.Contain("남은 비상 코드9"));
        Assert.That((await visitor.Post("/account/second-factor/recovery-codes", ("Form.Code", app.Next()))).Html.QuerySelectorAll("ol.codes li"), Has.Length.EqualTo(10));
        Assert.That(await Check(app.RecoveryCodes[1]), Is.EqualTo(CodeOutcome.Wrong), "those before count no longer");
    }

    [Test]
    public async Task An_administrator_ends_that_of_somebody_who_has_lost_everything_with_a_code_of_their_own()
    {
        await Authenticator.Of(_web.Portal, _person);
        var data = new TestData(_web.Portal);
        var administrator = await data.Person(Role.Administrator, await data.Organization(OrganizationKind.Portal));
        using var visitor = await _web.As(administrator);
        var url = $"/people/{_person.PersonId}/second-factor/end";
        Assert.That((await visitor.Post(url, ("code", "123456"))).Main, Does.Contain("먼저 계정의"), "the administrator has none");
        var own = await Authenticator.Of(_web.Portal, administrator);
        Assert.That((await visitor.PostAndFollow(url, ("code", own.Next()))).Main, Does.Contain("해제했습니다"));
        Assert.That(await Check("123456"), Is.EqualTo(CodeOutcome.NotEnrolled));
        Assert.That(await _web.Portal.Scalar<long>("SELECT COUNT(*) FROM outbox WHERE template = 'account.secondfactorend' AND person_id = @PersonId", _person), Is.EqualTo(1));
    }

    private const string Password = "a long pass phrase";

    private async Task SetPassword()
    {
        await using var scope = _web.Services.CreateAsyncScope();
        var hash = scope.ServiceProvider.GetRequiredService<IPasswordHasher<PersonRow>>().HashPassword(new PersonRow(), Password);
        await _web.Portal.Execute("UPDATE people SET password_hash = @hash WHERE id = @id", new { hash, id = _person.PersonId });
    }

    private Task<CodeOutcome> Check(string code) => _web.Portal.Run<SecondFactor, CodeOutcome>(u => u.Check(_person.PersonId, code));
}
