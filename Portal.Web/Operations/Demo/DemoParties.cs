using Microsoft.AspNetCore.Identity;
using Portal.Core.Accounts;
using Portal.Core.Organizations;
using Portal.Core.Shared;
using Portal.Data.Accounts;

namespace Portal.Web.Operations.Demo;

/// <summary>Registers the organizations and people of the demo, and the sign-ins that are shown.</summary>
[Service]
public sealed class DemoParties(RegisterOrganization organization, RegisterPerson person, AddMembership membership, IPasswordHasher<PersonRow> hasher, Clock clock)
{
    private const int Producers = 60, Sellers = 30, Reviewers = 20, Buyers = 200;

    private Names _names = new();
    private Dice _dice = new(0);

    internal async Task Register(World world)
    {
        (_names, world.PasswordHash) = (world.Names, hasher.HashPassword(new PersonRow(), DemoSignIns.Password));
        _dice = world.Dice.Of("parties");
        clock.ReplayAt = world.Start;
        await Portal(world);
        await Centres(world);
        await Partners(world);
        for (var i = 0; i < Reviewers; i++) await Reviewer(world, i);
        for (var i = 0; i < Producers; i++) await Producer(world, i);
        for (var i = 0; i < Sellers; i++) await Seller(world, i);
        for (var i = 0; i < Buyers; i++) await Buyer(world, i);
        await SeveralRoles(world);
    }

    private async Task Portal(World world)
    {
        world.Portal = await Organization(world, new(Actor.Portal, "PORTAL", "두레장 운영본부", OrganizationKind.Portal) { Region = "서울 중구" }, Places.Regions[0].Places[0]);
        await Person(world, world.Portal, Role.Administrator, "administrator@demo.example");
    }

    private async Task Centres(World world)
    {
        foreach (var region in Places.Regions)
        {
            var centre = await Organization(world, new(Actor.Portal, region.Code, region.Name, OrganizationKind.Centre), region.Places[0]);
            world.Centres.Add(centre);
            await Person(world, centre, Role.Operator, world.Centres.Count == 1 ? "operator@demo.example" : null);
            // who locks a settlement does not send its payouts
            await Person(world, centre, Role.Operator, world.Centres.Count == 1 ? "operator2@demo.example" : null);
        }
    }

    private async Task Partners(World world)
    {
        (string Code, string Name)[] carriers = [("CJ", "CJ대한통운"), ("HANJIN", "한진택배"), ("LOTTE", "롯데택배"), ("LOGEN", "로젠택배")];
        foreach (var (code, name) in carriers)
            world.Carriers.Add(await Organization(world, new(Actor.Portal, code, name, OrganizationKind.Carrier), Places.Regions[0].Places[1]));
        foreach (var (list, name, place) in new[] { (world.Logistics, "두레물류 협동조합", 1), (world.Logistics, "남부공동물류", 4), (world.Services, "한마음설치서비스", 2), (world.Services, "전국A/S연합", 5) })
        {
            var centre = world.Centres[world.Logistics.Count % 4];
            var partner = await Organization(world, new(Actor.Portal, null, name, OrganizationKind.Support) { CentreId = centre.Id }, Places.Regions[place % 4].Places[place]);
            list.Add(partner);
            await Person(world, partner, Role.Producer, null);
        }

        (string Field, string Name, int Region)[] cooperatives = [("baking", "한국제과제빵 협동조합", 0), ("food", "전라식품원료 협동조합", 3)];
        foreach (var (field, name, region) in cooperatives)
            world.Cooperatives[field] = await Partner(world, name, OrganizationKind.Cooperative, region);
        foreach (var (name, region) in new[] { ("한울제분", 3), ("새론스테인리스", 1), ("두리포장원지", 2) }) await Partner(world, name, OrganizationKind.Supplier, region);
    }

    private async Task<Party> Partner(World world, string name, OrganizationKind kind, int region)
    {
        var partner = await Organization(world, new(Actor.Portal, null, name, kind) { CentreId = world.Centres[region].Id }, Places.Regions[region].Places[^1]);
        await Person(world, partner, Role.Producer, null);
        return partner;
    }

    private async Task Reviewer(World world, int i)
    {
        var centre = world.Centres[i % 4];
        world.Reviewers.Add(await Person(world, centre, Role.Reviewer, i == 0 ? "reviewer@demo.example" : null));
    }

    private async Task Producer(World world, int i)
    {
        var fields = Places.Trades.Keys.ToList();
        var field = fields[i % fields.Count];
        // the regions take turns within each trade, so that every centre has producers of every kind
        var region = (i + i / fields.Count) % 4;
        var (centre, trades) = (world.Centres[region], Places.Trades[field]);
        var name = Places.Prefixes[(i * 7 + i / 30) % 30] + trades[i / fields.Count % trades.Length];
        var kind = new RegisterOrganizationRequest(world.Operator(centre), null, i % 3 == 0 ? $"(주){name}" : name, OrganizationKind.Producer)
        {
            CentreId = centre.Id, CooperativeId = world.Cooperatives.GetValueOrDefault(field)?.Id,
        };
        var producer = await Organization(world, kind, _dice.Pick(Places.Regions[region].Places), centre, field);
        world.Producers.Add(producer);
        await Person(world, producer, Role.Producer, i == 0 ? "producer@demo.example" : null);
        if (i % 4 == 0) await Person(world, producer, Role.Producer, null);
    }

