using Portal.Core.Agreements;
using Portal.Core.Catalog;
using Portal.Core.Delivery;
using Portal.Core.Ledger;
using Portal.Core.Mileage;
using Portal.Core.Orders;
using Portal.Core.Shared;

namespace Portal.Core.Settlement;

/// <summary>The operator has the returned units: money goes back, and the units to stock when they can be sold again.</summary>
public sealed record CompleteReturnRequest(Actor Actor, long ReturnId, bool Restock, string? Note);

public enum CompleteReturnOutcome
{
    Completed,
    NotFound,
    NotOpen,
    /// <summary>More than was delivered and is not returned yet.</summary>
    TooMany,
}

/// <summary>
/// Completes a return (money.md §3): what is due is distributed first, then the difference between the division of the units before
/// and after is posted back, so that every party ends where the division of the kept units alone would have brought it.
/// </summary>
public sealed class CompleteReturn(IUnitOfWork unit, IDeliveryStore delivery, IOrderStore orders, ISettlementStore settlement, ReturnDesk desk)
{
    public async Task<CompleteReturnOutcome> Handle(CompleteReturnRequest request)
    {
        await using var tx = await unit.Begin();
        var @return = request.Actor.Role is Role.Operator or Role.System ? await delivery.Return(request.Actor, request.ReturnId) : null;
        if (@return is null || await orders.Lock(request.Actor, @return.OrderId) is not { } order) return CompleteReturnOutcome.NotFound;
        await desk.DistributeFirst(order.Id);
        var line = (await settlement.Line(@return.LineId))!;
        var back = ReturnMoney.Of(line, @return.Quantity);
        var freight = back.Charged(@return);
        if (!await delivery.Complete(@return.Id, desk.Completed(line, back, request, @return) with { Freight = freight })) return CompleteReturnOutcome.NotOpen;
        if (!await orders.Return(line.LineId, @return.Quantity)) return CompleteReturnOutcome.TooMany;

        // the buyer's debt becomes less first; what was paid beyond it is theirs again
        var less = back.Total - freight.Fee - freight.Vat;
        var refund = Refund.Of(order, less);
        await orders.AddReturned(order.Id, less, refund);
        await desk.Post(request, order, line, back, refund);
        await desk.PostFreight(request.Actor, order, @return, freight);
        await desk.After(request, order, line, @return, back);
        await tx.Commit();
        return CompleteReturnOutcome.Completed;
    }
}

/// <summary>Supply value and VAT of returned units, and how many units are kept.</summary>
public readonly record struct ReturnMoney(long Supply, long Vat, long Kept)
{
    public long Total => Supply + Vat;

    /// <summary>What of the way back is charged: at most what the units are worth.</summary>
    public Freight Charged(ReturnState @return)
    {
        var asked = @return.Freight + @return.FreightVat;
        if (asked <= Total) return new Freight(@return.Freight, @return.FreightVat);
        var fee = asked == 0 ? 0 : Total * @return.Freight / asked;
        return new Freight(fee, Total - fee);
    }

    /// <summary>What <paramref name="quantity"/> units more coming back are worth. Pure.</summary>
    public static ReturnMoney Of(ReturnedLine line, long quantity)
    {
        var before = line.Quantity - line.Returned;
        var after = before - quantity;
        if (after < 0) return new ReturnMoney(0, 0, after);
        return new ReturnMoney(line.Terms.Supply(before) - line.Terms.Supply(after), line.Terms.Vat(before) - line.Terms.Vat(after), after);
    }
}

/// <summary>The effects of a completed return.</summary>
[Service]
public sealed class ReturnDesk(Distributor distributor, ReturnPostings postings, Refunds refunds, ReturnEffects effects, Clock clock)
{
    internal async Task DistributeFirst(long orderId) => await distributor.Run(new RunScope(clock.Today) { OrderId = orderId });

    internal CompletedReturn Completed(ReturnedLine line, ReturnMoney back, CompleteReturnRequest request, ReturnState @return) =>
        new(line.Returns + 1, back.Supply, back.Vat, request.Restock || @return.Restocked, request.Note, clock.Now, request.Actor.PersonOrNull);

    internal async Task Post(CompleteReturnRequest request, OrderState order, ReturnedLine line, ReturnMoney back, Refund refund)
    {
        if (await postings.Goods.Post(request.Actor, order, line, back, refund) is { } posted) await refunds.Keep(order, refund, (CreditSource.Return, request.ReturnId), posted);
    }

    internal Task PostFreight(Actor actor, OrderState order, ReturnState @return, Freight freight) => postings.Way.Post(actor, order, @return, freight);

    internal Task After(CompleteReturnRequest request, OrderState order, ReturnedLine line, ReturnState @return, ReturnMoney back) =>
        effects.Of(request, (order, line), @return, back);
}

/// <summary>The two postings of a return.</summary>
[Service]
public sealed class ReturnPostings(ReturnPosting goods, ReturnFreightPosting way)
{
    public ReturnPosting Goods => goods;
    public ReturnFreightPosting Way => way;
}

