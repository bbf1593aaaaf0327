namespace Portal.Data.Ledger;

public sealed partial class BooksPages
{
    private static readonly (int No, string Name, string[] Queries)[] Rules =
    [
        (1, "Every posting sums to 0, and so does the whole ledger", [UnbalancedSql, LedgerSumSql]),
        (2, "No entry was changed or deleted; closed months are as they were", [ChangedSql, ClosedSql, ClosedSumsSql, OpenMonthSql, LateSql]),
        (3, "One posting per event", [DoubleEventSql]),
        (4, "A kept balance equals the sum of its entries", [BalanceSql, CentreBalanceSql, CentreSumSql, ReceivableSql, PaidSql, StatementSql, CarriedSql, MileageSql, LotsSql, MovesSql, CardBalanceSql, CardAppliedSql, CardOrderSql]),
        (5, "The parties' credits and mileage of a distributed line are S of the kept units; V is on the VAT side", [DividedSql, FreightSql]),
        (6, "0 ≤ returned ≤ ordered; a full return leaves every party at zero", [ReturnedSql, FullReturnSql, CompletedReturnsSql]),
        (7, "Withheld tax follows the rule; months sum to the year; tax invoices are what was supplied", [TaxSql, WithheldSql, MovementSql, YearSql, DueSql, InvoiceSumSql, InvoiceLineSql, InvoicePartySql, CorrectionSql]),
        (8, "Deposits that are not applied never fall below 0", [UnappliedSql, CreditsSql]),
        (9, "Distributed, deposited, ordered and paid out if and only if there is a posting", [DistributedSql, DepositSql, BankLineSql, TakenBackSql, OrderSql, PayoutSql, SettledSql, CardPaymentSql, CardRefundSql, CardPayoutSql, WriteOffSql, LossSql, UnitsSql, ReturnFreightSql]),
    ];

    private const string UnbalancedSql = "SELECT COUNT(*) FROM (SELECT posting_id FROM entries GROUP BY posting_id HAVING SUM(amount) <> 0) t";
    private const string LedgerSumSql = "SELECT CASE WHEN COALESCE(SUM(amount), 0) <> 0 THEN 1 ELSE 0 END FROM entries";

    private const string ChangedSql = """
        SELECT COUNT(*) FROM postings p
        LEFT JOIN (SELECT posting_id, COUNT(*) AS n, SUM(CASE WHEN amount > 0 THEN amount ELSE 0 END) AS debit FROM entries GROUP BY posting_id) e ON e.posting_id = p.id
        WHERE e.n IS NULL OR e.n <> p.entry_count OR e.debit <> p.debit_sum
        """;

    // what a closed month has, and what it had when it was closed
    private const string ClosedSql = """
        SELECT COUNT(*) FROM closings c
        WHERE c.posting_count <> (SELECT COUNT(*) FROM postings p WHERE p.centre_id = c.centre_id AND p.accounting_date >= c.month_on AND p.accounting_date < c.next_on)
           OR c.debit_sum <> COALESCE((SELECT SUM(p.debit_sum) FROM postings p WHERE p.centre_id = c.centre_id AND p.accounting_date >= c.month_on AND p.accounting_date < c.next_on), 0)
           OR c.entry_count <> COALESCE((SELECT SUM(s.entry_count) FROM closing_sums s WHERE s.closing_id = c.id), 0)
           OR c.debit_sum <> COALESCE((SELECT SUM(s.debit) FROM closing_sums s WHERE s.closing_id = c.id), 0)
        """;
    private const string ClosedSumsSql = """
        SELECT COUNT(*) FROM closing_sums s LEFT JOIN (
          SELECT c.id, a.type, COUNT(*) AS n, SUM(CASE WHEN e.amount > 0 THEN e.amount ELSE 0 END) AS debit, SUM(CASE WHEN e.amount < 0 THEN -e.amount ELSE 0 END) AS credit
          FROM closings c JOIN postings p ON p.centre_id = c.centre_id AND p.accounting_date >= c.month_on AND p.accounting_date < c.next_on
          JOIN entries e ON e.posting_id = p.id JOIN accounts a ON a.id = e.account_id
          GROUP BY c.id, a.type
        ) x ON x.id = s.closing_id AND x.type = s.type
        WHERE x.n IS NULL OR s.entry_count <> x.n OR s.debit <> x.debit OR s.credit <> x.credit
        """;
    // months are closed without gaps, and the ledger is open from the day after the last
    private const string OpenMonthSql = """
        SELECT COUNT(*) FROM closings c LEFT JOIN open_months m ON m.centre_id = c.centre_id
        WHERE m.opens_on IS NULL OR c.next_on > m.opens_on
           OR (c.next_on < m.opens_on AND NOT EXISTS (SELECT 1 FROM closings x WHERE x.centre_id = c.centre_id AND x.month_on = c.next_on))
        """;
    // a posting that is dated after its event stands on the first day after a closed month; nothing is dated before what is closed first
    private const string LateSql = """
        SELECT COUNT(*) FROM postings p
        WHERE (p.event_on <> p.accounting_date AND NOT EXISTS (SELECT 1 FROM closings c WHERE c.centre_id = p.centre_id AND c.next_on = p.accounting_date AND p.event_on < c.next_on))
           OR p.accounting_date < (SELECT MIN(c.month_on) FROM closings c WHERE c.centre_id = p.centre_id)
        """;

