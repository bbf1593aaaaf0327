using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Payments;
using Portal.Core.Shared;
using Portal.Data.Payments;
using Portal.Data.Shared;
using Portal.Web.Shared;

namespace Portal.Web.Payments;

public sealed record DepositListModel(PageOf<DepositRow> Page, string? Match, string? Text);

public sealed record DepositForm
{
    [Display(Name = "payments.amount"), Required, StringLength(30)]
    public string? Amount { get; init; }

    [Display(Name = "payments.depositedAt"), Required]
    public DateTime? DepositedAt { get; init; }

    [Display(Name = "payments.depositor"), Required, StringLength(100)]
    public string? Depositor { get; init; }

    [Display(Name = "payments.orderNo"), StringLength(40)]
    public string? OrderNo { get; init; }

    [Display(Name = "payments.reference"), StringLength(60)]
    public string? Reference { get; init; }

    [Display(Name = "payments.note"), StringLength(1000)]
    public string? Note { get; init; }

    /// <summary>Made with the empty form: the same form sent twice is one deposit.</summary>
    public long? Key { get; init; }

    /// <summary>The unusual amount that was confirmed.</summary>
    public long? Confirmed { get; init; }
}

/// <summary>Deposits that the operator saw on the bank account of the centre.</summary>
[Roles(Role.Operator, Role.Administrator)]
public sealed class DepositsController(PaymentPages pages, PortalOptions options, Clock clock) : Controller
{
    /// <summary>What is said to be older is a year mistyped.</summary>
    private const int MaxYears = 5;

    [HttpGet("/deposits"), Shows<DepositList>]
    public async Task<IActionResult> Index(Actor actor, DepositMatch? match, string? q, int page = 1) =>
        View(new DepositListModel(await pages.Deposits(actor, match?.ToString(), q, page), match?.ToString(), q));

    [HttpGet("/deposits/{depositId:long}")]
    public async Task<IActionResult> Details(Actor actor, long depositId) => await pages.Deposit(actor, depositId) is { } deposit ? View(deposit) : NotFound();

    [HttpGet("/deposits/new"), Roles(Role.Operator)]
    public async Task<IActionResult> New(Actor actor, string? order)
    {
        var found = order is null ? null : await pages.Order(actor, order);
        return View(new DepositForm
        {
            OrderNo = found?.OrderNo, Amount = found is null ? null : options.Currency.Plain(found.Open), Depositor = found?.Buyer, DepositedAt = clock.Local(clock.Now), Key = Ids.Next(),
        });
    }

    [HttpPost("/deposits/new"), Roles(Role.Operator)]
    public async Task<IActionResult> New(Actor actor, DepositForm form, [FromServices] RecordDeposit record)
    {
        if (!options.Currency.TryRead(form.Amount, out var amount) && !string.IsNullOrEmpty(form.Amount)) this.Error(nameof(form.Amount), "payments.badAmount");
        OpenOrderRow? order = null;
        if (!string.IsNullOrWhiteSpace(form.OrderNo) && (order = await pages.Order(actor, form.OrderNo)) is null) this.Error(nameof(form.OrderNo), "payments.noOrder");
        var at = form.DepositedAt is { } local ? clock.Utc(local) : clock.Now;
        if (at > clock.Now || at < clock.Now.AddYears(-MaxYears)) this.Error(nameof(form.DepositedAt), "payments.badTime", MaxYears);
        this.AskAbout(nameof(form.Confirmed), amount, order?.Open, form.Confirmed);
        if (!ModelState.IsValid) return this.Invalid("New", form);
        var made = form.Key is { } key ? $"D{key}" : null;
        var reference = string.IsNullOrWhiteSpace(form.Reference) ? null : form.Reference.Trim();
        var outcome = await record.Handle(new RecordDepositRequest(actor, amount, at, form.Depositor!.Trim())
        {
            Reference = reference ?? made, OrderId = order?.Id, Note = form.Note,
        });
        switch (outcome)
        {
            case RecordDepositOutcome.Recorded r:
                this.Flash($"payments.recorded.{r.Match}", Money(r.Applied), Money(r.Unapplied));
                return LocalRedirect(order is null ? "/credits" : $"/orders/{Uri.EscapeDataString(order.OrderNo)}");
            case RecordDepositOutcome.Duplicate when reference is null:
                return this.Stale("payments.recordedBefore");
            case RecordDepositOutcome.Duplicate:
                this.Error(nameof(form.Reference), "payments.duplicate");
                break;
            case RecordDepositOutcome.Bad:
                this.Error(nameof(form.Amount), "payments.badDeposit");
                break;
            default:
                return NotFound();
        }

        return this.Invalid("New", form);
    }

    private string Money(long amount) => HttpContext.RequestServices.GetRequiredService<Show>().Money(amount);
}
