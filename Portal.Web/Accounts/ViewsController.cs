using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Accounts;
using Portal.Core.Shared;
using Portal.Web.Shared;

namespace Portal.Web.Accounts;

public sealed record SavedViewForm
{
    [StringLength(60)]
    public string? List { get; init; }

    [StringLength(SaveView.LongestQuery)]
    public string? Query { get; init; }

    [Display(Name = "accounts.viewName"), Required, StringLength(40)]
    public string? Name { get; init; }
}

public sealed record ListForm
{
    public string? List { get; init; }
    public List<string> All { get; init; } = [];
    public List<string> Shown { get; init; } = [];
    public int Size { get; init; }
    public string? Back { get; init; }
}

/// <summary>What a person keeps of the lists: views under a name, columns, and how many rows they see at once.</summary>
[SignedIn]
public sealed class ViewsController(Session session) : Controller
{
    [HttpPost("/views")]
    public async Task<IActionResult> Save(SavedViewForm form, [FromServices] SaveView save)
    {
        if (form.List is not { } list || !Lists.WithViews.Contains(list)) return NotFound();
        var (query, name) = (Lists.Tidy(form.Query), PlainText.Tidy(form.Name));
        if (query.Length is 0 or > SaveView.LongestQuery) this.Error("", "accounts.nothingToSave");
        if (ModelState.IsValid && name is null) this.Error("Name", "accounts.viewNeedsName");
        if (ModelState.IsValid && await save.Handle(new SaveViewRequest(session.Person!.Id, list, name!, query)) == SaveViewOutcome.TooMany) this.Error("", "accounts.tooManyViews", SaveView.Most);
        if (!ModelState.IsValid) return this.Invalid("New", form);
        this.Flash("accounts.viewSaved", name);
        return LocalRedirect($"/{list}{query}");
    }

    [HttpPost("/views/{viewId:long}/removal")]
    public async Task<IActionResult> Remove(long viewId, [FromServices] DeleteView delete, [FromServices] Portal.Data.Accounts.ListPages pages)
    {
        if (await pages.ListOfView(session.Person!.Id, viewId) is not { } list || !await delete.Handle(session.Person!.Id, viewId)) return NotFound();
        this.Flash("accounts.viewForgotten");
        return LocalRedirect($"/{list}");
    }

    [HttpPost("/list-settings")]
    public async Task<IActionResult> Arrange(ListForm form, [FromServices] ArrangeList arrange)
    {
        if (form.List is not { } list || !Lists.Names.Contains(list)) return NotFound();
        var hidden = form.All.Except(form.Shown).Where(k => k is { Length: > 0 and <= 20 } && k.All(char.IsAsciiLetterLower)).Distinct().Take(20).ToList();
        await arrange.Handle(new ArrangeListRequest(session.Person!.Id, list, hidden, Lists.Sizes.Contains(form.Size) ? form.Size : Portal.Data.Shared.Paging.Size));
        return LocalRedirect(Url.IsLocalUrl(form.Back) ? form.Back : "/");
    }
}
