using Portal.Core.Operations;
using Portal.Data.Shared;

namespace Portal.Data.Operations;

public sealed class OperationsStore(Db db) : IOperationsStore
{
    private const string AppendSql = """
        INSERT INTO audit_entries (id, at, person_id, organization_id, action, subject_kind, subject_id, subject_label, before_value, after_value)
        VALUES (@Id, @At, @PersonId, @OrganizationId, @Action, @SubjectKind, @SubjectId, @SubjectLabel, @Before, @After)
        """;

    public Task Append(AuditEntry entry) => db.Execute(AppendSql, entry);

    private const string NextNumbersSql = "UPDATE number_series SET last_number = last_number + @count WHERE name = @name AND period = @period";
    private const string StartSeriesSql = """
        INSERT INTO number_series (name, period, last_number)
        SELECT @name, @period, 0 WHERE NOT EXISTS (SELECT 1 FROM number_series WHERE name = @name AND period = @period)
        """;
    private const string LastNumberSql = "SELECT last_number FROM number_series WHERE name = @name AND period = @period";

    public Task<long> NextNumber(string series, string period) => NextNumbers(series, period, 1);

    public async Task<long> NextNumbers(string series, string period, long count)
    {
        var key = new { name = series, period, count };
        // the UPDATE locks the row until commit, so two takers never see the same number
        if (await db.Execute(NextNumbersSql, key) == 0)
        {
            await db.Execute(StartSeriesSql, key);
            await db.Execute(NextNumbersSql, key);
        }

        return await db.Scalar<long>(LastNumberSql, key) - count + 1;
    }
}
