using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Portal.Core.Shared;
using Portal.Data.Accounts;
using Portal.Data.Shared;
using Portal.Web.Accounts;

namespace Portal.Web.Shared;

/// <summary>The list of this request.</summary>
[Service]
public sealed partial class Lists(Session session, ListPages pages, Db db, Clock clock)
{
    public static readonly IReadOnlyList<int> Sizes = [20, 50, 100];

    /// <summary>What of an address is not a filter.</summary>
    private static readonly string[] Outside = ["page", "size", "sort", "format"];

    private HttpRequest _request = null!;
    private ListArrangement _arrangement = ListArrangement.Usual;
    private IReadOnlyList<IColumn> _ofFile = [];
    private string? _format;

    private static readonly IReadOnlyList<IListOf> All = [.. typeof(Lists).Assembly.GetTypes()
        .Where(t => t is { IsAbstract: false, IsClass: true } && t.IsAssignableTo(typeof(IListOf))).Select(t => (IListOf)Activator.CreateInstance(t)!)];

    /// <summary>The keys of all lists, and of those whose views can be saved.</summary>
    public static IReadOnlySet<string> Names { get; } = All.Select(l => l.Key).ToHashSet();
    public static IReadOnlySet<string> WithViews { get; } = All.Where(l => l.HasViews).Select(l => l.Key).ToHashSet();

    public IListOf? Current { get; private set; }

    /// <summary>The columns that there are for whoever looks, and of these those that they want to see. The first always stays: it leads to the row's own page.</summary>
    public IReadOnlyList<IColumn> Columns { get; private set; } = [];
    public IReadOnlyList<IColumn> Shown { get; private set; } = [];

    public IReadOnlyList<SavedViewRow> Views => _arrangement.Views;
    public int Size => db.Ask.Size;
    public string? Sort => db.Ask.Sort;
    public bool IsPersonal => session.Person is not null;
    public bool HasViews => IsPersonal && Current?.HasViews == true;
    public string Path => _request.Path;

    /// <summary>The filters of the address, with the sort: what a view keeps.</summary>
    public string Query => Kept("page", "size", "format");

    /// <summary>True when the list shows not everything: something else than nothing was asked for.</summary>
    public bool IsFiltered => _request.Query.Any(q => !Outside.Contains(q.Key) && q.Value.Any(v => !string.IsNullOrEmpty(v) && v != "all")) || (_request.Query["page"] is [{ Length: > 0 } page] && page != "1");

    /// <summary>The same list otherwise.</summary>
    public string With(string name, string value)
    {
        var query = Kept("page", "format", name);
        return $"{_request.Path}{(query.Length == 0 ? "?" : $"{query}&")}{name}={Uri.EscapeDataString(value)}";
    }

    public bool IsShown(string column) => Shown.Any(c => c.Key == column);

    public bool IsHere(SavedViewRow view) => view.Query == Query;

    internal async Task Begin(IListOf list, HttpRequest request)
    {
        (Current, _request) = (list, request);
        if (session.Person is { } person) _arrangement = await pages.Find(person.Id, list.Key);
        var columns = list.Columns(new Viewing(session.Actor?.Role, request.Query));
        Columns = [.. columns.Where(c => !c.IsOfFile)];
        Shown = [.. Columns.Where((c, i) => i == 0 || !_arrangement.Hidden.Contains(c.Key))];
        _ofFile = [.. columns.Where(c => c.IsOfFile || Shown.Contains(c))];
        _format = request.Query["format"].ToString() is ("csv" or "xlsx") and var f ? f : null;
        var size = int.TryParse(request.Query["size"], out var n) && Sizes.Contains(n) ? n : _arrangement.Size ?? Paging.Size;
        var sort = request.Query["sort"].ToString();
        var isKnown = Sorting().IsMatch(sort) && Shown.Any(c => c.IsSortable && c.Key == sort.Replace("-desc", "", StringComparison.Ordinal));
        db.Ask = new ListAsk { Size = size, Sort = isKnown ? sort : null, All = _format is not null };
    }

    internal ActionResult? File(object? model)
    {
        if (_format is null || Current!.Rows(model, _ofFile) is not { } rows) return null;
        return new ListFile($"{Current.Key.Replace('/', '-')}-{clock.Today:yyyyMMdd}.{_format}", [.. _ofFile.Select(c => c.Label)], rows);
    }

    /// <summary>A query as a view keeps it: neither page nor format, and nothing that is empty.</summary>
    internal static string Tidy(string? query) => Build(QueryHelpers.ParseQuery(query), ["page", "size", "format"]);

    private string Kept(params string[] without) => Build(_request.Query, without);

    private static string Build(IEnumerable<KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>> query, string[] without)
    {
        var kept = new QueryBuilder(query.Where(q => !without.Contains(q.Key)).SelectMany(q => q.Value, (q, v) => KeyValuePair.Create(q.Key, v ?? "")).Where(q => q.Value.Length > 0));
        return kept.ToString();
    }

    [GeneratedRegex(@"\A[a-z]+(-desc)?\z")]
    private static partial Regex Sorting();
}
