using Portal.Core.Catalog;
using Portal.Data.Shared;

namespace Portal.Data.Catalog;

/// <summary>A product beside others.</summary>
public sealed record ComparedProduct(ProductRow Row, IReadOnlyList<Specification> Specifications);

/// <summary>Products on sale side by side.</summary>
public sealed class ComparisonPages(Db db, ProductSearchPages search)
{
    private const string IdsSql = """
        SELECT p.id, p.code FROM products p JOIN organizations g ON g.id = p.producer_id WHERE p.code IN @codes AND p.status = 'OnSale' AND g.status = 'Active'
        """;
    private const string SpecificationsSql = """
        SELECT p.id, s.name, s.value FROM products p JOIN product_specifications s ON s.revision_id = p.revision_id WHERE p.id IN @ids ORDER BY p.id, s.line_no
        """;

    /// <summary>Those of the codes that everybody can buy, in their order.</summary>
    public async Task<IReadOnlyList<ComparedProduct>> Find(IReadOnlyList<string> codes)
    {
        if (codes.Count == 0) return [];
        var known = (await db.Query<IdRow>(IdsSql, new { codes })).ToDictionary(r => r.Code, r => r.Id, StringComparer.Ordinal);
        var ids = codes.Where(known.ContainsKey).Select(c => known[c]).ToList();
        if (ids.Count == 0) return [];
        var specifications = (await db.Query<SpecificationRow>(SpecificationsSql, new { ids })).ToLookup(s => s.Id);
        return [.. (await search.Rows(ids)).Select(r => new ComparedProduct(r, [.. specifications[r.Id].Select(s => new Specification { Name = s.Name, Value = s.Value })]))];
    }

    private sealed record IdRow
    {
        public long Id { get; init; }
        public string Code { get; init; } = "";
    }

    private sealed record SpecificationRow
    {
        public long Id { get; init; }
        public string Name { get; init; } = "";
        public string Value { get; init; } = "";
    }
}
