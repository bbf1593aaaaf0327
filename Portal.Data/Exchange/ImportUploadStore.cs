using Portal.Core.Exchange;
using Portal.Data.Shared;

namespace Portal.Data.Exchange;

public sealed class ImportUploadStore(Db db) : IImportUploadStore
{
    private const string InsertSql = """
        INSERT INTO import_uploads (id, person_id, uploaded_at, name, content, preview) VALUES (@id, @personId, @at, @name, @content, @preview)
        """;

    public Task Insert(long id, long personId, DateTime at, string name, byte[] content, string preview) =>
        db.Execute(InsertSql, new { id, personId, at, name, content, preview });

    private const string FindSql = "SELECT id, name, content FROM import_uploads WHERE id = @id";

    public Task<ImportUpload?> Find(long id) => db.One<ImportUpload>(FindSql, new { id });

    private const string ClaimSql = "UPDATE import_uploads SET running_until = @until WHERE id = @id AND (running_until IS NULL OR running_until <= @now)";

    public async Task<bool> Claim(long id, DateTime now, DateTime until) => await db.Execute(ClaimSql, new { id, now, until }) == 1;

    private const string ReleaseSql = "UPDATE import_uploads SET running_until = NULL WHERE id = @id";

    public Task Release(long id) => db.Execute(ReleaseSql, new { id });

    private const string DeleteSql = "DELETE FROM import_uploads WHERE id = @id AND (running_until IS NULL OR running_until <= @now)";

    public async Task<bool> Delete(long id, DateTime now) => await db.Execute(DeleteSql, new { id, now }) == 1;
}
