using Portal.Core.Operations;
using Portal.Data.Shared;

namespace Portal.Data.Operations;

public sealed class FileStore(Db db) : IFileStore
{
    private const string InsertSql = """
        INSERT INTO stored_files (id, name, content_type, size_bytes, sha256, uploaded_by, uploaded_at)
        VALUES (@Id, @Name, @ContentType, @SizeBytes, @Sha256, @uploadedBy, @at)
        """;

    public Task Insert(StoredFile file, long? uploadedBy, DateTime at) =>
        db.Execute(InsertSql, new { file.Id, file.Name, file.ContentType, file.SizeBytes, file.Sha256, uploadedBy, at });
}
