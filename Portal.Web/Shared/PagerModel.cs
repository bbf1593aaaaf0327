using Microsoft.AspNetCore.Http.Extensions;
using Portal.Data.Shared;

namespace Portal.Web.Shared;

/// <summary>Where a list stands, and how its other pages are reached: the same address with another <c>page</c>.</summary>
public sealed record PagerModel(int Page, bool HasNext, HttpRequest Request)
{
    public static PagerModel Of<T>(PageOf<T> page, HttpRequest request) => new(page.Page, page.HasNext, request);

    public string Url(int page)
    {
        var query = new QueryBuilder(Request.Query.Where(q => q.Key != "page").SelectMany(q => q.Value, (q, v) => KeyValuePair.Create(q.Key, v ?? "")));
        query.Add("page", $"{page}");
        return $"{Request.Path}{query}";
    }
}
