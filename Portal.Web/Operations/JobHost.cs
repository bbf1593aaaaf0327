using System.Reflection;
using Hangfire;
using Portal.Core.Shared;
using Portal.Data.Shared;
using Portal.Jobs.Shared;
using Portal.Web.Notifications;
using Portal.Web.Shared;

namespace Portal.Web.Operations;

/// <summary>Hangfire runs the recurring jobs: in memory beside the embedded database, in SQL Server beside SQL Server. What is due lies in the tables, so a lost run harms nothing.</summary>
public static class JobHost
{
    public const string Dashboard = "/ops/jobs";

    public static void AddJobs(this WebApplicationBuilder builder)
    {
        var connection = builder.Configuration.Database();
        builder.Services.AddHangfire(h =>
        {
            h.UseSimpleAssemblyNameTypeSerializer().UseRecommendedSerializerSettings();
            if (new Database(connection).Dialect == Dialect.SqlServer) h.UseSqlServerStorage(connection);
            else h.UseInMemoryStorage();
        });
        if (!string.Equals(builder.Configuration["Portal:Jobs"], "false", StringComparison.OrdinalIgnoreCase))
        {
            builder.Services.AddMailPump();
            builder.Services.AddHangfireServer(o =>
            {
                o.WorkerCount = 2;
                o.SchedulePollingInterval = TimeSpan.FromSeconds(15);
            });
        }

        builder.Services.AddScoped<JobRunner>();
    }

    public static void MapJobs(this WebApplication app) =>
        app.MapHangfireDashboard(Dashboard, new DashboardOptions { Authorization = [], AppPath = "/", DisplayStorageConnectionString = false })
            .WithMetadata(new RolesAttribute(Role.Administrator));
}

/// <summary>Schedules every recurring job when the portal starts.</summary>
public sealed class JobStarter(IRecurringJobManager jobs) : IStarter
{
    public Task Start()
    {
        foreach (var job in Shared.Services.Jobs)
        {
            var cron = (string)job.GetProperty(nameof(IRecurringJob.Cron), BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
            jobs.AddOrUpdate<JobRunner>(job.Name, r => r.Run(job.Name, CancellationToken.None), cron);
        }

        return Task.CompletedTask;
    }
}

/// <summary>Runs one recurring job by its name; a run that has not ended makes the next one wait.</summary>
public sealed class JobRunner(IServiceProvider services)
{
    [DisableConcurrentExecution(60), AutomaticRetry(Attempts = 0)]
    public Task Run(string job, CancellationToken stop)
    {
        var type = Shared.Services.Jobs.Single(t => t.Name == job);
        return ((IRecurringJob)services.GetRequiredService(type)).Run(stop);
    }
}
