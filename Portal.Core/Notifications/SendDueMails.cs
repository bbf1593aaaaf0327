using System.Text.Json;
using Portal.Core.Shared;

namespace Portal.Core.Notifications;

/// <summary>
/// Sends the mails that are due. Any number of workers may do so at once: a row is claimed by a guarded write, sent outside of any transaction,
/// and closed. A worker that dies between sending and closing sends again, under the same message id.
/// </summary>
public sealed class SendDueMails(IUnitOfWork unit, IOutboxStore outbox, IMailGateway gateway, IMailTemplates templates, Clock clock)
{
    /// <summary>How long a worker may hold a mail before another may take it.</summary>
    public static readonly TimeSpan Claim = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(6), TimeSpan.FromHours(12), TimeSpan.FromHours(24),
    ];

    /// <summary>After so many attempts a mail is given up.</summary>
    public static int MaxAttempts => Waits.Length + 1;

    /// <summary>Sends at most <paramref name="max"/> mails; returns how many went.</summary>
    public async Task<int> Handle(int max, CancellationToken stop)
    {
        var sent = 0;
        foreach (var id in await outbox.Due(clock.Now, max))
        {
            if (stop.IsCancellationRequested) break;
            if (await Take(id) is not { } row) continue;
            var arguments = JsonSerializer.Deserialize<Dictionary<string, string>>(row.Arguments) ?? [];
            var text = templates.Render(row.Language, row.Template, arguments);
            var outcome = text is null
                ? new MailOutcome.Refused($"There is no template {row.Template}.")
                : await gateway.Send(new OutgoingMail(row.EffectKey, row.Recipient, row.Language, row.CreatedAt, text));
            await Close(row, arguments, outcome);
            if (outcome is MailOutcome.Sent) sent++;
        }

        return sent;
    }

    private async Task<ClaimedRow?> Take(long id)
    {
        await using var tx = await unit.Begin();
        var row = await outbox.Claim(id, clock.Now, clock.Now + Claim);
        await tx.Commit();
        return row;
    }

    private async Task Close(ClaimedRow row, Dictionary<string, string> arguments, MailOutcome outcome)
    {
        await using var tx = await unit.Begin();
        switch (outcome)
        {
            case MailOutcome.Sent:
                await outbox.Sent(row.Id, clock.Now, JsonSerializer.Serialize(WithoutToken(arguments)));
                break;
            case MailOutcome.Failed failed when row.Attempts < MaxAttempts:
                await outbox.Postpone(row.Id, clock.Now + Waits[Math.Max(0, row.Attempts - 1)], Short(failed.Reason));
                break;
            case MailOutcome.Failed failed:
                await outbox.GiveUp(row.Id, clock.Now, Short(failed.Reason));
                break;
            case MailOutcome.Refused refused:
                await outbox.GiveUp(row.Id, clock.Now, Short(refused.Reason));
                break;
        }

        await tx.Commit();
    }

    /// <summary>A link that lets whoever has it in is of no use here once it is sent.</summary>
    private static Dictionary<string, string> WithoutToken(Dictionary<string, string> arguments)
    {
        if (arguments.TryGetValue("path", out var path) && path.IndexOf("token=", StringComparison.Ordinal) is > 0 and var at) arguments["path"] = path[..at] + "token=…";
        return arguments;
    }

    private static string Short(string reason) => reason.Length > 400 ? reason[..400] : reason;
}
