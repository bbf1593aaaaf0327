namespace Portal.Data.Feedback;

/// <summary>A question as everybody reads it; who asked stays half unsaid.</summary>
public sealed record QuestionRow
{
    public long Id { get; init; }
    public string Code { get; init; } = "";
    public string Product { get; init; } = "";
    public string Person { get; init; } = "";
    public string Role { get; init; } = "";
    public string Text { get; init; } = "";
    public DateTime AskedAt { get; init; }
    public string? Answer { get; init; }
    public DateTime? AnsweredAt { get; init; }
    /// <summary>The producer, or their centre.</summary>
    public string? AnsweredBy { get; init; }
    public bool IsFaq { get; init; }
    /// <summary>Whoever looks may answer it.</summary>
    public bool Mine { get; init; }
}

public sealed record FaqRow
{
    public long Id { get; init; }
    public string Question { get; init; } = "";
    public string Answer { get; init; } = "";
    public int Version { get; init; }
}

public sealed record TestimonialRow
{
    public long Id { get; init; }
    public string Code { get; init; } = "";
    public string Product { get; init; } = "";
    public string Person { get; init; } = "";
    public int Rating { get; init; }
    public string Text { get; init; } = "";
    public DateTime WrittenAt { get; init; }
    public DateTime? EditedAt { get; init; }
    public DateTime? HiddenAt { get; init; }
    public string? HiddenReason { get; init; }
    public int Version { get; init; }
    /// <summary>Written by whoever looks.</summary>
    public bool IsOwn { get; init; }
    /// <summary>Whoever looks may hide it.</summary>
    public bool MayHide { get; init; }
}

/// <summary>How many gave a rating.</summary>
public sealed record RatingCount
{
    public int Rating { get; init; }
    public long Votes { get; init; }
}

/// <summary>A line of an order that its buyer may still judge.</summary>
public sealed record JudgeableLine
{
    public long LineId { get; init; }
    public string OrderNo { get; init; } = "";
    public DateTime OrderedAt { get; init; }
}

/// <summary>The product that feedback is about.</summary>
public sealed record FeedbackHeader
{
    public long Id { get; init; }
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public string? NameEn { get; init; }
    /// <summary>Whoever looks makes it, or runs its centre.</summary>
    public bool Mine { get; init; }
}

/// <summary>All that is said about a product, as its page begins with it.</summary>
public sealed record ProductFeedback(IReadOnlyList<RatingCount> Ratings, IReadOnlyList<TestimonialRow> Testimonials, IReadOnlyList<QuestionRow> Questions, IReadOnlyList<FaqRow> Faqs,
    IReadOnlyList<JudgeableLine> Lines)
{
    public long Votes => Ratings.Sum(r => r.Votes);

    /// <summary>The mean in tenths; null before anybody has said something.</summary>
    public decimal? Mean => Votes == 0 ? null : Math.Round((decimal)Ratings.Sum(r => r.Rating * r.Votes) / Votes, 1);
}
