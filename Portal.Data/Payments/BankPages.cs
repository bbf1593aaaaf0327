using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Payments;

public sealed record BankFileRow
{
    public long Id { get; init; }
    public string Name { get; init; } = "";
    public string Encoding { get; init; } = "";
    public string Status { get; init; } = "";
    public DateTime UploadedAt { get; init; }
    public string? UploadedBy { get; init; }
    public string? BankCode { get; init; }
    public string? AccountNo { get; init; }
    public int Added { get; init; }
    public int Known { get; init; }
    public int Ignored { get; init; }
    /// <summary>Lines of it that wait.</summary>
    public long Waiting { get; init; }

    public bool IsTaken => Status == "Taken";
}

public sealed record BankFormatRow
{
    public long Id { get; init; }
    public string BankCode { get; init; } = "";
    public string AccountNo { get; init; } = "";
    public DateTime ChangedAt { get; init; }
    public string? ChangedBy { get; init; }
}

/// <summary>A line that is done: recorded as a deposit, or set aside.</summary>
public sealed record BankLineRow
{
    public long Id { get; init; }
    public long FileId { get; init; }
    public string File { get; init; } = "";
    public int LineNo { get; init; }
    public string Reference { get; init; } = "";
    public string? BankNo { get; init; }
    public DateTime BookedAt { get; init; }
    public bool HasTime { get; init; }
    public long Amount { get; init; }
    public long? Balance { get; init; }
    public string Payer { get; init; } = "";
    public string? Memo { get; init; }
    public string Status { get; init; } = "";
    public long? DepositId { get; init; }
    public string? Match { get; init; }
    public string? OrderNo { get; init; }
    public string? Buyer { get; init; }
    public DateTime? DoneAt { get; init; }
    public string? DoneBy { get; init; }
    public string? Reason { get; init; }
}

public sealed record DepositorNameRow
{
    public long Id { get; init; }
    public string Name { get; init; } = "";
    public string Buyer { get; init; } = "";
    public string BuyerCode { get; init; } = "";
    public DateTime ConfirmedAt { get; init; }
    public string? ConfirmedBy { get; init; }
}

/// <summary>Somebody who can be a payer.</summary>
public sealed record BuyerCandidate
{
    public long Id { get; init; }
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";

    /// <summary>The one who is meant: by the code, or by a name that only one has. Nobody is guessed where money goes.</summary>
    public static BuyerCandidate? Meant(IReadOnlyList<BuyerCandidate> found, string? text)
    {
        if (found.FirstOrDefault(b => b.Code == text?.Trim()) is { } byCode) return byCode;
        var named = found.Where(b => b.Name == text?.Trim()).ToList();
        return named.Count == 1 ? named[0] : null;
    }
}

/// <summary>Files, lines and accounts of an operator's centre.</summary>
public sealed class BankPages(Db db)
{
    // ix_bank_files_centre
    private const string FilesSql = """
        SELECT f.id, f.name, f.encoding, f.status, f.uploaded_at, p.name AS uploaded_by, t.bank_code, t.account_no, f.added, f.known, f.ignored,
               (SELECT COUNT(*) FROM bank_lines l WHERE l.file_id = f.id AND l.status = 'Waiting') AS waiting
        FROM bank_files f LEFT JOIN bank_formats t ON t.id = f.format_id LEFT JOIN people p ON p.id = f.uploaded_by
        WHERE f.centre_id = @OrganizationId ORDER BY f.id DESC
        """;
    private static readonly Listing FilesListed = new(FilesSql, "uploaded=f.uploaded_at", "name=f.name", "added=f.added");

    public async Task<PageOf<BankFileRow>> Files(Actor actor, int page)
    {
        return await db.Page<BankFileRow>(FilesListed, new { actor.OrganizationId }, page);
    }

    private const string FormatsSql = """
        SELECT t.id, t.bank_code, t.account_no, t.changed_at, p.name AS changed_by FROM bank_formats t LEFT JOIN people p ON p.id = t.changed_by
        WHERE t.centre_id = @OrganizationId
        ORDER BY COALESCE((SELECT MAX(f.id) FROM bank_files f WHERE f.format_id = t.id), 0) DESC, t.id
        """;

