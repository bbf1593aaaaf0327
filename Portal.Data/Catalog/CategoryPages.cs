using Portal.Data.Shared;

namespace Portal.Data.Catalog;

public sealed record CategoryRow
{
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public string NameEn { get; init; } = "";
    public long Products { get; init; }
}

/// <summary>A category to choose from.</summary>
public sealed record CategoryChoice
{
    public long Id { get; init; }
    public string Name { get; init; } = "";
    public string NameEn { get; init; } = "";
}

/// <summary>Categories for the page that keeps them, and to choose from.</summary>
public sealed class CategoryPages(Db db)
{
    // products that sell a revision of the category, or whose draft names it before anything was approved
    private const string ListSql = """
        SELECT c.code, c.name, c.name_en, COALESCE(n.products, 0) AS products
        FROM categories c
        LEFT JOIN (SELECT r.category_id, COUNT(*) AS products FROM products p JOIN product_revisions r ON r.id = p.revision_id
                   WHERE p.status <> 'Retired' GROUP BY r.category_id) n ON n.category_id = c.id
        ORDER BY c.sort, c.code
        """;

    public Task<List<CategoryRow>> List() => db.Query<CategoryRow>(ListSql);

    private const string ChoicesSql = "SELECT id, name, name_en FROM categories ORDER BY sort, code";

    public Task<List<CategoryChoice>> Choices() => db.Query<CategoryChoice>(ChoicesSql);
}
