using Portal.Core.Payments;
using Portal.Core.Shared;

namespace Portal.Data.Payments;

/// <summary>Lines of files, and the names of payers.</summary>
public sealed partial class BankFileStore
{
    // ix_bank_lines_centre
    private const string ReferencesSql = "SELECT reference FROM bank_lines WHERE centre_id = @centreId AND booked_at BETWEEN @from AND @to";

    public async Task<IReadOnlyList<string>> References(long centreId, DateTime from, DateTime to) => await db.Query<string>(ReferencesSql, new { centreId, from, to });

    private const string InsertLineSql = """
        INSERT INTO bank_lines (id, file_id, centre_id, line_no, reference, booked_at, has_time, amount, payer, memo, balance, bank_no, status)
        SELECT @Id, @FileId, @CentreId, @LineNo, @Reference, @BookedAt, @HasTime, @Amount, @Payer, @Memo, @Balance, @BankNo, 'Waiting'
        WHERE NOT EXISTS (SELECT 1 FROM bank_lines WHERE reference = @Reference)
        """;

    public Task<int> Insert(IReadOnlyCollection<BankLine> lines) => db.Execute(InsertLineSql, lines);

    private const string LineColumnsSql = "SELECT id, file_id, centre_id, line_no, reference, booked_at, has_time, amount, payer, memo, balance, bank_no FROM bank_lines";

    // ix_bank_lines_waiting
    private const string WaitingSql = $"""
        {LineColumnsSql}
        WHERE centre_id = @OrganizationId AND @role = 'Operator' AND status = 'Waiting' AND (@fileId IS NULL OR file_id = @fileId)
        ORDER BY booked_at, id
        """;

    public async Task<IReadOnlyList<BankLine>> Waiting(Actor actor, long? fileId) => await db.Query<BankLine>(WaitingSql, new { actor.OrganizationId, role = actor.Role.ToString(), fileId });

    private const string LineSql = $"{LineColumnsSql} WHERE id = @lineId AND centre_id = @OrganizationId AND @role = 'Operator'";

    public Task<BankLine?> Line(Actor actor, long lineId) => db.One<BankLine>(LineSql, new { lineId, actor.OrganizationId, role = actor.Role.ToString() });

    private const string MoveSql = """
        UPDATE bank_lines SET status = @to, deposit_id = @DepositId, done_at = @doneAt, done_by = @PersonId, reason = @Reason WHERE id = @LineId AND status = @from
        """;

    public async Task<bool> Move(BankLineMove move) => await db.Execute(MoveSql, new
    {
        move.LineId, from = move.From.ToString(), to = move.To.ToString(), move.DepositId, doneAt = move.To == BankLineStatus.Waiting ? (DateTime?)null : move.At, move.PersonId, move.Reason,
    }) == 1;

    private const string AddNameSql = """
        INSERT INTO depositor_names (id, centre_id, buyer_id, name_key, name, confirmed_at, confirmed_by)
        SELECT @Id, @CentreId, @BuyerId, @NameKey, @Name, @At, @PersonId
        WHERE NOT EXISTS (SELECT 1 FROM depositor_names WHERE centre_id = @CentreId AND name_key = @NameKey AND buyer_id = @BuyerId)
        """;

    public async Task<bool> Add(DepositorName name) => await db.Execute(AddNameSql, name) == 1;

    private const string NameSql = "SELECT name FROM depositor_names WHERE id = @nameId AND centre_id = @OrganizationId AND @role = 'Operator'";
    private const string ForgetSql = "DELETE FROM depositor_names WHERE id = @nameId";

    public async Task<string?> Forget(Actor actor, long nameId)
    {
        var name = await db.Scalar<string>(NameSql, new { nameId, actor.OrganizationId, role = actor.Role.ToString() });
        return name is not null && await db.Execute(ForgetSql, new { nameId }) == 1 ? name : null;
    }
}
