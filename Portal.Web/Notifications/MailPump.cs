using System.Threading.Channels;
using Portal.Core.Notifications;

namespace Portal.Web.Notifications;

/// <summary>
/// Sends mails as soon as a request that may have written some is over, so that nobody waits a minute for a link.
/// The minute's job does the same and needs no waking: what this one misses is not lost.
/// </summary>
public sealed class MailPump(IServiceScopeFactory scopes, ILogger<MailPump> log) : BackgroundService
{
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Wake() => _wake.Writer.TryWrite(true);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var _ in _wake.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<SendDueMails>().Handle(200, stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "Mails could not be sent; the next run tries again.");
            }
        }
    }
}

public static class MailPumping
{
    public static void AddMailPump(this IServiceCollection services)
    {
        services.AddSingleton<MailPump>();
        services.AddHostedService(s => s.GetRequiredService<MailPump>());
    }

    /// <summary>After every request that changes something. Nothing happens where jobs are switched off.</summary>
    public static void UseMailPump(this WebApplication app)
    {
        if (app.Services.GetService<MailPump>() is not { } pump) return;
        app.Use(async (context, next) =>
        {
            await next(context);
            if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method)) pump.Wake();
        });
    }
}