/// <summary>The way back that the buyer pays: taken off what they get back, the producer's with its VAT, in the next settlement.</summary>
[Service]
public sealed class ReturnFreightPosting(GeneralLedger ledger, ISettlementQueue queue, IPartyKinds kinds, Clock clock)
{
    internal async Task Post(Actor actor, OrderState order, ReturnState @return, Freight freight)
    {
        if (freight.Fee + freight.Vat == 0) return;
        var producer = @return.ProducerId;
        var income = (await kinds.WithIncome([producer])).Contains(producer);
        var posted = await ledger.Post(new Posting
        {
            EventKey = $"return-freight:{@return.Id}", Kind = "ReturnFreight", At = clock.Now, EventOn = clock.Today,
            Entries =
            [
                new(AccountRef.Receivable(order.BuyerId), freight.Fee + freight.Vat),
                new(income ? AccountRef.Income(producer) : AccountRef.Payable(producer), -freight.Fee),
                new(AccountRef.Vat(producer), -freight.Vat),
            ],
            CentreId = order.CentreId, OrderId = order.Id, PersonId = actor.PersonOrNull, Memo = @return.Reference,
        }) ?? throw new InvalidOperationException($"The freight of return {@return.Reference} was posted before.");
        await queue.Enqueue(posted, order.CentreId);
    }
}

/// <summary>The counter-posting of a return, and what of it is the settlement's and the mileage's.</summary>
[Service]
public sealed class ReturnPosting(GeneralLedger ledger, ISettlementStore settlement, IPartyKinds kinds, MileageBook mileage, Clock clock)
{
    /// <summary>The posting, null when nothing moves.</summary>
    internal async Task<long?> Post(Actor actor, OrderState order, ReturnedLine line, ReturnMoney back, Refund refund)
    {
        var counter = line.DistributionId is null ? [new Entry(AccountRef.Undelivered(order.CentreId), back.Total)] : (await Counter(order, line, back)).ToList();
        List<Entry> entries = [.. Refunds.Entries(order, back.Total, refund), .. counter];
        // a discounted unit of the smallest price can come back without moving a won: there is nothing to post
        if (entries.TrueForAll(e => e.Amount == 0)) return null;
        var no = line.Returns + 1;
        var posted = await ledger.Post(new Posting
        {
            EventKey = $"return:{line.LineId}:{no}", Kind = "Return", At = clock.Now, EventOn = clock.Today, Entries = entries,
            CentreId = order.CentreId, OrderId = order.Id, OrderLineId = line.LineId, CountersId = line.DistributionId, PersonId = actor.PersonOrNull,
        }) ?? throw new InvalidOperationException($"Return {no} of line {line.LineId} was posted before.");
        if (line.DistributionId is not { } lot) return posted.Id;
        await settlement.Insert(new ReturnDistribution(posted.Id, line.LineId, no, back.Kept, line.Terms.Supply(back.Kept), line.Terms.Vat(back.Kept), order.CentreId, posted.AccountingDate));
        await settlement.Enqueue(posted, order.CentreId);
        var earned = counter.Where(e => e.SubjectId is not null).Sum(e => e.Amount);
        if (earned > 0) await mileage.TakeBack(lot, earned, new LotMove(MoveKind.TakenBack, order.BuyerId, posted.Id));
        return posted.Id;
    }

    /// <summary>What each party had of the units before less what it has of those that are kept.</summary>
    private async Task<IEnumerable<Entry>> Counter(OrderState order, ReturnedLine line, ReturnMoney back)
    {
        var shares = await settlement.Shares(line.AgreementId);
        var income = await kinds.WithIncome([order.CentreId, .. shares.Where(s => s.PartyId is not null).Select(s => s.PartyId!.Value)]);
        var before = Sharing.Divide(shares, line.Terms, line.Quantity - line.Returned, line.SellerId is not null);
        var after = Sharing.Divide(shares, line.Terms, back.Kept, line.SellerId is not null).ToDictionary(p => p.Share.Id, p => p.Amount);
        var rest = Party(before.Single(p => p.Share.Kind == ShareKind.Rest).Share);
        return before.Select(p => ToEntry(p.Share, p.Amount - after[p.Share.Id])).Append(new Entry(AccountRef.Vat(rest), back.Vat));

        long Party(Share share) => share.PartyId ?? (share.Part == Part.Seller ? line.SellerId!.Value : order.CentreId);

        Entry ToEntry(Share share, long amount)
        {
            if (share.Part == Part.Mileage) return new Entry(AccountRef.Mileage, amount, share.Id, order.BuyerId);
            var party = Party(share);
            return new Entry(income.Contains(party) ? AccountRef.Income(party) : AccountRef.Payable(party), amount, share.Id);
        }
    }
}

/// <summary>Which parties have an income account: the portal and the centres.</summary>
public interface IPartyKinds
{
    Task<IReadOnlySet<long>> WithIncome(IReadOnlyCollection<long> organizationIds);
}

/// <summary>What else a return does: stock, timeline, audit.</summary>
[Service]
public sealed class ReturnEffects(ICatalogStore catalog, IOrderStore orders, ReturnRecord record, Clock clock)
{
    internal async Task Of(CompleteReturnRequest request, (OrderState Order, ReturnedLine Line) of, ReturnState @return, ReturnMoney back)
    {
        if (request.Restock && !@return.Restocked) await catalog.GiveBackStock(of.Line.ProductId, @return.Quantity);
        await orders.Note(new OrderEvent(of.Order.Id, "Returned", clock.Now, request.Actor.PersonOrNull) { Detail = @return.Reference, Amount = back.Total });
        await record.Note(request.Actor, of.Order, @return, back);
    }
}

/// <summary>Due dates of a return (what is left may now be paid in full), and the answer to the buyer.</summary>
[Service]
public sealed class ReturnRecord(IOrderStore orders, DueDates dueDates, ReturnAnswer answer, Clock clock)
{
    internal async Task Note(Actor actor, OrderState order, ReturnState @return, ReturnMoney back)
    {
        await orders.SettlePaidAt(order.Id, clock.Now);
        await dueDates.Refresh(order.Id);
        await answer.Completed(actor, order, @return, (back.Supply, back.Vat));
    }
}
