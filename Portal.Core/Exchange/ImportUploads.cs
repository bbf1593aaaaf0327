using System.Text.Json;
using Portal.Core.Operations;
using Portal.Core.Shared;

namespace Portal.Core.Exchange;

/// <summary>What an import would add, file by file, as a trial run found it.</summary>
public sealed record ImportPreview(IReadOnlyDictionary<string, ImportPreview.FileCount> Files, IReadOnlyList<string> Warnings)
{
    public sealed record FileCount(int Added, int There);

    public static ImportPreview Of(ImportLog log, IEnumerable<string> warnings) =>
        new(log.Counts.ToDictionary(c => c.Key, c => new FileCount(c.Value.Added, c.Value.There)), [.. warnings]);

    public string ToJson() => JsonSerializer.Serialize(this);

    public static ImportPreview FromJson(string json) => JsonSerializer.Deserialize<ImportPreview>(json)!;
}

/// <summary>Files to be kept until their import is confirmed. <see cref="Tables"/> is what <see cref="Content"/> holds.</summary>
public sealed record CheckImportRequest(Actor Actor, string Name, byte[] Content, IReadOnlyList<ImportTable> Tables)
{
    public IReadOnlyList<string> Warnings { get; init; } = [];
}

/// <summary>The log of the trial run, and the id of the upload when it had no errors.</summary>
public sealed record CheckedImport(ImportLog Log, long? UploadId);

/// <summary>Runs an import on trial, and keeps its files when it would go through.</summary>
public sealed class CheckImport(IUnitOfWork unit, ImportBusiness import, IImportUploadStore uploads, Clock clock)
{
    /// <summary>Null to whoever may not.</summary>
    public async Task<CheckedImport?> Handle(CheckImportRequest request)
    {
        var log = await import.Handle(new ImportBusinessRequest(request.Actor, request.Name, request.Tables) { IsTrial = true });
        if (log is null) return null;
        if (log.HasErrors) return new CheckedImport(log, null);
        await using var tx = await unit.Begin();
        var id = Ids.Next();
        await uploads.Insert(id, request.Actor.PersonId, clock.Now, request.Name, request.Content, ImportPreview.Of(log, request.Warnings.Concat(log.UnknownColumns)).ToJson());
        await tx.Commit();
        return new CheckedImport(log, id);
    }
}

public abstract record RunImportOutcome
{
    private RunImportOutcome() { }

    public sealed record Done(ImportLog Log) : RunImportOutcome;
    /// <summary>What was possible at the preview is not any more; nothing was imported.</summary>
    public sealed record Refused(ImportLog Log) : RunImportOutcome;
    public sealed record NotFound : RunImportOutcome;
    public sealed record Running : RunImportOutcome;
}

/// <summary>Imports files that were looked at.</summary>
public sealed class RunImport(IUnitOfWork unit, ImportBusiness import, IImportUploadStore uploads, Clock clock)
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <param name="actor">An administrator.</param>
    /// <param name="uploadId">The upload.</param>
    /// <param name="read">Reads the tables of an archive.</param>
    public async Task<RunImportOutcome> Handle(Actor actor, long uploadId, Func<byte[], IReadOnlyList<ImportTable>> read)
    {
        if (actor.Role != Role.Administrator || await uploads.Find(uploadId) is not { } upload) return new RunImportOutcome.NotFound();
        await using (var tx = await unit.Begin())
        {
            if (!await uploads.Claim(uploadId, clock.Now, clock.Now + Longest)) return new RunImportOutcome.Running();
            await tx.Commit();
        }

        // in a transaction of its own, whole or not at all; should this process die, the claim runs out and nothing was imported
        var log = (await import.Handle(new ImportBusinessRequest(actor, upload.Name, read(upload.Content))))!;
        await using (var tx = await unit.Begin())
        {
            await uploads.Release(uploadId);
            if (!log.HasErrors) await uploads.Delete(uploadId, clock.Now);
            await tx.Commit();
        }

        return log.HasErrors ? new RunImportOutcome.Refused(log) : new RunImportOutcome.Done(log);
    }
}

/// <summary>Throws an upload away.</summary>
public sealed class DiscardImport(IUnitOfWork unit, IImportUploadStore uploads, Clock clock)
{
    /// <summary>False when it is gone, or being imported.</summary>
    public async Task<bool> Handle(Actor actor, long uploadId)
    {
        if (actor.Role != Role.Administrator) return false;
        await using var tx = await unit.Begin();
        if (!await uploads.Delete(uploadId, clock.Now)) return false;
        await tx.Commit();
        return true;
    }
}

/// <summary>Notes that something was imported: in the list of imports and in the audit trail.</summary>
[Service]
public sealed class ImportNotes(IExchangeStore store, Audit audit)
{
    internal async Task Note(ImportBusinessRequest request, ImportLog log, DateTime at)
    {
        var id = Ids.Next();
        var summary = string.Join(", ", log.Counts.Select(c => $"{c.Key} {c.Value.Added}"));
        await store.Note(id, at, request.Actor.PersonOrNull, request.Name, summary);
        await audit.Note(request.Actor, "import.run", "import", id, request.Name, null, summary);
    }
}
