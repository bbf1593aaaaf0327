using Portal.Core.Shared;
using Portal.Web.Accounts;
using Portal.Web.Shared;

namespace Portal.Web.Content;

/// <summary>Whether the reader of a text may open what it links to: a guide of another role would lead to pages that refuse them.</summary>
[Service]
public sealed class LinkRights(EndpointDataSource endpoints, Session session)
{
    /// <summary>Visitors who are not signed in may always try: they are asked to. Addresses with ids are left to the page itself.</summary>
    public bool MayOpen(string href)
    {
        if (session.Person is null) return true;
        var path = href.Split('?', '#')[0].TrimStart('/');
        var page = endpoints.Endpoints.OfType<RouteEndpoint>()
            .FirstOrDefault(e => e.RoutePattern.RawText?.TrimStart('/') == path && e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains(HttpMethods.Get) == true);
        return page is null || page.Metadata.GetOrderedMetadata<RolesAttribute>().All(r => session.Actor is { } actor && r.Roles.Contains(actor.Role));
    }
}
