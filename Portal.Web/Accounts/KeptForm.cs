using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Portal.Web.Accounts;

public sealed record KeptField(string Name, string Value);

/// <summary>What somebody typed into a form that was not sent: without passwords, account numbers, codes and files.</summary>
public sealed partial record KeptForm(string Page, string Action, IReadOnlyList<KeptField> Fields)
{
    /// <summary>The field by which a form tells its page when the address does not.</summary>
    public const string PageField = "__page";

    /// <summary>The field by which a form tells that a draft of it is saved.</summary>
    public const string DraftField = "__draft";

    private const int MaxFields = 1000;

    /// <summary>What is larger holds files that would be read for nothing.</summary>
    private const long MaxBytes = 5_000_000;

    // Korean as it is: escaped it would be six times as long
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] Secret = ["bankcode", "bankaccount", "bankholder", "accountno", "token", "current", "new"];

    public bool HadFiles { get; init; }

    public bool HadSecrets { get; init; }

    /// <summary>It was sent when the session had ended.</summary>
    public bool WasLate { get; init; }

    /// <summary>Values by name, as a form is filled from.</summary>
    public ILookup<string, string> Lookup() => Fields.ToLookup(f => f.Name, f => f.Value, StringComparer.Ordinal);

    /// <summary>True for the form that posts to this address.</summary>
    public bool IsOf(string action) => Bare(action) == Bare(Action);

    public string ToJson() => JsonSerializer.Serialize(this, Readable);

    /// <summary>Null for what this version cannot read any more.</summary>
    public static KeptForm? FromJson(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<KeptForm>(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Reads what a request brings; null when nobody typed anything, or when it is too much.</summary>
    public static async Task<KeptForm?> Read(HttpRequest request, string? page, string action)
    {
        if (!request.HasFormContentType || request.ContentLength is null or > MaxBytes) return null;
        IFormCollection form;
        try
        {
            form = await request.ReadFormAsync();
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return null;
        }

        page = FormDrafts.Own(form[PageField].FirstOrDefault() ?? page);
        var typed = form.Where(f => Name().IsMatch(f.Key) && !f.Key.StartsWith("__", StringComparison.Ordinal)).ToList();
        var kept = typed.Where(f => !IsSecret(f.Key, action)).SelectMany(f => f.Value.Select(v => new KeptField(f.Key, v ?? ""))).Take(MaxFields).ToList();
        return page is null || kept.Count == 0 ? null : new KeptForm(page, action, kept) { HadFiles = form.Files.Any(f => f.Length > 0), HadSecrets = kept.Count < typed.Sum(f => f.Value.Count) };
    }

    /// <summary>The page on which the form stood, from the request that it made.</summary>
    public static string? PageOf(HttpRequest request) =>
        Uri.TryCreate(request.Headers.Referer.ToString(), UriKind.Absolute, out var referer) && referer.Authority == request.Host.Value ? referer.PathAndQuery : null;

    /// <summary>True when a page of ours sent the form, as far as the browser tells: what another site sends is not kept.</summary>
    public static bool IsOurs(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        return origin.Length > 0 ? Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Authority == request.Host.Value : PageOf(request) is not null;
    }

    private static bool IsSecret(string name, string action)
    {
        var last = name.Split('.')[^1].ToLowerInvariant();
        // a code of two-step verification, but not that of a product or an organization
        return last.Contains("password", StringComparison.Ordinal) || Secret.Contains(last) || last == "code" && (TakesCode().IsMatch(action) || name == last);
    }

    private static string Bare(string address) => Uri.UnescapeDataString(address.Split('?')[0]);

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]{0,60}(?:(?:\.[A-Za-z0-9_]{1,60})|(?:\[[A-Za-z0-9_-]{1,40}\])){0,6}\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"bank-account|second-factor|\A/account/|\A/payouts/")]
    private static partial Regex TakesCode();
}

/// <summary>A form that was saved, and when.</summary>
public sealed record SavedForm(KeptForm Form, DateTime At);
