using Portal.Core.Notifications;
using Portal.Core.Operations;
using Portal.Core.Shared;

namespace Portal.Core.Feedback;

/// <summary>Lengths of what people write about products.</summary>
public static class FeedbackText
{
    public const int MaxQuestion = 2000;
    public const int MaxAnswer = 4000;
    public const int MaxFaq = 500;
    public const int MaxTestimonial = 2000;
    public const int MaxReason = 500;

    internal static bool Take(string? text, int max, out string kept)
    {
        kept = PlainText.Tidy(text) ?? "";
        return kept.Length > 0 && kept.Length <= max;
    }
}

/// <summary>A buyer or seller asks about a product on sale.</summary>
public sealed record AskQuestionRequest(Actor Actor, string Code, string? Text);

public enum FeedbackOutcome
{
    Done,
    NotFound,
    BadText,
    /// <summary>Somebody changed it meanwhile, or it was done before.</summary>
    Stale,
}

/// <summary>See <see cref="AskQuestionRequest"/>. The producer is told.</summary>
public sealed class AskQuestion(IUnitOfWork unit, IFeedbackStore feedback, Notices notices, Clock clock)
{
    public async Task<FeedbackOutcome> Handle(AskQuestionRequest request)
    {
        if (!FeedbackText.Take(request.Text, FeedbackText.MaxQuestion, out var text)) return FeedbackOutcome.BadText;
        await using var tx = await unit.Begin();
        if (request.Actor.Role is not (Role.Buyer or Role.Seller) || await feedback.OnSale(request.Code) is not { } product) return FeedbackOutcome.NotFound;
        var question = new NewQuestion(Ids.Next(), product.Id, request.Actor, text, clock.Now);
        await feedback.Insert(question);
        await notices.ToMembers(product.ProducerId, Role.Producer, new Notice($"question.asked:{question.Id}", "question.asked",
            new Dictionary<string, string> { ["code"] = product.Code, ["name"] = product.Name, ["text"] = text, ["path"] = $"/questions/{question.Id}" }));
        await tx.Commit();
        return FeedbackOutcome.Done;
    }
}

/// <summary>The producer, or the operator of their centre, answers; a later answer takes the place of the first.</summary>
public sealed record AnswerQuestionRequest(Actor Actor, long QuestionId, string? Answer);

/// <summary>See <see cref="AnswerQuestionRequest"/>. Whoever asked is told once.</summary>
public sealed class AnswerQuestion(IUnitOfWork unit, IFeedbackStore feedback, Notices notices, Audit audit, Clock clock)
{
    public async Task<FeedbackOutcome> Handle(AnswerQuestionRequest request)
    {
        if (!FeedbackText.Take(request.Answer, FeedbackText.MaxAnswer, out var answer)) return FeedbackOutcome.BadText;
        await using var tx = await unit.Begin();
        if (await feedback.Question(request.Actor, request.QuestionId) is not { } question) return FeedbackOutcome.NotFound;
        await feedback.Answer(question.Id, request.Actor, answer, clock.Now);
        if (question.Answer is not null) await audit.Note(request.Actor, "question.answer", "product", question.ProductId, question.Label, question.Answer, answer);
        await notices.ToPerson(question.PersonId, new Notice($"question.answered:{question.Id}", "question.answered",
            new Dictionary<string, string> { ["code"] = question.Code, ["name"] = question.Name, ["text"] = answer, ["path"] = $"/products/{question.Code}" }));
        await tx.Commit();
        return FeedbackOutcome.Done;
    }
}
