using Portal.Core.Shared;

namespace Portal.Core.Operations;

/// <summary>A file as somebody sends it. The name is only what it will be called.</summary>
public sealed record Upload(string? Name, Stream Content);

/// <summary>A file that the portal keeps.</summary>
public sealed record StoredFile
{
    public long Id { get; init; }
    public string Name { get; init; } = "";
    public string ContentType { get; init; } = "";
    public long SizeBytes { get; init; }
    public string Sha256 { get; init; } = "";
}

public enum FileOutcome
{
    Stored,
    Empty,
    TooLarge,
    /// <summary>Not of a type that may be used so, whatever its name says.</summary>
    WrongType,
}

/// <summary>What came of an upload; the file only when it was stored.</summary>
public sealed record FileResult(FileOutcome Outcome, StoredFile? File = null);

/// <summary>Rows of uploaded files.</summary>
public interface IFileStore
{
    Task Insert(StoredFile file, long? uploadedBy, DateTime at);
}

/// <summary>
/// Takes uploaded files in: type by content, size, name, bytes under their hash, one row each. Who may see a file is decided by the feature that links to it.
/// </summary>
[Service]
public sealed class Files(IUnitOfWork unit, IFileVault vault, IFileStore store, Clock clock)
{
    /// <summary>Checks and keeps the bytes. Call it before a transaction is open: an upload may take long. A file without a row harms nothing.</summary>
    public async Task<FileResult> Take(Upload upload, FileUse use, CancellationToken stop = default)
    {
        await using var waiting = await vault.Receive(upload.Content, FileType.MaxBytesOf(use), stop);
        if (waiting is null) return new FileResult(FileOutcome.TooLarge);
        if (waiting.Content.Length == 0) return new FileResult(FileOutcome.Empty);
        if (FileType.Of(waiting.Content) is not { } type || !type.Serves(use)) return new FileResult(FileOutcome.WrongType);
        if (waiting.Content.Length > type.MaxBytes) return new FileResult(FileOutcome.TooLarge);
        var size = waiting.Content.Length;
        await waiting.Keep();
        return new FileResult(FileOutcome.Stored, new StoredFile
        {
            Id = Ids.Next(), Name = FileName.Of(upload.Name, type), ContentType = type.ContentType, SizeBytes = size, Sha256 = waiting.Sha256,
        });
    }

    /// <summary>Writes the row of a file that was taken, in the transaction that links to it.</summary>
    public Task Register(Actor actor, StoredFile file) => store.Insert(file, actor.PersonOrNull, clock.Now);

    /// <summary>Takes a file and writes its row at once.</summary>
    public async Task<FileResult> Store(Actor actor, Upload upload, FileUse use, CancellationToken stop = default)
    {
        var result = await Take(upload, use, stop);
        if (result.File is not { } file) return result;
        await using var tx = await unit.Begin();
        await Register(actor, file);
        await tx.Commit();
        return result;
    }

    /// <summary>The bytes of a file; null when they are lost.</summary>
    public Stream? Open(StoredFile file) => vault.Open(file.Sha256);
}
