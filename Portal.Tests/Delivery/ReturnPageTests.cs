using System.Net;
using NUnit.Framework;
using Portal.Core.Delivery;
using Portal.Core.Settlement;
using Portal.Core.Shared;

namespace Portal.Tests.Delivery;

/// <summary>Returns through their pages: asked for by the buyer's side, decided by the centre, and everybody sees what is given back.</summary>
[TestFixture]
public sealed class ReturnPageTests
{
    private Depot _depot = null!;

    [SetUp]
    public async Task Open() => _depot = await Depot.Open();

    [TearDown]
    public async Task Close() => await _depot.DisposeAsync();

    [Test]
    public async Task A_return_is_asked_for_with_a_reason_and_no_more_units_than_arrived()
    {
        var (order, line) = await _depot.Delivered(_depot.Apples, 3);
        using var buyer = await _depot.As(_depot.Buyer);
        Assert.That((await buyer.Get($"/orders/{order.OrderNo}")).Html.QuerySelector($"a[href='/returns/new?line={line}']"), Is.Not.Null);
        foreach (var (quantity, reason) in new[] { ("4", "Damaged"), ("0", "Damaged"), ("-1", "Damaged"), ("", "Damaged"), ("1.5", "Damaged"), ("1", ""), ("1", "Whim"), ("99999999999999999999", "Other") })
        {
            var page = await buyer.Post("/returns/new", ("Form.LineId", $"{line}"), ("Form.Quantity", quantity), ("Form.Reason", reason), ("Form.Note", "=cmd 젖음 😀"));
            Assert.That(page.Status, Is.EqualTo(HttpStatusCode.BadRequest), $"{quantity} {reason}");
            Assert.That(page.Html.QuerySelector("#Form_Note")!.TextContent.Trim(), Is.EqualTo("=cmd 젖음 😀"));
        }

        var made = await buyer.PostAndFollow("/returns/new", ("Form.LineId", $"{line}"), ("Form.Quantity", "3"), ("Form.Reason", "Damaged"), ("Form.Note", "=cmd 젖음 😀"));
        Assert.That(made.Main, Does.Contain("=cmd 젖음 😀").And.Contain("125,400원").And.Contain("아직 나누지 않은 품목"));
        Assert.That((await buyer.Post("/returns/new", ("Form.LineId", $"{line}"), ("Form.Quantity", "1"), ("Form.Reason", "Other"))).Status, Is.EqualTo(HttpStatusCode.Conflict), "all are asked for");
        Assert.That((await buyer.Get($"/orders/{order.OrderNo}")).Html.QuerySelector($"a[href='/returns/new?line={line}']"), Is.Null);
    }

