namespace Portal.Core.Catalog;

/// <summary>Products, their revisions and files.</summary>
public interface ICatalogStore
{
    /// <summary>Takes units of a product that is on sale by one conditional write; false when fewer are left.</summary>
    Task<bool> TakeStock(long productId, long quantity);

    Task GiveBackStock(long productId, long quantity);
}
