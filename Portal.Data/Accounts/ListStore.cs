using Portal.Core.Accounts;
using Portal.Data.Shared;

namespace Portal.Data.Accounts;

public sealed class ListStore(Db db) : IListStore
{
    private const string ChangeSettingsSql = "UPDATE list_settings SET hidden = @hidden, size = @size WHERE person_id = @personId AND list = @list";

    private const string InsertSettingsSql = """
        INSERT INTO list_settings (person_id, list, hidden, size)
        SELECT @personId, @list, @hidden, @size
        WHERE NOT EXISTS (SELECT 1 FROM list_settings WHERE person_id = @personId AND list = @list)
        """;

    public async Task SaveSettings(long personId, string list, string hidden, int size)
    {
        var args = new { personId, list, hidden, size };
        if (await db.Execute(ChangeSettingsSql, args) == 0) await db.Execute(InsertSettingsSql, args);
    }

    private const string CountSql = "SELECT COUNT(*) FROM saved_views WHERE person_id = @personId AND list = @list AND name <> @name";

    public async Task<int> CountOthers(long personId, string list, string name) => await db.Scalar<int>(CountSql, new { personId, list, name });

    private const string ChangeViewSql = "UPDATE saved_views SET query = @Query WHERE person_id = @PersonId AND list = @List AND name = @Name";

    private const string InsertViewSql = """
        INSERT INTO saved_views (id, person_id, list, name, query)
        SELECT @id, @PersonId, @List, @Name, @Query
        WHERE NOT EXISTS (SELECT 1 FROM saved_views WHERE person_id = @PersonId AND list = @List AND name = @Name)
        """;

    public async Task SaveView(long id, SaveViewRequest view)
    {
        if (await db.Execute(ChangeViewSql, view) == 0) await db.Execute(InsertViewSql, new { id, view.PersonId, view.List, view.Name, view.Query });
    }

    private const string DeleteViewSql = "DELETE FROM saved_views WHERE id = @viewId AND person_id = @personId";

    public async Task<bool> DeleteView(long personId, long viewId) => await db.Execute(DeleteViewSql, new { personId, viewId }) > 0;
}
