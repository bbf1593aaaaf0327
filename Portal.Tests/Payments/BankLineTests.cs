using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Portal.Core.Orders;
using Portal.Core.Organizations;
using Portal.Core.Payments;
using Portal.Core.Shared;
using Portal.Data.Ledger;
using Portal.Tests.Delivery;
using Portal.Tests.Shared;

namespace Portal.Tests.Payments;

/// <summary>What a bank line is for: how sure it is, why, and that it is recorded once.</summary>
[TestFixture]
public sealed class BankLineTests
{
    private Depot _depot = null!;
    private WebVisitor _staff = null!;
    private BankDesk _desk = null!;

    [SetUp]
    public async Task Open()
    {
        _depot = await Depot.Open();
        _staff = await _depot.As(_depot.Operator);
        _desk = new BankDesk(_depot, _staff);
    }

    [TearDown]
    public async Task Close()
    {
        await using (var scope = _depot.Portal.Scope())
            Assert.That((await scope.ServiceProvider.GetRequiredService<BooksPages>().Check()).Where(r => r.Violations > 0).Select(r => $"{r.No} {r.Name}"), Is.Empty);
        _staff.Dispose();
        await _depot.DisposeAsync();
    }

    [Test]
    public async Task A_line_with_the_code_and_the_amount_is_exact_and_one_click_records_all_of_them()
    {
        var (first, second) = (await _depot.Order((_depot.Knives, 1)), await _depot.Order((_depot.Knives, 2)));
        await Take(new Transfer("2026-03-02 09:00:00", $"박도윤{await Code(first)}", 23_100), new Transfer("2026-03-02 09:01:00", "아무개", 46_200, $"주문 {second.OrderNo}"),
            new Transfer("2026-03-02 09:02:00", "누구세요", 777));
        Assert.That((await _desk.Matches()).Select(m => m.Confidence), Is.EqualTo(new[] { Confidence.Exact, Confidence.Exact, Confidence.Unknown }));
        var list = await _staff.Get("/bank-lines");
        Assert.That(list.Main, Does.Contain("정확한 2건 69,300원 모두 기록하기").And.Contain("입금 확인번호 · 금액 같음"));
        var done = await _staff.PostAndFollow("/bank-lines/confirmations");
        Assert.That(done.Main, Does.Contain("입금 2건, 69,300원을 기록했습니다"));
        Assert.That(await _depot.Portal.Scalar<long>("SELECT COUNT(*) FROM orders WHERE paid_at IS NOT NULL"), Is.EqualTo(2));
        Assert.That(await _depot.Portal.Scalar<long>("SELECT COUNT(*) FROM deposits WHERE match = 'Exact'"), Is.EqualTo(2));
        Assert.That((await _staff.Post("/bank-lines/confirmations")).Status, Is.EqualTo(HttpStatusCode.Conflict), "none is left");
        Assert.That((await _staff.Get($"/orders/{first.OrderNo}")).Main, Does.Contain("입금 확인"));
    }

    [Test]
    public async Task Two_operators_who_confirm_at_once_record_each_line_once()
    {
        var orders = new List<PlaceOrderOutcome.Placed>();
        for (var i = 0; i < 5; i++) orders.Add(await _depot.Order((_depot.Knives, 1)));
        var lines = new List<Transfer>();
        foreach (var o in orders) lines.Add(new Transfer($"2026-03-02 09:0{lines.Count}:00", $"payer{await Code(o)}", 23_100));
        await Take([.. lines]);
        using var second = await _depot.As(await _depot.Data.Person(Role.Operator, _depot.Operator.OrganizationId));
        await Task.WhenAll(_staff.Post("/bank-lines/confirmations"), second.Post("/bank-lines/confirmations"));
        Assert.That(await _depot.Portal.Scalar<long>("SELECT COUNT(*) FROM deposits"), Is.EqualTo(5));
        Assert.That(await _desk.Count("status = 'Recorded'"), Is.EqualTo(5));
        Assert.That(await _depot.Portal.Scalar<long>("SELECT COUNT(*) FROM orders WHERE paid <> 23100"), Is.Zero);
    }

