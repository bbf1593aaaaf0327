using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Portal.Core.Catalog;
using Portal.Core.Shared;
using Portal.Data.Catalog;
using Portal.Web.Shared;

namespace Portal.Web.Catalog;

/// <summary>What the forms for a new product and for a change have in common: choices, reading, what is wrong.</summary>
[Service]
public sealed class ProductForms(CatalogPages pages, CategoryPages categories, PortalOptions options)
{
    public Currency Currency => options.Currency;

    public async Task<ProductFormModel> Model(Actor actor, ProductForm form, CatalogDetail? detail = null)
    {
        var producers = detail is null && actor.Role == Role.Operator ? await pages.Producers(actor) : [];
        return new ProductFormModel(form, [.. (await categories.Choices()).Select(c => Choice(c.Id, ProductWords.Category(c.Name, c.NameEn)))], [.. producers.Select(p => Choice(p.Id, p.Name))]) { Detail = detail };
    }

    /// <summary>Reads the price; says so on the form when there is none. Zero, negative and too large amounts are the rules' to refuse.</summary>
    public long Price(Controller controller, ProductForm form)
    {
        if (options.Currency.TryRead(form.Price, out var price)) return price;
        if (!string.IsNullOrWhiteSpace(form.Price)) controller.Error("Form.Price", options.Currency.Exponent == 0 ? "catalog.badPriceWhole" : "catalog.badPrice");
        return 0;
    }

    /// <summary>Names what is wrong at its field.</summary>
    public static void Explain(Controller controller, IEnumerable<ContentProblem> problems)
    {
        foreach (var problem in problems)
            controller.Error(problem switch
            {
                ContentProblem.Category => "Form.CategoryId",
                ContentProblem.DeliveryDays => "Form.DeliveryDays",
                ContentProblem.Specifications => "Form.Specifications[0].Name",
                _ => $"Form.{problem}",
            }, $"catalog.problem.{problem}");
    }

    private static SelectListItem Choice(long id, string text) => new(text, $"{id}");
}
