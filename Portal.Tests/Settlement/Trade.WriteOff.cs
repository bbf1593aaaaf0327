using Portal.Core.Settlement;

namespace Portal.Tests.Settlement;

/// <summary>Debts that nobody pays.</summary>
public sealed partial class Trade
{
    /// <summary>A payee's last statement that carries a debt, or an order that was delivered and not paid; now and then one that owes nothing.</summary>
    private async Task<object?> ProposeWriteOff(MoneyEvent e)
    {
        var statements = await Db.Query<long>($"SELECT id FROM statements WHERE {(e.How % 7 == 0 ? "1 = 1" : "account = 'Payable' AND carried_out + vat_out < 0")} ORDER BY id DESC");
        var orders = await Db.Query<long>($"""
            SELECT id FROM orders WHERE {(e.How % 7 == 0 ? "1 = 1" : "total - cancelled - returned > paid AND NOT EXISTS (SELECT 1 FROM producer_orders p WHERE p.order_id = orders.id AND p.status IN ('New', 'Confirmed', 'PartlyShipped'))")} ORDER BY id DESC
            """);
        long? statement = statements.Count > 0 && (e.Which % 2 == 0 || orders.Count == 0) ? statements[e.Which / 2 % statements.Count] : null;
        if (statement is null && orders.Count == 0) return null;
        var order = statement is null ? orders[e.Which / 2 % orders.Count] : (long?)null;
        var centre = await Db.Scalar<long>(statement is null ? "SELECT centre_id FROM orders WHERE id = @id" : "SELECT s.centre_id FROM statements t JOIN settlements s ON s.id = t.settlement_id WHERE t.id = @id", new { id = statement ?? order });
        return await Use<ProposeWriteOff>().Handle(new ProposeWriteOffRequest(market.OperatorOf(centre), statement, order, (WriteOffReason)(e.How % 6), "test"));
    }

    private async Task<object> DecideWriteOff(long writeOff, MoneyEvent e)
    {
        var centre = await Db.Scalar<long?>("SELECT centre_id FROM write_offs WHERE id = @writeOff", new { writeOff }) ?? 0;
        var actor = e.How % 4 == 0 ? market.OperatorOf(centre) : market.SecondOf(centre);
        return await Use<DecideWriteOff>().Handle(new DecideWriteOffRequest(actor, writeOff, e.How % 5 != 0, null));
    }
}