    [Test]
    public async Task A_name_and_an_amount_of_only_one_order_are_high_and_of_two_are_to_be_checked()
    {
        await _depot.Order((_depot.Knives, 1));
        await Take(new Transfer("2026-03-02 09:00:00", "(주) 한빛 식자재", 23_100));
        Assert.That((await _desk.Matches()).Single().Confidence, Is.EqualTo(Confidence.High));
        Assert.That((await _desk.Matches()).Single().Best!.Reasons, Is.EquivalentTo(new[] { MatchReason.Name, MatchReason.Amount }));
        await _depot.Order((_depot.Knives, 1));
        var match = (await _desk.Matches()).Single();
        Assert.That(match.Confidence, Is.EqualTo(Confidence.Check));
        Assert.That(match.Candidates, Has.Count.EqualTo(2));
    }

    [TestCase("박도윤", Confidence.High, MatchReason.Name)]
    [TestCase("주식회사한빛식자재", Confidence.High, MatchReason.Name)]
    [TestCase("ＨＡＮＢＩＴ", Confidence.Check, MatchReason.Amount)]
    [TestCase("한빛식자", Confidence.Check, MatchReason.SimilarName)]
    [TestCase("김모름", Confidence.Check, MatchReason.Amount)]
    public async Task Names_are_compared_without_forms_spaces_and_width(string payer, Confidence confidence, MatchReason why)
    {
        await _depot.Order((_depot.Knives, 1));
        await Take(new Transfer("2026-03-02 09:00:00", payer, 23_100));
        var match = (await _desk.Matches()).Single();
        Assert.That(match.Confidence, Is.EqualTo(confidence));
        Assert.That(match.Best!.Reasons, Does.Contain(why));
    }

    [Test]
    public async Task What_does_not_fit_is_said()
    {
        var paid = await _depot.PaidOrder((_depot.Knives, 1));
        var (open, twice) = (await _depot.Order((_depot.Knives, 2)), await _depot.Order((_depot.Apples, 1)));
        var due = await _depot.Portal.Scalar<long>("SELECT total FROM orders WHERE id = @OrderId", twice);
        await Take(new Transfer("2026-03-01 09:00:00", $"paid{await Code(paid)}", 23_100), new Transfer("2026-03-01 09:01:00", $"other{await Code(open)}", 1_000),
            new Transfer("2026-03-01 09:02:00", $"both{await Code(open)}", 46_200, $"{await Code(twice)}"), new Transfer("2026-03-01 09:03:00", $"first{await Code(twice)}", due),
            new Transfer("2026-03-01 09:04:00", $"second{await Code(twice)}", due));
        var matches = await _desk.Matches();
        Assert.That(matches.Select(m => m.Confidence), Is.EqualTo(new[] { Confidence.Check, Confidence.Check, Confidence.Check, Confidence.Exact, Confidence.Check }));
        Assert.That(matches[0].Best!.Reasons, Does.Contain(MatchReason.OrderPaid));
        Assert.That(matches[1].Best!.Reasons, Does.Contain(MatchReason.AmountDiffers));
        Assert.That(matches[2].Warnings, Does.Contain(MatchReason.SeveralReferences));
        Assert.That(matches[4].Warnings, Does.Contain(MatchReason.SameOrder));
    }

