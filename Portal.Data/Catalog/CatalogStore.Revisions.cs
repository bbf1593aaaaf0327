using System.Data.Common;
using Portal.Core.Catalog;
using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Catalog;

/// <summary>Revisions of products: what is reviewed, with specifications and files.</summary>
public sealed partial class CatalogStore
{
    private const string InsertProductSql = """
        INSERT INTO products (id, code, producer_id, status, revision_id, stock, max_delivery_days, created_at)
        SELECT @Id, @Code, @ProducerId, 'Unapproved', @RevisionId, @Stock, @MaxDeliveryDays, @At
        WHERE NOT EXISTS (SELECT 1 FROM products WHERE code = @Code)
        """;
    private const string InsertFirstSql = """
        INSERT INTO product_revisions (id, product_id, revision_no, status, kind, category_id, name, name_en, summary, description, description_en,
          price, tax, created_by, created_at, row_version, publish)
        VALUES (@id, @productId, 1, 'Draft', @kind, @CategoryId, @Name, @NameEn, @Summary, @Description, @DescriptionEn, @Price, @tax, @createdBy, @at, 1, 1)
        """;

    public async Task<bool> Insert(NewProduct product, ProductContent content, long? createdBy)
    {
        try
        {
            if (await db.Execute(InsertProductSql, product) == 0) return false;
        }
        catch (DbException e) when (Dialect.IsUniqueViolation(e))
        {
            return false;
        }

        await db.Execute(InsertFirstSql, Row(product.RevisionId, product.Id, content, createdBy, product.At));
        await WriteSpecifications(product.RevisionId, content);
        return true;
    }

    private const string ContentSql = """
        SELECT kind, category_id, name, name_en, summary, description, description_en, price, tax FROM product_revisions WHERE id = @revisionId
        """;
    private const string SpecificationsSql = "SELECT name, value FROM product_specifications WHERE revision_id = @revisionId ORDER BY line_no";

    public async Task<ProductContent?> Content(long revisionId)
    {
        var content = await db.One<ProductContent>(ContentSql, new { revisionId });
        return content is null ? null : content with { Specifications = await db.Query<Specification>(SpecificationsSql, new { revisionId }) };
    }

    private const string RewriteSql = """
        UPDATE product_revisions SET kind = @kind, category_id = @CategoryId, name = @Name, name_en = @NameEn, summary = @Summary,
          description = @Description, description_en = @DescriptionEn, price = @Price, tax = @tax, row_version = row_version + 1
        WHERE id = @id AND row_version = @rowVersion AND status IN ('Draft', 'ChangesRequested')
        """;
    private const string DeleteSpecificationsSql = "DELETE FROM product_specifications WHERE revision_id = @revisionId";

    public async Task<bool> Rewrite(long revisionId, int rowVersion, ProductContent content)
    {
        var row = new
        {
            id = revisionId, rowVersion, kind = content.Kind.ToString(), tax = content.Tax.ToString(), content.CategoryId, content.Name,
            content.NameEn, content.Summary, content.Description, content.DescriptionEn, content.Price,
        };
        if (await db.Execute(RewriteSql, row) == 0) return false;
        await db.Execute(DeleteSpecificationsSql, new { revisionId });
        await WriteSpecifications(revisionId, content);
        return true;
    }

    // only after a decided revision that is still the latest; the index on open revisions is the backstop for two at once
    private const string InsertNextSql = """
        INSERT INTO product_revisions (id, product_id, revision_no, status, kind, category_id, name, name_en, summary, description, description_en,
          price, tax, created_by, created_at, row_version, publish)
        SELECT @id, @productId, a.revision_no + 1, 'Draft', @kind, @CategoryId, @Name, @NameEn, @Summary, @Description, @DescriptionEn,
          @Price, @tax, @createdBy, @at, 1, a.publish
        FROM product_revisions a
        WHERE a.id = @afterId AND a.product_id = @productId AND a.status IN ('Approved', 'Rejected')
          AND NOT EXISTS (SELECT 1 FROM product_revisions x WHERE x.product_id = a.product_id AND x.revision_no > a.revision_no)
        """;
    private const string FilesToCopySql = "SELECT file_id, kind, title, sort FROM product_files WHERE revision_id = @revisionId ORDER BY sort";
    private const string CopyFileSql = """
        INSERT INTO product_files (id, revision_id, file_id, kind, title, sort) VALUES (@id, @revisionId, @FileId, @Kind, @Title, @Sort)
        """;
    // until something was approved, the draft is the product
    private const string PointToDraftSql = "UPDATE products SET revision_id = @revisionId WHERE id = @productId AND status = 'Unapproved'";

    public async Task<bool> Insert(NewRevision revision, long afterId)
    {
        try
        {
            if (await db.Execute(InsertNextSql, Row(revision.Id, revision.ProductId, revision.Content, revision.CreatedBy, revision.At, afterId)) == 0) return false;
        }
        catch (DbException e) when (Dialect.IsUniqueViolation(e))
        {
            return false;
        }

        await WriteSpecifications(revision.Id, revision.Content);
        foreach (var f in await db.Query<FileRow>(FilesToCopySql, new { revisionId = afterId }))
            await db.Execute(CopyFileSql, new { id = Ids.Next(), revisionId = revision.Id, f.FileId, f.Kind, f.Title, f.Sort });
        await db.Execute(PointToDraftSql, new { revisionId = revision.Id, productId = revision.ProductId });
        return true;
    }

