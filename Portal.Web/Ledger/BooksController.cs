using Microsoft.AspNetCore.Mvc;
using Portal.Core.Shared;
using Portal.Data.Ledger;
using Portal.Web.Shared;

namespace Portal.Web.Ledger;

public sealed record BooksModel(IReadOnlyList<BookRule> Rules, DateTime At)
{
    public long Violations => Rules.Sum(r => r.Violations);
}

/// <summary>The rules of the books, checked over the whole database when the page is opened.</summary>
[Roles(Role.Administrator)]
public sealed class BooksController(BooksPages books, Clock clock) : Controller
{
    [HttpGet("/ledger/books")]
    public async Task<IActionResult> Index() => View(new BooksModel(await books.Check(), clock.Now));
}
