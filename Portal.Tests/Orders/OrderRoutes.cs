using Portal.Tests.Shared;
using static Portal.Core.Shared.Role;
using static Portal.Tests.Shared.RouteRow;

namespace Portal.Tests.Orders;

public sealed class OrderRoutes : IRouteRows
{
    public IEnumerable<RouteRow> Rows =>
    [
        Get("/orders").For(Buyer, Seller, Producer, Operator, Administrator),
        Get("/orders/{orderNo}").For(Buyer, Seller, Producer, Operator, Administrator).Answers(Answer.Elsewhere, Producer).Foreign(Answer.Ok, Administrator),
        Get("/orders/{orderNo}/cancellation").For(Buyer, Seller, Operator),
        Post("/orders/{orderNo}/cancellation").For(Buyer, Seller, Operator).With(("Form.Reason", "Changed their mind.")),
        Get("/orders/{orderNo}/parts/{partId:long}/cancellation").For(Buyer, Seller, Operator),
        Post("/orders/{orderNo}/parts/{partId:long}/cancellation").For(Buyer, Seller, Operator)
            .With(("Form.Lines[0].LineId", "{lineId}"), ("Form.Lines[0].Quantity", "1"), ("Form.Reason", "SoldOut")),
        Post("/orders/{orderNo}/release").For(Operator).With(("reason", "Pays monthly.")),
        Post("/orders/{orderNo}/memos").For(Operator).With(("memo", "Called back.")),

        Post("/orders/releases").For(Operator).With(("orders", "{orderNo}"), ("reason", "Pays monthly.")).Foreign(Answer.Open),

        Get("/drafts").For(Buyer, Seller, Operator),
        Post("/drafts").For(Buyer, Seller, Operator),
        Post("/drafts/lines").For(Buyer, Seller, Operator).With(("productId", "{productId}"), ("quantity", "1")).Foreign(Answer.Open),
        Get("/drafts/{draftId:long}").For(Buyer, Seller, Operator),
        Post("/drafts/{draftId:long}").For(Buyer, Seller, Operator).With(("Form.Do", "save")),
        Post("/drafts/{draftId:long}/discard").For(Buyer, Seller, Operator),
        Get("/drafts/{draftId:long}/customers/new").For(Seller, Operator),
        Post("/drafts/{draftId:long}/customers/new").For(Seller, Operator).With(("Form.Name", "A customer"), ("Form.Phone", "010-1234-5678"), ("Form.Address", "Somewhere 1")),
    ];
}
