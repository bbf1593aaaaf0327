using Microsoft.AspNetCore.Mvc;
using Portal.Core.Agreements;
using Portal.Core.Shared;
using Portal.Data.Agreements;
using Portal.Data.Shared;
using Portal.Web.Shared;

namespace Portal.Web.Agreements;

public sealed record ChooseProductModel(PageOf<ProposableProduct> Page, string? Text);

/// <summary>A proposal while it is written: who was found for a row, and what the shares come to. <see cref="Answers"/>: the one that it answers.</summary>
public sealed record ProposalModel(ProposableProduct Product, AgreementForm Form, IReadOnlyDictionary<int, PartyCandidate> Parties, Division? Division)
{
    public AgreementHeader? Answers { get; init; }
    public IReadOnlyList<TemplateRow> Templates { get; init; } = [];
    public long? TemplateId { get; init; }

    public ShareRowsModel Rows => new(Form.Shares, Parties);

    public string Action => Answers is { } a ? $"/agreements/{a.Id}/counterproposal" : $"/agreements/new?product={Uri.EscapeDataString(Product.Code)}";
}

/// <summary>The rows of shares as a form.</summary>
public sealed record ShareRowsModel(IReadOnlyList<ShareForm> Shares, IReadOnlyDictionary<int, PartyCandidate> Parties)
{
    public static readonly IReadOnlyDictionary<int, PartyCandidate> Nobody = new Dictionary<int, PartyCandidate>();

    /// <summary>Some rows more than are filled in, for whoever has no script to add one.</summary>
    public int RowCount => Math.Min(ShareRules.MaxShares, Math.Max(6, Shares.Count));
}

/// <summary>Writes a proposal: by the producer, the operator of the producer's centre or an administrator.</summary>
[Roles(Role.Producer, Role.Operator, Role.Administrator)]
public sealed class ProposalsController(AgreementPages pages, AgreementTemplatePages templates, ShareReader reader, ProposalDesk desk) : Controller
{
    [HttpGet("/agreements/new")]
    public async Task<IActionResult> New(Actor actor, string? product, string? q, long? template, int page = 1)
    {
        if (string.IsNullOrWhiteSpace(product)) return View("Choose", new ChooseProductModel(await pages.Products(actor, q, page), q));
        if (await pages.Product(actor, product) is not { } chosen) return NotFound();
        var from = template is { } id ? await templates.Find(actor, id) : null;
        if (template is not null && from is null) return NotFound();
        var form = from is null ? await reader.Begin(chosen) : await reader.Begin(chosen, from);
        return View(new ProposalModel(chosen, form, ShareRowsModel.Nobody, null) { Templates = await templates.List(actor), TemplateId = template });
    }

    [HttpPost("/agreements/new")]
    public async Task<IActionResult> New(Actor actor, string? product, [Bind(Prefix = "Form")] AgreementForm form) =>
        await pages.Product(actor, product ?? "") is { } chosen ? await desk.Post(this, actor, new ProposalModel(chosen, form, ShareRowsModel.Nobody, null)) : NotFound();
}

/// <summary>Answers a proposal by another: by a party that has not answered it.</summary>
[Roles(Role.Producer, Role.Seller, Role.Operator, Role.Administrator)]
public sealed class CounterproposalsController(AgreementPages pages, ShareReader reader, ProposalDesk desk) : Controller
{
    [HttpGet("/agreements/{agreementId:long}/counterproposal")]
    public async Task<IActionResult> New(Actor actor, long agreementId)
    {
        if (await Answered(actor, agreementId) is not { } detail) return NotFound();
        if (!detail.MayAnswer(actor)) return this.Stale("agreements.over");
        var a = detail.Agreement;
        var form = new AgreementForm { Shares = reader.Typed(detail.Shares), ValidFrom = desk.DayToCome(a.ValidFrom), ValidUntil = desk.LastDay(a.ValidUntil) };
        return View("/Agreements/Proposals/New.cshtml", await Model(detail, form));
    }

    [HttpPost("/agreements/{agreementId:long}/counterproposal")]
    public async Task<IActionResult> New(Actor actor, long agreementId, [Bind(Prefix = "Form")] AgreementForm form) =>
        await Answered(actor, agreementId) is { } detail ? await desk.Post(this, actor, await Model(detail, form)) : NotFound();

    /// <summary>The proposal, to one of its parties.</summary>
    private async Task<AgreementDetail?> Answered(Actor actor, long agreementId) =>
        await pages.Find(actor, agreementId) is { } detail && detail.Parties.Any(p => p.PartyId == actor.OrganizationId) ? detail : null;

