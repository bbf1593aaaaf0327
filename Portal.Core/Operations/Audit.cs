using Portal.Core.Shared;

namespace Portal.Core.Operations;

/// <summary>One line of the audit trail. Values are short texts or JSON; secrets are masked by whoever writes them.</summary>
public sealed record AuditEntry(long Id, DateTime At, long? PersonId, long? OrganizationId, string Action,
    string SubjectKind, long SubjectId, string SubjectLabel, string? Before, string? After);

/// <summary>The store of the audit trail and of number series.</summary>
public interface IOperationsStore
{
    Task Append(AuditEntry entry);

    /// <summary>Takes the next number of a series in a period; without gaps when the transaction commits.</summary>
    Task<long> NextNumber(string series, string period);

    /// <summary>Takes <paramref name="count"/> numbers at once and returns the first. With a count of 0 it takes none, and makes others wait for this transaction.</summary>
    Task<long> NextNumbers(string series, string period, long count);
}

/// <summary>Records changes of money, rights, status and settings, in the transaction that makes them.</summary>
[Service]
public sealed class Audit(IOperationsStore store, Clock clock)
{
    /// <summary>Notes that <paramref name="actor"/> did <paramref name="action"/> to a subject, with its state before and after.</summary>
    public Task Note(Actor actor, string action, string subjectKind, long subjectId, string subjectLabel, string? before = null, string? after = null) =>
        store.Append(new AuditEntry(Ids.Next(), clock.Now, actor.PersonOrNull, actor.OrganizationId == 0 ? null : actor.OrganizationId,
            action, subjectKind, subjectId, subjectLabel.Length > 200 ? subjectLabel[..200] : subjectLabel, before, after));
}

/// <summary>Numbers that people see.</summary>
[Service]
public sealed class Numbers(IOperationsStore store, Clock clock)
{
    /// <summary>An order number: day in the portal's zone and a number within the day, <c>20261118-0147</c>.</summary>
    public async Task<string> NextOrderNo() => await Daily("order", "");

    /// <summary>The next number of a payment code; without gaps, over all days.</summary>
    public Task<long> NextPayment() => store.NextNumber("payment", "all");

    /// <summary>A review case number, <c>R20261118-0003</c>.</summary>
    public async Task<string> NextReviewNo() => await Daily("review", "R");

    /// <summary>A return number, <c>T20261118-0001</c>.</summary>
    public async Task<string> NextReturnNo() => await Daily("return", "T");

    /// <summary>A product code of the portal's own, <c>P26-00012</c>.</summary>
    public async Task<string> NextProductCode()
    {
        var year = clock.Today.ToString("yy", System.Globalization.CultureInfo.InvariantCulture);
        return $"P{year}-{await store.NextNumber("product", year):00000}";
    }

    /// <summary>An organization code of the portal's own, <c>M26-00012</c>.</summary>
    public async Task<string> NextOrganizationCode()
    {
        var year = clock.Today.ToString("yy", System.Globalization.CultureInfo.InvariantCulture);
        return $"M{year}-{await store.NextNumber("organization", year):00000}";
    }

    private async Task<string> Daily(string series, string prefix)
    {
        var day = clock.Today.ToString("yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture);
        return $"{prefix}{day}-{await store.NextNumber(series, day):0000}";
    }
}
