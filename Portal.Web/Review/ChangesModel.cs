using Portal.Core.Review;
using Portal.Data.Review;

namespace Portal.Web.Review;

/// <summary>A comparison under its own heading.</summary>
public sealed record ChangesModel(string Id, string Title, IReadOnlyList<ContentChange> Changes, IReadOnlyList<ReviewCategory> Categories);
