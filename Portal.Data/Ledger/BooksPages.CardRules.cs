namespace Portal.Data.Ledger;

public sealed partial class BooksPages
{
    // what the card processor holds is what came by card less what went back to cards and what it paid out with its fees
    private const string CardBalanceSql = """
        SELECT CASE WHEN COALESCE((SELECT SUM(balance) FROM accounts WHERE type = 'Card'), 0) <> COALESCE((SELECT SUM(paid) FROM card_payments), 0)
          - COALESCE((SELECT SUM(amount) FROM card_refunds WHERE status <> 'Failed'), 0) - COALESCE((SELECT SUM(amount + fee) FROM card_payouts), 0) THEN 1 ELSE 0 END
        """;
    // what a payment says went on its order did, by the row that it names; what it says went back is its refunds
    private const string CardAppliedSql = """
        SELECT COUNT(*) FROM card_payments c LEFT JOIN order_payments y ON y.id = c.order_payment_id AND y.source = 'Card' AND y.order_id = c.order_id
        WHERE c.applied <> COALESCE(y.amount, 0)
           OR c.refunded <> COALESCE((SELECT SUM(r.amount) FROM card_refunds r WHERE r.card_payment_id = c.id AND r.status <> 'Failed'), 0)
        """;
    private const string CardOrderSql = """
        SELECT COUNT(*) FROM order_payments y WHERE y.source = 'Card' AND NOT EXISTS (SELECT 1 FROM card_payments c WHERE c.order_payment_id = y.id)
        """;

    private const string CardPaymentSql = """
        SELECT COUNT(*) FROM card_payments c LEFT JOIN postings p ON p.event_key = CONCAT('card:', c.payment_intent_id)
        WHERE (c.status = 'Paid' AND (p.id IS NULL OR p.debit_sum <> c.paid)) OR (c.status <> 'Paid' AND p.id IS NOT NULL)
        """;
    private const string CardRefundSql = """
        SELECT COUNT(*) FROM card_refunds r LEFT JOIN postings p ON p.event_key = CONCAT('card-refund:', r.id)
        LEFT JOIN postings f ON f.event_key = CONCAT('card-refund-failed:', r.id)
        WHERE p.id IS NULL OR p.debit_sum <> r.amount OR (r.status = 'Failed' AND f.id IS NULL) OR (r.status <> 'Failed' AND f.id IS NOT NULL)
        """;
    private const string CardPayoutSql = """
        SELECT COUNT(*) FROM card_payouts y LEFT JOIN postings p ON p.event_key = CONCAT('card-payout:', y.id) WHERE p.id IS NULL OR p.debit_sum <> y.amount + y.fee
        """;
}
