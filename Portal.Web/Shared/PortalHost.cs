using Portal.Core.Delivery;
using Portal.Jobs.Delivery;

namespace Portal.Web.Shared;

/// <summary>Builds the program: services from <see cref="Services"/>, pages from <see cref="Pipeline"/>.</summary>
public static class PortalHost
{
    public static WebApplication Build(string[] settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = settings, ContentRootPath = ContentRoot() });
        builder.Host.UseDefaultServiceProvider(o => o.ValidateOnBuild = o.ValidateScopes = true);
        var options = builder.Configuration.ReadPortal();
        builder.Services.AddPortal(options, builder.Configuration.Database());
        builder.Services.AddHttpClient<ICarrierGateway, HttpCarrierGateway>(c => c.Timeout = TimeSpan.FromSeconds(10));
        foreach (var command in CommandTypes) builder.Services.AddSingleton(typeof(ICommand), command);
        Pipeline.Add(builder);
        var app = builder.Build();
        Pipeline.Use(app);
        return app;
    }

    public static IEnumerable<ICommand> Commands(WebApplication app) => app.Services.GetServices<ICommand>();

    private static IEnumerable<Type> CommandTypes => Services.Classes(typeof(PortalHost).Assembly).Where(t => t.IsAssignableTo(typeof(ICommand)));

    /// <summary>Where appsettings and static files lie: beside the program, also when it is started from another folder.</summary>
    private static string ContentRoot() =>
        File.Exists(Path.Combine(Directory.GetCurrentDirectory(), "Portal.Web.csproj")) ? Directory.GetCurrentDirectory() : AppContext.BaseDirectory;
}
