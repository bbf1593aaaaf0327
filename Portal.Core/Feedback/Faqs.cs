using Portal.Core.Shared;

namespace Portal.Core.Feedback;

/// <summary>A further entry of the questions that are asked often, written by the producer or for them; it may be made out of a question.</summary>
public sealed record AddFaqRequest(Actor Actor, string Code, string? Question, string? Answer, long? QuestionId = null);

/// <summary>See <see cref="AddFaqRequest"/>.</summary>
public sealed class AddFaq(IUnitOfWork unit, IFeedbackStore feedback, Clock clock)
{
    public async Task<FeedbackOutcome> Handle(AddFaqRequest request)
    {
        if (!FeedbackText.Take(request.Question, FeedbackText.MaxFaq, out var question) || !FeedbackText.Take(request.Answer, FeedbackText.MaxAnswer, out var answer)) return FeedbackOutcome.BadText;
        await using var tx = await unit.Begin();
        if (await feedback.Own(request.Actor, request.Code) is not { } product) return FeedbackOutcome.NotFound;
        if (request.QuestionId is { } id && (await feedback.Question(request.Actor, id))?.ProductId != product.Id) return FeedbackOutcome.NotFound;
        if (!await feedback.Insert(new NewFaq(Ids.Next(), product.Id, request.QuestionId, question, answer, request.Actor.PersonOrNull, clock.Now))) return FeedbackOutcome.Stale;
        await tx.Commit();
        return FeedbackOutcome.Done;
    }
}

/// <summary>Other words for an entry; the version is the one that the form was opened with.</summary>
public sealed record EditFaqRequest(Actor Actor, long FaqId, int Version, string? Question, string? Answer);

/// <summary>See <see cref="EditFaqRequest"/>.</summary>
public sealed class EditFaq(IUnitOfWork unit, IFeedbackStore feedback, Clock clock)
{
    public async Task<FeedbackOutcome> Handle(EditFaqRequest request)
    {
        if (!FeedbackText.Take(request.Question, FeedbackText.MaxFaq, out var question) || !FeedbackText.Take(request.Answer, FeedbackText.MaxAnswer, out var answer)) return FeedbackOutcome.BadText;
        await using var tx = await unit.Begin();
        if (await feedback.Faq(request.Actor, request.FaqId) is not { } faq) return FeedbackOutcome.NotFound;
        if (!await feedback.Rewrite(faq.Id, request.Version, question, answer, request.Actor.PersonOrNull, clock.Now)) return FeedbackOutcome.Stale;
        await tx.Commit();
        return FeedbackOutcome.Done;
    }
}

/// <summary>Takes an entry out.</summary>
public sealed record RemoveFaqRequest(Actor Actor, long FaqId);

/// <summary>See <see cref="RemoveFaqRequest"/>.</summary>
public sealed class RemoveFaq(IUnitOfWork unit, IFeedbackStore feedback)
{
    public async Task<FeedbackOutcome> Handle(RemoveFaqRequest request)
    {
        await using var tx = await unit.Begin();
        if (await feedback.Faq(request.Actor, request.FaqId) is not { } faq || !await feedback.Remove(faq.Id)) return FeedbackOutcome.NotFound;
        await tx.Commit();
        return FeedbackOutcome.Done;
    }
}