    private async Task<ProposalModel> Model(AgreementDetail detail, AgreementForm form) =>
        new((await pages.ProductOf(detail.Agreement.ProductId))!, form, ShareRowsModel.Nobody, null) { Answers = detail.Agreement };
}

/// <summary>What both do with a form that was sent: more rows, a look at what it comes to, or the proposal itself.</summary>
[Service]
public sealed class ProposalDesk(ShareReader reader, ProposeAgreement propose, PortalOptions options, Clock clock)
{
    private const string Page = "/Agreements/Proposals/New.cshtml";

    public DateOnly? LastDay(DateTime? until) => until is { } end ? clock.DateOf(end.AddMilliseconds(-1)) : null;

    /// <summary>The day of a moment that is still to come; null: from now on.</summary>
    public DateOnly? DayToCome(DateTime from) => clock.DateOf(from) is var day && day > clock.Today ? day : null;

    public async Task<IActionResult> Post(Controller controller, Actor actor, ProposalModel model)
    {
        var form = model.Form;
        if (form.Do == "add")
        {
            // rows move up into the empty ones: what was typed comes from the form, not from their old numbers
            foreach (var key in controller.ModelState.Keys.Where(k => k.StartsWith("Form.Shares", StringComparison.Ordinal)).ToList()) controller.ModelState.Remove(key);
            return controller.View(Page, model with { Form = form with { Shares = [.. form.Shares.Where(s => !s.IsEmpty), .. Enumerable.Repeat(new ShareForm(), 3)] } });
        }

        var read = await reader.Read(form.Shares);
        Tell(controller, form, read);
        var isRight = controller.ModelState.IsValid;
        var terms = new LineTerms(model.Product.Price, 0, model.Product.Tax == "Standard" ? options.StandardTaxBp : 0);
        model = model with { Parties = read.Parties, Division = isRight ? Division.Of(read.ToRows(), terms, 1, actor) : null };
        if (!isRight) return controller.Invalid(Page, model);
        return form.Do == "propose" ? await Propose(controller, actor, model, read) : controller.View(Page, model);
    }

    private async Task<IActionResult> Propose(Controller controller, Actor actor, ProposalModel model, ReadShares read)
    {
        var form = model.Form;
        var validFrom = form.ValidFrom is { } day && day > clock.Today ? clock.StartOf(day) : clock.Now;
        var request = new ProposeAgreementRequest(actor, model.Product.Id, validFrom, read.Shares, PlainText.Tidy(form.Note))
        {
            ValidUntil = form.ValidUntil is { } last ? clock.StartOf(last.AddDays(1)) : null, AnswersId = model.Answers?.Id,
        };
        switch (await propose.Handle(request))
        {
            case ProposeAgreementOutcome.Proposed { AgreementId: var id, IsAccepted: var accepted }:
                controller.Flash(accepted ? "agreements.proposedAccepted" : model.Answers is null ? "agreements.proposed" : "agreements.countered");
                return controller.LocalRedirect($"/agreements/{id}");
            case ProposeAgreementOutcome.Past:
                controller.Error("Form.ValidFrom", "agreements.pastDay");
                return controller.Invalid(Page, model);
            case ProposeAgreementOutcome.EndsTooEarly:
                controller.Error("Form.ValidUntil", "agreements.endsTooEarly");
                return controller.Invalid(Page, model);
            case ProposeAgreementOutcome.Bad { Problem: var problem }:
                controller.Error("", $"agreements.problem.{problem}");
                return controller.Invalid(Page, model);
            case ProposeAgreementOutcome.NotOpen:
                return controller.Stale("agreements.over");
            default:
                return controller.NotFound();
        }
    }

    private void Tell(Controller controller, AgreementForm form, ReadShares read)
    {
        if (form.ValidFrom < clock.Today || form.ValidFrom > clock.Today.AddYears(10)) controller.Error("Form.ValidFrom", "agreements.pastDay");
        if (form.ValidUntil < (form.ValidFrom ?? clock.Today) || form.ValidUntil > clock.Today.AddYears(20)) controller.Error("Form.ValidUntil", "agreements.endsTooEarly");
        if (form.Shares.Count > ShareRules.MaxShares) controller.Error("", "agreements.tooMany", ShareRules.MaxShares);
        foreach (var e in read.Errors) controller.Error($"Form.Shares[{e.Row}].{e.Field}", e.TextKey, e.Arguments);
        if (!read.HasRest) controller.Error("", "agreements.problem.NoRest");
    }
}
