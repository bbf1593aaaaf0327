using Microsoft.AspNetCore.Http.Features;
using Portal.Core.Accounts;
using Portal.Core.Shared;
using Portal.Data.Accounts;

namespace Portal.Web.Accounts;

/// <summary>What the person of this request has begun to type on the page that is shown.</summary>
[Service]
public sealed class FormDrafts(IHttpContextAccessor http, Session session, FormDraftPages pages)
{
    private const string Asked = "draft=1";

    private Task<SavedForm?>? _found;

    private HttpRequest Request => http.HttpContext!.Request;

    /// <summary>True when the address of this request is that of a page; the answer to a form that was refused has none.</summary>
    public bool IsPage => HttpMethods.IsGet(Request.Method);

    /// <summary>The address of the page, of a refused form that of the page on which it stood.</summary>
    public string Page => (IsPage ? Own(Request.Path.ToUriComponent() + Request.QueryString.ToUriComponent())
        : Own(FieldOf(Request, KeptForm.PageField)) ?? Own(KeptForm.PageOf(Request))) ?? "/";

    /// <summary>The page was asked for with what was typed before.</summary>
    public bool IsContinued => IsPage && Request.Query["draft"] == "1" && session.Person is not null;

    /// <summary>What is saved of a page for the person of this request; null for visitors.</summary>
    public FormDraftKey? Key(string page) => session.Person is { } person ? new FormDraftKey(person.Id, session.Current?.Id ?? 0, page) : null;

    public Task<SavedForm?> Find() => _found ??= Load();

    /// <summary>How many rows of a table the saved form fills, when the page is asked for with it: <c>Form.Lines[3].Name</c> makes four.</summary>
    public async Task<int> Rows(string table)
    {
        if (!IsContinued || await Find() is not { } saved) return 0;
        return saved.Form.Fields.Where(f => f.Value.Length > 0 && f.Name.StartsWith(table + "[", StringComparison.Ordinal))
            .Select(f => int.TryParse(f.Name[(table.Length + 1)..].Split(']')[0], out var i) ? i + 1 : 0).DefaultIfEmpty().Max();
    }

    /// <summary>A field of the form that a request brought; null also when nobody could read the form.</summary>
    public static string? FieldOf(HttpRequest request, string name) => request.HttpContext.Features.Get<IFormFeature>()?.Form?[name].FirstOrDefault();

    /// <summary>The address that opens a page with what was typed.</summary>
    public static string Continue(string page) => page + (page.Contains('?', StringComparison.Ordinal) ? "&" : "?") + Asked;

    /// <summary>An address within this portal as drafts are kept by; null for any other.</summary>
    public static string? Own(string? address)
    {
        if (address is not ['/', ..] || address is ['/', '/' or '\\', ..] || address.Length > SaveFormDraft.MaxPage || address.Any(char.IsControl)) return null;
        var parts = address.Split('?', 2);
        var query = parts.Length == 1 ? [] : parts[1].Split('&').Where(p => p.Length > 0 && p != Asked).ToArray();
        return query.Length == 0 ? parts[0] : $"{parts[0]}?{string.Join('&', query)}";
    }

    private async Task<SavedForm?> Load() =>
        Key(Page) is { } key && await pages.Find(key) is { } row && KeptForm.FromJson(row.Content) is { } form ? new SavedForm(form, row.SavedAt) : null;
}
