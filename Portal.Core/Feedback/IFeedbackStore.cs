using Portal.Core.Shared;

namespace Portal.Core.Feedback;

/// <summary>A product as those who ask, answer and judge need it.</summary>
public sealed record FeedbackProduct
{
    public long Id { get; init; }
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public long ProducerId { get; init; }
    public long? CentreId { get; init; }

    public string Label => $"{Code} {Name}";
}

/// <summary>A question with its product.</summary>
public sealed record QuestionState
{
    public long Id { get; init; }
    public long ProductId { get; init; }
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public long PersonId { get; init; }
    public string Text { get; init; } = "";
    public string? Answer { get; init; }

    public string Label => $"{Code} {Name}";
}

/// <summary>An entry of the questions that are asked often.</summary>
public sealed record FaqState
{
    public long Id { get; init; }
    public string Code { get; init; } = "";
    public string Question { get; init; } = "";
    public string Answer { get; init; } = "";
}

/// <summary>A testimonial with its product.</summary>
public sealed record TestimonialState
{
    public long Id { get; init; }
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public int Rating { get; init; }
    public string Text { get; init; } = "";
    public bool IsHidden { get; init; }

    public string Label => $"{Code} {Name}";
}

public sealed record NewQuestion(long Id, long ProductId, Actor By, string Text, DateTime At);

public sealed record NewFaq(long Id, long ProductId, long? QuestionId, string Question, string Answer, long? By, DateTime At);

public sealed record NewTestimonial(long Id, long LineId, Actor By, int Rating, string Text, DateTime At);

/// <summary>Questions, answers for all, and testimonials. Every change guards itself by its WHERE and says whether it happened.</summary>
public interface IFeedbackStore
{
    /// <summary>A product that is on sale.</summary>
    Task<FeedbackProduct?> OnSale(string code);

    /// <summary>A product of the actor: of their firm, of a producer of their centre.</summary>
    Task<FeedbackProduct?> Own(Actor actor, string code);

    Task Insert(NewQuestion question);

    /// <summary>A question about a product of the actor.</summary>
    Task<QuestionState?> Question(Actor actor, long id);

    Task Answer(long id, Actor by, string answer, DateTime at);

    /// <summary>Adds an entry; false when the question has become one before.</summary>
    Task<bool> Insert(NewFaq faq);

    Task<FaqState?> Faq(Actor actor, long id);

    /// <summary>False when somebody changed it meanwhile.</summary>
    Task<bool> Rewrite(long faqId, int version, string question, string answer, long? by, DateTime at);

    Task<bool> Remove(long faqId);

    /// <summary>Adds a testimonial of a line that the actor's firm received; false when it did not, or has one.</summary>
    Task<bool> Insert(NewTestimonial testimonial);

    /// <summary>The actor's own, or one of a product of their centre; the administrator's are all.</summary>
    Task<TestimonialState?> Testimonial(Actor actor, long id);

    Task<bool> Rewrite(long testimonialId, int version, int rating, string text, DateTime at);

    Task<bool> Hide(long testimonialId, long? by, string reason, DateTime at);

    Task<bool> Show(long testimonialId);
}
