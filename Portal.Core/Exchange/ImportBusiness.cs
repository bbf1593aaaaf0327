using Portal.Core.Shared;

namespace Portal.Core.Exchange;

/// <summary>A folder of existing business to be brought into the portal, whole or not at all.</summary>
public sealed record ImportBusinessRequest(Actor Actor, string Name, IReadOnlyList<ImportTable> Tables)
{
    /// <summary>Runs everything and keeps nothing: a preview.</summary>
    public bool IsTrial { get; init; }

    public Action<int, int>? Progress { get; init; }
}

/// <summary>
/// Brings existing business into the portal through the same rules as the pages, each event at its own time, in one transaction.
/// What is there already, by its code, is left as it is: importing a folder twice changes nothing.
/// </summary>
public sealed class ImportBusiness(IUnitOfWork unit, ImportParser parser, ImportSteps steps, ImportNotes notes, Clock clock)
{
    /// <summary>Returns what was found and done; null to whoever may not. Nothing is kept when the log has errors.</summary>
    public async Task<ImportLog?> Handle(ImportBusinessRequest request)
    {
        if (request.Actor.Role is not (Role.System or Role.Administrator)) return null;
        var log = new ImportLog { Progress = request.Progress };
        var folder = parser.Parse(request.Tables, log);
        if (log.HasErrors) return log;
        var now = clock.Now;

        await using var tx = await unit.Begin();
        await steps.Run(folder, log);
        if (log.HasErrors || request.IsTrial || log.Added == 0) return log;
        await notes.Note(request, log, now);
        await tx.Commit();
        return log;
    }
}

/// <summary>The steps of an import in their order: members, products, agreements, sellers, history.</summary>
[Service]
public sealed class ImportSteps(ImportMembers members, ImportProducts products, ImportSellers sellers, ImportHistory history, IExchangeStore store)
{
    internal async Task Run(ImportFolder folder, ImportLog log)
    {
        var codes = new ImportCodes
        {
            Organizations = await store.Organizations(), Products = await store.Products(), Producers = await store.Producers(),
            Orders = await store.Orders([.. folder.Orders.Select(o => o.OrderNo).Concat(folder.Deposits.Select(d => d.OrderNo ?? "")).Distinct(StringComparer.Ordinal)]),
        };
        await members.Organizations(folder, codes, log);
        if (log.HasErrors) return;
        codes.AnyCentre = await store.AnyCentre();
        await members.People(folder, codes, log);
        await products.Products(folder, codes, log);
        await products.Agreements(folder, codes, log);
        if (log.HasErrors) return;
        await sellers.Run(folder, codes, log);
        if (!log.HasErrors) await history.Run(folder, codes, log);
    }
}
