using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Portal.Core.Settlement;
using Portal.Core.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Settlement;

/// <summary>Whoever locks a settlement does not send its payouts, and none is sent twice.</summary>
[TestFixture]
public sealed class DualControlTests
{
    private MoneyWeb _money = null!;
    private Actor _locker = null!;
    private long _settlement;
    private long _payout;

    [SetUp]
    public async Task Open()
    {
        _money = await MoneyWeb.Open();
        _locker = await _money.Person(Role.Operator, _money.Market.Centres[0]);
        await _money.Done(0, (0, 10));
        var locked = await _money.Portal.Run<LockSettlement, LockSettlementOutcome>(u => u.Handle(new LockSettlementRequest(_locker, _money.Market.Centres[0], _money.Today)));
        _settlement = ((LockSettlementOutcome.Locked)locked).SettlementId;
        _payout = await _money.Payout(_settlement, _money.Market.Sellers[0]);
        // the market's own operator is a colleague, and is not to be there unless a test says so
        await _money.Portal.Execute("UPDATE memberships SET ended_at = since WHERE person_id <> @PersonId AND organization_id = @OrganizationId", _locker);
    }

    [TearDown]
    public async Task Close()
    {
        await _money.Sound();
        await _money.DisposeAsync();
    }

    [Test]
    public async Task Whoever_locked_does_not_send_and_is_told_who_may()
    {
        using var visitor = await _money.Web.As(_locker);
        Assert.That((await visitor.Get($"/settlements/{_settlement}")).Main, Does.Contain("운영자를 한 명 더 두거나"), "there is nobody else");
        var colleague = await new TestData(_money.Portal).Person(Role.Operator, _money.Market.Centres[0], "김동료");
        Assert.That((await visitor.Get($"/payouts/{_payout}")).Main, Does.Contain("보낼 수 있는 사람: 김동료"));
        var refused = await visitor.Post($"/payouts/{_payout}/transfer");
        Assert.That((refused.Status, refused.Main.Contains("김동료", StringComparison.Ordinal)), Is.EqualTo((HttpStatusCode.Conflict, true)));
        var many = await visitor.Post($"/settlements/{_settlement}/payouts", ("To", "Sent"), ("All", "true"));
        Assert.That((many.Status, many.Main.Contains("다른 사람이 보내야 함", StringComparison.Ordinal)), Is.EqualTo((HttpStatusCode.Conflict, true)));
        Assert.That(await Status(), Is.EqualTo("Locked"));

        using var second = await _money.Web.As(colleague);
        Assert.That((await second.PostAndFollow($"/payouts/{_payout}/transfer")).Main, Does.Contain("보냄으로 적었습니다"));
        Assert.That((await visitor.Post($"/payouts/{_payout}/payment")).Status, Is.EqualTo(HttpStatusCode.Found), "whoever locked may tell what the bank said");
    }

    [Test]
    public async Task The_write_itself_refuses_it()
    {
        Assert.That(await Move(_locker.PersonId), Is.False);
        Assert.That(await Move(null), Is.True, "the portal itself");
    }

    [Test]
    public async Task An_administrator_sends_for_a_centre_with_one_operator()
    {
        using var administrator = await _money.Administrator();
        Assert.That((await administrator.Get($"/payouts/{_payout}")).Html.QuerySelector($"form[action='/payouts/{_payout}/transfer']"), Is.Not.Null);
        Assert.That((await administrator.PostAndFollow($"/payouts/{_payout}/transfer")).Main, Does.Contain("보냄으로 적었습니다"));
        Assert.That(await Status(), Is.EqualTo("Sent"));
    }

    [Test]
    public async Task Whoever_gave_the_account_does_not_send_either()
    {
        await _money.Portal.Execute("UPDATE payouts SET bank_account = NULL, bank_code = NULL WHERE id = @id", new { id = _payout });
        var colleague = await new TestData(_money.Portal).Person(Role.Operator, _money.Market.Centres[0]);
        Assert.That(await SetAccount(colleague, "123456"), Is.EqualTo(PayoutOutcome.NoCode));
        var app = await Authenticator.Of(_money.Portal, colleague);
        Assert.That(await SetAccount(colleague, "000000"), Is.EqualTo(PayoutOutcome.WrongCode));
        Assert.That(await SetAccount(colleague, app.Next()), Is.EqualTo(PayoutOutcome.Done));
        Assert.That(await SetAccount(colleague, app.Next()), Is.EqualTo(PayoutOutcome.NotPossible), "it has one now: another is registered for the payee");
        Assert.That(await Send(colleague), Is.EqualTo(PayoutOutcome.SecondPerson));
        Assert.That(await Send(await new TestData(_money.Portal).Person(Role.Operator, _money.Market.Centres[0])), Is.EqualTo(PayoutOutcome.Done));
    }

