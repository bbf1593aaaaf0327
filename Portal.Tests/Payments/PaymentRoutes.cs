using Portal.Tests.Shared;
using static Portal.Core.Shared.Role;
using static Portal.Tests.Shared.RouteRow;

namespace Portal.Tests.Payments;

public sealed class PaymentRoutes : IRouteRows
{
    public IEnumerable<RouteRow> Rows =>
    [
        Get("/deposits").For(Operator, Administrator),
        Get("/deposits/new").For(Operator),
        Post("/deposits/new").For(Operator).Foreign(Answer.BadRequest)
            .With(("Amount", "1000"), ("DepositedAt", "2026-03-01T09:00"), ("Depositor", "Somebody"), ("OrderNo", "{orderNo}")),
        Get("/deposits/{depositId:long}").For(Operator, Administrator).Foreign(Answer.Ok, Administrator),
        Get("/order-payments/{paymentId:long}/correction").At("/order-payments/{orderPaymentId:long}/correction").For(Operator),
        Post("/order-payments/{paymentId:long}/correction").At("/order-payments/{orderPaymentId:long}/correction").For(Operator).With(("Form.Reason", "Wrong order.")),
        Get("/credits").For(Operator, Administrator),
        Get("/credits/{creditId:long}").For(Operator, Administrator).Foreign(Answer.Ok, Administrator),
        Post("/credits/{creditId:long}/applications").For(Operator).With(("Apply.OrderId", "{orderId}"), ("Apply.Amount", "1000")),
        Post("/credits/{creditId:long}/refunds").For(Operator)
            .With(("Refund.Amount", "1000"), ("Refund.BankCode", "004"), ("Refund.BankAccount", "12-34"), ("Refund.BankHolder", "Somebody"), ("Refund.Reason", "Too much.")),
    ];
}
