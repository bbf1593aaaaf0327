namespace Portal.Core.Exchange;

/// <summary>Uploaded files that wait to be imported.</summary>
public sealed record ImportUpload
{
    public long Id { get; init; }
    public string Name { get; init; } = "";
    public byte[] Content { get; init; } = [];
}

public interface IImportUploadStore
{
    Task Insert(long id, long personId, DateTime at, string name, byte[] content, string preview);
    Task<ImportUpload?> Find(long id);

    /// <summary>Claims an upload for one run; false when it is running or gone.</summary>
    Task<bool> Claim(long id, DateTime now, DateTime until);

    Task Release(long id);

    /// <summary>False when it is gone, or being imported.</summary>
    Task<bool> Delete(long id, DateTime now);
}
