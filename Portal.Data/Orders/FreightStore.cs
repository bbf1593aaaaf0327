using Portal.Core.Orders;
using Portal.Data.Shared;

namespace Portal.Data.Orders;

public sealed class FreightStore(Db db) : IFreightStore
{
    private const string FindSql = "SELECT fee, free_from FROM freight_rules WHERE producer_id = @producerId";

    public Task<FreightRule?> Find(long producerId) => db.One<FreightRule>(FindSql, new { producerId });

    private const string UpdateSql = "UPDATE freight_rules SET fee = @Fee, free_from = @FreeFrom WHERE producer_id = @producerId";
    private const string InsertSql = """
        INSERT INTO freight_rules (producer_id, fee, free_from)
        SELECT @producerId, @Fee, @FreeFrom WHERE NOT EXISTS (SELECT 1 FROM freight_rules WHERE producer_id = @producerId)
        """;

    public async Task Set(long producerId, FreightRule rule)
    {
        var row = new { producerId, rule.Fee, rule.FreeFrom };
        if (await db.Execute(UpdateSql, row) == 0) await db.Execute(InsertSql, row);
    }
}
