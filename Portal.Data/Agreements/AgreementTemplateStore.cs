using Portal.Core.Agreements;
using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Agreements;

public sealed class AgreementTemplateStore(Db db) : IAgreementTemplateStore
{
    private const string VersionSql = "SELECT version FROM agreement_templates WHERE id = @templateId AND centre_id = @OrganizationId AND @role = 'Operator'";

    public async Task<int?> Version(Actor actor, long templateId) => (int?)await db.Scalar<long?>(VersionSql, new { templateId, actor.OrganizationId, role = actor.Role.ToString() });

    private const string HasNameSql = "SELECT COUNT(*) FROM agreement_templates WHERE centre_id = @centreId AND name = @name AND id <> @exceptId";

    public async Task<bool> HasName(long centreId, string name, long exceptId) => await db.Scalar<long>(HasNameSql, new { centreId, name, exceptId }) > 0;

    private const string InsertSql = """
        INSERT INTO agreement_templates (id, centre_id, name, note, changed_at, changed_by, version) VALUES (@Id, @CentreId, @Name, @Note, @at, @personId, 1)
        """;
    private const string InsertShareSql = "INSERT INTO template_shares (template_id, share_no, part, party_id, kind, value) VALUES (@templateId, @no, @part, @PartyId, @kind, @Value)";

    public async Task Insert(AgreementTemplate template, long? personId, DateTime at)
    {
        await db.Execute(InsertSql, new { template.Id, template.CentreId, template.Name, template.Note, personId, at });
        await Write(template);
    }

    private const string UpdateSql = """
        UPDATE agreement_templates SET name = @Name, note = @Note, changed_at = @at, changed_by = @personId, version = version + 1 WHERE id = @Id AND version = @Version
        """;
    private const string DropSharesSql = "DELETE FROM template_shares WHERE template_id = @templateId";

    public async Task<bool> Update(AgreementTemplate template, long? personId, DateTime at)
    {
        if (await db.Execute(UpdateSql, new { template.Id, template.Name, template.Note, template.Version, personId, at }) == 0) return false;
        await db.Execute(DropSharesSql, new { templateId = template.Id });
        await Write(template);
        return true;
    }

    private const string DeleteSql = "DELETE FROM agreement_templates WHERE id = @templateId";

    public async Task Delete(long templateId)
    {
        await db.Execute(DropSharesSql, new { templateId });
        await db.Execute(DeleteSql, new { templateId });
    }

    private Task<int> Write(AgreementTemplate template) => db.Execute(InsertShareSql, template.Shares.Select((s, i) => new
    {
        templateId = template.Id, no = i + 1, part = s.Part.ToString(), s.PartyId, kind = s.Kind.ToString(), s.Value,
    }));
}