    private const string DoubleEventSql = "SELECT COUNT(*) FROM (SELECT event_key FROM postings GROUP BY event_key HAVING COUNT(*) > 1) t";

    private const string BalanceSql = """
        SELECT COUNT(*) FROM accounts a LEFT JOIN (SELECT account_id, SUM(amount) AS amount FROM entries GROUP BY account_id) e ON e.account_id = a.id
        WHERE a.balance <> COALESCE(e.amount, 0)
        """;
    private const string CentreBalanceSql = """
        SELECT COUNT(*) FROM account_balances b
        LEFT JOIN (SELECT e.account_id, COALESCE(p.centre_id, 0) AS centre_id, SUM(e.amount) AS amount FROM entries e JOIN postings p ON p.id = e.posting_id
          GROUP BY e.account_id, COALESCE(p.centre_id, 0)) s ON s.account_id = b.account_id AND s.centre_id = b.centre_id
        WHERE b.balance <> COALESCE(s.amount, 0)
        """;
    private const string CentreSumSql = """
        SELECT COUNT(*) FROM accounts a LEFT JOIN (SELECT account_id, SUM(balance) AS balance FROM account_balances GROUP BY account_id) b ON b.account_id = a.id
        WHERE a.balance <> COALESCE(b.balance, 0)
        """;
    // what a statement says was earned is the sum of the entries that its settlement took
    private const string StatementSql = """
        SELECT COUNT(*) FROM statements t LEFT JOIN (
          SELECT i.settlement_id, a.owner_id, CASE WHEN g.kind IN ('Portal', 'Centre') THEN 'Income' ELSE 'Payable' END AS account,
                 -SUM(CASE WHEN a.type = 'Vat' THEN 0 ELSE e.amount END) AS earned,
                 -SUM(CASE WHEN a.type = 'Vat' AND g.kind NOT IN ('Portal', 'Centre') THEN e.amount ELSE 0 END) AS vat
          FROM settlement_items i JOIN entries e ON e.posting_id = i.posting_id JOIN accounts a ON a.id = e.account_id JOIN organizations g ON g.id = a.owner_id
          WHERE i.settlement_id IS NOT NULL AND a.type IN ('Payable', 'Income', 'Vat')
          GROUP BY i.settlement_id, a.owner_id, CASE WHEN g.kind IN ('Portal', 'Centre') THEN 'Income' ELSE 'Payable' END
        ) s ON s.settlement_id = t.settlement_id AND s.owner_id = t.party_id AND s.account = t.account
        WHERE t.earned <> COALESCE(s.earned, 0) OR t.vat <> COALESCE(s.vat, 0)
        """;
    // what a statement carries in is what the party's statement before it carried out
    private const string CarriedSql = """
        SELECT COUNT(*) FROM (
          SELECT t.carried_in, t.vat_in,
                 LAG(t.carried_out, 1, 0) OVER (PARTITION BY s.centre_id, t.party_id, t.account ORDER BY s.settlement_no) AS carried,
                 LAG(t.vat_out, 1, 0) OVER (PARTITION BY s.centre_id, t.party_id, t.account ORDER BY s.settlement_no) AS vat
          FROM statements t JOIN settlements s ON s.id = t.settlement_id
        ) x WHERE x.carried_in <> x.carried OR x.vat_in <> x.vat
        """;
    // what a buyer owes by the ledger is what their orders say
    private const string ReceivableSql = """
        SELECT COUNT(*) FROM accounts a
        LEFT JOIN (SELECT buyer_id, SUM(total - cancelled - returned - paid) AS owed FROM orders GROUP BY buyer_id) o ON o.buyer_id = a.owner_id
        WHERE a.type = 'Receivable' AND a.balance <> COALESCE(o.owed, 0)
        """;
    // what an order counts as paid is what was put on it less what returns and cancellations took off again
    private const string PaidSql = """
        SELECT COUNT(*) FROM orders o
        WHERE o.paid <> COALESCE((SELECT SUM(p.amount) FROM order_payments p WHERE p.order_id = o.id), 0)
          - COALESCE((SELECT SUM(c.amount) FROM buyer_credits c WHERE c.order_id = o.id AND c.source IN ('Return', 'Cancellation')), 0)
          - COALESCE((SELECT SUM(m.given_back) FROM mileage_moves m WHERE m.order_id = o.id), 0)
          - COALESCE((SELECT SUM(w.recovered) FROM write_offs w WHERE w.order_id = o.id), 0)
           OR o.written_off <> COALESCE((SELECT SUM(w.amount - w.recovered) FROM write_offs w WHERE w.order_id = o.id AND w.status = 'Confirmed'), 0)
           OR o.paid_by_mileage <> COALESCE((SELECT SUM(-m.amount - m.given_back) FROM mileage_moves m WHERE m.order_id = o.id), 0)
           OR COALESCE((SELECT SUM(p.amount) FROM order_payments p WHERE p.order_id = o.id AND p.source = 'Mileage'), 0) <> COALESCE((SELECT SUM(-m.amount) FROM mileage_moves m WHERE m.order_id = o.id), 0)
        """;

