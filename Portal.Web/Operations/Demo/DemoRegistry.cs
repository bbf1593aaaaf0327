using Portal.Core.Catalog;
using Portal.Core.Shared;

namespace Portal.Web.Operations.Demo;

/// <summary>Registers categories and products, with their images and manuals.</summary>
[Service]
public sealed class DemoRegistry(EnsureCategory category, RegisterProduct register, DemoFiles files)
{
    internal async Task<Dictionary<string, long>> Categories(IEnumerable<Trade> trades)
    {
        var categories = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var trade in trades) categories[trade.Code] = (await category.Handle(new EnsureCategoryRequest(Actor.Portal, trade.Code, trade.Name, trade.NameEn)))!.Value;
        return categories;
    }

    /// <summary>By the producer, now and then by the operator for them; null when it was refused.</summary>
    internal async Task<Merchandise?> Register(World world, Party producer, ProductContent content, string ware, Dice dice)
    {
        var (stock, days) = content.Kind switch
        {
            ProductKind.Equipment => (dice.Between(6, 60), dice.Between(5, 18)),
            ProductKind.Consumable => (dice.Between(80, 1800), dice.Between(3, 6)),
            ProductKind.Service => (dice.Between(40, 160), dice.Between(3, 10)),
            _ => (dice.Between(20, 90), dice.Between(1, 7)),
        };
        var actor = dice.Chance(15) ? world.Operator(producer.Centre!) : dice.Pick(producer.People);
        var outcome = await register.Handle(new RegisterProductRequest(actor, producer.Id, content, stock, days));
        if (!world.Went(outcome is RegisterProductOutcome.Registered, content.Name, outcome)) return null;
        var made = (RegisterProductOutcome.Registered)outcome;
        var product = new Merchandise(made.ProductId, made.Code, producer, content) { RevisionId = made.RevisionId, Popularity = dice.Between(1, 100) };
        await files.Add(world, product, ware, dice);
        return product;
    }
}
