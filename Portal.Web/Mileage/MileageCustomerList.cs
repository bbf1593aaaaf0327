using Portal.Data.Mileage;
using Portal.Web.Shared;

namespace Portal.Web.Mileage;

public sealed class MileageCustomerList() : ListOf<MileageAccount>("mileage/customers",
    Text("customer", "mileage.customer", c => c.Name).Sorted,
    Day("first", "mileage.firstOn", c => c.FirstOn) with { IsFigure = false },
    Amount("expiring", "mileage.expiring", c => c.Expiring),
    Amount("usable", "mileage.usable", c => c.Usable),
    Amount("balance", "mileage.balance", c => c.Balance));