    // reserve = sub-ledger: per buyer, the entries of the reserve, the kept balance and the lots are the same
    private const string MileageSql = """
        SELECT COUNT(*) FROM (
          SELECT t.buyer_id FROM (
            SELECT e.subject_id AS buyer_id, -e.amount AS entries, 0 AS kept, 0 AS lots FROM entries e JOIN accounts a ON a.id = e.account_id WHERE a.type = 'Mileage'
            UNION ALL SELECT b.buyer_id, 0, b.balance, 0 FROM mileage_balances b
            UNION ALL SELECT l.buyer_id, 0, 0, l.remaining FROM mileage_lots l
          ) t GROUP BY t.buyer_id HAVING SUM(t.entries) <> SUM(t.kept) OR SUM(t.kept) <> SUM(t.lots) OR t.buyer_id IS NULL
        ) x
        """;
    // what is left of a lot is what came in and what happened to it; a buyer who owes has nothing to spend
    private const string LotsSql = """
        SELECT COUNT(*) FROM mileage_lots l WHERE l.remaining <> l.amount + COALESCE((SELECT SUM(m.amount) FROM mileage_moves m WHERE m.lot_id = l.id), 0)
           OR (l.remaining < 0 AND EXISTS (SELECT 1 FROM mileage_lots p WHERE p.buyer_id = l.buyer_id AND p.remaining > 0))
        """;
    private const string MovesSql = """
        SELECT COUNT(*) FROM (
          SELECT t.posting_id FROM (
            SELECT e.posting_id, -e.amount AS entries, 0 AS moves FROM entries e JOIN accounts a ON a.id = e.account_id WHERE a.type = 'Mileage'
            UNION ALL SELECT l.posting_id, 0, l.amount FROM mileage_lots l
            UNION ALL SELECT m.posting_id, 0, m.amount FROM mileage_moves m
          ) t GROUP BY t.posting_id HAVING SUM(t.entries) <> SUM(t.moves)
        ) x
        """;

