using Portal.Core.Operations;
using Portal.Core.Organizations;
using Portal.Core.Shared;

namespace Portal.Core.Payments;

/// <summary>A bank's file as an operator uploads it; of an account whose files are known, or of a new one.</summary>
public sealed record UploadBankFileRequest(Actor Actor, string Name, string Encoding, BankTable Table, long? FormatId);

public abstract record UploadBankFileOutcome
{
    private UploadBankFileOutcome() { }

    /// <summary>Kept. <see cref="NeedsColumns"/>: the account is new, or its files look otherwise than before.</summary>
    public sealed record Uploaded(long FileId, bool NeedsColumns) : UploadBankFileOutcome;
    public sealed record NotFound : UploadBankFileOutcome;
}

/// <summary>Keeps a file until it was looked at. A file of a shape that is known goes straight to the preview.</summary>
public sealed class UploadBankFile(IUnitOfWork unit, IBankFileStore files, Clock clock)
{
    public async Task<UploadBankFileOutcome> Handle(UploadBankFileRequest request)
    {
        if (request.Actor.Role != Role.Operator) return new UploadBankFileOutcome.NotFound();
        await using var tx = await unit.Begin();
        var format = request.FormatId is { } id ? await files.Format(request.Actor, id) : null;
        if (request.FormatId is not null && format is null) return new UploadBankFileOutcome.NotFound();
        var file = new BankFile
        {
            Id = Ids.Next(), CentreId = request.Actor.OrganizationId, FormatId = format?.Id, Name = request.Name, Encoding = request.Encoding, Status = "Uploaded",
            Content = request.Table.ToJson(), UploadedAt = clock.Now,
        };
        await files.Insert(file, request.Actor.PersonOrNull);
        await tx.Commit();
        return new UploadBankFileOutcome.Uploaded(file.Id, format?.ToLayout().RowsOf(request.Table) is null);
    }
}

/// <summary>What the columns of an account's files mean: for a file that was uploaded, or (without one) for the next.</summary>
public sealed record SetBankFormatRequest(Actor Actor, long? FileId, string BankCode, string AccountNo, BankLayout Layout)
{
    /// <summary>The format that is changed; without one, that of the account, or a new one.</summary>
    public long? FormatId { get; init; }

    /// <summary>The version of that format that was seen.</summary>
    public int? Version { get; init; }
}

public abstract record SetBankFormatOutcome
{
    private SetBankFormatOutcome() { }

    public sealed record Done(long FormatId) : SetBankFormatOutcome;
    public sealed record Bad(BankLayoutProblem Problem) : SetBankFormatOutcome;
    public sealed record BadAccount(string Field) : SetBankFormatOutcome;
    /// <summary>There is another format of that account.</summary>
    public sealed record AccountTaken : SetBankFormatOutcome;
    /// <summary>Somebody else changed it meanwhile, or the file was taken in.</summary>
    public sealed record Changed : SetBankFormatOutcome;
    public sealed record NotFound : SetBankFormatOutcome;
}

/// <summary>See <see cref="SetBankFormatRequest"/>.</summary>
public sealed class SetBankFormat(IUnitOfWork unit, IBankFileStore files, PortalOptions options, Audit audit, Clock clock)
{
    public async Task<SetBankFormatOutcome> Handle(SetBankFormatRequest request)
    {
        if (request.Layout.Problem() is { } problem) return new SetBankFormatOutcome.Bad(problem);
        if (BadField(request) is { } field) return new SetBankFormatOutcome.BadAccount(field);
        if (request.Actor.Role != Role.Operator) return new SetBankFormatOutcome.NotFound();
        await using var tx = await unit.Begin();
        if (request.FileId is { } asked && await files.File(request.Actor, asked) is null) return new SetBankFormatOutcome.NotFound();
        var ofAccount = await files.FormatOf(request.Actor.OrganizationId, request.BankCode, request.AccountNo);
        var old = request.FormatId is { } id ? await files.Format(request.Actor, id) : ofAccount;
        if (request.FormatId is not null && old is null) return new SetBankFormatOutcome.NotFound();
        if (ofAccount is not null && ofAccount.Id != old?.Id) return new SetBankFormatOutcome.AccountTaken();
        var format = new BankFormat
        {
            Id = old?.Id ?? Ids.Next(), CentreId = request.Actor.OrganizationId, BankCode = request.BankCode, AccountNo = request.AccountNo, Layout = request.Layout.ToJson(),
            Version = (request.FormatId is null ? old?.Version : request.Version) ?? 0,
        };
        if (old is null) await files.Insert(format, request.Actor.PersonOrNull, clock.Now);
        else if (!await files.Update(format, request.Actor.PersonOrNull, clock.Now)) return new SetBankFormatOutcome.Changed();
        if (request.FileId is { } fileId && !await files.SetFormat(fileId, format.Id)) return new SetBankFormatOutcome.Changed();
        await audit.Note(request.Actor, "bank-format.set", "bank-format", format.Id, BankAccounts.Masked(format.BankCode, format.AccountNo) ?? "", Described(old?.ToLayout()), Described(request.Layout));
        await tx.Commit();
        return new SetBankFormatOutcome.Done(format.Id);
    }

    private string? BadField(SetBankFormatRequest request) =>
        BankAccounts.Bad(request.BankCode, request.AccountNo, "-") ?? (options.Currency.Code == "KRW" && !BankAccounts.KoreanBanks.Contains(request.BankCode) ? "BankCode" : null);

    private static string? Described(BankLayout? layout) =>
        layout is null ? null : string.Join("; ", layout.Columns.OrderBy(c => c.Value).Select(c => $"{c.Key}: {layout.Headers[c.Value]}"));
}
