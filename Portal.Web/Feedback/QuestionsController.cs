using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Feedback;
using Portal.Core.Shared;
using Portal.Data.Feedback;
using Portal.Data.Shared;
using Portal.Web.Shared;

namespace Portal.Web.Feedback;

public sealed record AskForm
{
    [Display(Name = "feedback.question"), Required, StringLength(FeedbackText.MaxQuestion)]
    public string? Text { get; init; }
}

public sealed record AnswerForm
{
    [Display(Name = "feedback.answer"), Required, StringLength(FeedbackText.MaxAnswer)]
    public string? Answer { get; init; }
}

public sealed record ProductQuestionsModel(FeedbackHeader Product, PageOf<QuestionRow> Page, AskForm Form);

public sealed record QuestionDeskModel(PageOf<QuestionRow> Page, bool IsOpen);

/// <summary>A question, the form for its answer, and the form that makes an entry for all out of it.</summary>
public sealed record QuestionModel(QuestionRow Question, AnswerForm Form, FaqForm Faq);

/// <summary>Questions about products: asked by buyers and sellers, answered by the producer or their centre, read by everybody.</summary>
[Roles(Role.Producer, Role.Operator, Role.Buyer, Role.Seller)]
public sealed class QuestionsController(FeedbackPages pages) : Controller
{
    [HttpGet("/products/{code}/questions"), AllowAnonymous]
    public async Task<IActionResult> Index(Actor? actor, string code, int page = 1) =>
        await pages.Product(actor, code) is { } product ? View(new ProductQuestionsModel(product, await pages.Questions(actor, product.Id, page), new AskForm())) : NotFound();

    [HttpPost("/products/{code}/questions"), Roles(Role.Buyer, Role.Seller)]
    public async Task<IActionResult> Ask(Actor actor, string code, [Bind(Prefix = "Form")] AskForm form, [FromServices] AskQuestion ask)
    {
        if (await pages.Product(actor, code) is not { } product) return NotFound();
        if (ModelState.IsValid)
        {
            switch (await ask.Handle(new AskQuestionRequest(actor, code, form.Text)))
            {
                case FeedbackOutcome.Done:
                    this.Flash("feedback.asked");
                    return LocalRedirect($"/products/{Uri.EscapeDataString(code)}/questions");
                case FeedbackOutcome.BadText:
                    this.Error("Form.Text", "feedback.badText");
                    break;
                default:
                    return NotFound();
            }
        }

        return this.Invalid("Index", new ProductQuestionsModel(product, await pages.Questions(actor, product.Id, 1), form));
    }

    [HttpGet("/questions"), Roles(Role.Producer, Role.Operator)]
    public async Task<IActionResult> Desk(Actor actor, string? view, int page = 1) => View(new QuestionDeskModel(await pages.Desk(actor, view == "open", page), view == "open"));

    [HttpGet("/questions/{questionId:long}"), Roles(Role.Producer, Role.Operator)]
    public async Task<IActionResult> Details(Actor actor, long questionId) => await pages.Question(actor, questionId) is { } q ? View(Model(q)) : NotFound();

    [HttpPost("/questions/{questionId:long}/answer"), Roles(Role.Producer, Role.Operator)]
    public async Task<IActionResult> Answer(Actor actor, long questionId, [Bind(Prefix = "Form")] AnswerForm form, [FromServices] AnswerQuestion answer)
    {
        if (await pages.Question(actor, questionId) is not { } question) return NotFound();
        if (ModelState.IsValid)
        {
            switch (await answer.Handle(new AnswerQuestionRequest(actor, questionId, form.Answer)))
            {
                case FeedbackOutcome.Done:
                    this.Flash("feedback.answered");
                    return LocalRedirect($"/questions/{questionId}");
                case FeedbackOutcome.BadText:
                    this.Error("Form.Answer", "feedback.badText");
                    break;
                default:
                    return NotFound();
            }
        }

        return this.Invalid("Details", Model(question) with { Form = form });
    }

    [HttpPost("/questions/{questionId:long}/faq"), Roles(Role.Producer, Role.Operator)]
    public async Task<IActionResult> MakeFaq(Actor actor, long questionId, [Bind(Prefix = "Faq")] FaqForm form, [FromServices] AddFaq add)
    {
        if (await pages.Question(actor, questionId) is not { } question) return NotFound();
        if (ModelState.IsValid)
        {
            switch (await add.Handle(new AddFaqRequest(actor, question.Code, form.Question, form.Answer, questionId)))
            {
                case FeedbackOutcome.Done:
                    this.Flash("feedback.faqAdded");
                    return LocalRedirect($"/products/{Uri.EscapeDataString(question.Code)}/faq");
                case FeedbackOutcome.Stale:
                    return this.Stale("feedback.isFaq");
                case FeedbackOutcome.BadText:
                    this.Error("Faq.Question", "feedback.badText");
                    break;
                default:
                    return NotFound();
            }
        }

        return this.Invalid("Details", Model(question) with { Faq = form });
    }

    private static QuestionModel Model(QuestionRow q) =>
        new(q, new AnswerForm { Answer = q.Answer }, new FaqForm { Question = q.Text.Length > FeedbackText.MaxFaq ? null : q.Text, Answer = q.Answer });
}
