using System.Globalization;

namespace Portal.Tests.Bench;

/// <summary>
/// Measures; <c>dotnet test</c> does not come here. <c>dotnet run -c Release --project Portal.Tests -- settlement 10000 100000 1000000</c>
/// prints the table that stands in docs/performance.md.
/// </summary>
public static class Program
{
    public static async Task<int> Main(string[] args)
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        var sizes = args.Skip(1).Select(a => int.Parse(a, CultureInfo.InvariantCulture)).ToList();
        switch (args.FirstOrDefault())
        {
            case "settlement" when sizes.Count > 0: return await SettlementBench.Compare(sizes);
            // one size, in a process of its own: the memory is its alone
            case SettlementBench.OneSize when sizes.Count == 1: return await SettlementBench.Measure(sizes[0]);
            case "invoices" when sizes.Count > 0: return await TaxBench.Measure(sizes);
            case "search" when sizes.Count > 0: return await SearchBench.Measure(sizes);
            default:
                await Console.Error.WriteLineAsync("settlement LINES…   distributes and settles as many delivered lines, each size on a new database");
                await Console.Error.WriteLineAsync("invoices LINES…     issues the tax invoices of a month of as many");
                await Console.Error.WriteLineAsync("search PRODUCTS…    finds products among as many on sale");
                return 2;
        }
    }
}
