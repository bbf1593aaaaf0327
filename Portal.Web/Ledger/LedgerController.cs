using Microsoft.AspNetCore.Mvc;
using Portal.Core.Ledger;
using Portal.Core.Shared;
using Portal.Data.Ledger;
using Portal.Data.Shared;
using Portal.Web.Shared;

namespace Portal.Web.Ledger;

public sealed record AccountListModel(PageOf<AccountRow> Page, string? Type, string? Text);

public sealed record AccountModel(AccountRow Account, PageOf<AccountEntryRow> Entries);

/// <summary>The accounts of the ledger and their entries.</summary>
[Roles(Role.Operator, Role.Administrator, Role.Producer, Role.Seller, Role.Buyer)]
public sealed class LedgerController(LedgerPages pages) : Controller
{
    /// <summary>Sums by type for who keeps the books; everybody else begins with their accounts.</summary>
    [HttpGet("/ledger")]
    public async Task<IActionResult> Index(Actor actor) =>
        actor.Role is Role.Operator or Role.Administrator ? View(await pages.Types(actor)) : LocalRedirect("/ledger/accounts");

    [HttpGet("/ledger/accounts"), Shows<AccountList>]
    public async Task<IActionResult> Accounts(Actor actor, string? type, string? q, int page = 1)
    {
        var shown = Enum.TryParse<AccountType>(type, out var t) && Enum.IsDefined(t) ? t.ToString() : null;
        return View(new AccountListModel(await pages.Accounts(actor, shown, q, page), shown, q));
    }

    [HttpGet("/ledger/accounts/{accountId:long}")]
    public async Task<IActionResult> Account(Actor actor, long accountId, int page = 1) =>
        await pages.Account(actor, accountId) is { } account ? View(new AccountModel(account, await pages.Entries(actor, account, page))) : NotFound();
}

/// <summary>How balances are shown: on the side on which an account of its kind stands, so that what is owed reads as a plain figure.</summary>
public static class LedgerSides
{
    /// <summary>Assets and losses stand on the debit side, what is owed and earned on the credit side.</summary>
    public static bool IsDebit(string type) => Enum.Parse<AccountType>(type) is AccountType.Bank or AccountType.Card or AccountType.Receivable or AccountType.Loss;

    /// <summary>A balance as a figure of its own side: positive is what one expects.</summary>
    public static long Own(string type, long balance) => IsDebit(type) ? balance : -balance;
}
