using Portal.Data.Ledger;
using Portal.Data.Shared;
using Portal.Web.Shared;

namespace Portal.Web.Ledger;

/// <summary>Checks the rules of the books over the whole database.</summary>
public sealed class BooksCommand(IServiceScopeFactory scopes, Migrator migrator) : ICommand
{
    public string Name => "books";
    public string Usage => "";

    public async Task<int> Run(string[] args)
    {
        _ = new CommandLine(args, [], []);
        await migrator.Run();
        await using var scope = scopes.CreateAsyncScope();
        var rules = await scope.ServiceProvider.GetRequiredService<BooksPages>().Check();
        foreach (var rule in rules) Console.WriteLine($"{rule.No}. {rule.Name}: {rule.Violations} violations");
        return rules.All(r => r.Violations == 0) ? 0 : 1;
    }
}
