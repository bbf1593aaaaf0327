using Portal.Core.Ledger;
using Portal.Core.Notifications;
using Portal.Core.Operations;
using Portal.Core.Orders;
using Portal.Core.Payments;
using Portal.Core.Shared;

namespace Portal.Core.Settlement;

/// <summary>The money of a write-off: the debt becomes a loss.</summary>
[Service]
public sealed class WriteOffPosting(GeneralLedger ledger, IWriteOffStore store, ISettlementQueue queue, OrderLoss orders, Clock clock)
{
    /// <summary>False when the debt is not what was proposed any more.</summary>
    internal async Task<bool> Post(Actor actor, WriteOffState writeOff)
    {
        var debt = writeOff.StatementId is { } statement ? await store.OfStatement(actor, statement) : await orders.Lock(actor, writeOff.OrderId!.Value);
        if (debt is null || debt.Amount != writeOff.Amount || debt.Vat != writeOff.Vat) return false;
        if (debt.OrderId is { } order && !await orders.GiveUp(actor, order, debt.Amount)) return false;
        var posted = await ledger.Post(new Posting
        {
            EventKey = $"write-off:{writeOff.Id}", Kind = debt.OrderId is null ? "DebtWrittenOff" : "ReceivableWrittenOff", At = clock.Now, EventOn = clock.Today,
            Entries = debt.OrderId is null
                ? [new(AccountRef.Loss, debt.Amount), new(AccountRef.Payable(debt.PartyId), -(debt.Amount - debt.Vat)), new(AccountRef.Vat(debt.PartyId), -debt.Vat)]
                : [new(AccountRef.Loss, debt.Amount), new(AccountRef.Receivable(debt.PartyId), -debt.Amount)],
            CentreId = debt.CentreId, OrderId = debt.OrderId, PersonId = actor.PersonOrNull, Memo = Memo(writeOff),
        }) ?? throw new InvalidOperationException($"Write-off {writeOff.Id} was posted before.");
        if (debt.OrderId is null) await queue.Enqueue(posted, debt.CentreId);
        return true;
    }

    private static string Memo(WriteOffState w) => $"{w.Reason}: {(w.Note.Length > 350 ? w.Note[..350] : w.Note)}";
}

/// <summary>An order whose debt is given up: it owes nothing any more, and its producers get their share.</summary>
[Service]
public sealed class OrderLoss(IOrderStore orders, IWriteOffStore store, IPaymentStore payments, DueDates dueDates, Clock clock)
{
    /// <summary>What the order owes, behind its lock.</summary>
    internal async Task<Debt?> Lock(Actor actor, long orderId) => await orders.Lock(actor, orderId) is null ? null : await store.OfOrder(actor, orderId);

    internal async Task<bool> GiveUp(Actor actor, long orderId, long amount)
    {
        if (!await orders.WriteOff(orderId, amount)) return false;
        await payments.AddPayment(new OrderPayment(Ids.Next(), orderId, PaymentSource.WriteOff, amount, clock.Now, actor.PersonOrNull));
        await orders.Note(new OrderEvent(orderId, "WrittenOff", clock.Now, actor.PersonOrNull) { Amount = amount, Internal = true });
        await orders.SettlePaidAt(orderId, clock.Now);
        await dueDates.Refresh(orderId);
        return true;
    }
}

/// <summary>The audit of write-offs, and who is told: the second person of a proposal, the first of the decision.</summary>
[Service]
public sealed class WriteOffNotes(IWriteOffStore store, Notices notices, Audit audit, PortalOptions options)
{
    internal async Task Proposed(Actor actor, NewWriteOff made)
    {
        await audit.Note(actor, "writeoff.propose", "writeoff", made.Id, $"{made.Debt.PartyName} {made.Debt.Label}", null, $"{made.Debt.Amount} · {made.Reason} · {made.Note}");
        await notices.ToPeople(await store.OtherOperators(actor.OrganizationId, made.PersonId), new Notice($"writeoff.proposed:{made.Id}", "writeoff.proposed", new Dictionary<string, string>
        {
            ["party"] = made.Debt.PartyName, ["amount"] = Money(made.Debt.Amount), ["person"] = actor.Name, ["path"] = $"/write-offs/{made.Id}",
        }));
    }

    internal async Task Decided(Actor actor, WriteOffState found, WriteOffStatus status)
    {
        await audit.Note(actor, status == WriteOffStatus.Confirmed ? "writeoff.confirm" : "writeoff.reject", "writeoff", found.Id, Money(found.Amount), nameof(WriteOffStatus.Proposed), status.ToString());
        if (found.ProposedBy == actor.PersonId) return;
        var template = status == WriteOffStatus.Confirmed ? "writeoff.confirmed" : "writeoff.rejected";
        await notices.ToPerson(found.ProposedBy, new Notice($"{template}:{found.Id}", template, new Dictionary<string, string>
        {
            ["amount"] = Money(found.Amount), ["person"] = actor.Name, ["path"] = $"/write-offs/{found.Id}",
        }));
    }

    private string Money(long amount) => $"{options.Currency.Format(amount)} {options.Currency.Code}";
}
