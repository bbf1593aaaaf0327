using Portal.Core.Operations;
using Portal.Core.Shared;

namespace Portal.Core.Payments;

/// <summary>What a line is for: an order and what it owed when it was seen, a buyer without an order, or nobody known.</summary>
public sealed record LinePurpose(long? OrderId, long? SeenOpen, long? BuyerId)
{
    public static LinePurpose Unknown { get; } = new(null, null, null);
}

/// <summary>Records a line as the deposit that it is.</summary>
public sealed record ConfirmBankLineRequest(Actor Actor, long LineId, LinePurpose Purpose)
{
    /// <summary>The payer's name is that of the order's buyer from now on.</summary>
    public bool Remember { get; init; }
}

public abstract record ConfirmBankLineOutcome
{
    private ConfirmBankLineOutcome() { }

    public sealed record Recorded(RecordDepositOutcome.Recorded Deposit) : ConfirmBankLineOutcome;
    /// <summary>The order owes something else than was seen: it was paid or changed meanwhile.</summary>
    public sealed record OrderChanged(long Open) : ConfirmBankLineOutcome;
    public sealed record OrderNotFound : ConfirmBankLineOutcome;
    public sealed record BuyerNotFound : ConfirmBankLineOutcome;
    /// <summary>Somebody else was faster.</summary>
    public sealed record DoneBefore : ConfirmBankLineOutcome;
    public sealed record NotFound : ConfirmBankLineOutcome;
}

/// <summary>See <see cref="ConfirmBankLineRequest"/>. Everything goes through <see cref="RecordDeposit"/>.</summary>
public sealed class ConfirmBankLine(IUnitOfWork unit, IBankFileStore files, RecordDeposit record, PayerNames names, Clock clock)
{
    public async Task<ConfirmBankLineOutcome> Handle(ConfirmBankLineRequest request)
    {
        var (actor, purpose) = (request.Actor, request.Purpose);
        if (actor.Role != Role.Operator) return new ConfirmBankLineOutcome.NotFound();
        await using var tx = await unit.Begin();
        if (await files.Line(actor, request.LineId) is not { } line) return new ConfirmBankLineOutcome.NotFound();
        if (purpose.BuyerId is { } buyer && !await names.IsBuyerOf(line.CentreId, buyer)) return new ConfirmBankLineOutcome.BuyerNotFound();
        var outcome = await record.Handle(new RecordDepositRequest(actor, line.Amount, MomentOf(line), line.Payer)
        {
            Reference = line.Reference, OrderId = purpose.OrderId, SeenOpen = purpose.SeenOpen, BuyerId = purpose.OrderId is null ? purpose.BuyerId : null, Note = line.Memo,
        });
        switch (outcome)
        {
            case RecordDepositOutcome.Recorded recorded:
                var move = new BankLineMove(line.Id, BankLineStatus.Waiting, BankLineStatus.Recorded, clock.Now, actor.PersonOrNull) { DepositId = recorded.DepositId };
                // a line that was skipped meanwhile takes the deposit back with it
                if (!await files.Move(move)) return new ConfirmBankLineOutcome.DoneBefore();
                if (request.Remember && recorded.BuyerId is { } payer) await names.Learn(actor, line, payer);
                await tx.Commit();
                return new ConfirmBankLineOutcome.Recorded(recorded);
            case RecordDepositOutcome.OrderChanged changed:
                return new ConfirmBankLineOutcome.OrderChanged(changed.Open);
            case RecordDepositOutcome.OrderNotFound:
                return new ConfirmBankLineOutcome.OrderNotFound();
            // the reference is the line's own: it was recorded
            case RecordDepositOutcome.Duplicate:
                return new ConfirmBankLineOutcome.DoneBefore();
            default:
                return new ConfirmBankLineOutcome.NotFound();
        }
    }

    /// <summary>Where the bank names only the day: its end, so that no order is paid before it was placed.</summary>
    private DateTime MomentOf(BankLine line)
    {
        if (line.HasTime) return line.BookedAt;
        var end = line.BookedAt.AddDays(1).AddMinutes(-1);
        return end < clock.Now ? end : clock.Now < line.BookedAt ? line.BookedAt : clock.Now;
    }
}

/// <summary>What came of confirming all exact lines.</summary>
public sealed record ConfirmedLines(int Recorded, long Amount, int Left);

/// <summary>Records every line that names its order and brings what it owes, each as it is when its turn comes.</summary>
public sealed class ConfirmExactLines(IUnitOfWork unit, BankMatching matching, ConfirmBankLine confirm, Audit audit)
{
    /// <summary>So many share a transaction: fewer commits, and others can write in between.</summary>
    private const int Batch = 100;

    /// <summary>The lines of one file, or all that wait. Null for whoever may not.</summary>
    public async Task<ConfirmedLines?> Handle(Actor actor, long? fileId)
    {
        if (actor.Role != Role.Operator) return null;
        var exact = (await matching.Waiting(actor, fileId)).Where(m => m.Confidence == Confidence.Exact).ToList();
        var (recorded, amount) = (0, 0L);
        foreach (var lines in exact.Chunk(Batch))
        {
            await using var tx = await unit.Begin();
            foreach (var m in lines)
            {
                // an order that was paid meanwhile owes something else: its line stays
                var outcome = await confirm.Handle(new ConfirmBankLineRequest(actor, m.Line.Id, new LinePurpose(m.Best!.Order.Id, m.Line.Amount, null)));
                if (outcome is not ConfirmBankLineOutcome.Recorded) continue;
                recorded++;
                amount += m.Line.Amount;
            }

            await tx.Commit();
        }

        if (recorded == 0) return new ConfirmedLines(0, 0, exact.Count);
        await using var note = await unit.Begin();
        await audit.Note(actor, "bank-line.confirm-exact", "bank-file", fileId ?? 0, $"{recorded}", null, $"{recorded}: {amount}");
        await note.Commit();
        return new ConfirmedLines(recorded, amount, exact.Count - recorded);
    }
}
