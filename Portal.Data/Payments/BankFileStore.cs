using Portal.Core.Payments;
using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Payments;

/// <summary>Files of banks and how they are read; lines and names are in <c>BankFileStore.Lines.cs</c>.</summary>
public sealed partial class BankFileStore(Db db) : IBankFileStore
{
    private const string InsertFileSql = """
        INSERT INTO bank_files (id, centre_id, format_id, name, encoding, status, content, uploaded_at, uploaded_by, added, known, ignored)
        VALUES (@Id, @CentreId, @FormatId, @Name, @Encoding, 'Uploaded', @Content, @UploadedAt, @personId, 0, 0, 0)
        """;

    public Task Insert(BankFile file, long? personId) =>
        db.Execute(InsertFileSql, new { file.Id, file.CentreId, file.FormatId, file.Name, file.Encoding, file.Content, file.UploadedAt, personId });

    private const string FileSql = """
        SELECT id, centre_id, format_id, name, encoding, status, content, uploaded_at, taken_at, added, known, ignored
        FROM bank_files WHERE id = @fileId AND @role = 'Operator' AND centre_id = @OrganizationId
        """;

    public Task<BankFile?> File(Actor actor, long fileId) => db.One<BankFile>(FileSql, new { fileId, role = actor.Role.ToString(), actor.OrganizationId });

    private const string FormatSql = """
        SELECT id, centre_id, bank_code, account_no, layout, version FROM bank_formats WHERE id = @formatId AND @role = 'Operator' AND centre_id = @OrganizationId
        """;

    public Task<BankFormat?> Format(Actor actor, long formatId) => db.One<BankFormat>(FormatSql, new { formatId, role = actor.Role.ToString(), actor.OrganizationId });

    private const string FormatOfSql = """
        SELECT id, centre_id, bank_code, account_no, layout, version FROM bank_formats WHERE centre_id = @centreId AND bank_code = @bankCode AND account_no = @accountNo
        """;

    public Task<BankFormat?> FormatOf(long centreId, string bankCode, string accountNo) => db.One<BankFormat>(FormatOfSql, new { centreId, bankCode, accountNo });

    private const string InsertFormatSql = """
        INSERT INTO bank_formats (id, centre_id, bank_code, account_no, layout, changed_at, changed_by, version)
        VALUES (@Id, @CentreId, @BankCode, @AccountNo, @Layout, @at, @personId, 1)
        """;

    public Task Insert(BankFormat format, long? personId, DateTime at) =>
        db.Execute(InsertFormatSql, new { format.Id, format.CentreId, format.BankCode, format.AccountNo, format.Layout, at, personId });

    private const string UpdateFormatSql = """
        UPDATE bank_formats SET bank_code = @BankCode, account_no = @AccountNo, layout = @Layout, changed_at = @at, changed_by = @personId, version = version + 1
        WHERE id = @Id AND version = @Version
        """;

    public async Task<bool> Update(BankFormat format, long? personId, DateTime at) =>
        await db.Execute(UpdateFormatSql, new { format.Id, format.BankCode, format.AccountNo, format.Layout, format.Version, at, personId }) == 1;

    private const string SetFormatSql = "UPDATE bank_files SET format_id = @formatId WHERE id = @fileId AND status = 'Uploaded'";

    public async Task<bool> SetFormat(long fileId, long formatId) => await db.Execute(SetFormatSql, new { fileId, formatId }) == 1;

    private const string TakeSql = """
        UPDATE bank_files SET status = 'Taken', content = NULL, taken_at = @at, added = @Added, known = @Known, ignored = @Ignored WHERE id = @Id AND status = 'Uploaded'
        """;

    public async Task<bool> Take(BankFile file, DateTime at) => await db.Execute(TakeSql, new { file.Id, file.Added, file.Known, file.Ignored, at }) == 1;

    private const string DiscardSql = "DELETE FROM bank_files WHERE id = @fileId AND status = 'Uploaded'";

    public async Task<bool> Discard(long fileId) => await db.Execute(DiscardSql, new { fileId }) == 1;
}
