using System.Data.Common;
using Portal.Core.Agreements;
using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Agreements;

/// <summary>Proposals and the answers of their parties.</summary>
public sealed partial class AgreementStore
{
    private const string MayProposeSql = """
        SELECT COUNT(*) FROM products p JOIN organizations o ON o.id = p.producer_id
        WHERE p.id = @productId AND (@role IN ('System', 'Administrator') OR (@role = 'Producer' AND o.id = @OrganizationId)
          OR (@role = 'Operator' AND o.centre_id = @OrganizationId))
        """;

    public async Task<bool> MayPropose(Actor actor, long productId) =>
        await db.Scalar<long>(MayProposeSql, new { productId, role = actor.Role.ToString(), actor.OrganizationId }) == 1;

    private const string CountOrganizationsSql = "SELECT COUNT(*) FROM organizations WHERE id IN @ids";

    public async Task<int> CountOrganizations(IReadOnlyCollection<long> ids) =>
        ids.Count == 0 ? 0 : (int)await db.Scalar<long>(CountOrganizationsSql, new { ids });

    private const string InsertSql = """
        INSERT INTO agreements (id, product_id, version_no, status, valid_from, valid_until, answers_id, note, proposed_by_organization_id, proposed_at)
        SELECT @id, @ProductId, COALESCE(MAX(version_no), 0) + 1, 'Proposed', @ValidFrom, @ValidUntil, @AnswersId, @Note, @proposedBy, @at FROM agreements WHERE product_id = @ProductId
        """;
    private const string InsertShareSql = "INSERT INTO shares (id, agreement_id, share_no, part, party_id, kind, value) VALUES (@Id, @agreementId, @no, @part, @PartyId, @kind, @Value)";

    public async Task Insert(long id, ProposeAgreementRequest agreement, long? proposedBy, DateTime at)
    {
        await InsertVersion(new { id, agreement.ProductId, agreement.ValidFrom, agreement.ValidUntil, agreement.AnswersId, agreement.Note, proposedBy, at });
        await db.Execute(InsertShareSql, agreement.Shares.Select((s, i) => new
        {
            Id = Ids.Next(), agreementId = id, no = i + 1, part = s.Part.ToString(), s.PartyId, kind = s.Kind.ToString(), s.Value,
        }));
    }

