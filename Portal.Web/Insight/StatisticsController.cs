using Microsoft.AspNetCore.Mvc;
using Portal.Core.Shared;
using Portal.Data.Insight;
using Portal.Web.Shared;

namespace Portal.Web.Insight;

public sealed class InsightNavigation : INavigation
{
    public IEnumerable<NavItem> For(Actor? actor) =>
        actor?.Role is Role.Producer or Role.Seller or Role.Operator or Role.Administrator ? [new NavItem("insight.title", "/statistics", "nav.money", 80)] : [];
}

/// <summary>Numbers of a period: as charts, as a table, as a file. Each role sees its own.</summary>
[Roles(Role.Producer, Role.Seller, Role.Operator, Role.Administrator)]
public sealed class StatisticsController(StatisticsReport report, Texts texts, PortalOptions options) : Controller
{
    [HttpGet("/statistics")]
    public async Task<IActionResult> Index(Actor actor, DateOnly? from, DateOnly? to, StatisticsGroup? by, long? centre) =>
        View(await report.Read(actor, report.Filter(actor, from, to, by, centre)));

    [HttpGet("/statistics.csv")]
    public async Task<IActionResult> Export(Actor actor, DateOnly? from, DateOnly? to, StatisticsGroup? by, long? centre)
    {
        var model = await report.Read(actor, report.Filter(actor, from, to, by, centre));
        List<string> header = [texts[$"insight.by.{model.Filter.By}"], texts["insight.orders"], texts["insight.units"], texts["insight.sales"], texts["insight.returned"], texts["insight.late"]];
        if (!model.IsByTime) header.Add(texts["insight.customers"]);
        if (model.IsByTime && model.HasDeposits) header.Add(texts["insight.deposits"]);
        if (model.IsByTime) header.Add(texts["insight.divided"]);
        return this.Csv($"statistics-{model.Filter.From:yyyyMMdd}-{model.Filter.To:yyyyMMdd}.csv", header, model.Lines.Select(l => Row(model, l)));
    }

    private List<object?> Row(StatisticsModel model, ReportLine line)
    {
        List<object?> cells = [line.Label, line.Orders, line.Units, CsvFile.Amount(options.Currency, line.Sales), line.Returned, line.Late];
        if (!model.IsByTime) cells.Add(line.Customers);
        if (model.IsByTime && model.HasDeposits) cells.Add(CsvFile.Amount(options.Currency, line.Deposits));
        if (model.IsByTime) cells.Add(CsvFile.Amount(options.Currency, line.Divided));
        return cells;
    }
}
