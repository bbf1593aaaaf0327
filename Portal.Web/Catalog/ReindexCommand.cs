using Portal.Core.Catalog;
using Portal.Data.Shared;
using Portal.Web.Shared;

namespace Portal.Web.Catalog;

/// <summary>Makes what search knows of the products anew.</summary>
public sealed class ReindexCommand(IServiceScopeFactory scopes, Migrator migrator) : ICommand
{
    public string Name => "reindex";
    public string Usage => "";

    public async Task<int> Run(string[] args)
    {
        _ = new CommandLine(args, [], []);
        await migrator.Run();
        await using var scope = scopes.CreateAsyncScope();
        var count = await scope.ServiceProvider.GetRequiredService<IndexProducts>().Handle(new IndexProductsRequest(Anew: true));
        Console.WriteLine($"{count} products on sale can be found.");
        return 0;
    }
}
