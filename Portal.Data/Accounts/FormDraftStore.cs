using Portal.Core.Accounts;
using Portal.Data.Shared;

namespace Portal.Data.Accounts;

public sealed class FormDraftStore(Db db) : IFormDraftStore
{
    private const string UpdateSql = "UPDATE form_drafts SET content = @content, saved_at = @at WHERE person_id = @PersonId AND membership_id = @MembershipId AND page = @Page";

    public async Task<bool> Update(FormDraftKey key, string content, DateTime at) =>
        await db.Execute(UpdateSql, new { key.PersonId, key.MembershipId, key.Page, content, at }) == 1;

    private const string InsertSql = """
        INSERT INTO form_drafts (person_id, membership_id, page, content, saved_at)
        SELECT @PersonId, @MembershipId, @Page, @content, @at
        WHERE NOT EXISTS (SELECT 1 FROM form_drafts WHERE person_id = @PersonId AND membership_id = @MembershipId AND page = @Page)
        """;

    public async Task<bool> Insert(FormDraftKey key, string content, DateTime at) =>
        await db.Execute(InsertSql, new { key.PersonId, key.MembershipId, key.Page, content, at }) == 1;

    private const string CountSql = "SELECT COUNT(*) FROM form_drafts WHERE person_id = @personId";

    public async Task<int> Count(long personId) => (int)await db.Scalar<long>(CountSql, new { personId });

    private const string DeleteOldestSql = "DELETE FROM form_drafts WHERE person_id = @personId AND saved_at = (SELECT MIN(saved_at) FROM form_drafts WHERE person_id = @personId)";

    public Task DeleteOldest(long personId) => db.Execute(DeleteOldestSql, new { personId });

    private const string DeleteSql = "DELETE FROM form_drafts WHERE person_id = @PersonId AND membership_id = @MembershipId AND page = @Page";

    public Task Delete(FormDraftKey key) => db.Execute(DeleteSql, key);

    private const string DeleteBeforeSql = "DELETE FROM form_drafts WHERE saved_at < @moment";

    public Task<int> DeleteBefore(DateTime moment) => db.Execute(DeleteBeforeSql, new { moment });
}

/// <summary>A form that somebody began, for the page on which they go on.</summary>
public sealed record FormDraftRow
{
    public string Content { get; init; } = "";
    public DateTime SavedAt { get; init; }
}

public sealed class FormDraftPages(Db db)
{
    private const string FindSql = "SELECT content, saved_at FROM form_drafts WHERE person_id = @PersonId AND membership_id = @MembershipId AND page = @Page";

    public Task<FormDraftRow?> Find(FormDraftKey key) => db.One<FormDraftRow>(FindSql, key);
}
