using Portal.Core.Orders;

namespace Portal.Data.Orders;

/// <summary>Units that are cancelled while the rest of their part stays.</summary>
public sealed partial class OrderStore
{
    // ix_order_lines_part
    private const string OpenLinesSql = """
        SELECT id AS line_id, product_id, quantity, shipped, returned, unit_price, discount_bp, tax_bp FROM order_lines WHERE producer_order_id = @partId AND cancelled = 0 ORDER BY line_no
        """;

    public async Task<IReadOnlyList<OpenLine>> OpenLines(long partId) => await db.Query<OpenLine>(OpenLinesSql, new { partId });

    private const string TakeOffSql = """
        UPDATE order_lines SET quantity = quantity - @units, cancelled_units = cancelled_units + @units, supply = @supply, vat = @vat
        WHERE id = @LineId AND cancelled = 0 AND distribution_run IS NULL AND quantity = @Quantity AND returned = @Returned AND quantity - @units >= shipped AND quantity > @units
        """;
    private const string CancelLineSql = """
        UPDATE order_lines SET cancelled = 1, due_at = NULL, due_on = NULL WHERE id = @LineId AND cancelled = 0 AND distribution_run IS NULL AND shipped = 0 AND quantity = @Quantity
        """;
    private const string InsertCancellationSql = """
        INSERT INTO line_cancellations (id, order_line_id, quantity, supply, vat, reason, note, at, person_id) VALUES (@Id, @LineId, @Quantity, @supply, @vat, @reason, @Note, @At, @PersonId)
        """;

    public async Task<bool> CancelUnits(LineCancellation made)
    {
        var (line, left) = (made.Line, made.Line.Quantity - made.Quantity);
        var written = left == 0
            ? await db.Execute(CancelLineSql, new { line.LineId, line.Quantity })
            : await db.Execute(TakeOffSql, new { line.LineId, line.Quantity, line.Returned, units = made.Quantity, supply = line.Terms.Supply(left), vat = line.Terms.Vat(left) });
        if (written == 0) return false;
        await db.Execute(InsertCancellationSql, new
        {
            made.Id, line.LineId, made.Quantity, supply = made.Less.Supply, vat = made.Less.Vat, reason = made.Reason.ToString(), made.Note, made.At, made.PersonId,
        });
        return true;
    }
}
