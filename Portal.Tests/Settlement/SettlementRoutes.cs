using Portal.Tests.Shared;
using static Portal.Core.Shared.Role;
using static Portal.Tests.Shared.RouteRow;

namespace Portal.Tests.Settlement;

public sealed class SettlementRoutes : IRouteRows
{
    public IEnumerable<RouteRow> Rows =>
    [
        Post("/statements/acknowledgements").For(Producer, Seller).With(("statements", "{statementId}")).Foreign(Answer.Open),
        Post("/payouts/steps").For(Operator, Administrator).With(("payouts", "{payoutId}"), ("to", "Sent")).Foreign(Answer.Open),
        Get("/distributions").For(Operator, Administrator, Producer, Seller),
        Get("/distributions/{lineId:long}").For(Operator, Administrator, Producer, Seller).Foreign(Answer.Ok, Administrator),
        Get("/settlements").For(Operator, Administrator),
        Get("/settlements/new").For(Operator),
        Post("/settlements/new").For(Operator).With(("Through", "2026-03-02")),
        Get("/settlements/{settlementId:long}").For(Operator, Administrator).Foreign(Answer.Ok, Administrator),
        Get("/settlements/{settlementId:long}/transfers.csv").For(Operator, Administrator).Foreign(Answer.Ok, Administrator),
        Post("/settlements/{settlementId:long}/payouts").For(Operator, Administrator).Foreign(Answer.Open, Administrator).With(("To", "Sent"), ("All", "true")),
        Get("/payouts").For(Operator, Administrator),
        Get("/payouts/{payoutId:long}").For(Operator, Administrator).Foreign(Answer.Ok, Administrator),
        Post("/payouts/{payoutId:long}/transfer").For(Operator, Administrator).Foreign(Answer.Open, Administrator),
        Post("/payouts/{payoutId:long}/payment").For(Operator, Administrator).Foreign(Answer.Open, Administrator),
        Post("/payouts/{payoutId:long}/failure").For(Operator, Administrator).Foreign(Answer.Open, Administrator).With(("Failure.Reason", "No such account.")),
        Post("/payouts/{payoutId:long}/account").For(Operator)
            .With(("Account.BankCode", "004"), ("Account.BankAccount", "111-222-333"), ("Account.BankHolder", "Somebody"), ("Account.Code", "000000")),
        Get("/statements").For(Operator, Administrator, Producer, Seller),
        Get("/statements/{statementId:long}").For(Operator, Administrator, Producer, Seller).Foreign(Answer.Ok, Administrator),
        Get("/statements/{statementId:long}.csv").For(Operator, Administrator, Producer, Seller).Foreign(Answer.Ok, Administrator),
        Post("/statements/{statementId:long}/acknowledgement").For(Producer, Seller),
        Get("/withholding-rules").For(Administrator),
        Post("/withholding-rules").For(Administrator).With(("Form.ValidFrom", "2030-01-01"), ("Form.IncomeRate", "3"), ("Form.LocalRate", "10"), ("Form.FloorUnit", "10")),
        Post("/withholding-rules/{ruleId:long}/withdrawal").For(Administrator).Foreign(Answer.Conflict),
    ];
}

/// <summary>The rule of the law is nobody's own.</summary>
public sealed class SettlementIds : IRouteWorldPart
{
    public Task Add(RouteWorld world)
    {
        world.Set("ruleId", 1, 1);
        return Task.CompletedTask;
    }
}
