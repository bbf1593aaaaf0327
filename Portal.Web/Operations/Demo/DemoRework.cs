using Portal.Core.Catalog;
using Portal.Core.Review;
using Portal.Core.Shared;

namespace Portal.Web.Operations.Demo;

/// <summary>The producer changes what was reviewed, or begins the next revision of what is on sale.</summary>
[Service]
public sealed class DemoRework(ICatalogStore catalog, EditProduct edit, Resubmit resubmit, SubmitProduct submit, Clock clock)
{
    internal DateTime Now => clock.Now;

    internal async Task<ReviewOutcome> Resubmit(OpenCase c, string text)
    {
        var actor = c.Product.Producer.Actor;
        var state = (await catalog.Product(actor, c.Product.Id))!;
        var content = (await catalog.Content(state.LatestId))!;
        var better = content with { Description = content.Description + CaseTexts.Addition };
        return await edit.Handle(new EditProductRequest(actor, c.Product.Id, state.LatestId, state.LatestVersion, better)) is EditProductOutcome.Saved
            ? await resubmit.Handle(new ResubmitRequest(actor, c.Id, text))
            : ReviewOutcome.NotPossible;
    }

    /// <summary>Another price and a better text for what is on sale; false when it could not be begun.</summary>
    internal async Task<bool> BeginNext(World world, Merchandise product, int percent)
    {
        var actor = product.Producer.Actor;
        var state = (await catalog.Product(actor, product.Id))!;
        var price = product.Content.Price * percent / 100 / 100 * 100;
        var next = product.Content with { Price = price, Description = product.Content.Description + CaseTexts.Addition };
        var outcome = await edit.Handle(new EditProductRequest(actor, product.Id, state.LatestId, state.LatestVersion, next));
        if (!world.Went(outcome is EditProductOutcome.Begun, $"next revision of {product.Code}", outcome)) return false;
        product.RevisionId = ((EditProductOutcome.Begun)outcome).RevisionId;
        return true;
    }

    internal async Task<bool> Submit(World world, Merchandise product)
    {
        var outcome = await submit.Handle(new SubmitProductRequest(product.Producer.Actor, product.Id));
        return world.Went(outcome == SubmitProductOutcome.Submitted, $"next revision of {product.Code}", outcome);
    }
}
