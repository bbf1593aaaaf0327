using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.AspNetCore.Html;
using Portal.Core.Content;
using Portal.Core.Shared;
using Portal.Data.Content;
using Portal.Web.Shared;

namespace Portal.Web.Content;

/// <summary>
/// What every page needs of the contents, kept for half a minute so that no page asks for it: the foot of the pages, and which terms are in force.
/// A consent is never taken back, so who has agreed once need not be asked for again. What another node changed is seen half a minute later.
/// </summary>
public sealed class ContentCache(TimeProvider time)
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, (DateTimeOffset Until, object Value)> _values = new(StringComparer.Ordinal);

    /// <summary>People who have agreed to all that is in force for them, by what that was.</summary>
    public ConcurrentDictionary<long, string> Agreed { get; } = new();

    public async Task<T> Get<T>(string name, Func<Task<T>> read) where T : class
    {
        var now = time.GetUtcNow();
        if (_values.TryGetValue(name, out var kept) && kept.Until > now) return (T)kept.Value;
        var value = await read();
        _values[name] = (now + Life, value);
        return value;
    }

    /// <summary>Something was changed here.</summary>
    public void Forget() => _values.Clear();
}

/// <summary>What stands at the foot of every page, as the law asks of a shop.</summary>
public sealed record FootModel(PortalRow? Portal, IHtmlContent? More);

/// <summary>See <see cref="FootModel"/>.</summary>
[Service]
public sealed class Foot(ContentPages pages, ContentTexts texts, ContentCache cache)
{
    public Task<FootModel> Read() => cache.Get($"foot {Texts.Language}", async () =>
    {
        try
        {
            var more = await texts.Find(ContentKeys.Footer);
            return new FootModel(await pages.Portal(), more.Version == 0 ? null : more.Html);
        }
        catch (DbException)
        {
            // the page that says that the database does not answer has a foot, too
            return new FootModel(null, null);
        }
    });
}
