using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Portal.Core.Agreements;
using Portal.Core.Catalog;
using Portal.Core.Delivery;
using Portal.Core.Orders;
using Portal.Core.Organizations;
using Portal.Core.Payments;
using Portal.Core.Review;
using Portal.Core.Sellers;
using Portal.Core.Settlement;
using Portal.Data.Ledger;
using Portal.Web.Operations.Demo;

namespace Portal.Tests.Operations.Demo;

/// <summary>What the demo is made of.</summary>
[TestFixture]
public sealed class DemoDataTests
{
    [Test]
    public void Everything_went_as_planned() => Assert.That(DemoPortal.Told.Where(t => t.StartsWith("skipped", StringComparison.Ordinal)), Is.Empty);

    [TestCase("organizations WHERE kind = 'Centre'", 4)]
    [TestCase("organizations WHERE kind = 'Producer'", 60)]
    [TestCase("organizations WHERE kind = 'Seller'", 30)]
    [TestCase("organizations WHERE kind = 'Buyer'", 200)]
    [TestCase("organizations WHERE kind = 'Carrier'", 4)]
    [TestCase("categories", 12)]
    [TestCase("products", 400)]
    [TestCase("orders", 1000)]
    public async Task There_are(string what, int count) => Assert.That(await Count(what), Is.EqualTo(count));

    [Test]
    public async Task There_are_at_least_20_reviewers() => Assert.That(await Count("memberships WHERE role = 'Reviewer'"), Is.GreaterThanOrEqualTo(20));

    private static readonly object[] States =
    [
        new object[] { typeof(ProductStatus), "products", "status" },
        new object[] { typeof(RevisionStatus), "product_revisions", "status" },
        new object[] { typeof(ProductKind), "product_revisions", "kind" },
        new object[] { typeof(TaxClass), "product_revisions", "tax" },
        new object[] { typeof(CaseStatus), "review_cases", "status" },
        new object[] { typeof(Decision), "review_cases", "decision" },
        new object[] { typeof(Ballot), "review_votes", "vote" },
        new object[] { typeof(Criterion), "review_scores", "criterion" },
        new object[] { typeof(AgreementStatus), "agreements", "status" },
        new object[] { typeof(Part), "shares", "part" },
        new object[] { typeof(ShareKind), "shares", "kind" },
        new object[] { typeof(RecruitmentStatus), "recruitments", "status" },
        new object[] { typeof(ApplicationStatus), "recruitment_applications", "status" },
        new object[] { typeof(Opinion), "recruitment_applications", "reviewer_opinion" },
        new object[] { typeof(ApplicationStatus), "member_applications", "status" },
        new object[] { typeof(OrderStatus), "orders", "status" },
        new object[] { typeof(OrderChannel), "orders", "channel" },
        new object[] { typeof(PartStatus), "producer_orders", "status" },
        new object[] { typeof(DepositMatch), "deposits", "match" },
        new object[] { typeof(ShipmentStatus), "shipments", "status" },
        new object[] { typeof(MisdeliveryKind), "misdeliveries", "kind" },
        new object[] { typeof(MisdeliveryResolution), "misdeliveries", "resolution" },
        new object[] { typeof(ReturnStatus), "returns", "status" },
        new object[] { typeof(ReturnReason), "returns", "reason" },
        new object[] { typeof(PayoutStatus), "payouts", "status" },
        new object[] { typeof(OrganizationKind), "organizations", "kind" },
        new object[] { typeof(OrganizationStatus), "organizations", "status" },
        new object[] { typeof(TaxKind), "organizations", "tax" },
    ];

    [TestCaseSource(nameof(States))]
    public async Task Every_state_is_there(Type states, string table, string column)
    {
        var there = await DemoPortal.Web.Portal.Query<string>($"SELECT DISTINCT {column} FROM {table} WHERE {column} IS NOT NULL");
        Assert.That(there, Is.SupersetOf(Enum.GetNames(states)));
    }

