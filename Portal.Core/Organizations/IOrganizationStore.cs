namespace Portal.Core.Organizations;

/// <summary>Organizations.</summary>
public interface IOrganizationStore
{
    Task<long?> FindByCode(string code);

    /// <summary>The centre that an active organization belongs to; null when it belongs to none.</summary>
    Task<long?> CentreOf(long organizationId);

    /// <summary>The code of a buyer with this business number; null when there is none.</summary>
    Task<string?> BuyerOf(string businessNumber);

    Task Insert(long id, string code, RegisterOrganizationRequest organization, DateTime at);
}
