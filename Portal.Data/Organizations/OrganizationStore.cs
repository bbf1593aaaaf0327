using Portal.Core.Organizations;
using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Organizations;

public sealed class OrganizationStore(Db db) : IOrganizationStore
{
    private const string FindByCodeSql = "SELECT id FROM organizations WHERE code = @code";

    public async Task<long?> FindByCode(string code) => await db.Scalar<long?>(FindByCodeSql, new { code });

    private const string CentreOfSql = "SELECT centre_id FROM organizations WHERE id = @organizationId AND status = 'Active'";

    public async Task<long?> CentreOf(long organizationId) => await db.Scalar<long?>(CentreOfSql, new { organizationId });

    private const string BuyerOfSql = "SELECT MIN(code) FROM organizations WHERE kind = 'Buyer' AND business_number = @businessNumber";

    public async Task<string?> BuyerOf(string businessNumber) => await db.Scalar<string>(BuyerOfSql, new { businessNumber });

    private const string InsertSql = """
        INSERT INTO organizations (id, code, name, kind, status, business_number, branch_number, representative, business_type, business_item, region, email, phone, postal_code, address, tax,
          bank_code, bank_account, bank_holder, centre_id, cooperative_id, created_at)
        VALUES (@id, @code, @Name, @kind, 'Active', @BusinessNumber, @BranchNumber, @Representative, @Type, @Item, @Region, @Email, @Phone, @PostalCode, @Address, @tax,
          @BankCode, @BankAccount, @BankHolder, @CentreId, @CooperativeId, @at)
        """;

    public Task Insert(long id, string code, RegisterOrganizationRequest organization, DateTime at)
    {
        var o = organization;
        return db.Execute(InsertSql, new
        {
            id, code, o.Name, kind = o.Kind.ToString(), o.BusinessNumber, o.Line?.BranchNumber, o.Representative, o.Line?.Type, o.Line?.Item, o.Region, o.Email, o.Phone, o.PostalCode, o.Address, tax = o.Tax.ToString(),
            o.BankCode, o.BankAccount, o.BankHolder, o.CentreId, o.CooperativeId, at,
        });
    }

    private const string FindSql = """
        SELECT o.id, o.code, o.name, o.kind, o.status, o.tax, o.business_number, o.branch_number, o.representative, o.business_type, o.business_item, o.region,
               o.email, o.phone, o.postal_code, o.address, o.bank_code, o.bank_account, o.centre_id, o.version
        FROM organizations o
        WHERE o.id = @organizationId AND (@role IN ('System', 'Administrator') OR (@role <> 'Reviewer' AND o.id = @actorOrganization) OR (@role = 'Operator' AND o.centre_id = @actorOrganization))
        """;

    public Task<OrganizationState?> Find(Actor actor, long organizationId) =>
        db.One<OrganizationState>(FindSql, new { organizationId, role = actor.Role.ToString(), actorOrganization = actor.OrganizationId });

    private const string IsCentreSql = "SELECT COUNT(*) FROM organizations WHERE id = @organizationId AND kind = 'Centre' AND status = 'Active'";

    public async Task<bool> IsCentre(long organizationId) => await db.Scalar<long>(IsCentreSql, new { organizationId }) == 1;

    private const string UpdateSql = """
        UPDATE organizations SET name = @Name, representative = @Representative, email = @Email, phone = @Phone, postal_code = @PostalCode, address = @Address,
          business_number = @BusinessNumber, branch_number = @BranchNumber, business_type = @BusinessType, business_item = @BusinessItem, tax = @tax, region = @Region, centre_id = @CentreId, version = version + 1
        WHERE id = @Id AND version = @Version
        """;

    public async Task<bool> Update(OrganizationState organization)
    {
        var o = organization;
        return await db.Execute(UpdateSql, new
        {
            o.Id, o.Version, o.Name, o.Representative, o.Email, o.Phone, o.PostalCode, o.Address, o.BusinessNumber, o.BranchNumber, o.BusinessType, o.BusinessItem,
            tax = o.Tax.ToString(), o.Region, o.CentreId,
        }) == 1;
    }

    private const string SetBankSql = """
        UPDATE organizations SET bank_code = @BankCode, bank_account = @Number, bank_holder = @Holder, version = version + 1
        WHERE id = @organizationId AND version = @version
        """;

    public async Task<bool> SetBank(long organizationId, int version, NewBankAccount account) =>
        await db.Execute(SetBankSql, new { organizationId, version, account.BankCode, account.Number, account.Holder }) == 1;

    private const string TouchSql = "UPDATE organizations SET version = version + 1 WHERE id = @organizationId AND version = @version";

    public async Task<bool> Touch(long organizationId, int version) => await db.Execute(TouchSql, new { organizationId, version }) == 1;

    private const string MoveSql = "UPDATE organizations SET status = @to, version = version + 1 WHERE id = @organizationId AND status = @from";

    public async Task<bool> Move(long organizationId, OrganizationStatus from, OrganizationStatus to) =>
        await db.Execute(MoveSql, new { organizationId, from = from.ToString(), to = to.ToString() }) == 1;
}