    [TestCase("is unpaid", "orders WHERE status = 'Placed' AND paid = 0 AND paid_at IS NULL AND released_at IS NULL")]
    [TestCase("is partly paid", "orders WHERE status = 'Placed' AND paid > 0 AND paid_at IS NULL")]
    [TestCase("was shipped on credit and not paid", "orders WHERE status = 'Placed' AND paid_at IS NULL AND released_at IS NOT NULL")]
    [TestCase("was cancelled because no money came", "orders WHERE cancel_reason = 'deposit.expired'")]
    [TestCase("has several producers", "orders o WHERE (SELECT COUNT(*) FROM producer_orders p WHERE p.order_id = o.id) > 2")]
    [TestCase("lost one of its producers", "orders WHERE cancelled > 0 AND status = 'Placed'")]
    [TestCase("waits for its producer", "orders o JOIN producer_orders p ON p.order_id = o.id WHERE o.paid_at IS NOT NULL AND p.status = 'New'")]
    [TestCase("is late", "producer_orders WHERE status = 'Confirmed' AND late_notified_at IS NOT NULL")]
    [TestCase("is in the objection period", "order_lines WHERE delivered = quantity AND distribution_run IS NULL AND accepted_at IS NULL AND needs_acceptance = 0")]
    [TestCase("waits for acceptance", "order_lines WHERE delivered = quantity AND accepted_at IS NULL AND needs_acceptance = 1")]
    [TestCase("was distributed", "order_lines WHERE distribution_run IS NOT NULL")]
    [TestCase("was returned before distribution", "order_lines l WHERE returned > 0 AND NOT EXISTS (SELECT 1 FROM distributions d WHERE d.order_line_id = l.id AND d.kind = 'Return')")]
    [TestCase("was returned after distribution", "distributions WHERE kind = 'Return'")]
    [TestCase("went astray and is not found", "misdeliveries WHERE status = 'Open'")]
    [TestCase("brings freight", "producer_orders WHERE freight > 0 AND freight_run IS NOT NULL")]
    [TestCase("has a note of the staff", "order_events WHERE kind = 'Memo'")]
    [TestCase("is built by a seller", "draft_orders WHERE channel = 'Seller' AND placed_order_id IS NULL")]
    public async Task Some_order(string state, string what) => Assert.That(await Count(what), Is.Positive, state);

    [TestCase("deposits of payers whom nobody knows", "buyer_credits WHERE buyer_id IS NULL AND remaining > 0")]
    [TestCase("refunds", "refunds")]
    [TestCase("money put on an order later", "order_payments WHERE credit_id IS NOT NULL")]
    [TestCase("a transfer that failed and was paid later", "payouts f JOIN payouts p ON p.party_id = f.party_id AND p.id > f.id AND p.status = 'Paid' WHERE f.status = 'Failed'")]
    [TestCase("a tax invoice of last month", "tax_invoices WHERE supply_month >= '2025-01' AND type_code = '0103'")]
    [TestCase("a correction of a tax invoice", "tax_invoices WHERE corrects_id IS NOT NULL")]
    [TestCase("an invoice without tax", "tax_invoices WHERE tax = 'Exempt'")]
    [TestCase("withheld tax that was paid", "withholding_payments")]
    [TestCase("tax withheld", "statements WHERE local_tax > 0")]
    [TestCase("a seller's debt that is carried over", "statements s JOIN organizations g ON g.id = s.party_id WHERE g.kind = 'Seller' AND s.carried_out < 0")]
    [TestCase("a closed month", "closings")]
    [TestCase("a payout sent by another than who locked its settlement", "payouts p JOIN statements t ON t.id = p.statement_id JOIN settlements s ON s.id = t.settlement_id WHERE p.sent_by <> s.locked_by")]
    [TestCase("what a product costs its producer", "product_costs")]
    [TestCase("a replaced agreement", "agreements a WHERE a.status = 'Accepted' AND EXISTS (SELECT 1 FROM agreements b WHERE b.product_id = a.product_id AND b.version_no > a.version_no AND b.status = 'Accepted')")]
    [TestCase("a picture of every product", "(SELECT 1 AS one WHERE NOT EXISTS (SELECT 1 FROM product_revisions r WHERE NOT EXISTS (SELECT 1 FROM product_files f WHERE f.revision_id = r.id AND f.kind = 'Image'))) x")]
    [TestCase("a paper in a discussion", "review_events WHERE file_id IS NOT NULL")]
    [TestCase("a full recruitment", "recruitments WHERE accepted_count = quota")]
    [TestCase("a next revision of what is on sale", "product_revisions r JOIN products p ON p.id = r.product_id WHERE p.status = 'OnSale' AND r.id <> p.revision_id AND r.status = 'InReview'")]
    [TestCase("a case that went into a second round", "review_cases WHERE round > 1")]
    [TestCase("a case that is overdue", "review_cases WHERE status = 'Open' AND overdue_notified_at IS NOT NULL")]
    public async Task There_is(string state, string what) => Assert.That(await Count(what), Is.Positive, state);