    /// <summary>Two proposals at once want the same number: who comes second takes the next one.</summary>
    private async Task InsertVersion(object row)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await db.Execute(InsertSql, row);
                return;
            }
            catch (DbException e) when (attempt < 5 && Dialect.IsUniqueViolation(e))
            {
                // uq_agreements_version
            }
        }
    }

    private const string HoldSql = "UPDATE agreements SET version_no = version_no WHERE id = @agreementId AND status = 'Proposed'";

    public async Task<bool> Hold(long agreementId) => await db.Execute(HoldSql, new { agreementId }) == 1;

    private const string AnswerSql = """
        INSERT INTO agreement_answers (agreement_id, party_id, answer, person_id, reason, answered_at)
        SELECT @AgreementId, @PartyId, @answer, @PersonId, @Reason, @At
        WHERE EXISTS (SELECT 1 FROM agreements WHERE id = @AgreementId AND status = 'Proposed')
          AND NOT EXISTS (SELECT 1 FROM agreement_answers WHERE agreement_id = @AgreementId AND party_id = @PartyId)
        """;

    public async Task<bool> Answer(AgreementAnswer answer) => await db.Execute(AnswerSql, new
    {
        answer.AgreementId, answer.PartyId, answer = answer.Accept ? "Accepted" : "Declined", answer.PersonId, answer.Reason, answer.At,
    }) == 1;

    private const string AcceptSql = """
        UPDATE agreements SET status = 'Accepted', accepted_at = @at
        WHERE id = @agreementId AND status = 'Proposed' AND NOT EXISTS (
          SELECT 1 FROM shares s WHERE s.agreement_id = agreements.id AND s.party_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM agreement_answers w WHERE w.agreement_id = s.agreement_id AND w.party_id = s.party_id AND w.answer = 'Accepted'))
        """;

    public async Task<bool> AcceptIfAllHave(long agreementId, DateTime at) => await db.Execute(AcceptSql, new { agreementId, at }) == 1;

    private const string CloseSql = "UPDATE agreements SET status = @to, closed_at = @at WHERE id = @agreementId AND status = 'Proposed'";

    public async Task<bool> Close(long agreementId, AgreementStatus to, DateTime at) => await db.Execute(CloseSql, new { agreementId, to = to.ToString(), at }) == 1;

    private const string IsPartySql = "SELECT COUNT(*) FROM shares WHERE agreement_id = @agreementId AND party_id = @organizationId";

    public async Task<bool> IsParty(long agreementId, long organizationId) => await db.Scalar<long>(IsPartySql, new { agreementId, organizationId }) > 0;

    private const string UnansweredSql = """
        SELECT DISTINCT s.party_id FROM shares s WHERE s.agreement_id = @agreementId AND s.party_id IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM agreement_answers w WHERE w.agreement_id = s.agreement_id AND w.party_id = s.party_id)
        """;

    public async Task<IReadOnlyList<long>> Unanswered(long agreementId) => await db.Query<long>(UnansweredSql, new { agreementId });

    private const string PartiesSql = "SELECT DISTINCT party_id FROM shares WHERE agreement_id = @agreementId AND party_id IS NOT NULL";

    public async Task<IReadOnlyList<long>> Parties(long agreementId) => await db.Query<long>(PartiesSql, new { agreementId });

    private const string ProposerSql = "SELECT proposed_by_organization_id FROM agreements WHERE id = @agreementId";

    public async Task<long?> Proposer(long agreementId) => await db.Scalar<long?>(ProposerSql, new { agreementId });

    private const string LabelSql = """
        SELECT r.name FROM agreements a JOIN products p ON p.id = a.product_id JOIN product_revisions r ON r.id = p.revision_id WHERE a.id = @agreementId
        """;

    public async Task<string> Label(long agreementId) => await db.Scalar<string>(LabelSql, new { agreementId }) ?? "";

    private const string ProductOfSql = "SELECT product_id FROM agreements WHERE id = @agreementId";

    public async Task<long?> ProductOf(long agreementId) => await db.Scalar<long?>(ProductOfSql, new { agreementId });

    private const string ProducerOfSql = "SELECT producer_id FROM products WHERE id = @productId";

    public async Task<long?> ProducerOf(long productId) => await db.Scalar<long?>(ProducerOfSql, new { productId });

    // ix_agreements_until
    private const string ExpiringSql = $"SELECT a.id FROM agreements a WHERE a.expiry_told_at IS NULL AND {AgreementSql.Expiring} ORDER BY a.valid_until, a.id";

    public async Task<IReadOnlyList<long>> Expiring(DateTime now, DateTime soon, int max) => await db.Query<long>($"{ExpiringSql} {db.Dialect.First(max)}", new { now, soon });

    private const string MarkToldSql = "UPDATE agreements SET expiry_told_at = @at WHERE id = @agreementId AND expiry_told_at IS NULL";

    public async Task<bool> MarkExpiryTold(long agreementId, DateTime at) => await db.Execute(MarkToldSql, new { agreementId, at }) == 1;

    private const string UntilSql = "SELECT valid_until FROM agreements WHERE id = @agreementId";

    public async Task<DateTime?> Until(long agreementId) => await db.Scalar<DateTime?>(UntilSql, new { agreementId });

    private const string ConcernedSql = """
        SELECT party_id FROM shares WHERE agreement_id = @agreementId AND party_id IS NOT NULL
        UNION SELECT p.producer_id FROM agreements a JOIN products p ON p.id = a.product_id WHERE a.id = @agreementId
        UNION SELECT g.centre_id FROM agreements a JOIN products p ON p.id = a.product_id JOIN organizations g ON g.id = p.producer_id WHERE a.id = @agreementId AND g.centre_id IS NOT NULL
        """;

    public async Task<IReadOnlyList<long>> Concerned(long agreementId) => await db.Query<long>(ConcernedSql, new { agreementId });
}
