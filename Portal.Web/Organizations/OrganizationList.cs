using Portal.Core.Organizations;
using Portal.Core.Shared;
using Portal.Data.Organizations;
using Portal.Web.Shared;

namespace Portal.Web.Organizations;

public sealed class OrganizationList() : ListOf<OrganizationRow>("organizations",
    Text("name", "organizations.name", o => o.Name).Sorted,
    Text("code", "organizations.code", o => o.Code).OfFile,
    Word<OrganizationKind>("kind", "organizations.kind", o => o.Kind) with { IsSortable = true },
    Text("number", "organizations.businessNumber", o => o.BusinessNumber),
    Text("region", "organizations.region", o => o.Region).Sorted,
    Text("centre", "organizations.centre", o => o.Centre).For(Role.Administrator),
    Count("members", "organizations.memberCount", o => o.Members));
