using Portal.Core.Orders;
using Portal.Core.Payments;
using Portal.Core.Shared;
using Portal.Data.Operations;

namespace Portal.Web.Operations.Demo;

/// <summary>Money that is held: refunded, put on an order, or waiting on the operator's list; also of payers whom nobody knows.</summary>
[Service]
public sealed class DemoCredits(RecordDeposit record, RefundCredit refund, ApplyCredit apply, DemoPages pages, OrderSettings settings)
{
    internal DateTime Now => settings.Clock.Now;

    internal DateTime DepositDueAt => Now.AddDays(settings.Options.DepositDays);

    /// <summary>What was paid too much or too late goes back in most cases.</summary>
    internal void Over(World world, DemoOrder order, RecordDepositOutcome.Recorded deposit)
    {
        if (order.Dice.Chance(75)) world.At(world.Office(Now, order.Dice.Hours(2, 50)), () => Refund(world, order, deposit.DepositId, "더 입금하신 금액을 돌려드립니다."));
    }

    internal void Cancelled(World world, DemoOrder order) => GiveBack(world, order, "취소하신 주문의 입금액을 돌려드립니다.");

    internal void Returned(World world, DemoOrder order) => GiveBack(world, order, "반품하신 금액을 돌려드립니다.");

    private void GiveBack(World world, DemoOrder order, string reason)
    {
        if (order.Dice.Chance(80)) world.At(world.Office(Now, order.Dice.Hours(2, 40)), () => Refund(world, order, null, reason));
    }

    /// <summary>Deposits without an order: some turn out to be somebody's, some go back, the last ones wait.</summary>
    internal void Unknown(World world)
    {
        var dice = world.Dice.Of("unknown payers");
        for (var i = 0; i < 26; i++)
        {
            var centre = world.Centres[i % 4];
            var at = i < 8 ? world.DaysAgo(0.2 + i * 0.9) : world.DaysAgo(10 + i * 12);
            world.At(i < 8 ? at : world.Office(at, TimeSpan.Zero), () => Unknown(world, centre, at > world.DaysAgo(9), dice));
        }
    }

    internal Task<List<long>> OpenReturns(long order) => pages.OpenReturns(order);

    private async Task Unknown(World world, Party centre, bool waits, Dice dice)
    {
        var amount = 1_100L * dice.Between(20, 900);
        var name = dice.Pick(["김사장", "(주)미확인", "동네빵집", "이대리 송금", "7월분", "박", "자재대금", "토스 홍길동"]);
        var outcome = await record.Handle(new RecordDepositRequest(world.Operator(centre), amount, Now, name) { Note = "주문번호 없이 입금됨", Reference = $"{Now:yyyyMMddHHmm}{dice.Digits(4)}" });
        if (!world.Went(outcome is RecordDepositOutcome.Recorded, "unknown deposit", outcome) || waits) return;
        var deposit = ((RecordDepositOutcome.Recorded)outcome).DepositId;
        if (dice.Chance(60)) world.At(world.Office(Now, dice.Hours(20, 70)), () => PutOnOrder(world, centre, deposit));
        else if (dice.Chance(60)) world.At(world.Office(Now, dice.Hours(20, 90)), () => Return(world, centre, deposit, dice));
    }

    /// <summary>The payer has called: it was for an order that still waits for money.</summary>
    private async Task PutOnOrder(World world, Party centre, long deposit)
    {
        if (await pages.OpenOrder(centre.Id) is not { } order || await pages.CreditOf(deposit) is not { } credit) return;
        var outcome = await apply.Handle(new ApplyCreditRequest(world.Operator(centre), credit.Id, order.Id, Math.Min(credit.Remaining, order.Open / 2 + 1)));
        world.Went(outcome == ApplyCreditOutcome.Applied, "credit", outcome);
    }

    private async Task Return(World world, Party centre, long deposit, Dice dice)
    {
        if (await pages.CreditOf(deposit) is not { } credit) return;
        var outcome = await refund.Handle(new RefundCreditRequest(world.Operator(centre), credit.Id, credit.Remaining, new BankAccount("004", $"{dice.Digits(6)}-{dice.Digits(2)}-{dice.Digits(6)}", "송금인"), "보내신 분의 요청으로 돌려드립니다."));
        world.Went(outcome == RefundCreditOutcome.Refunded, "credit", outcome);
    }

    private async Task Refund(World world, DemoOrder order, long? deposit, string reason)
    {
        var credits = await pages.CreditsOfOrder(order.Id);
        if (deposit is { } id) credits = await pages.CreditOf(id) is { } one ? [one] : [];
        foreach (var credit in credits)
        {
            var outcome = await refund.Handle(new RefundCreditRequest(world.Operator(order.Centre), credit.Id, credit.Remaining, order.Buyer.Bank, reason));
            world.Went(outcome == RefundCreditOutcome.Refunded, $"credit of {order.No}", outcome);
        }
    }
}
