using Portal.Data.Review;
using Portal.Web.Shared;

namespace Portal.Web.Review;

/// <summary>Cases of the review.</summary>
public sealed class ReviewList() : ListOf<ReviewRow>("reviews",
    Text("no", "review.case", c => c.CaseNo).Sorted,
    Text("product", "review.product", c => c.ProductName).Sorted,
    State("state", "review.state", c => ReviewStates.Of(c).Key),
    Day("due", "review.dueOn", c => c.DueOn) with { IsSortable = true, IsFigure = false },
    Text("votes", "review.votes", c => $"{c.Voted}/{c.Reviewers}") with { IsFigure = true });