    [Test]
    public async Task A_deposit_that_was_recorded_by_hand_is_not_recorded_again_by_one_click()
    {
        var (first, second) = (await _depot.Order((_depot.Knives, 1)), await _depot.Order((_depot.Knives, 1)));
        await _depot.Pay(first.OrderId);
        await Take(new Transfer("2026-03-02 09:00:00", $"payer{await Code(second)}", 23_100));
        var match = (await _desk.Matches()).Single();
        Assert.That(match.Confidence, Is.EqualTo(Confidence.Check));
        Assert.That(match.Warnings, Does.Contain(MatchReason.PossiblyRecorded));
        Assert.That((await _staff.Post("/bank-lines/confirmations")).Status, Is.EqualTo(HttpStatusCode.Conflict));
        var line = match.Line.Id;
        Assert.That((await _staff.Post($"/bank-lines/{line}/exclusion", ("reason", " "))).Status, Is.EqualTo(HttpStatusCode.BadRequest));
        await _staff.Post($"/bank-lines/{line}/exclusion", ("reason", "손으로 기록함"));
        Assert.That((await _staff.Get("/bank-lines?view=skipped")).Main, Does.Contain("손으로 기록함"));
        Assert.That((await _staff.Post($"/bank-lines/{line}/exclusion", ("reason", "again"))).Status, Is.EqualTo(HttpStatusCode.Conflict));
        await _staff.Post($"/bank-lines/{line}/restoration");
        Assert.That(await _desk.Count("status = 'Waiting'"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_deposit_of_the_same_amount_that_is_on_another_order_is_another_ones()
    {
        var (first, second) = (await _depot.Order((_depot.Knives, 1)), await _depot.Order((_depot.Knives, 1)));
        await _depot.Pay(first.OrderId);
        await Take(new Transfer("2026-03-02 09:00:00", $"샛별{await Code(second)}", 23_100));
        Assert.That((await _desk.Matches()).Single().Confidence, Is.EqualTo(Confidence.Exact));
        await _depot.Portal.Run<RecordDeposit, RecordDepositOutcome>(u => u.Handle(new RecordDepositRequest(_depot.Operator, 23_100, _depot.Now, "?")));
        Assert.That((await _desk.Matches()).Single().Confidence, Is.EqualTo(Confidence.Check), "nobody knows whose that one is");
    }

    [Test]
    public async Task A_line_whose_order_was_paid_meanwhile_is_told_and_stays()
    {
        var order = await _depot.Order((_depot.Knives, 1));
        await Take(new Transfer("2026-03-01 09:00:00", $"payer{await Code(order)}", 23_100));
        var page = await Line();
        var choice = page.Html.QuerySelector("input[name='Form.Choice'][checked]")!.GetAttribute("value")!;
        await _depot.Pay(order.OrderId);
        var answer = await _staff.Post($"/bank-lines/{await LineId()}/confirmation", ("Form.Choice", choice));
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(answer.Main, Does.Contain("지금 남은 금액은 0원"));
        Assert.That(await _desk.Count("status = 'Waiting'"), Is.EqualTo(1));
        Assert.That(await _depot.Portal.Scalar<long>("SELECT COUNT(*) FROM deposits"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_name_that_was_confirmed_is_known_from_then_on_and_can_be_forgotten()
    {
        var order = await _depot.Order((_depot.Knives, 1));
        await Take(new Transfer("2026-03-01 09:00:00", "달빛상회 김", 23_100));
        var recorded = await _staff.PostAndFollow($"/bank-lines/{await LineId()}/confirmation", ("Form.Choice", "other"), ("Form.OrderNo", await Code(order)), ("Form.Remember", "true"));
        Assert.That(recorded.Main, Does.Contain("주문 금액과 맞습니다"));
        await _depot.Order((_depot.Knives, 2));
        await Take(new Transfer("2026-03-02 09:00:00", "달빛상회김", 46_200));
        var match = await _desk.Match("달빛상회김");
        Assert.That(match.Confidence, Is.EqualTo(Confidence.High));
        Assert.That(match.Best!.Reasons, Does.Contain(MatchReason.LearnedName));
        Assert.That((await _staff.Get("/depositor-names")).Main, Does.Contain("달빛상회 김"));
        var name = await _depot.Portal.Scalar<long>("SELECT id FROM depositor_names");
        Assert.That(await _depot.Portal.Scalar<long>("SELECT subject_id FROM audit_entries WHERE action = 'depositor-name.learn' AND subject_kind = 'depositor-name'"), Is.EqualTo(name),
            "a name is no organization: nothing in the trail leads to one of that name");
        await _staff.Post($"/depositor-names/{name}/removal");
        Assert.That((await _desk.Match("달빛상회김")).Confidence, Is.EqualTo(Confidence.Check));
    }

    [Test]
    public async Task A_line_becomes_money_held_of_a_buyer_or_of_nobody_known()
    {
        await Take(new Transfer("2026-03-01 09:00:00", "가", 1_000), new Transfer("2026-03-01 09:01:00", "나", 2_000));
        var lines = await _depot.Portal.Query<long>("SELECT id FROM bank_lines ORDER BY booked_at");
        foreach (var (field, wrong) in new[] { ("Form.Choice", ""), ("Form.Choice", "buyer"), ("Form.Choice", "other"), ("Form.Choice", "order:x:y") })
            Assert.That((await _staff.Post($"/bank-lines/{lines[0]}/confirmation", (field, wrong), ("Form.Buyer", "없는 사람"), ("Form.OrderNo", "x"))).Status, Is.EqualTo(HttpStatusCode.BadRequest), wrong);
        var stranger = await _depot.Data.Organization(OrganizationKind.Buyer, name: "남의구매자");
        Assert.That((await _staff.Post($"/bank-lines/{lines[0]}/confirmation")).Main, Does.Contain("어디에 쓸 돈인지 골라 주세요"));
        Assert.That((await _staff.Post($"/bank-lines/{lines[0]}/confirmation", ("Form.Choice", "buyer"), ("Form.Buyer", "남의구매자"))).Status, Is.EqualTo(HttpStatusCode.BadRequest), "a buyer of another centre is not found");
        Assert.That(await _depot.Portal.Run<ConfirmBankLine, ConfirmBankLineOutcome>(u => u.Handle(new ConfirmBankLineRequest(_depot.Operator, lines[0], new LinePurpose(null, null, stranger)))), Is.InstanceOf<ConfirmBankLineOutcome.BuyerNotFound>());
        await _staff.Post($"/bank-lines/{lines[0]}/confirmation", ("Form.Choice", "buyer"), ("Form.Buyer", "B-HANBIT"));
        await _staff.Post($"/bank-lines/{lines[1]}/confirmation", ("Form.Choice", "unknown"));
        Assert.That(await _depot.Portal.Scalar<long>("SELECT COUNT(*) FROM buyer_credits WHERE buyer_id = @OrganizationId AND remaining = 1000", _depot.Buyer), Is.EqualTo(1));
        Assert.That(await _depot.Portal.Scalar<long>("SELECT COUNT(*) FROM buyer_credits WHERE buyer_id IS NULL AND remaining = 2000"), Is.EqualTo(1));
        Assert.That((await _staff.Post($"/bank-lines/{lines[1]}/confirmation", ("Form.Choice", "unknown"))).Status, Is.EqualTo(HttpStatusCode.Conflict));
        var deposit = await _depot.Portal.Scalar<long>("SELECT deposit_id FROM bank_lines WHERE id = @id", new { id = lines[0] });
        Assert.That((await _staff.Get($"/deposits/{deposit}")).Main, Does.Contain("은행 줄 보기").And.Contain("보관금"));
    }

    private Task<string> Code(PlaceOrderOutcome.Placed order) => _depot.Portal.Scalar<string>("SELECT payment_code FROM orders WHERE id = @OrderId", order)!;

    private async Task Take(params Transfer[] lines)
    {
        var format = await _depot.Portal.Scalar<long?>("SELECT id FROM bank_formats");
        await _desk.Take(BankShapes.Export("headed", lines), format: format);
    }

    private Task<long> LineId() => _depot.Portal.Scalar<long>("SELECT MAX(id) FROM bank_lines WHERE status = 'Waiting'");

    private async Task<WebPage> Line() => await _staff.Get($"/bank-lines/{await LineId()}");
}