    [Test]
    public async Task Two_who_press_send_at_once_send_it_once()
    {
        var visitors = new List<WebVisitor>();
        for (var i = 0; i < 4; i++) visitors.Add(await _money.Web.As(await new TestData(_money.Portal).Person(Role.Operator, _money.Market.Centres[0])));
        foreach (var visitor in visitors) await visitor.Get("/payouts");
        var answers = await Task.WhenAll(visitors.Select(v => v.Post($"/payouts/{_payout}/transfer")));
        Assert.That(answers.Count(a => a.Status == HttpStatusCode.Found), Is.EqualTo(1));
        Assert.That(answers.Count(a => a.Status == HttpStatusCode.Conflict), Is.EqualTo(3));
        Assert.That(await _money.Portal.Scalar<long>("SELECT COUNT(*) FROM postings WHERE kind = 'Payout'"), Is.EqualTo(1));
        visitors.ForEach(v => v.Dispose());
    }

    [Test]
    public async Task What_is_unknown_is_reconciled_and_not_repeated()
    {
        var seller = _money.Market.Sellers[0];
        Assert.That(await Send(Actor.Portal), Is.EqualTo(PayoutOutcome.Done));
        // nobody knows whether the bank has paid: it is in no file, in no settlement, and cannot be sent again
        using var visitor = await _money.Web.As(_locker);
        Assert.That((await visitor.Get($"/settlements/{_settlement}/transfers.csv")).Text, Does.Not.Contain(",9990,"));
        await _money.Done(0, (0, 1));
        var next = await _money.Settle();
        Assert.That(await _money.Portal.Scalar<long>("SELECT gross FROM statements WHERE id = @id", new { id = await _money.Statement(next, seller) }), Is.EqualTo(999), "the new units alone");
        Assert.That(await Send(Actor.Portal), Is.EqualTo(PayoutOutcome.NotPossible));

        // the bank says that it was not paid: now, and only now, it is paid again
        Assert.That((await visitor.Post($"/payouts/{_payout}/failure", ("Failure.Reason", "계좌 해지"))).Status, Is.EqualTo(HttpStatusCode.Found));
        var last = await _money.Settle();
        Assert.That(await _money.Portal.Scalar<long>("SELECT gross FROM statements WHERE id = @id", new { id = await _money.Statement(last, seller) }), Is.EqualTo(9_990));
    }

    [Test]
    public async Task The_transfer_file_has_the_columns_of_banks_and_marks_nothing()
    {
        using var visitor = await _money.Web.As(_locker);
        var file = await visitor.Get($"/settlements/{_settlement}/transfers.csv");
        Assert.That(file.Text.TrimStart('\uFEFF').Split("\r\n")[0], Is.EqualTo("입금은행,계좌번호,금액,받는분,메모"));
        Assert.That(file.Text, Does.Contain("국민은행,123-456,9990,A seller,정산 1호"));
        Assert.That(await Status(), Is.EqualTo("Locked"));
    }

    private Task<string?> Status() => _money.Portal.Scalar<string>("SELECT status FROM payouts WHERE id = @id", new { id = _payout });

    private Task<PayoutOutcome> Send(Actor actor) => _money.Portal.Run<SendPayout, PayoutOutcome>(u => u.Handle(new SendPayoutRequest(actor, _payout)));

    private Task<PayoutOutcome> SetAccount(Actor actor, string code) =>
        _money.Portal.Run<SetPayoutAccount, PayoutOutcome>(u => u.Handle(new SetPayoutAccountRequest(actor, _payout, new("004", "111-222-333", "Somebody")) { Code = code }));

    private async Task<bool> Move(long? person)
    {
        await using var scope = _money.Portal.Scope();
        var (unit, store) = (scope.ServiceProvider.GetRequiredService<IUnitOfWork>(), scope.ServiceProvider.GetRequiredService<ISettlementStore>());
        await using var tx = await unit.Begin();
        return await store.Move(_payout, PayoutStatus.Locked, PayoutStatus.Sent, new PayoutMove(_money.Portal.Time.GetUtcNow().UtcDateTime, person));
    }
}
