using System.Globalization;
using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Agreements;

/// <summary>What a proposal is written with: products that the actor may propose for, and parties by what people know of them.</summary>
public sealed partial class AgreementPages
{
    private const string ProductColumnsSql = $"""
        SELECT p.id, p.code, r.name, g.name AS producer, g.code AS producer_code, p.status, r.price, r.tax,
               (SELECT a.id FROM agreements a WHERE a.product_id = p.id AND {AgreementSql.InForce}) AS in_force_id,
               (SELECT MAX(b.id) FROM agreements b WHERE b.product_id = p.id AND b.status = 'Proposed') AS open_id
        FROM products p JOIN product_revisions r ON r.id = p.revision_id JOIN organizations g ON g.id = p.producer_id
        """;
    private const string ProposableSql = $"""
        {ProductColumnsSql}
        WHERE p.status <> 'Retired'
          AND (@role = 'Administrator' OR (@role = 'Producer' AND p.producer_id = @OrganizationId) OR (@role = 'Operator' AND g.centre_id = @OrganizationId))
        """;
    private const string ProductSql = $"{ProposableSql} AND p.code = @code";

    /// <summary>A product for which the actor may propose, by its code.</summary>
    public Task<ProposableProduct?> Product(Actor actor, string code) =>
        db.One<ProposableProduct>(ProductSql, new { role = actor.Role.ToString(), actor.OrganizationId, code = code.Trim(), now = clock.Now });

    private const string OfAgreementSql = $"{ProductColumnsSql} WHERE p.id = @productId";

    /// <summary>The product of an agreement that the actor may see.</summary>
    public Task<ProposableProduct?> ProductOf(long productId) => db.One<ProposableProduct>(OfAgreementSql, new { productId, now = clock.Now });

    private const string ProductsSql = $"""
        {ProposableSql}
          AND (@text IS NULL OR p.code LIKE @text ESCAPE '\' OR r.name LIKE @text ESCAPE '\' OR g.name LIKE @text ESCAPE '\')
        ORDER BY CASE WHEN EXISTS (SELECT 1 FROM agreements b WHERE b.product_id = p.id AND b.status IN ('Proposed', 'Accepted')) THEN 1 ELSE 0 END, r.name, p.id
        """;

    /// <summary>Products to choose from, those without an agreement first.</summary>
    public async Task<PageOf<ProposableProduct>> Products(Actor actor, string? text, int page)
    {
        return await db.Page<ProposableProduct>(ProductsSql, new
        {
            role = actor.Role.ToString(), actor.OrganizationId, text = Like.Containing(text), now = clock.Now,
        }, page);
    }

    // customers are nobody's party and are not looked up
    private const string PartiesSql = """
        SELECT id, code, name, kind FROM organizations
        WHERE status = 'Active' AND kind <> 'Buyer' AND (code IN @texts OR name IN @texts)
        ORDER BY name, code
        """;

    /// <summary>Organizations whose code or name is one of the texts.</summary>
    public async Task<IReadOnlyList<PartyCandidate>> Parties(IReadOnlyCollection<string> texts) =>
        texts.Count == 0 ? [] : await db.Query<PartyCandidate>(PartiesSql, new { texts });

    private const string PartiesLikeSql = """
        SELECT id, code, name, kind FROM organizations
        WHERE status = 'Active' AND kind <> 'Buyer' AND (code LIKE @text ESCAPE '\' OR name LIKE @text ESCAPE '\')
        ORDER BY name, code
        """;

    /// <summary>A few organizations in whose name or code a text occurs, for whoever did not know it exactly.</summary>
    public async Task<IReadOnlyList<PartyCandidate>> PartiesLike(string text) =>
        await db.Query<PartyCandidate>(string.Create(CultureInfo.InvariantCulture, $"{PartiesLikeSql} {db.Dialect.First(6)}"), new { text = Like.Containing(text) });

    private const string UsualSql = "SELECT id, code, name, kind FROM organizations WHERE kind = 'Portal' AND status = 'Active' ORDER BY id";

    /// <summary>The portal itself, which usually takes part.</summary>
    public async Task<PartyCandidate?> PortalItself() => (await db.Query<PartyCandidate>($"{UsualSql} {db.Dialect.First(1)}")).FirstOrDefault();
}
