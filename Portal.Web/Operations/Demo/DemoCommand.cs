using Portal.Data.Shared;
using Portal.Web.Shared;

namespace Portal.Web.Operations.Demo;

/// <summary>Fills an empty portal with demo data; leaves any other as it is.</summary>
public sealed class DemoCommand(IServiceScopeFactory scopes, Migrator migrator) : ICommand
{
    public string Name => "demo";
    public string Usage => "";

    public async Task<int> Run(string[] args)
    {
        _ = new CommandLine(args, [], []);
        await migrator.Run();
        await using var scope = scopes.CreateAsyncScope();
        switch (await scope.ServiceProvider.GetRequiredService<DemoData>().Fill(Console.WriteLine))
        {
            case DemoOutcome.Filled:
                Console.WriteLine($"Everybody signs in with {DemoSignIns.Password}, for example as operator@demo.example. Start with --Portal:Demo=true to see the list on the sign-in page.");
                return 0;
            case DemoOutcome.NotEmpty:
                Console.Error.WriteLine("This portal is in use: the demo fills an empty database only. Nothing was changed. Name another one by --Portal:Database=\"Data Source=…\".");
                return 1;
            default:
                Console.Error.WriteLine("The prices of the demo are in won: Portal:Currency must be KRW.");
                return 1;
        }
    }
}
