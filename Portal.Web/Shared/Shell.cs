using Portal.Web.Accounts;

namespace Portal.Web.Shared;

/// <summary>The menu around a page, made of what the features put into it.</summary>
public sealed class Shell(IEnumerable<INavigation> features, Session session)
{
    private static readonly string[] Order = ["nav.work", "nav.money", "nav.partners", "nav.portal"];

    public IEnumerable<IGrouping<string, NavItem>> Groups() =>
        features.SelectMany(f => f.For(session.Actor)).OrderBy(i => Array.IndexOf(Order, i.Group)).ThenBy(i => i.Sort).GroupBy(i => i.Group);

    public static bool IsCurrent(NavItem item, PathString path) =>
        item.Url == "/" ? path == "/" : path.StartsWithSegments(item.Url.Split('?')[0]);
}
