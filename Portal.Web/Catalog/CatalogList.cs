using Portal.Core.Shared;
using Portal.Data.Catalog;
using Portal.Web.Shared;

namespace Portal.Web.Catalog;

/// <summary>Products as their producer, its centre and the administrator work on them.</summary>
public sealed class CatalogList() : ListOf<CatalogRow>("catalog",
    Text("name", "catalog.product", p => p.Name).Sorted,
    Text("producer", "catalog.producer", p => p.Producer).Sorted.NotFor(Role.Producer),
    State("state", "catalog.state", p => ProductWords.State(p.Status, p.RevisionStatus).Key),
    Amount("price", "catalog.price", p => p.Price).Sorted,
    Count("stock", "catalog.stock", p => p.Stock).Sorted);