    private const string SubmitSql = """
        UPDATE product_revisions SET status = 'Submitted', submitted_at = @at, publish = @publish, row_version = row_version + 1
        WHERE id = @revisionId AND status = 'Draft'
        """;

    public async Task<bool> Submit(long revisionId, bool publish, DateTime at) => await db.Execute(SubmitSql, new { revisionId, publish, at }) == 1;

    private const string AddFileSql = """
        INSERT INTO product_files (id, revision_id, file_id, kind, title, sort)
        SELECT @id, r.id, @FileId, @kind, @Title, (SELECT COALESCE(MAX(f.sort), 0) + 1 FROM product_files f WHERE f.revision_id = r.id)
        FROM product_revisions r
        WHERE r.id = @RevisionId AND r.status IN ('Draft', 'ChangesRequested')
          AND (SELECT COUNT(*) FROM product_files f WHERE f.revision_id = r.id AND f.kind = @kind) < @max
        """;

    public async Task<bool> AddFile(NewProductFile file, int max) =>
        await db.Execute(AddFileSql, new { id = Ids.Next(), file.RevisionId, file.FileId, kind = file.Kind.ToString(), file.Title, max }) == 1;

    private const string RemoveFileSql = """
        DELETE FROM product_files WHERE revision_id = @revisionId AND file_id = @fileId
          AND EXISTS (SELECT 1 FROM product_revisions r WHERE r.id = @revisionId AND r.status IN ('Draft', 'ChangesRequested'))
        """;

    public async Task<bool> RemoveFile(long revisionId, long fileId) => await db.Execute(RemoveFileSql, new { revisionId, fileId }) == 1;

    private const string PutFirstSql = """
        UPDATE product_files SET sort = (SELECT MIN(f.sort) - 1 FROM product_files f WHERE f.revision_id = @revisionId)
        WHERE revision_id = @revisionId AND file_id = @fileId
          AND EXISTS (SELECT 1 FROM product_revisions r WHERE r.id = @revisionId AND r.status IN ('Draft', 'ChangesRequested'))
        """;

    public async Task<bool> PutFirst(long revisionId, long fileId) => await db.Execute(PutFirstSql, new { revisionId, fileId }) == 1;

    private const string FilesSql = """
        SELECT f.file_id, f.kind, f.title, s.sha256 FROM product_files f JOIN stored_files s ON s.id = f.file_id
        WHERE f.revision_id = @revisionId ORDER BY f.kind, f.sort
        """;

    public async Task<IReadOnlyList<ProductFile>> Files(long revisionId) => await db.Query<ProductFile>(FilesSql, new { revisionId });

    private const string DiscardFilesSql = "DELETE FROM product_files WHERE revision_id = @revisionId";
    private const string DiscardSql = """
        DELETE FROM product_revisions WHERE id = @revisionId AND status = 'Draft'
          AND NOT EXISTS (SELECT 1 FROM products p WHERE p.revision_id = product_revisions.id)
        """;

    public async Task<bool> Discard(long revisionId)
    {
        await db.Execute(DiscardFilesSql, new { revisionId });
        await db.Execute(DeleteSpecificationsSql, new { revisionId });
        return await db.Execute(DiscardSql, new { revisionId }) == 1;
    }

    private const string RevisionSql = """
        SELECT r.id, r.product_id, p.code, r.name, r.status, p.producer_id, g.centre_id, p.status AS product_status
        FROM product_revisions r JOIN products p ON p.id = r.product_id JOIN organizations g ON g.id = p.producer_id
        WHERE r.id = @revisionId
        """;

    public async Task<RevisionState?> Revision(long revisionId) => await db.One<RevisionState>(RevisionSql, new { revisionId });

    private const string MoveRevisionSql = """
        UPDATE product_revisions SET status = @to, decided_at = @decidedAt, row_version = row_version + 1
        WHERE id = @revisionId AND status = @from
        """;

    public async Task<bool> MoveRevision(long revisionId, RevisionStatus from, RevisionStatus to, DateTime? decidedAt) =>
        await db.Execute(MoveRevisionSql, new { revisionId, from = from.ToString(), to = to.ToString(), decidedAt }) == 1;

    private const string InsertSpecificationSql = "INSERT INTO product_specifications (revision_id, line_no, name, value) VALUES (@revisionId, @lineNo, @Name, @Value)";

    private async Task WriteSpecifications(long revisionId, ProductContent content)
    {
        for (var i = 0; i < content.Specifications.Count; i++)
            await db.Execute(InsertSpecificationSql, new { revisionId, lineNo = i + 1, content.Specifications[i].Name, content.Specifications[i].Value });
    }

    private static object Row(long id, long productId, ProductContent c, long? createdBy, DateTime at, long afterId = 0) => new
    {
        id, productId, kind = c.Kind.ToString(), c.CategoryId, c.Name, c.NameEn, c.Summary, c.Description, c.DescriptionEn, c.Price,
        tax = c.Tax.ToString(), createdBy, at, afterId,
    };

    private sealed record FileRow
    {
        public long FileId { get; init; }
        public string Kind { get; init; } = "";
        public string Title { get; init; } = "";
        public int Sort { get; init; }
    }
}
