using Portal.Core.Operations;
using Portal.Core.Shared;

namespace Portal.Core.Feedback;

/// <summary>A buyer says what they think of a product that they received: one testimonial for each line of an order, with a rating from 1 to 5.</summary>
public sealed record WriteTestimonialRequest(Actor Actor, long LineId, int Rating, string? Text);

/// <summary>See <see cref="WriteTestimonialRequest"/>.</summary>
public sealed class WriteTestimonial(IUnitOfWork unit, IFeedbackStore feedback, Clock clock)
{
    public const int Best = 5;

    public async Task<FeedbackOutcome> Handle(WriteTestimonialRequest request)
    {
        if (request.Rating is < 1 or > Best || !FeedbackText.Take(request.Text, FeedbackText.MaxTestimonial, out var text)) return FeedbackOutcome.BadText;
        await using var tx = await unit.Begin();
        if (request.Actor.Role != Role.Buyer) return FeedbackOutcome.NotFound;
        if (!await feedback.Insert(new NewTestimonial(Ids.Next(), request.LineId, request.Actor, request.Rating, text, clock.Now))) return FeedbackOutcome.Stale;
        await tx.Commit();
        return FeedbackOutcome.Done;
    }
}

/// <summary>The author changes what they wrote; the version is the one that the form was opened with.</summary>
public sealed record EditTestimonialRequest(Actor Actor, long TestimonialId, int Version, int Rating, string? Text);

/// <summary>See <see cref="EditTestimonialRequest"/>.</summary>
public sealed class EditTestimonial(IUnitOfWork unit, IFeedbackStore feedback, Clock clock)
{
    public async Task<FeedbackOutcome> Handle(EditTestimonialRequest request)
    {
        if (request.Rating is < 1 or > WriteTestimonial.Best || !FeedbackText.Take(request.Text, FeedbackText.MaxTestimonial, out var text)) return FeedbackOutcome.BadText;
        await using var tx = await unit.Begin();
        if (request.Actor.Role != Role.Buyer || await feedback.Testimonial(request.Actor, request.TestimonialId) is not { } own) return FeedbackOutcome.NotFound;
        if (!await feedback.Rewrite(own.Id, request.Version, request.Rating, text, clock.Now)) return FeedbackOutcome.Stale;
        await tx.Commit();
        return FeedbackOutcome.Done;
    }
}

/// <summary>The operator of the centre, or the administrator, takes a testimonial out of sight, and says why.</summary>
public sealed record HideTestimonialRequest(Actor Actor, long TestimonialId, string? Reason);

/// <summary>See <see cref="HideTestimonialRequest"/>.</summary>
public sealed class HideTestimonial(IUnitOfWork unit, IFeedbackStore feedback, Audit audit, Clock clock)
{
    public async Task<FeedbackOutcome> Handle(HideTestimonialRequest request)
    {
        if (!FeedbackText.Take(request.Reason, FeedbackText.MaxReason, out var reason)) return FeedbackOutcome.BadText;
        await using var tx = await unit.Begin();
        if (request.Actor.Role is not (Role.Operator or Role.Administrator) || await feedback.Testimonial(request.Actor, request.TestimonialId) is not { } shown) return FeedbackOutcome.NotFound;
        if (!await feedback.Hide(shown.Id, request.Actor.PersonOrNull, reason, clock.Now)) return FeedbackOutcome.Stale;
        await audit.Note(request.Actor, "testimonial.hide", "testimonial", shown.Id, shown.Label, shown.Text, reason);
        await tx.Commit();
        return FeedbackOutcome.Done;
    }
}

/// <summary>Shows a testimonial that was taken out of sight.</summary>
public sealed record ShowTestimonialRequest(Actor Actor, long TestimonialId);

/// <summary>See <see cref="ShowTestimonialRequest"/>.</summary>
public sealed class ShowTestimonial(IUnitOfWork unit, IFeedbackStore feedback, Audit audit)
{
    public async Task<FeedbackOutcome> Handle(ShowTestimonialRequest request)
    {
        await using var tx = await unit.Begin();
        if (request.Actor.Role is not (Role.Operator or Role.Administrator) || await feedback.Testimonial(request.Actor, request.TestimonialId) is not { } hidden) return FeedbackOutcome.NotFound;
        if (!await feedback.Show(hidden.Id)) return FeedbackOutcome.Stale;
        await audit.Note(request.Actor, "testimonial.show", "testimonial", hidden.Id, hidden.Label);
        await tx.Commit();
        return FeedbackOutcome.Done;
    }
}
