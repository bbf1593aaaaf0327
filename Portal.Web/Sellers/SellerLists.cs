using Portal.Core.Sellers;
using Portal.Core.Shared;
using Portal.Data.Sellers;
using Portal.Web.Shared;

namespace Portal.Web.Sellers;

/// <summary>Sellers, for everybody.</summary>
public sealed class SellerList() : ListOf<SellerRow>("sellers",
    Text("name", "sellers.seller", s => s.Name).Sorted,
    Text("region", "sellers.region", s => s.Region).Sorted,
    Count("products", "sellers.products", s => s.Products));

/// <summary>What a seller applied for.</summary>
public sealed class ApplicationList() : ListOf<ApplicationRow>("seller-applications",
    Text("product", "sellers.product", a => a.Product).Sorted,
    Text("producer", "sellers.producer", a => a.Producer).OfFile,
    Text("centre", "sellers.centre", a => a.Centre).Sorted,
    State("state", "sellers.state", a => ApplicationStates.Key(a.State)),
    Moment("applied", "sellers.appliedAt", a => a.AppliedAt).Sorted,
    Moment("decided", "sellers.decidedAt", a => a.EndedAt ?? a.DecidedAt).Sorted);

public sealed class RecruitmentList() : ListOf<RecruitmentRow>("recruitments",
    Text("product", "sellers.product", r => r.Product).Sorted,
    Text("producer", "sellers.producer", r => r.Producer).OfFile,
    Text("centre", "sellers.centre", r => r.Centre).Sorted,
    State("state", "sellers.state", r => r.MyStatus is { } mine ? ApplicationStates.Key(mine) : !r.IsOpen ? "sellers.closed" : r.AcceptedCount >= r.Quota ? "sellers.full" : "sellers.recruiting"),
    Amount("price", "sellers.price", r => r.Price).Sorted,
    Text("places", "sellers.places", r => $"{r.AcceptedCount}/{r.Quota}") with { IsFigure = true, IsSortable = true },
    Count("waiting", "sellers.waiting", r => r.Waiting).NotFor(Role.Seller),
    Moment("closes", "sellers.closesOn", r => r.ClosesAt).Sorted);

public sealed class MembershipList() : ListOf<MemberApplicationRow>("membership-applications",
    Word<Role>("role", "sellers.roleWanted", a => a.Role),
    Text("person", "sellers.person", a => a.Person),
    Text("organization", "sellers.organizationName", a => a.OrganizationName),
    Text("centre", "sellers.centre", a => a.Centre),
    State<ApplicationStatus>("state", "sellers.state", a => a.Status),
    Moment("applied", "sellers.appliedAt", a => a.AppliedAt).Sorted);