    /// <summary>The accounts whose files are known, the one used last first.</summary>
    public Task<List<BankFormatRow>> Formats(Actor actor) => db.Query<BankFormatRow>(FormatsSql, new { actor.OrganizationId });

    private const string OwnAccountSql = "SELECT 0 AS id, bank_code, bank_account AS account_no, created_at AS changed_at FROM organizations WHERE id = @OrganizationId AND bank_code IS NOT NULL AND bank_account IS NOT NULL";

    /// <summary>The account that the centre shows to its buyers.</summary>
    public Task<BankFormatRow?> OwnAccount(Actor actor) => db.One<BankFormatRow>(OwnAccountSql, new { actor.OrganizationId });

    private const string LineColumnsSql = """
        SELECT l.id, l.file_id, f.name AS "file", l.line_no, l.reference, l.bank_no, l.booked_at, l.has_time, l.amount, l.balance, l.payer, l.memo, l.status, l.deposit_id, d.match,
               (SELECT MIN(o.order_no) FROM order_payments y JOIN orders o ON o.id = y.order_id WHERE y.deposit_id = l.deposit_id) AS order_no,
               b.name AS buyer, l.done_at, p.name AS done_by, l.reason
        FROM bank_lines l JOIN bank_files f ON f.id = l.file_id LEFT JOIN deposits d ON d.id = l.deposit_id
        LEFT JOIN organizations b ON b.id = d.buyer_id LEFT JOIN people p ON p.id = l.done_by
        """;

    // ix_bank_lines_centre
    private const string LinesSql = $"""
        {LineColumnsSql}
        WHERE l.centre_id = @OrganizationId AND l.status = @status AND (@fileId IS NULL OR l.file_id = @fileId)
        ORDER BY l.booked_at DESC, l.id DESC
        """;
    private static readonly Listing LinesListed = new(LinesSql, "booked=l.booked_at", "amount=l.amount", "payer=l.payer");

    public async Task<PageOf<BankLineRow>> Lines(Actor actor, string status, long? fileId, int page)
    {
        return await db.Page<BankLineRow>(LinesListed, new { actor.OrganizationId, status, fileId }, page);
    }

    private const string LineSql = $"{LineColumnsSql} WHERE l.id = @lineId AND l.centre_id = @OrganizationId";

    public Task<BankLineRow?> Line(Actor actor, long lineId) => db.One<BankLineRow>(LineSql, new { lineId, actor.OrganizationId });

    private const string NamesSql = """
        SELECT d.id, d.name, b.name AS buyer, b.code AS buyer_code, d.confirmed_at, p.name AS confirmed_by
        FROM depositor_names d JOIN organizations b ON b.id = d.buyer_id LEFT JOIN people p ON p.id = d.confirmed_by
        WHERE d.centre_id = @OrganizationId AND (@text IS NULL OR d.name LIKE @text ESCAPE '\' OR b.name LIKE @text ESCAPE '\')
        ORDER BY d.name, d.id
        """;
    private static readonly Listing NamesListed = new(NamesSql, "name=d.name", "buyer=b.name", "confirmed=d.confirmed_at");

    public async Task<PageOf<DepositorNameRow>> Names(Actor actor, string? text, int page)
    {
        return await db.Page<DepositorNameRow>(NamesListed, new { actor.OrganizationId, text = Like.Containing(text) }, page);
    }

    private const string CountsSql = """
        SELECT (SELECT COUNT(*) FROM bank_lines WHERE centre_id = @OrganizationId AND status = 'Waiting') AS lines,
               (SELECT COALESCE(SUM(amount), 0) FROM bank_lines WHERE centre_id = @OrganizationId AND status = 'Waiting') AS line_amount,
               (SELECT COUNT(*) FROM bank_files WHERE centre_id = @OrganizationId AND status = 'Uploaded') AS files
        """;

    public async Task<BankCounts> Counts(Actor actor) => (await db.One<BankCounts>(CountsSql, new { actor.OrganizationId }))!;
}

public sealed record BankCounts
{
    public long Lines { get; init; }
    public long LineAmount { get; init; }
    public long Files { get; init; }
}
