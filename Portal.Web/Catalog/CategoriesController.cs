using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Catalog;
using Portal.Core.Shared;
using Portal.Data.Catalog;
using Portal.Web.Shared;

namespace Portal.Web.Catalog;

public sealed record CategoryForm
{
    [Display(Name = "catalog.categoryCode"), StringLength(40)]
    public string? Code { get; init; }

    [Display(Name = "catalog.categoryName"), Required, StringLength(Category.MaxName)]
    public string? Name { get; init; }

    [Display(Name = "catalog.categoryNameEn"), Required, StringLength(Category.MaxName)]
    public string? NameEn { get; init; }
}

public sealed record CategoryListModel(IReadOnlyList<CategoryRow> Categories, CategoryForm Form);

public sealed record CategoryModel(string Code, CategoryForm Form);

/// <summary>Categories of products, kept by the administrator.</summary>
[Roles(Role.Administrator)]
public sealed class CategoriesController(CategoryPages pages) : Controller
{
    [HttpGet("/categories")]
    public async Task<IActionResult> Index() => View(new CategoryListModel(await pages.List(), new CategoryForm()));

    [HttpPost("/categories")]
    public async Task<IActionResult> Add(Actor actor, [Bind(Prefix = "Form")] CategoryForm form, [FromServices] AddCategory add)
    {
        if (string.IsNullOrWhiteSpace(form.Code)) this.Error("Form.Code", "catalog.badCategoryCode");
        if (ModelState.IsValid && Explained(await add.Handle(new AddCategoryRequest(actor, form.Code, form.Name, form.NameEn)))) return Done("catalog.categoryAdded", form.Name);
        return this.Invalid("Index", new CategoryListModel(await pages.List(), form));
    }

    [HttpGet("/categories/{code}")]
    public async Task<IActionResult> Edit(string code) => await Find(code) is { } row ? View(new CategoryModel(code, new CategoryForm { Name = row.Name, NameEn = row.NameEn })) : NotFound();

    [HttpPost("/categories/{code}")]
    public async Task<IActionResult> Edit(Actor actor, string code, [Bind(Prefix = "Form")] CategoryForm form, [FromServices] RenameCategory rename)
    {
        if (await Find(code) is null) return NotFound();
        if (ModelState.IsValid && Explained(await rename.Handle(new RenameCategoryRequest(actor, code, form.Name, form.NameEn)))) return Done("catalog.categoryRenamed", form.Name);
        return this.Invalid("Edit", new CategoryModel(code, form));
    }

    [HttpPost("/categories/{code}/position")]
    public async Task<IActionResult> Move(Actor actor, string code, bool up, [FromServices] MoveCategory move) =>
        await move.Handle(new MoveCategoryRequest(actor, code, up)) == CategoryOutcome.Done ? LocalRedirect("/categories") : NotFound();

    private async Task<CategoryRow?> Find(string code) => (await pages.List()).FirstOrDefault(c => c.Code == code);

    /// <summary>True when it was done; else it says at the field why not.</summary>
    private bool Explained(CategoryOutcome outcome)
    {
        switch (outcome)
        {
            case CategoryOutcome.BadCode:
                this.Error("Form.Code", "catalog.badCategoryCode");
                break;
            case CategoryOutcome.CodeTaken:
                this.Error("Form.Code", "catalog.categoryCodeTaken");
                break;
            case CategoryOutcome.BadName:
                this.Error("Form.Name", "catalog.badCategoryName");
                break;
            case CategoryOutcome.BadNameEn:
                this.Error("Form.NameEn", "catalog.badCategoryName");
                break;
            case CategoryOutcome.NotFound:
                this.Error("", "shared.error404Text");
                break;
        }

        return outcome == CategoryOutcome.Done;
    }

    private LocalRedirectResult Done(string key, string? name)
    {
        this.Flash(key, name);
        return LocalRedirect("/categories");
    }
}