    [Test]
    public async Task The_books_are_sound()
    {
        await using var scope = DemoPortal.Web.Services.CreateAsyncScope();
        var rules = await scope.ServiceProvider.GetRequiredService<BooksPages>().Check();
        Assert.That(rules.Where(r => r.Violations > 0).Select(r => $"{r.No} {r.Name}: {r.Violations}"), Is.Empty);
    }

    [Test]
    public async Task Nobody_is_told_of_the_past() => Assert.That(await Count("outbox"), Is.Zero);

    [Test]
    public async Task Jobs_find_nothing_old_to_do()
    {
        Assert.That(await Count("recruitments WHERE status = 'Open' AND closes_at < @now"), Is.Zero, "recruitments whose time is over");
        Assert.That(await Count("orders WHERE status = 'Placed' AND paid_at IS NULL AND paid = 0 AND released_at IS NULL AND deposit_due_at < @now"), Is.Zero, "orders whose deposit did not come");
        Assert.That(await Count("order_lines WHERE distribution_run IS NULL AND due_at <= @now"), Is.Zero, "lines to be distributed");
        Assert.That(await Count("review_cases WHERE status = 'Open' AND due_on < @today AND overdue_notified_at IS NULL"), Is.Zero, "reminders");
        Assert.That(await Count("shipments WHERE next_poll_at IS NOT NULL AND shipped_at < @recently"), Is.Zero, "parcels of long ago");
    }

    [Test]
    public async Task A_portal_in_use_stays_as_it_is()
    {
        var before = await Count("audit_entries");
        Assert.That(await DemoPortal.FillAgain(), Is.EqualTo(DemoOutcome.NotEmpty));
        Assert.That(await Count("audit_entries"), Is.EqualTo(before));
    }

    [Test]
    public async Task Texts_are_in_both_languages_and_tell_enough()
    {
        var thin = await DemoPortal.Web.Portal.Query<string>("SELECT name FROM product_revisions WHERE name_en IS NULL OR summary IS NULL OR LENGTH(description) < 60 OR LENGTH(description_en) < 100");
        Assert.That(thin, Is.Empty);
        Assert.That(await Count("(SELECT name FROM product_revisions GROUP BY name HAVING COUNT(DISTINCT product_id) > 1) x"), Is.Zero, "no two products have one name");
    }

    private static object Times
    {
        get
        {
            var now = DemoPortal.Web.Portal.Time.GetUtcNow().UtcDateTime;
            return new { now, today = DateOnly.FromDateTime(now), recently = now.AddDays(-4) };
        }
    }

    private static Task<long> Count(string what) => DemoPortal.Web.Portal.Scalar<long>($"SELECT COUNT(*) FROM {what}", Times);
}
