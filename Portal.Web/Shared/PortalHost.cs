using Portal.Web.Delivery;

namespace Portal.Web.Shared;

/// <summary>The program: services from <see cref="Services"/>, pages from <see cref="Pipeline"/>, commands.</summary>
public sealed class PortalHost
{
    /// <summary>The application, once it is built.</summary>
    public WebApplication App { get; private set; } = null!;

    /// <summary>Builds the program. <paramref name="adjust"/> is for tests: another clock, another port.</summary>
    public static WebApplication Build(string[] settings, Action<WebApplicationBuilder>? adjust = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = settings, ApplicationName = "Portal.Web", ContentRootPath = ContentRoot() });
        builder.Host.UseDefaultServiceProvider(o => o.ValidateOnBuild = o.ValidateScopes = true);
        var options = builder.Configuration.ReadPortal();
        builder.Services.AddPortal(options, builder.Configuration.Database());
        builder.Services.AddCarriers();
        foreach (var command in CommandTypes) builder.Services.AddSingleton(typeof(ICommand), command);
        var host = new PortalHost();
        builder.Services.AddSingleton(host);
        Pipeline.Add(builder);
        adjust?.Invoke(builder);
        host.App = builder.Build();
        Pipeline.Use(host.App);
        return host.App;
    }

    public static IEnumerable<ICommand> Commands(WebApplication app) => app.Services.GetServices<ICommand>();

    private static IEnumerable<Type> CommandTypes => Services.Classes(typeof(PortalHost).Assembly).Where(t => t.IsAssignableTo(typeof(ICommand)));

    /// <summary>Where appsettings and static files lie: beside the program, also when it is started from another folder.</summary>
    private static string ContentRoot() =>
        File.Exists(Path.Combine(Directory.GetCurrentDirectory(), "Portal.Web.csproj")) ? Directory.GetCurrentDirectory() : AppContext.BaseDirectory;
}