    private async Task Seller(World world, int i)
    {
        var centre = world.Centres[i % 4];
        var individual = i % 2 == 0;
        var (name, latin) = _names.Person();
        var firm = individual ? name : Places.Prefixes[(i * 11 + 3) % 30] + Places.SellerTrades[i / 2 % 4];
        var request = new RegisterOrganizationRequest(world.Operator(centre), null, firm, OrganizationKind.Seller)
        {
            CentreId = centre.Id, Tax = individual ? TaxKind.Individual : TaxKind.Business, Representative = name,
        };
        var seller = await Organization(world, request, _dice.Pick(Places.Regions[i % 4].Places), centre);
        world.Sellers.Add(seller);
        await Person(world, seller, Role.Seller, i == 0 ? "seller@demo.example" : null, (name, latin));
    }

    private async Task Buyer(World world, int i)
    {
        clock.ReplayAt = i < 120 ? world.Start.AddHours(i) : world.Start.AddDays(20 + i);
        // the first two are those whose sign-ins are shown
        var region = i < 2 ? i : _dice.Between(0, 3);
        var (name, latin) = _names.Person();
        // a fifth of the customers are people, not firms; ÷ and % keep the firms' names apart
        var firm = i % 5 == 4 ? name : Places.BuyerWords[i % 20] + Places.BuyerTrades[(i / 20 + i) % 16];
        var centre = world.Centres[region];
        var request = new RegisterOrganizationRequest(Actor.Portal, null, firm, OrganizationKind.Buyer) { CentreId = centre.Id, Representative = name };
        var buyer = await Organization(world, request, _dice.Pick(Places.Regions[region].Places), centre);
        world.Buyers.Add(buyer);
        await Person(world, buyer, Role.Buyer, i == 0 ? "buyer@demo.example" : null, (name, latin));
    }

    /// <summary>One person who sells, reviews and buys, and switches between the three.</summary>
    private async Task SeveralRoles(World world)
    {
        clock.ReplayAt = world.Start.AddDays(1);
        var (seller, buyer, centre) = (world.Sellers[1], world.Buyers[1], world.Centres[1]);
        var actor = await Person(world, seller, Role.Seller, "several@demo.example");
        foreach (var (home, role) in new[] { (centre, Role.Reviewer), (buyer, Role.Buyer) })
        {
            var outcome = await membership.Handle(new AddMembershipRequest(world.Operator(centre), actor.PersonId, home.Id, role));
            world.Went(outcome == AddMembershipOutcome.Added, $"{role} of {home.Name}", outcome);
            var other = actor with { Role = role, OrganizationId = home.Id, OrganizationName = home.Name };
            if (role == Role.Reviewer) world.Reviewers.Add(other);
            else home.People.Add(other);
        }
    }

    private async Task<Party> Organization(World world, RegisterOrganizationRequest request, Place place, Party? centre = null, string field = "")
    {
        var business = request is { Tax: TaxKind.Business } && request.Name != request.Representative;
        var full = request with
        {
            BusinessNumber = business ? _names.BusinessNumber() : null, Region = request.Region ?? place.Region, Phone = _names.Telephone(place), PostalCode = _names.Postal(place), Address = _names.Address(place),
            Representative = request.Representative ?? _names.Person().Name,
        };
        if (business) full = full with { Line = Line(full.Kind, field), Email = $"tax@{Names.Latin(full.Name.Replace("(주)", "", StringComparison.Ordinal))}.example" };
        var bank = _names.Bank(full.Name);
        var outcome = await organization.Handle(full with { BankCode = bank.BankCode, BankAccount = bank.Number, BankHolder = bank.Holder });
        if (outcome is not RegisterOrganizationOutcome.Registered registered) throw new InvalidOperationException($"{full.Name}: {outcome}");
        return new Party(registered.Id, registered.Code, full.Name)
        {
            Centre = centre, Bank = bank, Phone = full.Phone!, PostalCode = full.PostalCode!, Address = full.Address!, Field = field,
        };
    }

    private static BusinessLine Line(OrganizationKind kind, string field) => kind switch
    {
        OrganizationKind.Producer => new("제조업", Places.Items.GetValueOrDefault(field, "기계"), null),
        OrganizationKind.Seller => new("도매 및 소매업", "상품 중개", null),
        OrganizationKind.Buyer => new("도매 및 소매업", "생활용품", null),
        OrganizationKind.Carrier => new("운수업", "택배", null),
        _ => new("서비스업", "전자상거래 중개", null),
    };

    private async Task<Actor> Person(World world, Party home, Role role, string? mail, (string Name, string Latin)? who = null)
    {
        var (name, latin) = who ?? _names.Person();
        mail ??= _names.Mail(latin, home.Name == name ? "mail" : Names.Latin(home.Name.Replace("(주)", "", StringComparison.Ordinal)));
        var request = new RegisterPersonRequest(home.Centre is { } c && role != Role.Buyer ? world.Operator(c) : Actor.Portal, mail, name)
        {
            Phone = _names.Mobile(), PasswordHash = world.PasswordHash, EmailConfirmed = true,
        };
        if (await person.Handle(request) is not RegisterPersonOutcome.Registered { PersonId: var id }) throw new InvalidOperationException($"{mail} is there.");
        var outcome = await membership.Handle(new AddMembershipRequest(request.Actor, id, home.Id, role));
        if (outcome != AddMembershipOutcome.Added) throw new InvalidOperationException($"{mail} as {role} of {home.Name}: {outcome}");
        var actor = new Actor(id, name, role, home.Id, home.Name);
        home.People.Add(actor);
        return actor;
    }
}
