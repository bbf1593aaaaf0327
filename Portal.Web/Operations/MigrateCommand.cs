using Portal.Data.Shared;
using Portal.Web.Shared;

namespace Portal.Web.Operations;

/// <summary>Brings the database up to the program's schema.</summary>
public sealed class MigrateCommand(Migrator migrator) : ICommand
{
    public string Name => "migrate";
    public string Usage => "";

    public async Task<int> Run(string[] args)
    {
        _ = new CommandLine(args, [], []);
        var scripts = await migrator.Run();
        Console.WriteLine(scripts.Count == 0 ? "The database is up to date." : $"{scripts.Count} scripts run: {scripts[0]} … {scripts[^1]}");
        return 0;
    }
}
