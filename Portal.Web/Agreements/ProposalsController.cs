using Microsoft.AspNetCore.Mvc;
using Portal.Core.Agreements;
using Portal.Core.Shared;
using Portal.Data.Agreements;
using Portal.Data.Shared;
using Portal.Web.Shared;

namespace Portal.Web.Agreements;

public sealed record ChooseProductModel(PageOf<ProposableProduct> Page, string? Text);

/// <summary>A proposal while it is written: who was found for a row, and what the shares come to.</summary>
public sealed record ProposalModel(ProposableProduct Product, AgreementForm Form, IReadOnlyDictionary<int, PartyCandidate> Parties, Division? Division)
{
    /// <summary>Some rows more than are filled in, for whoever has no script to add one.</summary>
    public int RowCount => Math.Min(ShareRules.MaxShares, Math.Max(6, Form.Shares.Count));
}

/// <summary>Writes a proposal: by the producer, the operator of the producer's centre or an administrator.</summary>
[Roles(Role.Producer, Role.Operator, Role.Administrator)]
public sealed class ProposalsController(AgreementPages pages, ShareReader reader, PortalOptions options, Clock clock) : Controller
{
    private static readonly IReadOnlyDictionary<int, PartyCandidate> Nobody = new Dictionary<int, PartyCandidate>();

    [HttpGet("/agreements/new")]
    public async Task<IActionResult> New(Actor actor, string? product, string? q, int page = 1)
    {
        if (string.IsNullOrWhiteSpace(product)) return View("Choose", new ChooseProductModel(await pages.Products(actor, q, page), q));
        if (await pages.Product(actor, product) is not { } chosen) return NotFound();
        return View(new ProposalModel(chosen, await reader.Begin(chosen), Nobody, null));
    }

    [HttpPost("/agreements/new")]
    public async Task<IActionResult> New(Actor actor, string? product, [Bind(Prefix = "Form")] AgreementForm form, [FromServices] ProposeAgreement propose)
    {
        if (await pages.Product(actor, product ?? "") is not { } chosen) return NotFound();
        if (form.Do == "add")
        {
            // rows move up into the empty ones: what was typed comes from the form, not from their old numbers
            foreach (var key in ModelState.Keys.Where(k => k.StartsWith("Form.Shares", StringComparison.Ordinal)).ToList()) ModelState.Remove(key);
            return View(new ProposalModel(chosen, form with { Shares = [.. form.Shares.Where(s => !s.IsEmpty), .. Enumerable.Repeat(new ShareForm(), 3)] }, Nobody, null));
        }

        var read = await reader.Read(form);
        Tell(form, read);
        var division = ModelState.IsValid ? Division.Of(read.ToRows(), new LineTerms(chosen.Price, 0, chosen.Tax == "Standard" ? options.StandardTaxBp : 0), 1, actor) : null;
        var model = new ProposalModel(chosen, form, read.Parties, division);
        if (!ModelState.IsValid) return this.Invalid("New", model);
        if (form.Do != "propose") return View(model);

        var validFrom = form.ValidFrom is { } day && day > clock.Today ? clock.StartOf(day) : clock.Now;
        switch (await propose.Handle(new ProposeAgreementRequest(actor, chosen.Id, validFrom, read.Shares, PlainText.Tidy(form.Note))))
        {
            case ProposeAgreementOutcome.Proposed { AgreementId: var id, IsAccepted: var accepted }:
                this.Flash(accepted ? "agreements.proposedAccepted" : "agreements.proposed");
                return LocalRedirect($"/agreements/{id}");
            case ProposeAgreementOutcome.Past:
                this.Error("Form.ValidFrom", "agreements.pastDay");
                return this.Invalid("New", model);
            case ProposeAgreementOutcome.Bad { Problem: var problem }:
                this.Error("", $"agreements.problem.{problem}");
                return this.Invalid("New", model);
            default:
                return NotFound();
        }
    }

    private void Tell(AgreementForm form, ReadShares read)
    {
        if (form.ValidFrom < clock.Today || form.ValidFrom > clock.Today.AddYears(10)) this.Error("Form.ValidFrom", "agreements.pastDay");
        if (form.Shares.Count > ShareRules.MaxShares) this.Error("", "agreements.tooMany", ShareRules.MaxShares);
        foreach (var e in read.Errors) this.Error($"Form.Shares[{e.Row}].{e.Field}", e.TextKey, e.Arguments);
        if (!read.HasRest) this.Error("", "agreements.problem.NoRest");
    }
}
