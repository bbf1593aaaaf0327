using Portal.Core.Organizations;
using Portal.Data.Shared;

namespace Portal.Data.Organizations;

public sealed partial class OrganizationStore(Db db) : IOrganizationStore
{
    private const string FindByCodeSql = "SELECT id FROM organizations WHERE code = @code";

    public async Task<long?> FindByCode(string code) => await db.Scalar<long?>(FindByCodeSql, new { code });

    private const string CentreOfSql = "SELECT centre_id FROM organizations WHERE id = @organizationId AND status = 'Active'";

    public async Task<long?> CentreOf(long organizationId) => await db.Scalar<long?>(CentreOfSql, new { organizationId });

    private const string BuyerOfSql = "SELECT MIN(code) FROM organizations WHERE kind = 'Buyer' AND business_number = @businessNumber";

    public async Task<string?> BuyerOf(string businessNumber) => await db.Scalar<string>(BuyerOfSql, new { businessNumber });

    private const string InsertSql = """
        INSERT INTO organizations (id, code, name, kind, status, business_number, representative, region, email, phone, postal_code, address, tax,
          bank_code, bank_account, bank_holder, centre_id, cooperative_id, created_at)
        VALUES (@id, @code, @Name, @kind, 'Active', @BusinessNumber, @Representative, @Region, @Email, @Phone, @PostalCode, @Address, @tax,
          @BankCode, @BankAccount, @BankHolder, @CentreId, @CooperativeId, @at)
        """;

    public Task Insert(long id, string code, RegisterOrganizationRequest organization, DateTime at)
    {
        var o = organization;
        return db.Execute(InsertSql, new
        {
            id, code, o.Name, kind = o.Kind.ToString(), o.BusinessNumber, o.Representative, o.Region, o.Email, o.Phone, o.PostalCode, o.Address, tax = o.Tax.ToString(),
            o.BankCode, o.BankAccount, o.BankHolder, o.CentreId, o.CooperativeId, at,
        });
    }
}