    // what a line's last distribution says is kept, too: a return that moves nothing leaves none behind
    private const string DividedSql = """
        SELECT COUNT(*) FROM (SELECT order_line_id, MIN(quantity) AS kept, MIN(supply) AS supply, MIN(vat) AS vat FROM distributions GROUP BY order_line_id) d
        JOIN (
          SELECT id, quantity - returned AS kept, tax_bp,
                 (quantity - returned) * unit_price - (quantity - returned) * unit_price * discount_bp / 10000 AS supply
          FROM order_lines
        ) l ON l.id = d.order_line_id
        JOIN (
          SELECT p.order_line_id, SUM(CASE WHEN a.type IN ('Payable', 'Income') OR (a.type = 'Mileage' AND e.share_id IS NOT NULL) THEN -e.amount ELSE 0 END) AS credits,
                 SUM(CASE WHEN a.type = 'Vat' THEN -e.amount ELSE 0 END) AS vat
          FROM distributions x JOIN postings p ON p.id = x.id JOIN entries e ON e.posting_id = p.id JOIN accounts a ON a.id = e.account_id
          GROUP BY p.order_line_id
        ) s ON s.order_line_id = d.order_line_id
        WHERE d.kept < l.kept OR d.supply <> l.supply OR d.vat <> l.supply * l.tax_bp / 10000
           OR s.credits <> l.supply OR s.vat <> l.supply * l.tax_bp / 10000
        """;
    private const string FreightSql = """
        SELECT COUNT(*) FROM producer_orders r
        LEFT JOIN postings p ON p.event_key = CONCAT('freight:', r.id)
        WHERE (r.freight_run IS NULL AND p.id IS NOT NULL) OR (r.freight_run IS NOT NULL AND (p.id IS NULL OR p.debit_sum <> r.freight + r.freight_vat))
        """;

    private const string ReturnedSql = "SELECT COUNT(*) FROM order_lines WHERE returned < 0 OR returned > quantity OR returned > delivered OR delivered > shipped OR shipped > quantity";
    private const string FullReturnSql = """
        SELECT COUNT(*) FROM (
          SELECT p.order_line_id, a.id FROM order_lines l JOIN postings p ON p.order_line_id = l.id JOIN distributions x ON x.id = p.id
          JOIN entries e ON e.posting_id = p.id JOIN accounts a ON a.id = e.account_id
          WHERE l.returned = l.quantity AND (a.type IN ('Payable', 'Income', 'Vat') OR (a.type = 'Mileage' AND e.share_id IS NOT NULL))
          GROUP BY p.order_line_id, a.id HAVING SUM(e.amount) <> 0
        ) t
        """;
    private const string CompletedReturnsSql = """
        SELECT COUNT(*) FROM order_lines l LEFT JOIN (
          SELECT order_line_id, SUM(quantity) AS quantity FROM returns WHERE kind = 'Return' AND status = 'Completed' GROUP BY order_line_id) r ON r.order_line_id = l.id
        WHERE l.returned <> COALESCE(r.quantity, 0)
        """;

    private const string TaxSql = """
        SELECT COUNT(*) FROM statements s LEFT JOIN withholding_rules r ON r.id = s.withholding_rule_id
        WHERE s.income_tax <> COALESCE(s.gross * r.income_rate_bp / 10000 / r.floor_unit * r.floor_unit, 0)
           OR s.local_tax <> COALESCE(s.income_tax * r.local_rate_bp / 10000 / r.floor_unit * r.floor_unit, 0)
        """;
    private const string WithheldSql = """
        SELECT CASE WHEN COALESCE((SELECT -SUM(balance) FROM accounts WHERE type = 'Withholding'), 0)
          <> COALESCE((SELECT SUM(income_tax + local_tax) FROM payouts WHERE status IN ('Sent', 'Paid')), 0)
          - COALESCE((SELECT SUM(income_tax + local_tax) FROM withholding_payments), 0) THEN 1 ELSE 0 END
        """;

    private const string UnappliedSql = "SELECT COUNT(*) FROM accounts WHERE type = 'Unapplied' AND balance > 0";
    private const string CreditsSql = """
        SELECT COUNT(*) FROM accounts a
        LEFT JOIN (SELECT COALESCE(buyer_id, 0) AS owner_id, SUM(remaining) AS amount FROM buyer_credits GROUP BY COALESCE(buyer_id, 0)) c ON c.owner_id = a.owner_id
        WHERE a.type = 'Unapplied' AND -a.balance <> COALESCE(c.amount, 0)
        """;

