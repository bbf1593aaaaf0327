namespace Portal.Web.Shared;

/// <summary>The web server: what is added and in which order a request passes it.</summary>
public static class Pipeline
{
    /// <summary>The application of this process, for the serve command.</summary>
    internal static WebApplication? App { get; private set; }

    public static void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddControllersWithViews();
    }

    public static void Use(WebApplication app)
    {
        App = app;
        app.MapControllers();
    }
}
