using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Shared;
using Portal.Data.Ledger;
using Portal.Data.Shared;
using Portal.Web.Shared;

namespace Portal.Web.Ledger;

public sealed record JournalModel(PageOf<PostingRow> Page, JournalFilter Filter);

public sealed record OrderPostingsModel(string OrderNo, IReadOnlyList<PostingRow> Postings);

/// <summary>Postings: the journal, those of an order, and one with its balanced entries.</summary>
[Roles(Role.Operator, Role.Administrator, Role.Producer, Role.Seller, Role.Buyer)]
public sealed class PostingsController(LedgerPages pages) : Controller
{
    public static readonly IReadOnlyList<string> Kinds = ["Order", "Cancel", "Deposit", "Apply", "TakeBack", "Refund", "Distribution", "Freight", "Return", "ReturnFreight", "Payout", "PayoutFailed", "MileageUse", "MileageExpiry", "MileageCorrection", "DebtWrittenOff", "ReceivableWrittenOff"];

    [HttpGet("/ledger/postings"), Shows<JournalList>, Roles(Role.Operator, Role.Administrator)]
    public async Task<IActionResult> Index(Actor actor, string? kind, string? from, string? to, int page = 1)
    {
        var filter = new JournalFilter { Kind = Kinds.Contains(kind) ? kind : null, From = Date(from), To = Date(to), Page = page };
        return View(new JournalModel(await pages.Journal(actor, filter), filter));
    }

    [HttpGet("/ledger/postings/{postingId:long}")]
    public async Task<IActionResult> Details(Actor actor, long postingId) => await pages.Posting(actor, postingId) is { } posting ? View(posting) : NotFound();

    [HttpGet("/ledger/orders/{orderNo}"), Shows<OrderPostingList>, Roles(Role.Operator, Role.Administrator)]
    public async Task<IActionResult> OfOrder(Actor actor, string orderNo) =>
        await pages.OfOrder(actor, orderNo) is { } postings ? View(new OrderPostingsModel(orderNo, postings)) : NotFound();

    private static DateOnly? Date(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
}