    // a line that came back whole before it was distributed has nothing to distribute
    private const string DistributedSql = """
        SELECT COUNT(*) FROM order_lines l LEFT JOIN distributions d ON d.order_line_id = l.id AND d.kind = 'Delivery'
        LEFT JOIN postings p ON p.event_key = CONCAT('distribution:', l.id)
        WHERE (l.distribution_run IS NULL AND (d.id IS NOT NULL OR p.id IS NOT NULL))
           OR (l.distribution_run IS NOT NULL AND l.returned < l.quantity AND d.id IS NULL)
           OR COALESCE(d.id, 0) <> COALESCE(p.id, 0)
        """;
    private const string DepositSql = """
        SELECT COUNT(*) FROM deposits d LEFT JOIN postings p ON p.event_key = CONCAT('deposit:', d.id) WHERE p.id IS NULL OR p.debit_sum <> d.amount
        """;
    private const string BankLineSql = """
        SELECT COUNT(*) FROM bank_lines l LEFT JOIN deposits d ON d.id = l.deposit_id
        WHERE l.status = 'Recorded' AND (d.id IS NULL OR d.amount <> l.amount OR d.reference <> l.reference OR d.centre_id <> l.centre_id)
        """;
    private const string TakenBackSql = """
        SELECT COUNT(*) FROM taken_back_payments t LEFT JOIN postings p ON p.event_key = CONCAT('take-back:', t.id)
        LEFT JOIN buyer_credits c ON c.source = 'TakenBack' AND c.source_id = t.id
        WHERE p.id IS NULL OR p.debit_sum <> t.amount OR p.counters_id IS NULL OR c.id IS NULL OR c.amount <> t.amount
        """;
    private const string OrderSql = """
        SELECT COUNT(*) FROM orders o LEFT JOIN postings p ON p.event_key = CONCAT('order:', o.id) WHERE p.id IS NULL OR p.debit_sum <> o.total
        """;
    private const string PayoutSql = """
        SELECT COUNT(*) FROM payouts y LEFT JOIN postings p ON p.event_key = CONCAT('payout:', y.id) LEFT JOIN postings f ON f.event_key = CONCAT('payout-failed:', y.id)
        WHERE (y.status = 'Locked' AND p.id IS NOT NULL) OR (y.status <> 'Locked' AND p.id IS NULL)
           OR (y.status = 'Failed' AND f.id IS NULL) OR (y.status <> 'Failed' AND f.id IS NOT NULL)
        """;
    private const string WriteOffSql = """
        SELECT COUNT(*) FROM write_offs w LEFT JOIN postings p ON p.event_key = CONCAT('write-off:', w.id)
        WHERE (w.status = 'Confirmed' AND (p.id IS NULL OR p.debit_sum < w.amount)) OR (w.status <> 'Confirmed' AND p.id IS NOT NULL)
        """;
    private const string ReturnFreightSql = """
        SELECT COUNT(*) FROM returns r LEFT JOIN postings p ON p.event_key = CONCAT('return-freight:', r.id)
        WHERE (r.status = 'Completed' AND r.freight + r.freight_vat > 0 AND (p.id IS NULL OR p.debit_sum <> r.freight + r.freight_vat))
           OR ((r.status <> 'Completed' OR r.freight + r.freight_vat = 0) AND p.id IS NOT NULL)
        """;
    // units that are cancelled have a posting when they are worth something, and the line says how many they are
    private const string UnitsSql = """
        SELECT COUNT(*) FROM line_cancellations c LEFT JOIN postings p ON p.event_key = CONCAT('cancel-units:', c.id)
        JOIN (SELECT l.id, CASE WHEN l.cancelled = 1 THEN l.quantity ELSE 0 END + l.cancelled_units AS units FROM order_lines l) l ON l.id = c.order_line_id
        WHERE (c.supply + c.vat > 0 AND (p.id IS NULL OR p.debit_sum <> c.supply + c.vat)) OR (c.supply + c.vat = 0 AND p.id IS NOT NULL)
           OR l.units < (SELECT SUM(x.quantity) FROM line_cancellations x WHERE x.order_line_id = c.order_line_id)
        """;
    // the loss is what was given up and not made less by returns; fees of cards are losses of their own
    private const string LossSql = """
        SELECT CASE WHEN COALESCE((SELECT SUM(e.amount) FROM accounts a JOIN entries e ON e.account_id = a.id JOIN postings p ON p.id = e.posting_id WHERE a.type = 'Loss' AND p.kind <> 'CardPayout'), 0)
          <> COALESCE((SELECT SUM(amount - recovered) FROM write_offs WHERE status = 'Confirmed'), 0) THEN 1 ELSE 0 END
        """;
    // everything that touches a party is in the queue of a settlement, once
    private const string SettledSql = """
        SELECT COUNT(*) FROM postings p LEFT JOIN settlement_items i ON i.posting_id = p.id
        WHERE (p.kind IN ('Distribution', 'Freight', 'PayoutFailed', 'MileageExpiry', 'MileageCorrection', 'DebtWrittenOff', 'ReturnFreight') AND i.posting_id IS NULL)
           OR (p.kind = 'Return' AND p.counters_id IS NOT NULL AND i.posting_id IS NULL)
        """;
}
