using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Feedback;
using Portal.Core.Shared;
using Portal.Data.Feedback;
using Portal.Web.Shared;

namespace Portal.Web.Feedback;

public sealed record FaqForm
{
    [Display(Name = "feedback.question"), Required, StringLength(FeedbackText.MaxFaq)]
    public string? Question { get; init; }

    [Display(Name = "feedback.answer"), Required, StringLength(FeedbackText.MaxAnswer)]
    public string? Answer { get; init; }

    public int Version { get; init; }
}

public sealed record FaqListModel(FeedbackHeader Product, IReadOnlyList<FaqRow> Entries, FaqForm Form);

public sealed record FaqModel(OwnFaq Entry, FaqForm Form);

/// <summary>What is asked often about a product, written by its producer or the centre for them.</summary>
[Roles(Role.Producer, Role.Operator)]
public sealed class FaqsController(FeedbackPages pages) : Controller
{
    [HttpGet("/products/{code}/faq")]
    public async Task<IActionResult> Index(Actor actor, string code) =>
        await pages.Product(actor, code) is { Mine: true } product ? View(new FaqListModel(product, await pages.Faqs(product.Id), new FaqForm())) : NotFound();

    [HttpPost("/products/{code}/faq")]
    public async Task<IActionResult> Add(Actor actor, string code, [Bind(Prefix = "Form")] FaqForm form, [FromServices] AddFaq add)
    {
        if (await pages.Product(actor, code) is not { Mine: true } product) return NotFound();
        if (ModelState.IsValid)
        {
            if (await add.Handle(new AddFaqRequest(actor, code, form.Question, form.Answer)) == FeedbackOutcome.Done) return Done(code, "feedback.faqAdded");
            this.Error("Form.Question", "feedback.badText");
        }

        return this.Invalid("Index", new FaqListModel(product, await pages.Faqs(product.Id), form));
    }

    [HttpGet("/faqs/{faqId:long}")]
    public async Task<IActionResult> Edit(Actor actor, long faqId) =>
        await pages.Faq(actor, faqId) is { } faq ? View(new FaqModel(faq, new FaqForm { Question = faq.Question, Answer = faq.Answer, Version = faq.Version })) : NotFound();

    [HttpPost("/faqs/{faqId:long}")]
    public async Task<IActionResult> Edit(Actor actor, long faqId, [Bind(Prefix = "Form")] FaqForm form, [FromServices] EditFaq edit)
    {
        if (await pages.Faq(actor, faqId) is not { } faq) return NotFound();
        if (ModelState.IsValid)
        {
            switch (await edit.Handle(new EditFaqRequest(actor, faqId, form.Version, form.Question, form.Answer)))
            {
                case FeedbackOutcome.Done:
                    return Done(faq.Code, "feedback.faqSaved");
                case FeedbackOutcome.Stale:
                    return this.Stale("feedback.changed");
                case FeedbackOutcome.BadText:
                    this.Error("Form.Question", "feedback.badText");
                    break;
                default:
                    return NotFound();
            }
        }

        return this.Invalid("Edit", new FaqModel(faq, form));
    }

    [HttpPost("/faqs/{faqId:long}/removal")]
    public async Task<IActionResult> Remove(Actor actor, long faqId, [FromServices] RemoveFaq remove) =>
        await pages.Faq(actor, faqId) is { } faq && await remove.Handle(new RemoveFaqRequest(actor, faqId)) == FeedbackOutcome.Done ? Done(faq.Code, "feedback.faqRemoved") : NotFound();

    private LocalRedirectResult Done(string code, string key)
    {
        this.Flash(key);
        return LocalRedirect($"/products/{Uri.EscapeDataString(code)}/faq");
    }
}
