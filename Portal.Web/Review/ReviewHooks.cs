using Portal.Core.Shared;
using Portal.Data.Review;
using Portal.Web.Shared;

namespace Portal.Web.Review;

public sealed class ReviewNavigation : INavigation
{
    public IEnumerable<NavItem> For(Actor? actor) => actor?.Role is Role.Producer or Role.Reviewer or Role.Operator or Role.Administrator
        ? [new NavItem("nav.reviews", "/reviews", "nav.work", actor.Role == Role.Reviewer ? 1 : 20)]
        : [];
}

public sealed class ReviewAttention(ReviewPages pages, Clock clock) : IAttention
{
    public async Task<IReadOnlyList<AttentionItem>> For(Actor actor)
    {
        if (actor.Role is not (Role.Producer or Role.Reviewer or Role.Operator)) return [];
        var counts = await pages.Counts(actor);
        return actor.Role switch
        {
            Role.Operator =>
            [
                new("review.attention.overdue", counts.Overdue, "/reviews?view=overdue", Urgent: true, Sort: 2),
                new("review.attention.ready", counts.Ready, "/reviews?view=ready", Sort: 12),
                new("review.attention.waiting", counts.Waiting, "/reviews?view=waiting", Sort: 13),
            ],
            Role.Reviewer => [new("review.attention.vote", counts.Mine, "/reviews?view=tovote", Urgent: counts.NextDue <= clock.Today.AddDays(ReviewStates.SoonDays), Sort: 1, DueOn: counts.NextDue)],
            _ => [new("review.attention.changes", counts.Mine, "/reviews?view=changes", Urgent: true, Sort: 3)],
        };
    }
}
