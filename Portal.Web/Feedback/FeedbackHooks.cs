using Portal.Core.Shared;
using Portal.Data.Feedback;
using Portal.Web.Shared;

namespace Portal.Web.Feedback;

public sealed class FeedbackNavigation : INavigation
{
    public IEnumerable<NavItem> For(Actor? actor)
    {
        if (actor?.Role is Role.Producer or Role.Operator) yield return new NavItem("feedback.nav.questions", "/questions", "nav.work", 26);
    }
}

/// <summary>Questions that nobody has answered.</summary>
public sealed class FeedbackAttention(FeedbackPages pages) : IAttention
{
    public async Task<IReadOnlyList<AttentionItem>> For(Actor actor) => actor.Role is Role.Producer or Role.Operator
        ? [new("feedback.attention.questions", await pages.Open(actor), "/questions?view=open", Sort: actor.Role == Role.Producer ? 25 : 60)]
        : [];
}

/// <summary>How people who speak in public are called.</summary>
public static class FeedbackWords
{
    /// <summary>Half a name: everybody reads it.</summary>
    public static string Person(string name) => name.Length switch { 0 or 1 => name, 2 => $"{name[0]}○", _ => $"{name[0]}○{name[^1]}" };
}
