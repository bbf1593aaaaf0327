using System.Net;
using NUnit.Framework;
using Portal.Core.Settlement;
using Portal.Core.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Settlement;

/// <summary>Debts that are given up by two people (M-4, U-2).</summary>
[TestFixture]
public sealed class WriteOffTests
{
    private MoneyWeb _money = null!;

    [SetUp]
    public async Task Open() => _money = await MoneyWeb.Open();

    [TearDown]
    public async Task Close()
    {
        await _money.Sound();
        await _money.DisposeAsync();
    }

    private long Centre => _money.Market.Centres[0];
    private long Producer => _money.Market.Producers[0];

    [Test]
    public async Task A_payees_debt_is_shown_with_its_cause_and_after_two_people_the_next_statement_carries_nothing()
    {
        var (debt, reference) = await Indebted();
        using var first = await _money.Operator();
        Assert.That((await first.Get("/debts")).Main, Does.Contain("일째"));
        var page = await first.Get($"/debts/{debt}");
        Assert.That(page.Main, Does.Contain(reference).And.Contain("대손 처리 제안하기"));

        var made = await first.PostAndFollow("/write-offs/new", ("Form.StatementId", $"{debt}"), ("Form.Reason", "Closed"), ("Form.Note", "=cmd() 😀 폐업"));
        Assert.That(made.Main, Does.Contain("확인 대기").And.Contain("제안한 사람은 확인할 수 없습니다").And.Contain("=cmd() 😀 폐업"));
        var id = await _money.Portal.Scalar<long>("SELECT id FROM write_offs");
        Assert.That((await first.Post($"/write-offs/{id}/confirmation")).Status, Is.EqualTo(HttpStatusCode.Conflict), "never the same person");
        Assert.That(await Loss(), Is.Zero);

        using var second = await _money.Web.As(await Second());
        Assert.That((await second.Get("/")).Main, Does.Contain("두 번째 확인을 기다리는 대손 처리"));
        Assert.That((await second.PostAndFollow($"/write-offs/{id}/confirmation", ("Decision.Note", "확인함"))).Main, Does.Contain("대손 처리했습니다"));
        Assert.That((await second.Post($"/write-offs/{id}/confirmation")).Status, Is.EqualTo(HttpStatusCode.Conflict), "once");
        var before = await Statement(debt);
        Assert.That(await Loss(), Is.EqualTo(-(before.CarriedOut + before.VatOut)));

        var next = await Statement(await _money.Statement(await _money.Settle(), Producer));
        Assert.That(next, Is.EqualTo(new Carried { CarriedIn = before.CarriedOut, CarriedOut = 0, VatIn = before.VatOut, VatOut = 0 }));
        Assert.That((await first.Get($"/debts/{debt}")).Status, Is.EqualTo(HttpStatusCode.NotFound), "it is a debt no more");
        Assert.That(await _money.Portal.Scalar<long>("SELECT COUNT(*) FROM audit_entries WHERE action LIKE 'writeoff.%'"), Is.EqualTo(2));
        Assert.That(await _money.Portal.Query<string>("SELECT DISTINCT template FROM outbox WHERE template LIKE 'writeoff.%' ORDER BY template DESC"), Is.EqualTo(new[] { "writeoff.proposed", "writeoff.confirmed" }));
    }

    [Test]
    public async Task A_delivered_order_that_nobody_pays_becomes_a_loss_its_parties_are_paid_and_a_return_makes_the_loss_less()
    {
        var (orderNo, lines) = await Unpaid();
        using var first = await _money.Operator();
        Assert.That((await first.Get("/debts?view=buyers")).Main, Does.Contain(orderNo));
        await first.Post("/write-offs/new", ("Form.OrderNo", orderNo), ("Form.Reason", "Bankrupt"), ("Form.Note", "test"));
        var id = await _money.Portal.Scalar<long>("SELECT id FROM write_offs");
        using var second = await _money.Web.As(await Second());
        await second.Post($"/write-offs/{id}/confirmation");
        var owed = await _money.Portal.Scalar<long>("SELECT total FROM orders WHERE order_no = @orderNo", new { orderNo });
        Assert.That(await Loss(), Is.EqualTo(owed));
        Assert.That((await first.Get($"/orders/{orderNo}")).Main, Does.Contain("대손 처리"));

        _money.Portal.Time.Advance(TimeSpan.FromDays(8));
        await _money.Distribute();
        Assert.That(await _money.Portal.Scalar<long>("SELECT -balance FROM accounts WHERE type = 'Payable' AND owner_id = @Producer", new { Producer }), Is.Positive);
        await _money.Return(lines[0], 2);
        var back = await _money.Portal.Scalar<long>("SELECT returned FROM orders WHERE order_no = @orderNo", new { orderNo });
        Assert.That(await Loss(), Is.EqualTo(owed - back), "the buyer paid nothing and gets nothing back");
        Assert.That(await _money.Portal.Scalar<long>("SELECT COUNT(*) FROM buyer_credits"), Is.Zero);
    }

