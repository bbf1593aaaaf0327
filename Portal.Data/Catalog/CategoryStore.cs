using System.Data.Common;
using Portal.Core.Catalog;
using Portal.Data.Shared;

namespace Portal.Data.Catalog;

public sealed class CategoryStore(Db db) : ICategoryStore
{
    private const string AllSql = "SELECT id, code, name, name_en, sort FROM categories ORDER BY sort, code";

    public async Task<IReadOnlyList<Category>> All() => await db.Query<Category>(AllSql);

    private const string InsertSql = """
        INSERT INTO categories (id, code, name, name_en, sort)
        SELECT @Id, @Code, @Name, @NameEn, (SELECT COALESCE(MAX(c.sort), 0) + 1 FROM categories c)
        WHERE NOT EXISTS (SELECT 1 FROM categories WHERE code = @Code)
        """;

    public async Task<bool> Insert(Category category)
    {
        try
        {
            return await db.Execute(InsertSql, new { category.Id, category.Code, category.Name, category.NameEn }) == 1;
        }
        catch (DbException e) when (Dialect.IsUniqueViolation(e))
        {
            return false;
        }
    }

    private const string RenameSql = "UPDATE categories SET name = @name, name_en = @nameEn WHERE id = @id";

    public async Task<bool> Rename(long id, string name, string nameEn) => await db.Execute(RenameSql, new { id, name, nameEn }) == 1;

    private const string SetSortSql = "UPDATE categories SET sort = @sort WHERE id = @id";

    public Task SetSort(long id, int sort) => db.Execute(SetSortSql, new { id, sort });
}