    [Test]
    public async Task A_return_of_some_units_whose_form_is_sent_twice_is_asked_for_once()
    {
        var (_, line) = await _depot.Delivered(_depot.Apples, 3);
        using var buyer = await _depot.As(_depot.Buyer);
        var seen = (await buyer.Get($"/returns/new?line={line}")).Html.QuerySelector("input[name='Form.Seen']")!.GetAttribute("value")!;
        (string, string)[] form = [("Form.LineId", $"{line}"), ("Form.Quantity", "1"), ("Form.Reason", "Damaged"), ("Form.Seen", seen)];
        Assert.That((await buyer.Post("/returns/new", form)).Status, Is.EqualTo(HttpStatusCode.Redirect));
        var again = await buyer.Post("/returns/new", form);
        Assert.That(again.Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(again.Main, Does.Contain("반품을 신청했습니다"));
        Assert.That(await _depot.Portal.Scalar<long>("SELECT COUNT(*) FROM returns"), Is.EqualTo(1));
    }

    [Test]
    public async Task The_centre_completes_a_return_once_and_the_money_and_the_stock_are_back()
    {
        var (order, line) = await _depot.Delivered(_depot.Apples, 3);
        var id = await Request(line, 2);
        using var staff = await _depot.As(_depot.Operator);
        Assert.That((await staff.Get("/")).Main, Does.Contain("결정할 반품"));
        Assert.That((await staff.Get("/returns?status=Requested")).Main, Does.Contain("파손"));
        var done = await staff.PostAndFollow($"/returns/{id}/completion", ("Completion.Restock", "true"), ("Completion.Note", "상자 하나 파손"));
        Assert.That(done.Main, Does.Contain("83,600원").And.Contain("나누기 전에 반품").And.Contain("재고에 더함").And.Contain("상자 하나 파손"));
        Assert.That(await _depot.Stock(_depot.Apples), Is.EqualTo(19));
        Assert.That(await _depot.Portal.Scalar<long>("SELECT amount FROM buyer_credits WHERE source = 'Return' AND source_id = @id", new { id }), Is.EqualTo(83_600));
        Assert.That((await staff.Post($"/returns/{id}/completion", ("Completion.Restock", "true"))).Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That((await staff.Post($"/returns/{id}/rejection", ("Rejection.Reason", "late"))).Status, Is.EqualTo(HttpStatusCode.Conflict));
        foreach (var actor in new[] { _depot.Buyer, _depot.Orchard })
        {
            using var v = await _depot.As(actor);
            Assert.That((await v.Get($"/returns/{id}")).Main, Does.Contain("83,600원").And.Contain("구매자 몫으로 보관"), $"{actor.Role}");
            Assert.That((await v.Post($"/returns/{id}/completion")).Status, Is.EqualTo(HttpStatusCode.Forbidden), $"{actor.Role}");
        }

        Assert.That(await _depot.Portal.Scalar<string>("SELECT arguments FROM outbox WHERE template = 'return.completed'"), Does.Contain("83,600 KRW").And.Contain(order.OrderNo));
    }

    [Test]
    public async Task A_return_after_the_distribution_says_so()
    {
        var (_, line) = await _depot.Delivered(_depot.Apples, 2);
        _depot.Portal.Time.Advance(TimeSpan.FromDays(8));
        await _depot.Portal.Run<DistributeDue, RunResult>(u => u.Handle());
        var first = await Request(line, 1);
        using var staff = await _depot.As(_depot.Operator);
        Assert.That((await staff.Get($"/returns/{first}")).Main, Does.Contain("이미 나눈 품목"));
        Assert.That((await staff.PostAndFollow($"/returns/{first}/completion", ("Completion.Restock", "false"))).Main, Does.Contain("나눈 뒤 반품").And.Contain("재고에 더하지 않음"));
        Assert.That(await _depot.Stock(_depot.Apples), Is.EqualTo(18));
    }

    [Test]
    public async Task A_return_is_refused_with_a_reason_that_the_buyer_reads()
    {
        var (_, line) = await _depot.Delivered(_depot.Apples, 1);
        var id = await Request(line, 1);
        using var staff = await _depot.As(_depot.Operator);
        Assert.That((await staff.Post($"/returns/{id}/rejection", ("Rejection.Reason", " "))).Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((await staff.Post($"/returns/{id}/rejection", ("Rejection.Reason", new string('긴', 1001)))).Status, Is.EqualTo(HttpStatusCode.BadRequest));
        await staff.Post($"/returns/{id}/rejection", ("Rejection.Reason", "포장을 뜯어 다시 팔 수 없습니다"));
        using var buyer = await _depot.As(_depot.Buyer);
        Assert.That((await buyer.Get($"/returns/{id}")).Main, Does.Contain("포장을 뜯어").And.Contain("돌려줄 돈이 없습니다"));
        Assert.That((await staff.Post($"/returns/{id}/completion")).Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That((await buyer.Post("/returns/new", ("Form.LineId", $"{line}"), ("Form.Quantity", "1"), ("Form.Reason", "Other"))).Location, Does.StartWith("/returns/"), "the units can be asked for again");
    }

    [Test]
    public async Task Returns_of_others_are_not_there()
    {
        var (_, line) = await _depot.Delivered(_depot.Apples, 1);
        var id = await Request(line, 1);
        foreach (var actor in new[] { _depot.Forge, _depot.Seller, await _depot.Stranger(Role.Buyer), await _depot.Stranger(Role.Operator) })
        {
            using var v = await _depot.As(actor);
            Assert.That((await v.Get($"/returns/{id}")).Status, Is.EqualTo(HttpStatusCode.NotFound), $"{actor.Role}");
            Assert.That((await v.Get("/returns")).Main, Does.Contain("반품이 없습니다"), $"{actor.Role}");
            if (actor.Role == Role.Operator) Assert.That((await v.Post($"/returns/{id}/completion")).Status, Is.EqualTo(HttpStatusCode.NotFound));
            if (actor.Role != Role.Producer) Assert.That((await v.Post("/returns/new", ("Form.LineId", $"{line}"), ("Form.Quantity", "1"), ("Form.Reason", "Other"))).Status, Is.EqualTo(HttpStatusCode.NotFound), $"{actor.Role}");
        }
    }

    [Test]
    public async Task Of_two_operators_who_decide_at_once_one_does()
    {
        var (_, line) = await _depot.Delivered(_depot.Apples, 2);
        var id = await Request(line, 2);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() =>
            _depot.Portal.Run<CompleteReturn, CompleteReturnOutcome>(u => u.Handle(new CompleteReturnRequest(_depot.Operator, id, true, null))))));
        Assert.That(outcomes.Count(o => o == CompleteReturnOutcome.Completed), Is.EqualTo(1));
        Assert.That(outcomes.Count(o => o == CompleteReturnOutcome.NotOpen), Is.EqualTo(5));
        Assert.That(await _depot.Stock(_depot.Apples), Is.EqualTo(20));
    }

    private async Task<long> Request(long line, long quantity)
    {
        var outcome = await _depot.Portal.Run<RequestReturn, RequestReturnOutcome>(u => u.Handle(new RequestReturnRequest(_depot.Buyer, line, quantity, ReturnReason.Damaged, null)));
        return ((RequestReturnOutcome.Requested)outcome).ReturnId;
    }
}
