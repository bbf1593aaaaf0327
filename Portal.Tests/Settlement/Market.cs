using NUnit.Framework;
using Portal.Core.Agreements;
using Portal.Core.Catalog;
using Portal.Core.Organizations;
using Portal.Core.Sellers;
using Portal.Core.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Settlement;

/// <summary>
/// A small portal that trades: two centres, two producers (one with freight), a business and an individual seller, three buyers,
/// and products under agreements of every kind of share. Tests of money start from it.
/// </summary>
public sealed class Market : IAsyncDisposable
{
    /// <summary>When trade begins.</summary>
    public static readonly DateTimeOffset Opening = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    private Market(TestPortal portal) => Portal = portal;

    public TestPortal Portal { get; }
    public List<long> Centres { get; } = [];
    public List<long> Producers { get; } = [];
    public List<long> Sellers { get; } = [];
    public List<long> Buyers { get; } = [];
    public List<TestProduct> Products { get; } = [];

    /// <summary>On sale, but no agreement divides its profit: nobody can order it.</summary>
    public long WithoutAgreement { get; private set; }

    public static async Task<Market> Open(int stock = 1_000, string? server = null) => await On(await TestPortal.Create(server: server), stock);

    /// <summary>The same on a portal that is there.</summary>
    public static async Task<Market> On(TestPortal portal, int stock = 1_000)
    {
        var market = new Market(portal);
        portal.Cards.IsConfigured = true;
        await market.Settle(stock);
        return market;
    }

    /// <summary>The operator of a centre, as the use cases see one.</summary>
    public Actor Operator(int centre) => Someone(Role.Operator, Centres[centre % Centres.Count]);
    public Actor OperatorOf(long centre) => Someone(Role.Operator, centre);

    /// <summary>A colleague of the operator, where two people are needed.</summary>
    public Actor SecondOf(long centre) => Someone(Role.Operator, centre) with { PersonId = _second };

    public Actor Buyer(long buyer) => Someone(Role.Buyer, buyer);
    public Actor Seller(long seller) => Someone(Role.Seller, seller);
    public Actor Producer(long producer) => Someone(Role.Producer, producer);

    public ValueTask DisposeAsync() => Portal.DisposeAsync();

    private long _person;
    private long _second;

    private Actor Someone(Role role, long organization) => new(_person, "Somebody", role, organization, "");

    private async Task Settle(int stock)
    {
        var data = new TestData(Portal);
        var portal = await data.Organization(OrganizationKind.Portal);
        for (var i = 0; i < 2; i++) Centres.Add(await data.Organization(OrganizationKind.Centre));
        var logistics = await data.Organization(OrganizationKind.Support);
        for (var i = 0; i < 2; i++) Producers.Add(await data.Organization(OrganizationKind.Producer, Centres[i]));
        for (var i = 0; i < 2; i++) Sellers.Add(await Individual(Centres[i], i == 1));
        for (var i = 0; i < 3; i++) Buyers.Add(await data.Organization(OrganizationKind.Buyer, Centres[i % 2]));
        // the last buyer is a person without a registration number
        foreach (var party in Centres.Concat(Producers).Concat(Buyers.Take(2))) await data.Certify(party);
        _person = (await data.Person(Role.Operator, Centres[0])).PersonId;
        _second = (await data.Person(Role.Operator, Centres[0])).PersonId;
        await Portal.Execute("INSERT INTO freight_rules (producer_id, fee, free_from) VALUES (@producer, 3000, 60000)", new { producer = Producers[0] });

        await Product(data, Producers[0], 9_990, stock, ProductKind.Consumable, TaxClass.Standard,
            Rate(Part.Portal, portal, 200), Rate(Part.Centre, null, 300), Rate(Part.Seller, null, 1_000), Rate(Part.Mileage, null, 100), Rest(Producers[0]));
        await Product(data, Producers[0], 1_234_567, stock, ProductKind.Equipment, TaxClass.Standard,
            Rate(Part.Portal, portal, 333), Rate(Part.Seller, null, 777), Fixed(Part.Service, logistics, 50_000), Rest(Producers[0]));
        await Product(data, Producers[1], 333, stock, ProductKind.Consumable, TaxClass.Exempt,
            Fixed(Part.Seller, null, 33), Fixed(Part.Logistics, logistics, 17), Rate(Part.Centre, null, 1_111), Rest(Producers[1]));
        await Product(data, Producers[1], 77_777, stock, ProductKind.Service, TaxClass.Zero,
            Rate(Part.Seller, Sellers[0], 250), Rate(Part.Producer, Producers[0], 2_500), Rate(Part.Portal, portal, 150), Rest(Producers[1]));
        // what is left is the centre's, and with it the VAT
        await Product(data, Producers[1], 54_321, stock, ProductKind.Consumable, TaxClass.Standard,
            Fixed(Part.Producer, Producers[1], 12_345), Rate(Part.Seller, null, 1_500), new ProposedShare(Part.Centre, null, ShareKind.Rest, 0));
        WithoutAgreement = (await data.Product(Producers[0])).Id;
    }

