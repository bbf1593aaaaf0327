using System.Globalization;
using Portal.Core.Review;
using Portal.Core.Shared;
using Portal.Data.Review;
using Portal.Web.Shared;

namespace Portal.Web.Review;

/// <summary>What a line of the timeline says, and how values of a product read in a comparison.</summary>
[Service]
public sealed class TimelineWords(Texts texts, Show show)
{
    public string Of(ReviewEvent e) => e.Kind switch
    {
        "Opened" or "DueDateMoved" => texts[$"review.event.{e.Kind}", Day(e.Detail)],
        "Scored" => texts["review.event.Scored", Scores(e.Detail)],
        "Voted" => e.Detail is null ? texts["review.event.VotedSealed"] : texts["review.event.Voted", texts.Of<Ballot>(e.Detail)],
        "Decided" => texts["review.event.Decided", texts.Of<Decision>(e.Detail)],
        "Resubmitted" or "Reminded" or "Overdue" or "MemberAdded" or "MemberRemoved" => texts[$"review.event.{e.Kind}", e.Detail],
        _ => texts[$"review.event.{e.Kind}"],
    };

    /// <summary>The value of a change, as the product page shows it.</summary>
    public string Value(ContentField field, string? value, IReadOnlyList<ReviewCategory> categories)
    {
        if (value is null) return "–";
        return field switch
        {
            ContentField.Kind => texts[$"enum.ProductKind.{value}"],
            ContentField.Tax => texts[$"enum.TaxClass.{value}"],
            ContentField.Price => show.Money(long.Parse(value, CultureInfo.InvariantCulture)),
            ContentField.Category => Category(long.Parse(value, CultureInfo.InvariantCulture), categories),
            _ => value,
        };
    }

    public string Category(long? id, IReadOnlyList<ReviewCategory> categories) =>
        categories.FirstOrDefault(k => k.Id == id) is { } category ? (Texts.Language == "en" ? category.NameEn : category.Name) : "–";

    private string Day(string? detail) =>
        DateOnly.TryParseExact(detail, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? show.Day(day) : "–";

    /// <summary><c>Safety=4 Price=2</c> as people read it.</summary>
    private string Scores(string? detail) =>
        string.Join(" · ", (detail ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(s => s.Split('=')).Where(s => s.Length == 2).Select(s => $"{texts.Of<Criterion>(s[0])} {s[1]}"));
}
