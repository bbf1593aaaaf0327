using Portal.Core.Shared;

namespace Portal.Web.Shared;

/// <summary>
/// The scripts that a page asks for, each a small ES module of <c>wwwroot/js</c> which makes better what already works without it.
/// Whatever draws a part that has one says so by <see cref="Need"/>; the layout, which is drawn last, loads each once.
/// </summary>
[Service]
public sealed class Modules
{
    private readonly SortedSet<string> _names = new(StringComparer.Ordinal) { "portal" };

    public IEnumerable<string> Names => _names;

    /// <summary>Loads <c>wwwroot/js/{name}.js</c> with this page.</summary>
    public void Need(string name) => _names.Add(name);
}
