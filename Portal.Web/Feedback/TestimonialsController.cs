using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Feedback;
using Portal.Core.Shared;
using Portal.Data.Feedback;
using Portal.Data.Shared;
using Portal.Web.Shared;

namespace Portal.Web.Feedback;

public sealed record TestimonialForm
{
    public long LineId { get; init; }

    [Display(Name = "feedback.rating"), Required, Range(1, WriteTestimonial.Best)]
    public int? Rating { get; init; }

    [Display(Name = "feedback.testimonial"), Required, StringLength(FeedbackText.MaxTestimonial)]
    public string? Text { get; init; }

    public int Version { get; init; }
}

public sealed record HideForm
{
    [Display(Name = "feedback.reason"), Required, StringLength(FeedbackText.MaxReason)]
    public string? Reason { get; init; }
}

public sealed record ProductTestimonialsModel(FeedbackHeader Product, PageOf<TestimonialRow> Page, ProductFeedback Sums, TestimonialForm Form);

public sealed record TestimonialModel(TestimonialRow Testimonial, TestimonialForm Form, HideForm Hide);

/// <summary>What buyers say of what they received: written and changed by them, read by everybody, taken out of sight by the centre or the administrator.</summary>
[Roles(Role.Buyer, Role.Operator, Role.Administrator)]
public sealed class TestimonialsController(FeedbackPages pages) : Controller
{
    [HttpGet("/products/{code}/testimonials"), AllowAnonymous]
    public async Task<IActionResult> Index(Actor? actor, string code, int page = 1) => await pages.Product(actor, code) is { } product ? View(await Model(actor, product, page, new TestimonialForm())) : NotFound();

    [HttpPost("/products/{code}/testimonials"), Roles(Role.Buyer)]
    public async Task<IActionResult> Write(Actor actor, string code, [Bind(Prefix = "Form")] TestimonialForm form, [FromServices] WriteTestimonial write)
    {
        if (await pages.Product(actor, code) is not { } product) return NotFound();
        if (ModelState.IsValid)
        {
            switch (await write.Handle(new WriteTestimonialRequest(actor, form.LineId, form.Rating ?? 0, form.Text)))
            {
                case FeedbackOutcome.Done:
                    return Done(code, "feedback.written");
                case FeedbackOutcome.Stale:
                    return this.Stale("feedback.notReceived");
                case FeedbackOutcome.BadText:
                    this.Error("Form.Text", "feedback.badText");
                    break;
                default:
                    return NotFound();
            }
        }

        return this.Invalid("Index", await Model(actor, product, 1, form));
    }

    [HttpGet("/testimonials/{testimonialId:long}")]
    public async Task<IActionResult> Details(Actor actor, long testimonialId) => await pages.Testimonial(actor, testimonialId) is { } t ? View(Model(t)) : NotFound();

    [HttpPost("/testimonials/{testimonialId:long}"), Roles(Role.Buyer)]
    public async Task<IActionResult> Edit(Actor actor, long testimonialId, [Bind(Prefix = "Form")] TestimonialForm form, [FromServices] EditTestimonial edit)
    {
        if (await pages.Testimonial(actor, testimonialId) is not { } own) return NotFound();
        if (ModelState.IsValid)
        {
            switch (await edit.Handle(new EditTestimonialRequest(actor, testimonialId, form.Version, form.Rating ?? 0, form.Text)))
            {
                case FeedbackOutcome.Done:
                    return Done(own.Code, "feedback.saved");
                case FeedbackOutcome.Stale:
                    return this.Stale("feedback.changed");
                case FeedbackOutcome.BadText:
                    this.Error("Form.Text", "feedback.badText");
                    break;
                default:
                    return NotFound();
            }
        }

        return this.Invalid("Details", Model(own) with { Form = form });
    }

    [HttpPost("/testimonials/{testimonialId:long}/hiding"), Roles(Role.Operator, Role.Administrator)]
    public async Task<IActionResult> Hide(Actor actor, long testimonialId, [Bind(Prefix = "Hide")] HideForm form, [FromServices] HideTestimonial hide)
    {
        if (await pages.Testimonial(actor, testimonialId) is not { } shown) return NotFound();
        if (!ModelState.IsValid) return this.Invalid("Details", Model(shown) with { Hide = form });
        return await hide.Handle(new HideTestimonialRequest(actor, testimonialId, form.Reason)) switch
        {
            FeedbackOutcome.Done => Done(shown.Code, "feedback.hidden"),
            FeedbackOutcome.Stale => this.Stale("feedback.isHidden"),
            FeedbackOutcome.BadText => this.Invalid("Details", Model(shown) with { Hide = form }),
            _ => NotFound(),
        };
    }

    [HttpPost("/testimonials/{testimonialId:long}/showing"), Roles(Role.Operator, Role.Administrator)]
    public async Task<IActionResult> Show(Actor actor, long testimonialId, [FromServices] ShowTestimonial show)
    {
        if (await pages.Testimonial(actor, testimonialId) is not { } hidden) return NotFound();
        return await show.Handle(new ShowTestimonialRequest(actor, testimonialId)) switch
        {
            FeedbackOutcome.Done => Done(hidden.Code, "feedback.shown"),
            FeedbackOutcome.Stale => this.Stale("feedback.isShown"),
            _ => NotFound(),
        };
    }

    private async Task<ProductTestimonialsModel> Model(Actor? actor, FeedbackHeader product, int page, TestimonialForm form) =>
        new(product, await pages.Testimonials(actor, product.Id, page), await pages.OfProduct(actor, product.Id), form);

    private static TestimonialModel Model(TestimonialRow t) => new(t, new TestimonialForm { Rating = t.Rating, Text = t.Text, Version = t.Version }, new HideForm());

    private LocalRedirectResult Done(string code, string key)
    {
        this.Flash(key);
        return LocalRedirect($"/products/{Uri.EscapeDataString(code)}/testimonials");
    }
}
