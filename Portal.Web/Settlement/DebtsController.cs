using Microsoft.AspNetCore.Mvc;
using Portal.Core.Shared;
using Portal.Data.Settlement;
using Portal.Data.Shared;
using Portal.Web.Shared;

namespace Portal.Web.Settlement;

/// <summary>One of the two lists is shown: what payees owe after returns, or delivered orders that buyers have not paid.</summary>
public sealed record DebtsModel(PageOf<PayeeDebtRow>? Payees, PageOf<BuyerDebtRow>? Buyers);

/// <summary>Debts, how old they are and what made them.</summary>
[Roles(Role.Operator, Role.Administrator)]
public sealed class DebtsController(DebtPages pages) : Controller
{
    [HttpGet("/debts"), Shows<PayeeDebtList>(View = ""), Shows<BuyerDebtList>(View = "buyers")]
    public async Task<IActionResult> Index(Actor actor, string? view, int page = 1) => View(view == "buyers"
        ? new DebtsModel(null, await pages.Buyers(actor, page))
        : new DebtsModel(await pages.Payees(actor, page), null));

    [HttpGet("/debts/{statementId:long}")]
    public async Task<IActionResult> Details(Actor actor, long statementId) => await pages.Payee(actor, statementId) is { } debt ? View(debt) : NotFound();
}
