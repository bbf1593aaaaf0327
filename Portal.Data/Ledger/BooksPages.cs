using Portal.Data.Shared;

namespace Portal.Data.Ledger;

/// <summary>A rule of money.md §6 and how often it is violated.</summary>
public sealed record BookRule(int No, string Name, long Violations);

/// <summary>Checks rules 1–9 over the whole database, by SQL alone.</summary>
public sealed partial class BooksPages(Db db)
{
    /// <summary>Runs every check; a rule with several queries adds their counts up.</summary>
    public async Task<IReadOnlyList<BookRule>> Check()
    {
        var rules = new List<BookRule>();
        foreach (var (no, name, queries) in Rules)
        {
            long violations = 0;
            foreach (var sql in queries) violations += await db.Scalar<long>(sql);
            if (no == 2) violations += await MissingTriggers();
            rules.Add(new BookRule(no, name, violations));
        }

        return rules;
    }

    /// <summary>The database itself refuses changes of entries and postings: its triggers are there.</summary>
    private async Task<long> MissingTriggers()
    {
        var there = await db.Query<string>(db.Dialect.Triggers);
        return db.Dialect.LedgerTriggers.Count(t => !there.Contains(t));
    }
}
