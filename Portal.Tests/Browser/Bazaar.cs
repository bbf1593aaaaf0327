using Portal.Core.Delivery;
using Portal.Core.Organizations;
using Portal.Core.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Browser;

/// <summary>The people of a story: the portal and a centre, a firm that makes, a person who sells, two who judge, a firm that buys, and a carrier.</summary>
internal sealed class Bazaar
{
    public const string Carrier = "한길택배";
    public const string Customer = "새벽빵집";

    /// <summary>Somebody who has not traded with a customer finds them by what only the customer can have told.</summary>
    public const string CustomersPhone = "042-222-1234";

    private readonly TestPortal _portal;

    private Bazaar(TestPortal portal) => _portal = portal;

    public Actor Administrator { get; private set; } = Actor.Portal;
    public Actor Operator { get; private set; } = Actor.Portal;
    /// <summary>Who sends what the other has locked.</summary>
    public Actor SecondOperator { get; private set; } = Actor.Portal;
    public Actor Producer { get; private set; } = Actor.Portal;
    public Actor Seller { get; private set; } = Actor.Portal;
    public Actor Buyer { get; private set; } = Actor.Portal;
    public IReadOnlyList<Actor> Reviewers { get; private set; } = [];

    public DateOnly Today => DateOnly.FromDateTime(_portal.Time.GetUtcNow().UtcDateTime.AddHours(9));

    public static async Task<Bazaar> Open(TestPortal portal)
    {
        var data = new TestData(portal);
        var bazaar = new Bazaar(portal) { Administrator = await data.Person(Role.Administrator, await data.Organization(OrganizationKind.Portal, name: "두레장"), "관리자") };
        var centre = await data.Organization(OrganizationKind.Centre, name: "중부 지역센터");
        bazaar.Operator = await data.Person(Role.Operator, centre, "운영자");
        bazaar.SecondOperator = await data.Person(Role.Operator, centre, "둘째 운영자");
        bazaar.Producer = await data.Person(Role.Producer, await bazaar.Register("든든기계", OrganizationKind.Producer, Payee), "생산자");
        bazaar.Seller = await data.Person(Role.Seller, await bazaar.Register("발로뛰는판매", OrganizationKind.Seller, r => Payee(r) with { Tax = TaxKind.Individual }), "판매인");
        bazaar.Buyer = await data.Person(Role.Buyer, await bazaar.Register(Customer, OrganizationKind.Buyer, r => r with { Phone = CustomersPhone }), "빵집 주인");
        bazaar.Reviewers = [await data.Person(Role.Reviewer, centre, "심의자 하나"), await data.Person(Role.Reviewer, centre, "심의자 둘")];
        await data.Organization(OrganizationKind.Carrier, name: Carrier);
        return bazaar;
    }

    /// <summary>The carrier tells of a parcel, and the job that asks runs.</summary>
    public async Task Tell(string trackingNo, TrackingCode code, string place)
    {
        _portal.Time.Advance(TimeSpan.FromHours(3));
        var before = _portal.Carrier.Answers.GetValueOrDefault(trackingNo) is CarrierAnswer.Events events ? events.List : [];
        _portal.Carrier.Answers[trackingNo] = new CarrierAnswer.Events([.. before, new TrackingEvent(_portal.Time.GetUtcNow().UtcDateTime.AddMinutes(-5), code, place, "")]);
        await _portal.Run<TrackDueShipments, int>(job => job.Handle(100, CancellationToken.None));
    }

    private static RegisterOrganizationRequest Payee(RegisterOrganizationRequest r) => r with { BankCode = "004", BankAccount = "123-456-7890", BankHolder = r.Name };

    private async Task<long> Register(string name, OrganizationKind kind, Func<RegisterOrganizationRequest, RegisterOrganizationRequest> with)
    {
        var request = with(new RegisterOrganizationRequest(Actor.Portal, null, name, kind) { CentreId = Operator.OrganizationId });
        return ((RegisterOrganizationOutcome.Registered)await _portal.Run<RegisterOrganization, RegisterOrganizationOutcome>(u => u.Handle(request))).Id;
    }
}
