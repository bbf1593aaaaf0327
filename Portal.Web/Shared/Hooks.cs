using Portal.Core.Shared;

namespace Portal.Web.Shared;

/// <summary>An entry of the menu. Groups are <c>nav.work</c>, <c>nav.money</c>, <c>nav.partners</c>, <c>nav.portal</c>.</summary>
public sealed record NavItem(string TextKey, string Url, string Group, int Sort);

/// <summary>What a feature puts into the menu; found by scanning. The actor is null for whoever is not signed in or has no role.</summary>
public interface INavigation
{
    IEnumerable<NavItem> For(Actor? actor);
}

/// <summary>Something that waits for a person: what, how many, and where it is done; with its nearest date when there is one.</summary>
public sealed record AttentionItem(string TextKey, long Count, string Url, bool Urgent = false, long? Amount = null, int Sort = 100, DateOnly? DueOn = null);

/// <summary>What needs attention in a feature, in one statement; found by scanning. Zero counts are left out by the page.</summary>
public interface IAttention
{
    Task<IReadOnlyList<AttentionItem>> For(Actor actor);
}

/// <summary>What a page is about, for features that add to it: an order and what it still owes, or money held.</summary>
public sealed record PageSubject(string Kind, long Id, string No, long Open)
{
    public const string Order = "order";
    public const string Credit = "credit";
}

/// <summary>A part that a feature adds to the page of another: its view and what it shows.</summary>
public sealed record PageSection(string View, object Model);

/// <summary>Adds to the pages of other features, which need not know it; found by scanning.</summary>
public interface IPageSections
{
    Task<PageSection?> For(Actor actor, PageSubject subject);
}

/// <summary>A page that everybody may find, and when it changed last.</summary>
public sealed record SiteMapEntry(string Path, DateTime? ChangedAt = null);

/// <summary>The public pages of a feature, for the map that search engines read; found by scanning.</summary>
public interface ISiteMapEntries
{
    Task<IReadOnlyList<SiteMapEntry>> Entries();
}
