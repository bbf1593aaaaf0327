using Portal.Data.Review;

namespace Portal.Web.Review;

/// <summary>The state of a case in one word and tone, and how far its due date is, the same on every page.</summary>
public static class ReviewStates
{
    /// <summary>From this many days before it a due date is marked.</summary>
    public const int SoonDays = 3;

    public static (string Key, string Tone) Of(ReviewRow c) => c.Status switch
    {
        "Open" => ("enum.CaseStatus.Open", "go half"),
        "ChangesRequested" => ("enum.CaseStatus.ChangesRequested", "wait half"),
        _ => Of(c.Decision),
    };

    public static (string Key, string Tone) Of(string? decision) =>
        decision == "Approved" ? ("enum.Decision.Approved", "ok full") : ("enum.Decision.Rejected", "full");

    /// <summary>Null for what is decided.</summary>
    public static (string Key, int Days, string Tone)? Due(ReviewRow c, DateOnly today)
    {
        if (c.IsDecided) return null;
        var days = c.DueOn.DayNumber - today.DayNumber;
        return days switch
        {
            < 0 => ("review.due.over", -days, "bad"),
            0 => ("review.due.today", 0, "wait half"),
            _ => ("review.due.left", days, days <= SoonDays ? "wait" : ""),
        };
    }
}
