namespace Portal.Core.Organizations;

/// <summary>Organizations.</summary>
public interface IOrganizationStore
{
    Task<long?> FindByCode(string code);
    Task Insert(long id, string code, RegisterOrganizationRequest organization, DateTime at);
}
