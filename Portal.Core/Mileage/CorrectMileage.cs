using Portal.Core.Shared;

namespace Portal.Core.Mileage;

/// <summary>The reason code of mileage that is granted or taken back by hand.</summary>
public enum MileageReason { Goodwill, Promotion, Mistake, Other }

/// <summary>A centre grants mileage to a customer (positive) or takes some back (negative), by hand and with a reason.</summary>
public sealed record CorrectMileageRequest(Actor Actor, long BuyerId, long Amount, MileageReason Reason, string Note)
{
    /// <summary>The balance when the page was opened: a form sent twice does not grant twice.</summary>
    public long? Seen { get; init; }
}

public enum CorrectMileageOutcome
{
    Corrected,
    NotFound,
    /// <summary>Nothing, beyond the limit, or without a reason.</summary>
    Bad,
    /// <summary>More than the customer has.</summary>
    TooMuch,
    /// <summary>The balance is not what was seen.</summary>
    Changed,
}

/// <summary>See <see cref="CorrectMileageRequest"/>. Posts income of the centre ▸ mileage; the next settlement of the centre takes it.</summary>
public sealed class CorrectMileage(IUnitOfWork unit, IMileageStore store, MileageBook book, MileagePosting posting, MileageNotes notes)
{
    public const int MaxNote = 300;

    public async Task<CorrectMileageOutcome> Handle(CorrectMileageRequest request)
    {
        var (actor, amount) = (request.Actor, request.Amount);
        if (amount == 0 || amount is > Amounts.Max or < -Amounts.Max || string.IsNullOrWhiteSpace(request.Note) || request.Note.Length > MaxNote) return CorrectMileageOutcome.Bad;
        await using var tx = await unit.Begin();
        if (actor.Role != Role.Operator || await store.Customer(actor, request.BuyerId) is not { } label) return CorrectMileageOutcome.NotFound;
        await store.Add(request.BuyerId, 0, long.MinValue);
        if (request.Seen is { } seen && seen != await book.Usable(request.BuyerId)) return CorrectMileageOutcome.Changed;
        if (amount < 0 && !await book.CanSpend(request.BuyerId, -amount)) return CorrectMileageOutcome.TooMuch;
        var posted = await posting.Correct(request);
        if (amount > 0) await book.Put(new NewLot(request.BuyerId, actor.OrganizationId, posted, LotSource.Granted, amount, book.ExpiresOn));
        else await book.Spend(-amount, new LotMove(MoveKind.Corrected, request.BuyerId, posted));
        await notes.Corrected(request, label);
        await tx.Commit();
        return CorrectMileageOutcome.Corrected;
    }
}
