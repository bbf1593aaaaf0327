using Portal.Core.Operations;
using Portal.Data.Shared;

namespace Portal.Data.Accounts;

public sealed class SecondFactorStore(Db db) : ISecondFactorStore
{
    private const string FindSql = "SELECT secret, confirmed_at FROM second_factors WHERE person_id = @personId";

    public Task<SecondFactorState?> Find(long personId) => db.One<SecondFactorState>(FindSql, new { personId });

    // the attempts of a secret that was given up count for the next one
    private const string StartSql = """
        INSERT INTO second_factors (person_id, secret, created_at, confirmed_at, last_step, failures, locked_until)
        SELECT @personId, @secret, @at, NULL, 0, 0, NULL WHERE NOT EXISTS (SELECT 1 FROM second_factors WHERE person_id = @personId)
        """;
    private const string ReplaceSql = "UPDATE second_factors SET secret = @secret, created_at = @at WHERE person_id = @personId AND confirmed_at IS NULL";

    public async Task<bool> Start(long personId, string secret, DateTime at) =>
        await db.Execute(ReplaceSql, new { personId, secret, at }) == 1 || await db.Execute(StartSql, new { personId, secret, at }) == 1;

    private const string ConfirmSql = "UPDATE second_factors SET confirmed_at = @at WHERE person_id = @personId AND confirmed_at IS NULL";

    public async Task<bool> Confirm(long personId, DateTime at) => await db.Execute(ConfirmSql, new { personId, at }) == 1;

    private const string ClearCodesSql = "DELETE FROM recovery_codes WHERE person_id = @personId";
    private const string AddCodeSql = "INSERT INTO recovery_codes (person_id, hash, used_at) VALUES (@personId, @hash, NULL)";

    public async Task SetRecoveryCodes(long personId, IReadOnlyCollection<string> hashes)
    {
        await db.Execute(ClearCodesSql, new { personId });
        await db.Execute(AddCodeSql, hashes.Select(hash => new { personId, hash }));
    }

    private const string RemoveSql = "DELETE FROM second_factors WHERE person_id = @personId";

    public async Task<bool> Remove(long personId)
    {
        await db.Execute(ClearCodesSql, new { personId });
        return await db.Execute(RemoveSql, new { personId }) == 1;
    }

    private const string AttemptSql = """
        UPDATE second_factors SET failures = CASE WHEN locked_until IS NULL THEN failures + 1 ELSE 1 END,
          locked_until = CASE WHEN locked_until IS NULL AND failures + 1 >= @Attempts THEN @Until END
        WHERE person_id = @personId AND (locked_until IS NULL OR locked_until <= @Now)
        """;

    public async Task<bool> Attempt(long personId, AttemptLimit limit) => await db.Execute(AttemptSql, new { personId, limit.Now, limit.Attempts, limit.Until }) == 1;

    private const string UseStepSql = "UPDATE second_factors SET last_step = @step, failures = 0, locked_until = NULL WHERE person_id = @personId AND last_step < @step";

    public async Task<bool> UseStep(long personId, long step) => await db.Execute(UseStepSql, new { personId, step }) == 1;

    private const string UseCodeSql = "UPDATE recovery_codes SET used_at = @at WHERE person_id = @personId AND hash = @hash AND used_at IS NULL";
    private const string ForgetSql = "UPDATE second_factors SET failures = 0, locked_until = NULL WHERE person_id = @personId";

    public async Task<bool> UseRecoveryCode(long personId, string hash, DateTime at) =>
        await db.Execute(UseCodeSql, new { personId, hash, at }) == 1 && await db.Execute(ForgetSql, new { personId }) == 1;
}

/// <summary>A person's own second factor, for their page.</summary>
public sealed record SecondFactorRow
{
    public string Secret { get; init; } = "";
    public DateTime CreatedAt { get; init; }
    public DateTime? ConfirmedAt { get; init; }
    public int CodesLeft { get; init; }
}

public sealed class SecondFactorPages(Db db)
{
    private const string FindSql = """
        SELECT f.secret, f.created_at, f.confirmed_at, (SELECT COUNT(*) FROM recovery_codes c WHERE c.person_id = f.person_id AND c.used_at IS NULL) AS codes_left
        FROM second_factors f WHERE f.person_id = @personId
        """;

    public Task<SecondFactorRow?> Find(long personId) => db.One<SecondFactorRow>(FindSql, new { personId });
}
