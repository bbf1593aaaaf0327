using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Home;

/// <summary>The home of each role: this month and the one before, where things stand, what comes within two weeks, what happened last.</summary>
public sealed class HomePages(Db db, Clock clock)
{
    private const int EventCount = 10;
    private const int DaysAhead = 14;

    /// <summary>Four short statements of the role in one round trip.</summary>
    public async Task<HomeData> Read(Actor actor)
    {
        var sql = actor.Role switch
        {
            Role.Operator => OperatorHome.StatementsSql,
            Role.Producer => ProducerHome.StatementsSql,
            Role.Seller => SellerHome.StatementsSql,
            Role.Reviewer => ReviewerHome.StatementsSql,
            Role.Administrator => AdministratorHome.StatementsSql,
            _ => BuyerHome.StatementsSql,
        };
        var today = clock.Today;
        var month = Month.Of(today).First;
        using var rows = await db.Multiple($"{sql} {db.Dialect.First(EventCount)}", new
        {
            actor.OrganizationId, actor.PersonId, today, now = clock.Now, monthBefore = month.AddMonths(-1), monthStart = clock.StartOf(month), since = clock.StartOf(month.AddMonths(-1)),
            dayStart = clock.StartOf(today), until = clock.StartOf(today.AddDays(DaysAhead + 1)), untilDay = today.AddDays(DaysAhead),
        });
        return new HomeData([.. await rows.ReadAsync<HomeSum>()], [.. await rows.ReadAsync<HomeStage>()], [.. await rows.ReadAsync<HomeSum>()], [.. await rows.ReadAsync<HomeEvent>()]);
    }
}
