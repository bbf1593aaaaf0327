using Portal.Core.Shared;

namespace Portal.Core.Payments;

/// <summary>An account of a centre and how the files of its bank are read.</summary>
public sealed record BankFormat
{
    public long Id { get; init; }
    public long CentreId { get; init; }
    public string BankCode { get; init; } = "";
    public string AccountNo { get; init; } = "";
    public string Layout { get; init; } = "";
    public int Version { get; init; }

    public BankLayout ToLayout() => BankLayout.FromJson(Layout);
}

/// <summary>A file that was uploaded; its table until it is taken in.</summary>
public sealed record BankFile
{
    public long Id { get; init; }
    public long CentreId { get; init; }
    public long? FormatId { get; init; }
    public string Name { get; init; } = "";
    public string Encoding { get; init; } = "";
    public string Status { get; init; } = "";
    public string? Content { get; init; }
    public DateTime UploadedAt { get; init; }
    public DateTime? TakenAt { get; init; }
    public int Added { get; init; }
    public int Known { get; init; }
    public int Ignored { get; init; }

    public bool IsTaken => Status == "Taken";
}

public enum BankLineStatus { Waiting, Recorded, Skipped }

/// <summary>A deposit as a bank lists it.</summary>
public sealed record BankLine
{
    public long Id { get; init; }
    public long FileId { get; init; }
    public long CentreId { get; init; }
    public int LineNo { get; init; }
    public string Reference { get; init; } = "";
    public DateTime BookedAt { get; init; }
    public bool HasTime { get; init; }
    public long Amount { get; init; }
    public string Payer { get; init; } = "";
    public string? Memo { get; init; }
    public long? Balance { get; init; }
    public string? BankNo { get; init; }
}

/// <summary>A name under which a buyer pays.</summary>
public sealed record DepositorName(long Id, long CentreId, long BuyerId, string NameKey, string Name, long? PersonId, DateTime At);

/// <summary>Files of banks, how they are read, their lines, and the names of payers.</summary>
public interface IBankFileStore
{
    Task Insert(BankFile file, long? personId);

    /// <summary>A file of the operator's centre; null for everybody else.</summary>
    Task<BankFile?> File(Actor actor, long fileId);

    Task<BankFormat?> Format(Actor actor, long formatId);

    /// <summary>The format of an account, if there is one.</summary>
    Task<BankFormat?> FormatOf(long centreId, string bankCode, string accountNo);

    Task Insert(BankFormat format, long? personId, DateTime at);

    /// <summary>Changes a format; false when somebody else did meanwhile.</summary>
    Task<bool> Update(BankFormat format, long? personId, DateTime at);

    /// <summary>Says by which format a file is read that was not taken in yet.</summary>
    Task<bool> SetFormat(long fileId, long formatId);

    /// <summary>Marks a file as taken in and drops its table; false when it was before.</summary>
    Task<bool> Take(BankFile file, DateTime at);

    /// <summary>Throws a file away that was not taken in.</summary>
    Task<bool> Discard(long fileId);

    /// <summary>References of lines of a centre within these days.</summary>
    Task<IReadOnlyList<string>> References(long centreId, DateTime from, DateTime to);

    /// <summary>Adds lines; returns how many were not there yet.</summary>
    Task<int> Insert(IReadOnlyCollection<BankLine> lines);

    /// <summary>The lines of the operator's centre that wait, oldest first; of one file when it is given.</summary>
    Task<IReadOnlyList<BankLine>> Waiting(Actor actor, long? fileId);

    Task<BankLine?> Line(Actor actor, long lineId);

    /// <summary>Moves a line that is in a state out of it; false when somebody else did.</summary>
    Task<bool> Move(BankLineMove move);

    Task<bool> Add(DepositorName name);

    /// <summary>Forgets a name; null when the centre has none of that id.</summary>
    Task<string?> Forget(Actor actor, long nameId);
}

/// <summary>A change of a line's state; recorded lines name their deposit.</summary>
public sealed record BankLineMove(long LineId, BankLineStatus From, BankLineStatus To, DateTime At, long? PersonId)
{
    public long? DepositId { get; init; }
    public string? Reason { get; init; }
}
