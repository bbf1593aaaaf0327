using System.Reflection;
using Portal.Core.CardPayments;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Data.Shared;
using Portal.Jobs.CardPayments;
using Portal.Jobs.Notifications;
using Portal.Jobs.Shared;
using Portal.Web.Accounts;
using Portal.Web.Notifications;

namespace Portal.Web.Shared;

/// <summary>
/// Registers by convention: of the core every use case (a class with <c>Handle</c>) and every class marked <c>[Service]</c>,
/// of the data every <c>…Store</c> as its interfaces and every <c>…Pages</c> as itself, of the jobs every recurring job.
/// </summary>
public static class Services
{
    public static IServiceCollection AddPortal(this IServiceCollection services, PortalOptions options, string connectionString)
    {
        services.AddSingleton(options);
        services.AddSingleton(_ => new Database(connectionString));
        services.AddSingleton<Migrator>();
        services.AddSingleton(TimeProvider.System);
        services.AddScoped<Db>();
        services.AddKeys();
        services.AddScoped<IUnitOfWork>(s => s.GetRequiredService<Db>());
        foreach (var type in Classes(typeof(Clock).Assembly).Where(IsUseCase)) AddWithRoles(services, type);
        foreach (var type in Classes(typeof(Db).Assembly)) AddData(services, type);
        foreach (var type in Jobs) services.AddScoped(type);
        services.AddSingleton<IMailTemplates, MailTemplates>();
        services.AddSingleton<ICardGateway, StripeCardGateway>();
        if (options.MailsBySmtp) services.AddScoped<IMailGateway, SmtpMailGateway>();
        else services.AddScoped<IMailGateway, FolderMailGateway>();
        return services;
    }

    /// <summary>All recurring jobs.</summary>
    public static IEnumerable<Type> Jobs => Classes(typeof(IRecurringJob).Assembly).Where(t => t.IsAssignableTo(typeof(IRecurringJob)));

    /// <summary>Public classes that can be made.</summary>
    internal static IEnumerable<Type> Classes(Assembly assembly) =>
        assembly.GetExportedTypes().Where(t => t is { IsClass: true, IsAbstract: false, IsNested: false });

    private static bool IsUseCase(Type type) =>
        type.GetCustomAttribute<ServiceAttribute>() is not null || type.GetMethods().Any(m => m is { Name: "Handle", IsStatic: false });

    private static void AddData(IServiceCollection services, Type type)
    {
        if (type.Name.EndsWith("Pages", StringComparison.Ordinal)) services.AddScoped(type);
        if (type.Name.EndsWith("Store", StringComparison.Ordinal)) AddWithRoles(services, type);
    }

    /// <summary>A class as itself and as what it is for other features.</summary>
    private static void AddWithRoles(IServiceCollection services, Type type)
    {
        services.AddScoped(type);
        foreach (var role in type.GetInterfaces().Where(i => i.Namespace?.StartsWith("Portal.Core", StringComparison.Ordinal) == true))
            services.AddScoped(role, s => s.GetRequiredService(type));
    }
}
