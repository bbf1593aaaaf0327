using Portal.Core.Feedback;
using Portal.Tests.Shared;
using static Portal.Core.Shared.Role;
using static Portal.Tests.Shared.RouteRow;

namespace Portal.Tests.Feedback;

/// <summary>Everybody reads what is said about a product; who may write depends on what they have to do with it.</summary>
public sealed class FeedbackRoutes : IRouteRows
{
    public IEnumerable<RouteRow> Rows =>
    [
        Get("/products/{code}/questions").Public(),
        Post("/products/{code}/questions").For(Buyer, Seller).With(("Form.Text", "How much?")).Foreign(Answer.Open),
        Get("/questions").For(Producer, Operator),
        Get("/questions/{questionId:long}").For(Producer, Operator),
        Post("/questions/{questionId:long}/answer").For(Producer, Operator).With(("Form.Answer", "So much.")),
        Post("/questions/{questionId:long}/faq").For(Producer, Operator).With(("Faq.Question", "How much?"), ("Faq.Answer", "So much.")),
        Get("/products/{code}/faq").For(Producer, Operator),
        Post("/products/{code}/faq").For(Producer, Operator).With(("Form.Question", "How much?"), ("Form.Answer", "So much.")),
        Get("/faqs/{faqId:long}").For(Producer, Operator),
        Post("/faqs/{faqId:long}").For(Producer, Operator).With(("Form.Question", "How much?"), ("Form.Answer", "So much."), ("Form.Version", "1")),
        Post("/faqs/{faqId:long}/removal").For(Producer, Operator),
        Get("/products/{code}/testimonials").Public(),
        Post("/products/{code}/testimonials").For(Buyer).With(("Form.LineId", "1"), ("Form.Rating", "4"), ("Form.Text", "Good.")).Foreign(Answer.Open),
        Get("/testimonials/{testimonialId:long}").For(Buyer, Operator, Administrator).Foreign(Answer.Ok, Administrator),
        Post("/testimonials/{testimonialId:long}").For(Buyer).With(("Form.Version", "1"), ("Form.Rating", "4"), ("Form.Text", "Good.")),
        Post("/testimonials/{testimonialId:long}/hiding").For(Operator, Administrator).With(("Hide.Reason", "Not about the product.")).Foreign(Answer.Open, Administrator),
        Post("/testimonials/{testimonialId:long}/showing").For(Operator, Administrator).Foreign(Answer.Open, Administrator),
    ];
}

/// <summary>A question, an entry and a testimonial of each side's product.</summary>
public sealed class FeedbackRouteWorld : IRouteWorldPart
{
    public async Task Add(RouteWorld world)
    {
        await world.Both("questionId", async s =>
        {
            var code = await Code(s);
            await s.Portal.Run<AskQuestion, FeedbackOutcome>(u => u.Handle(new AskQuestionRequest(s.As(Buyer), code, "How heavy is it?")));
            return await s.Portal.Scalar<long>("SELECT MAX(id) FROM product_questions WHERE product_id = @Id", s.Product);
        });
        await world.Both("faqId", async s =>
        {
            var code = await Code(s);
            await s.Portal.Run<AddFaq, FeedbackOutcome>(u => u.Handle(new AddFaqRequest(s.As(Producer), code, "Is it red?", "It is.")));
            return await s.Portal.Scalar<long>("SELECT MAX(id) FROM product_faqs WHERE product_id = @Id", s.Product);
        });
        await world.Both("testimonialId", async s =>
        {
            var order = await s.Order();
            await s.Pay(order.OrderId, 0);
            await s.Deliver(await s.Ship(order.OrderId, 3));
            var line = await s.LineOf(order.OrderId);
            await s.Portal.Run<WriteTestimonial, FeedbackOutcome>(u => u.Handle(new WriteTestimonialRequest(s.As(Buyer), line, 5, "Very good.")));
            return await s.Portal.Scalar<long>("SELECT MAX(id) FROM testimonials WHERE product_id = @Id", s.Product);
        });
    }

    private static async Task<string> Code(RouteSide side) => (await side.Portal.Scalar<string>("SELECT code FROM products WHERE id = @Id", side.Product))!;
}
