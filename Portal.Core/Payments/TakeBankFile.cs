using Portal.Core.Operations;
using Portal.Core.Shared;

namespace Portal.Core.Payments;

/// <summary>A row of a file as the preview shows it; a deposit with its reference, and whether it is known already.</summary>
public sealed record PreviewLine(BankEntry Entry, string? Reference, bool IsKnown);

/// <summary>What a file would bring.</summary>
public sealed record BankPreview(BankFormat Format, IReadOnlyList<PreviewLine> Lines)
{
    public IReadOnlyList<PreviewLine> Errors { get; } = [.. Lines.Where(l => l.Entry.Problem is not null)];
    public IReadOnlyList<PreviewLine> New { get; } = [.. Lines.Where(l => l is { Reference: not null, IsKnown: false })];
    public int Known { get; } = Lines.Count(l => l.IsKnown);
    public int Ignored { get; } = Lines.Count(l => l.Entry is { Problem: null, Kind: not BankEntryKind.Deposit });
}

/// <summary>Reads files by their formats and says what of them is new.</summary>
[Service]
public sealed class BankPreviews(IBankFileStore files, BankReader reader)
{
    /// <summary>What a file would bring; null when its columns must be mapped first.</summary>
    public async Task<BankPreview?> Of(Actor actor, BankFile file)
    {
        if (file is not { FormatId: { } formatId, Content: { } content } || await files.Format(actor, formatId) is not { } format) return null;
        if (reader.Read(BankTable.FromJson(content), format.ToLayout()) is not { } entries) return null;
        var deposits = entries.Where(IsDeposit).ToList();
        var references = BankReference.Of(format, deposits);
        var known = await Known(format.CentreId, deposits);
        var (lines, seen) = (new List<PreviewLine>(entries.Count), new HashSet<string>(StringComparer.Ordinal));
        var next = 0;
        foreach (var e in entries)
        {
            var reference = IsDeposit(e) ? references[next++] : null;
            // the bank's own number twice in a file is one transfer
            lines.Add(new PreviewLine(e, reference, reference is not null && (known.Contains(reference) || !seen.Add(reference))));
        }

        return new BankPreview(format, lines);
    }

    private static bool IsDeposit(BankEntry e) => e is { Kind: BankEntryKind.Deposit, Problem: null };

    private async Task<HashSet<string>> Known(long centreId, List<BankEntry> deposits)
    {
        if (deposits.Count == 0) return [];
        var (from, to) = (deposits.Min(e => e.Booked), deposits.Max(e => e.Booked));
        // wide enough for every zone
        return [.. await files.References(centreId, DateTime.SpecifyKind(from.AddDays(-1), DateTimeKind.Utc), DateTime.SpecifyKind(to.AddDays(1), DateTimeKind.Utc))];
    }
}

/// <summary>Takes the deposits of a file in, to be confirmed: whole or not at all.</summary>
public sealed record TakeBankFileRequest(Actor Actor, long FileId);

public abstract record TakeBankFileOutcome
{
    private TakeBankFileOutcome() { }

    public sealed record Taken(int Added, int Known) : TakeBankFileOutcome;
    public sealed record HasErrors(int Count) : TakeBankFileOutcome;
    public sealed record NeedsColumns : TakeBankFileOutcome;
    /// <summary>Somebody took it in before.</summary>
    public sealed record TakenBefore : TakeBankFileOutcome;
    public sealed record NotFound : TakeBankFileOutcome;
}

/// <summary>See <see cref="TakeBankFileRequest"/>. Nothing is posted by it.</summary>
public sealed class TakeBankFile(IUnitOfWork unit, IBankFileStore files, BankPreviews previews, Audit audit, Clock clock)
{
    public async Task<TakeBankFileOutcome> Handle(TakeBankFileRequest request)
    {
        if (request.Actor.Role != Role.Operator) return new TakeBankFileOutcome.NotFound();
        await using var tx = await unit.Begin();
        if (await files.File(request.Actor, request.FileId) is not { } file) return new TakeBankFileOutcome.NotFound();
        if (file.IsTaken) return new TakeBankFileOutcome.TakenBefore();
        if (await previews.Of(request.Actor, file) is not { } preview) return new TakeBankFileOutcome.NeedsColumns();
        if (preview.Errors.Count > 0) return new TakeBankFileOutcome.HasErrors(preview.Errors.Count);
        var added = await files.Insert([.. preview.New.Select(l => Line(file, l))]);
        var taken = file with { Added = added, Known = preview.Known + preview.New.Count - added, Ignored = preview.Ignored };
        if (!await files.Take(taken, clock.Now)) return new TakeBankFileOutcome.TakenBefore();
        await audit.Note(request.Actor, "bank-file.take", "bank-file", file.Id, file.Name, null, $"+{added} ={taken.Known} -{taken.Ignored}");
        await tx.Commit();
        return new TakeBankFileOutcome.Taken(added, taken.Known);
    }

    private BankLine Line(BankFile file, PreviewLine line) => new()
    {
        Id = Ids.Next(), FileId = file.Id, CentreId = file.CentreId, LineNo = line.Entry.Line, Reference = line.Reference!, BookedAt = clock.Utc(line.Entry.Booked), HasTime = line.Entry.HasTime,
        Amount = line.Entry.Amount, Payer = line.Entry.Payer, Memo = line.Entry.Memo, Balance = line.Entry.Balance, BankNo = line.Entry.Number,
    };
}

/// <summary>Throws a file away that was not taken in.</summary>
public sealed class DiscardBankFile(IUnitOfWork unit, IBankFileStore files)
{
    /// <summary>Null when there is none; false when it was taken in.</summary>
    public async Task<bool?> Handle(Actor actor, long fileId)
    {
        await using var tx = await unit.Begin();
        if (actor.Role != Role.Operator || await files.File(actor, fileId) is null) return null;
        if (!await files.Discard(fileId)) return false;
        await tx.Commit();
        return true;
    }
}
