using Portal.Core.Agreements;
using Portal.Data.Agreements;
using Portal.Web.Shared;

namespace Portal.Web.Agreements;

public sealed class AgreementList() : ListOf<AgreementRow>("agreements",
    Text("product", "agreements.product", a => a.Product).Sorted,
    State<AgreementStatus>("state", "agreements.state", a => a.Status),
    Text("proposer", "agreements.proposer", a => a.Proposer),
    Text("answers", "agreements.answers", a => $"{a.Accepted}/{a.Parties}") with { IsFigure = true },
    Moment("valid", "agreements.validFrom", a => a.ValidFrom));
