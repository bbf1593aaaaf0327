using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Agreements;
using Portal.Core.Shared;
using Portal.Data.Agreements;
using Portal.Web.Shared;

namespace Portal.Web.Agreements;

public sealed record TemplateForm
{
    [Display(Name = "agreements.template.name"), Required, StringLength(100)]
    public string? Name { get; init; }

    [Display(Name = "agreements.template.note"), StringLength(1000)]
    public string? Note { get; init; }

    public List<ShareForm> Shares { get; init; } = [];
    public int Version { get; init; }

    /// <summary>add or save.</summary>
    public string? Do { get; init; }
}

public sealed record TemplateModel(long? TemplateId, TemplateForm Form, IReadOnlyDictionary<int, PartyCandidate> Parties)
{
    public ShareRowsModel Rows => new(Form.Shares, Parties);
    public string Action => TemplateId is { } id ? $"/agreement-templates/{id}" : "/agreement-templates/new";
}

/// <summary>Named shares from which proposals begin: kept by the operators of a centre.</summary>
[Roles(Role.Operator)]
public sealed class AgreementTemplatesController(AgreementTemplatePages pages, ShareReader reader, SaveAgreementTemplate save) : Controller
{
    [HttpGet("/agreement-templates")]
    public async Task<IActionResult> Index(Actor actor) => View(await pages.List(actor));

    [HttpGet("/agreement-templates/new")]
    public IActionResult New() => View("Edit", new TemplateModel(null, new TemplateForm
    {
        Shares =
        [
            new ShareForm { Part = Part.Producer, Kind = ShareKind.Rest }, new ShareForm { Part = Part.Seller, Kind = ShareKind.Rate },
            new ShareForm { Part = Part.Centre, Kind = ShareKind.Rate }, new ShareForm { Part = Part.Portal, Kind = ShareKind.Rate },
        ],
    }, ShareRowsModel.Nobody));

    [HttpPost("/agreement-templates/new")]
    public Task<IActionResult> New(Actor actor, [Bind(Prefix = "Form")] TemplateForm form) => Save(actor, null, form);

    [HttpGet("/agreement-templates/{templateId:long}")]
    public async Task<IActionResult> Edit(Actor actor, long templateId)
    {
        if (await pages.Find(actor, templateId) is not { Template: var t } detail) return NotFound();
        return View("Edit", new TemplateModel(templateId, new TemplateForm { Name = t.Name, Note = t.Note, Version = t.Version, Shares = reader.Typed(detail.Shares) }, ShareRowsModel.Nobody));
    }

    [HttpPost("/agreement-templates/{templateId:long}")]
    public async Task<IActionResult> Edit(Actor actor, long templateId, [Bind(Prefix = "Form")] TemplateForm form) =>
        await pages.Find(actor, templateId) is null ? NotFound() : await Save(actor, templateId, form);

    [HttpPost("/agreement-templates/{templateId:long}/removal")]
    public async Task<IActionResult> Removal(Actor actor, long templateId, [FromServices] RemoveAgreementTemplate remove)
    {
        if (!await remove.Handle(actor, templateId)) return NotFound();
        this.Flash("agreements.template.removed");
        return LocalRedirect("/agreement-templates");
    }

    private async Task<IActionResult> Save(Actor actor, long? templateId, TemplateForm form)
    {
        if (form.Do == "add")
        {
            foreach (var key in ModelState.Keys.Where(k => k.StartsWith("Form.Shares", StringComparison.Ordinal)).ToList()) ModelState.Remove(key);
            return View("Edit", new TemplateModel(templateId, form with { Shares = [.. form.Shares.Where(s => !s.IsEmpty), .. Enumerable.Repeat(new ShareForm(), 3)] }, ShareRowsModel.Nobody));
        }

        var read = await reader.Read(form.Shares, isTemplate: true);
        foreach (var e in read.Errors) this.Error($"Form.Shares[{e.Row}].{e.Field}", e.TextKey, e.Arguments);
        if (form.Shares.Count > ShareRules.MaxShares) this.Error("", "agreements.tooMany", ShareRules.MaxShares);
        if (!read.HasRest) this.Error("", "agreements.problem.NoRest");
        var model = new TemplateModel(templateId, form, read.Parties);
        if (!ModelState.IsValid) return this.Invalid("Edit", model);
        switch (await save.Handle(new SaveAgreementTemplateRequest(actor, templateId, PlainText.Tidy(form.Name) ?? "–", PlainText.Tidy(form.Note), read.Shares) { Version = form.Version }))
        {
            case SaveAgreementTemplateOutcome.Saved:
                this.Flash("agreements.template.saved");
                return LocalRedirect("/agreement-templates");
            case SaveAgreementTemplateOutcome.NameTaken:
                this.Error("Form.Name", "agreements.template.nameTaken");
                return this.Invalid("Edit", model);
            case SaveAgreementTemplateOutcome.Bad bad:
                this.Error("", $"agreements.problem.{bad.Problem}");
                return this.Invalid("Edit", model);
            case SaveAgreementTemplateOutcome.Changed:
                return this.Stale("agreements.template.stale");
            default:
                return NotFound();
        }
    }
}