    [Test]
    public async Task What_can_still_be_cancelled_is_no_loss_yet_and_neither_is_what_was_paid_meanwhile()
    {
        var placed = await _money.Placed(0, (0, 3));
        using var first = await _money.Operator();
        Assert.That((await first.Get($"/write-offs/new?order={placed.OrderNo}")).Status, Is.EqualTo(HttpStatusCode.NotFound));

        var (orderNo, _) = await Unpaid();
        await first.Post("/write-offs/new", ("Form.OrderNo", orderNo), ("Form.Reason", "Bankrupt"), ("Form.Note", "test"));
        await _money.Pay(orderNo, 1_000);
        using var second = await _money.Web.As(await Second());
        var id = await _money.Portal.Scalar<long>("SELECT id FROM write_offs");
        Assert.That((await second.Post($"/write-offs/{id}/confirmation")).Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(await _money.Portal.Scalar<string>("SELECT status FROM write_offs"), Is.EqualTo("Proposed"), "a refused decision leaves everything as it was");
        await second.Post($"/write-offs/{id}/rejection", ("Decision.Note", "일부가 들어왔습니다."));
        Assert.That(await Loss(), Is.Zero);
        Assert.That((await first.Get($"/write-offs/{id}")).Main, Does.Contain("반려"));
    }

    [Test]
    public async Task A_proposal_needs_reason_and_note_and_is_made_once()
    {
        var (debt, _) = await Indebted();
        using var first = await _money.Operator();
        var page = await first.Post("/write-offs/new", ("Form.StatementId", $"{debt}"), ("Form.Note", "only a note"));
        Assert.That((page.Status, page.Html.QuerySelector("#Form_Note")!.TextContent.Trim()), Is.EqualTo((HttpStatusCode.BadRequest, "only a note")));
        (string, string)[] form = [("Form.StatementId", $"{debt}"), ("Form.Reason", "Closed"), ("Form.Note", "test")];
        await first.Post("/write-offs/new", form);
        Assert.That((await first.Post("/write-offs/new", form)).Status, Is.EqualTo(HttpStatusCode.Conflict));
        using var foreign = await _money.Operator(1);
        Assert.That((await foreign.Post("/write-offs/new", form)).Status, Is.EqualTo(HttpStatusCode.NotFound));
        using var administrator = await _money.Administrator();
        Assert.That((await administrator.Post("/write-offs/new", form)).Status, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [Test]
    public async Task Two_people_who_confirm_at_once_post_it_once()
    {
        var (debt, _) = await Indebted();
        var proposer = await Second();
        var outcome = await _money.Portal.Run<ProposeWriteOff, ProposeWriteOffOutcome>(u => u.Handle(new ProposeWriteOffRequest(proposer, debt, null, WriteOffReason.Closed, "test")));
        var id = ((ProposeWriteOffOutcome.Proposed)outcome).WriteOffId;
        var people = new[] { await Second(), await Second(), await Second(), await Second() };
        var decided = await Task.WhenAll(people.Select(p => Task.Run(() => _money.Portal.Run<DecideWriteOff, DecideWriteOffOutcome>(u => u.Handle(new DecideWriteOffRequest(p, id, true, null))))));
        Assert.That(decided.Count(o => o == DecideWriteOffOutcome.Confirmed), Is.EqualTo(1));
    }

    /// <summary>A producer that was settled and then got everything back: its last statement, and the return.</summary>
    private async Task<(long Statement, string Reference)> Indebted()
    {
        var (_, lines) = await _money.Done(0, (0, 9));
        await _money.Settle();
        var reference = await _money.Return(lines[0], 5);
        return (await _money.Statement(await _money.Settle(), Producer), reference);
    }

    /// <summary>Delivered on credit, and not paid.</summary>
    private async Task<(string OrderNo, long[] Lines)> Unpaid()
    {
        var order = await _money.Placed(0, (0, 9));
        await _money.Deliver(order.OrderNo);
        return order;
    }

    private Task<Actor> Second() => new TestData(_money.Portal).Person(Role.Operator, Centre);

    private Task<long> Loss() => _money.Portal.Scalar<long>("SELECT COALESCE(SUM(balance), 0) FROM accounts WHERE type = 'Loss'");

    private async Task<Carried> Statement(long id) => (await _money.Portal.Query<Carried>("SELECT carried_in, carried_out, vat_in, vat_out FROM statements WHERE id = @id", new { id })).Single();

    private sealed record Carried
    {
        public long CarriedIn { get; init; }
        public long CarriedOut { get; init; }
        public long VatIn { get; init; }
        public long VatOut { get; init; }
    }
}
