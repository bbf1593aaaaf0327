using Portal.Core.Catalog;
using Portal.Core.Shared;
using Portal.Data.Agreements;
using Portal.Data.Shared;

namespace Portal.Data.Catalog;

/// <summary>The page of one product, and its files, for whoever may see them.</summary>
public sealed class ProductPages(Db db, Clock clock)
{
    // on sale: everybody; else whoever makes it, runs its centre, reviews this revision, bought or sold it, or runs the portal
    private const string VisibleSql = """
        ((p.status = 'OnSale' AND g.status = 'Active' AND r.id = p.revision_id)
          OR @role = 'Administrator' OR (@role = 'Producer' AND p.producer_id = @organizationId) OR (@role = 'Operator' AND g.centre_id = @organizationId)
          OR (@role = 'Reviewer' AND EXISTS (SELECT 1 FROM review_cases c JOIN review_members m ON m.case_id = c.id
               WHERE c.product_id = p.id AND c.revision_id = r.id AND m.person_id = @personId))
          OR (@role IN ('Buyer', 'Seller', 'Operator') AND EXISTS (SELECT 1 FROM order_lines l JOIN orders o ON o.id = l.order_id
               WHERE l.product_id = p.id AND (l.revision_id = r.id OR r.id = p.revision_id)
                 AND ((@role = 'Buyer' AND o.buyer_id = @organizationId) OR (@role = 'Seller' AND o.seller_id = @organizationId) OR (@role = 'Operator' AND o.centre_id = @organizationId)))))
        """;

    // the same agreements that an order finds in force
    private const string FindSql = $"""
        SELECT p.id, p.code, p.status, r.id AS revision_id, r.revision_no, r.status AS revision_status, r.kind, r.name, r.name_en, r.summary, r.description, r.description_en,
               r.price, r.tax, p.stock, p.max_delivery_days, g.name AS producer, g.region, k.code AS category_code, k.name AS category, k.name_en AS category_en,
               CASE WHEN p.status = 'OnSale' AND g.status = 'Active' AND r.id = p.revision_id THEN 1 ELSE 0 END AS on_sale,
               CASE WHEN EXISTS (SELECT 1 FROM agreements a WHERE a.product_id = p.id AND {AgreementSql.InForce}) THEN 1 ELSE 0 END AS divided,
               CASE WHEN @role = 'Seller' AND EXISTS (SELECT 1 FROM recruitment_applications s
                 WHERE s.seller_id = @organizationId AND s.product_id = p.id AND s.status = 'Accepted' AND s.ended_at IS NULL) THEN 1 ELSE 0 END AS may_sell,
               CASE WHEN @role = 'Administrator' OR (@role = 'Producer' AND p.producer_id = @organizationId) OR (@role = 'Operator' AND g.centre_id = @organizationId) THEN 1 ELSE 0 END AS mine,
               (SELECT v.region FROM organizations v WHERE v.id = @organizationId) AS visitor_region
        FROM products p
        JOIN organizations g ON g.id = p.producer_id
        JOIN product_revisions r ON r.product_id = p.id
        LEFT JOIN categories k ON k.id = r.category_id
        WHERE p.code = @code AND ((@revisionNo IS NULL AND r.id = p.revision_id) OR r.revision_no = @revisionNo) AND {VisibleSql}
        """;

    private const string PartsSql = """
        SELECT name, value FROM product_specifications WHERE revision_id = @RevisionId ORDER BY line_no;

        SELECT f.file_id, f.kind, f.title, s.name, s.size_bytes
        FROM product_files f JOIN stored_files s ON s.id = f.file_id WHERE f.revision_id = @RevisionId ORDER BY f.kind, f.sort;

        SELECT g.code, g.name, g.region
        FROM recruitment_applications a JOIN organizations g ON g.id = a.seller_id
        WHERE a.product_id = @Id AND a.status = 'Accepted' AND a.ended_at IS NULL AND g.status = 'Active' ORDER BY g.name, g.id;
        """;

    /// <summary>A product's page: what is on sale, or one revision by its number; null when this visitor may not see it.</summary>
    public async Task<ProductDetail?> Find(Actor? actor, string code, int? revisionNo = null)
    {
        var product = await db.One<ProductHeader>(FindSql, Visitor(actor, code, revisionNo, null));
        if (product is null) return null;
        await using var parts = await db.Multiple(PartsSql, new { product.RevisionId, product.Id });
        return new ProductDetail(product, [.. await parts.ReadAsync<Specification>()], [.. await parts.ReadAsync<ProductFileRow>()], [.. await parts.ReadAsync<ProductSellerRow>()]);
    }

    // revisions share files: one that may be seen is enough
    private const string FileSql = $"""
        SELECT s.id, s.name, s.content_type, s.size_bytes, s.sha256,
               MAX(CASE WHEN p.status = 'OnSale' AND g.status = 'Active' AND r.id = p.revision_id THEN 1 ELSE 0 END) AS is_public
        FROM product_files f
        JOIN product_revisions r ON r.id = f.revision_id
        JOIN products p ON p.id = r.product_id
        JOIN organizations g ON g.id = p.producer_id
        JOIN stored_files s ON s.id = f.file_id
        WHERE f.file_id = @fileId AND p.code = @code AND {VisibleSql}
        GROUP BY s.id, s.name, s.content_type, s.size_bytes, s.sha256
        """;

    /// <summary>A file of a product; null when this visitor may see no revision that has it.</summary>
    public Task<ServedFile?> File(Actor? actor, string code, long fileId) => db.One<ServedFile>(FileSql, Visitor(actor, code, null, fileId));

    private object Visitor(Actor? actor, string code, int? revisionNo, long? fileId) => new
    {
        code, revisionNo, fileId, now = clock.Now, role = actor?.Role.ToString() ?? "", organizationId = actor?.OrganizationId ?? 0, personId = actor?.PersonId ?? 0,
    };
}