    private async Task<long> Individual(long centre, bool isIndividual)
    {
        var request = new RegisterOrganizationRequest(Actor.Portal, null, "A seller", OrganizationKind.Seller)
        {
            CentreId = centre, Tax = isIndividual ? TaxKind.Individual : TaxKind.Business, BankCode = "004", BankAccount = "123-456", BankHolder = "A seller",
        };
        return ((RegisterOrganizationOutcome.Registered)await Portal.Run<RegisterOrganization, RegisterOrganizationOutcome>(u => u.Handle(request))).Id;
    }

    /// <summary>A product on sale, with its agreement, that both sellers may sell.</summary>
    private async Task Product(TestData data, long producer, long price, int stock, ProductKind kind, TaxClass tax, params ProposedShare[] shares)
    {
        var product = await data.Product(producer, price, stock, c => c with { Kind = kind, Tax = tax });
        var agreement = new ProposeAgreementRequest(Actor.Portal, product.Id, Opening.UtcDateTime.AddDays(-1), shares, null);
        var proposed = await Portal.Run<ProposeAgreement, ProposeAgreementOutcome>(u => u.Handle(agreement));
        Assert.That(proposed, Is.InstanceOf<ProposeAgreementOutcome.Proposed>().With.Property(nameof(ProposeAgreementOutcome.Proposed.IsAccepted)).True);

        var open = new OpenRecruitmentRequest(Actor.Portal, product.Id, Sellers.Count) { CentreId = Centres[0] };
        var recruitment = ((OpenRecruitmentOutcome.Opened)await Portal.Run<OpenRecruitment, OpenRecruitmentOutcome>(u => u.Handle(open))).RecruitmentId;
        foreach (var seller in Sellers)
        {
            var apply = new ApplyToRecruitmentRequest(Seller(seller), recruitment, null);
            var applied = (ApplyToRecruitmentOutcome.Applied)await Portal.Run<ApplyToRecruitment, ApplyToRecruitmentOutcome>(u => u.Handle(apply));
            var decide = new DecideApplicationRequest(Actor.Portal, applied.ApplicationId, true, null);
            Assert.That(await Portal.Run<DecideApplication, SellersOutcome>(u => u.Handle(decide)), Is.EqualTo(SellersOutcome.Done));
        }

        Products.Add(product);
    }

    private static ProposedShare Rate(Part part, long? party, long basisPoints) => new(part, party, ShareKind.Rate, basisPoints);
    private static ProposedShare Fixed(Part part, long? party, long perUnit) => new(part, party, ShareKind.Fixed, perUnit);
    private static ProposedShare Rest(long producer) => new(Part.Producer, producer, ShareKind.Rest, 0);
}
