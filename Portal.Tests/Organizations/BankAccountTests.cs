using System.Net;
using NUnit.Framework;
using Portal.Core.Organizations;
using Portal.Core.Shared;
using Portal.Tests.Settlement;
using Portal.Tests.Shared;

namespace Portal.Tests.Organizations;

/// <summary>Where money goes is changed with a second factor, after some days in which everybody concerned can stop it.</summary>
[TestFixture]
public sealed class BankAccountTests
{
    private const string Old = "004 123-456", New = "088 110-222-333333";

    private MoneyWeb _money = null!;
    private Actor _seller = null!;
    private Authenticator _app = null!;
    private string _url = "";

    [SetUp]
    public async Task Open()
    {
        _money = await MoneyWeb.Open();
        _seller = await _money.Person(Role.Seller, _money.Market.Sellers[0]);
        _app = await Authenticator.Of(_money.Portal, _seller);
        _url = $"/organizations/{await _money.Portal.Scalar<string>("SELECT code FROM organizations WHERE id = @OrganizationId", _seller)}/bank-account";
    }

    [TearDown]
    public async Task Close()
    {
        await _money.Sound();
        await _money.DisposeAsync();
    }

    [Test]
    public async Task A_change_waits_and_until_then_money_goes_to_the_account_that_there_is()
    {
        using var visitor = await _money.Web.As(_seller);
        Assert.That((await visitor.PostAndFollow(_url, Form(await Version(), _app.Next()))).Main, Does.Contain("새 계좌를 등록했습니다").And.Contain("계좌 변경 취소하기"));
        Assert.That(await Registered(), Is.EqualTo(Old));
        Assert.That((await visitor.Get(_url)).Main, Does.Contain("신한은행"));
    }

    [TestCase(71, false)]
    [TestCase(72, true)]
    public async Task It_is_used_from_its_hour_on(int hours, bool used)
    {
        using var visitor = await _money.Web.As(_seller);
        await _money.Done(0, (0, 1));
        await visitor.Post(_url, Form(await Version(), _app.Next()));
        _money.Portal.Time.Advance(TimeSpan.FromHours(hours));
        Assert.That(await Apply(), Is.EqualTo(used ? 1 : 0));
        Assert.That(await Apply(), Is.Zero);
        Assert.That(await PaidTo(await _money.Settle()), Is.EqualTo(used ? New : Old));
        Assert.That(await _money.Portal.Scalar<long>("SELECT COUNT(*) FROM outbox WHERE template = 'organization.bank' AND person_id = @PersonId", _seller), Is.EqualTo(used ? 1 : 0));
    }

    [Test]
    public async Task Everybody_concerned_is_told_at_once_and_can_stop_it_without_a_code()
    {
        var operatorOfCentre = await _money.Person(Role.Operator, _money.Market.Centres[0]);
        var colleague = await new TestData(_money.Portal).Person(Role.Seller, _seller.OrganizationId);
        using var visitor = await _money.Web.As(_seller);
        await visitor.Post(_url, Form(await Version(), _app.Next()));
        foreach (var person in new[] { _seller, colleague, operatorOfCentre })
            Assert.That(await _money.Portal.Scalar<long>("SELECT COUNT(*) FROM outbox WHERE template = 'organization.bankwaits' AND person_id = @PersonId", person), Is.EqualTo(1), person.Name);

        using var other = await _money.Web.As(colleague);
        Assert.That((await other.Get(_url)).Main, Does.Contain("기다리는 계좌 변경").And.Contain(_seller.Name).And.Not.Contain("110-222"));
        Assert.That((await other.PostAndFollow($"{_url}/withdrawal")).Main, Does.Contain("계좌 변경을 취소했습니다"));
        Assert.That((await other.Post($"{_url}/withdrawal")).Status, Is.EqualTo(HttpStatusCode.Conflict));
        _money.Portal.Time.Advance(TimeSpan.FromDays(4));
        Assert.That((await Apply(), await Registered()), Is.EqualTo((0, Old)));
    }

