using Portal.Core.Operations;
using Portal.Core.Shared;

namespace Portal.Core.Ledger;

/// <summary>The operator of a centre closes a month: nothing is posted into it any more.</summary>
public sealed record CloseMonthRequest(Actor Actor, long CentreId, DateOnly MonthOn)
{
    /// <summary>What the preview showed; when it has changed since, that is told and nothing is closed.</summary>
    public MonthSeen? Seen { get; init; }
}

/// <summary>The size of a month as its preview showed it.</summary>
public sealed record MonthSeen(int Postings, long Debits);

public abstract record CloseMonthOutcome
{
    private CloseMonthOutcome() { }

    public sealed record Closed(long ClosingId) : CloseMonthOutcome;
    public sealed record NotFound : CloseMonthOutcome;
    /// <summary>The month is not over.</summary>
    public sealed record NotOver : CloseMonthOutcome;
    /// <summary>It is closed, or an earlier one is not; null when there is nothing to close.</summary>
    public sealed record NotNext(DateOnly? Next) : CloseMonthOutcome;
    /// <summary>Something of the month is not done.</summary>
    public sealed record Unfinished(OpenWork Work) : CloseMonthOutcome;
    /// <summary>It has not what the preview showed.</summary>
    public sealed record Changed : CloseMonthOutcome;
}

/// <summary>
/// Closes the months of a centre one after the other. What happened in a closed month and is learned later is posted on the first day of the open one.
/// A posting that is under way while the month is closed comes before or after, never between: the gate is held from before the figures are taken.
/// </summary>
public sealed class CloseMonth(IUnitOfWork unit, IClosingStore closings, Audit audit, Clock clock)
{
    public async Task<CloseMonthOutcome> Handle(CloseMonthRequest request)
    {
        if (!May(request.Actor, request.CentreId)) return new CloseMonthOutcome.NotFound();
        await using var tx = await unit.Begin();
        await closings.Hold();
        var next = await closings.Next(request.CentreId);
        if (next != request.MonthOn) return new CloseMonthOutcome.NotNext(next);
        var nextOn = request.MonthOn.AddMonths(1);
        if (clock.Today < nextOn) return new CloseMonthOutcome.NotOver();
        if (await closings.Open(request.CentreId, nextOn) is { Hinders: true } work) return new CloseMonthOutcome.Unfinished(work);

        var figures = await closings.Figures(request.CentreId, request.MonthOn);
        if (request.Seen is { } seen && seen != new MonthSeen(figures.Postings, figures.Debits)) return new CloseMonthOutcome.Changed();
        var closing = new NewClosing(Ids.Next(), request.CentreId, request.MonthOn, nextOn, figures, clock.Now, request.Actor.PersonOrNull);
        if (!await closings.Insert(closing)) return new CloseMonthOutcome.NotNext(await closings.Next(request.CentreId));
        await audit.Note(request.Actor, "month.close", "closing", closing.Id, $"{request.CentreId}/{request.MonthOn:yyyy-MM}", null, $"{figures.Postings} / {figures.Debits}");
        await tx.Commit();
        return new CloseMonthOutcome.Closed(closing.Id);
    }

    internal static bool May(Actor actor, long centreId) => actor.Role == Role.System || (actor.Role == Role.Operator && actor.OrganizationId == centreId);
}

/// <summary>What would be closed next in a centre.</summary>
public sealed record MonthPreview(DateOnly MonthOn, bool IsOver, MonthFigures Figures, OpenWork Work);

/// <summary>Computes what <see cref="CloseMonth"/> would close, and writes nothing.</summary>
public sealed class PreviewClosing(IClosingStore closings, Clock clock)
{
    /// <summary>Null when the actor may not, or there is nothing to close.</summary>
    public async Task<MonthPreview?> Handle(Actor actor, long centreId)
    {
        if (!CloseMonth.May(actor, centreId) || await closings.Next(centreId) is not { } month) return null;
        var nextOn = month.AddMonths(1);
        return new MonthPreview(month, clock.Today >= nextOn, await closings.Figures(centreId, month), await closings.Open(centreId, nextOn));
    }
}
