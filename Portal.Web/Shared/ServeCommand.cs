using Portal.Data.Shared;

namespace Portal.Web.Shared;

/// <summary>Serves the pages; migrates first.</summary>
public sealed class ServeCommand(Migrator migrator, IServiceScopeFactory scopes, PortalHost host) : ICommand
{
    public string Name => "serve";
    public string Usage => "";

    public async Task<int> Run(string[] args)
    {
        _ = new CommandLine(args, [], []);
        await migrator.Run();
        await using (var scope = scopes.CreateAsyncScope())
            foreach (var starter in scope.ServiceProvider.GetServices<IStarter>()) await starter.Start();
        await host.App.RunAsync();
        return 0;
    }
}

/// <summary>Something to be done after migration and before the first page.</summary>
public interface IStarter
{
    Task Start();
}