    [Test]
    public async Task Without_the_right_code_nothing_changes()
    {
        using var visitor = await _money.Web.As(_seller);
        var wrong = await visitor.Post(_url, Form(await Version(), "000000"));
        Assert.That((wrong.Status, wrong.Main.Contains("인증 코드가 맞지 않습니다", StringComparison.Ordinal)), Is.EqualTo((HttpStatusCode.BadRequest, true)));
        Assert.That(wrong.Html.QuerySelector("#Form_BankAccount")!.GetAttribute("value"), Is.EqualTo("110-222-333333"), "what was typed stays");
        Assert.That(wrong.Html.QuerySelector("#Form_Code")!.GetAttribute("value"), Is.Null.Or.Empty, "but the code");
        var colleague = await new TestData(_money.Portal).Person(Role.Seller, _seller.OrganizationId);
        using var other = await _money.Web.As(colleague);
        Assert.That((await other.Post(_url, Form(await Version(), _app.Next()))).Main, Does.Contain("먼저 계정의"), "another's code is none, and this person has set up nothing");
        Assert.That(await _money.Portal.Scalar<long>("SELECT COUNT(*) FROM bank_account_changes"), Is.Zero);
    }

    [Test]
    public async Task One_change_waits_at_a_time_and_a_form_that_is_out_of_date_is_told_so()
    {
        using var visitor = await _money.Web.As(_seller);
        var version = await Version();
        await visitor.Post(_url, Form(version, _app.Next()));
        Assert.That((await visitor.Post(_url, Form(version, _app.Next()))).Status, Is.EqualTo(HttpStatusCode.Conflict));
        var another = await visitor.Post(_url, Form(await Version(), _app.Next()));
        Assert.That((another.Status, another.Main.Contains("먼저 그 변경을 취소", StringComparison.Ordinal)), Is.EqualTo((HttpStatusCode.Conflict, true)));
    }

    [Test]
    public async Task The_operator_changes_it_for_a_payee_with_a_code_of_their_own()
    {
        var person = await _money.Person(Role.Operator, _money.Market.Centres[0]);
        using var visitor = await _money.Web.As(person);
        Assert.That((await visitor.Post(_url, Form(await Version(), _app.Next()))).Status, Is.EqualTo(HttpStatusCode.BadRequest));
        var own = await Authenticator.Of(_money.Portal, person);
        Assert.That((await visitor.PostAndFollow(_url, Form(await Version(), own.Next()))).Main, Does.Contain("새 계좌를 등록했습니다"));
        Assert.That(await Registered(), Is.EqualTo(Old));
    }

    [Test]
    public async Task The_first_account_is_used_at_once()
    {
        await _money.Portal.Execute("UPDATE organizations SET bank_code = NULL, bank_account = NULL WHERE id = @OrganizationId", _seller);
        using var visitor = await _money.Web.As(_seller);
        await visitor.Post(_url, Form(await Version(), _app.Next()));
        Assert.That(await Registered(), Is.EqualTo(New));
    }

    private static (string, string)[] Form(int version, string code) =>
        [("Form.Version", $"{version}"), ("Form.BankCode", "088"), ("Form.BankAccount", "110-222-333333"), ("Form.BankHolder", "A seller"), ("Form.Code", code)];

    private Task<int> Apply() => _money.Portal.Run<ApplyBankAccounts, int>(u => u.Handle(100));

    private Task<int> Version() => _money.Portal.Scalar<int>("SELECT version FROM organizations WHERE id = @OrganizationId", _seller);

    private Task<string?> Registered() => _money.Portal.Scalar<string>("SELECT CONCAT(bank_code, ' ', bank_account) FROM organizations WHERE id = @OrganizationId", _seller);

    private Task<string?> PaidTo(long settlement) => _money.Portal.Scalar<string>(
        "SELECT CONCAT(p.bank_code, ' ', p.bank_account) FROM payouts p JOIN statements s ON s.id = p.statement_id WHERE s.settlement_id = @settlement AND p.party_id = @party", new { settlement, party = _seller.OrganizationId });
}
