using Portal.Core.Insight;
using Portal.Data.Shared;

namespace Portal.Data.Insight;

public sealed class VisitStore(Db db) : IVisitStore
{
    private const string InsertSql = "INSERT INTO visits (day, page, views) SELECT @day, @page, 0 WHERE NOT EXISTS (SELECT 1 FROM visits v WHERE v.day = @day AND v.page = @page)";
    private const string AddSql = "UPDATE visits SET views = views + @views WHERE day = @day AND page = @page";

    public async Task Add(DateOnly day, string page, long views)
    {
        if (await db.Execute(AddSql, new { day, page, views }) > 0) return;
        await db.Execute(InsertSql, new { day, page });
        await db.Execute(AddSql, new { day, page, views });
    }
}
