using Portal.Core.Catalog;
using Portal.Core.Orders;
using Portal.Core.Payments;
using Portal.Core.Shared;

namespace Portal.Web.Operations.Demo;

/// <summary>An organization of the demo and the people who act for it.</summary>
internal sealed record Party(long Id, string Code, string Name)
{
    public Party? Centre { get; init; }
    public List<Actor> People { get; } = [];
    public BankAccount Bank { get; init; } = new("", "", "");
    public string Phone { get; init; } = "";
    public string PostalCode { get; init; } = "";
    public string Address { get; init; } = "";
    /// <summary>The trade of a producer: the code of its category.</summary>
    public string Field { get; init; } = "";

    public Actor Actor => People[0];

    public ShipTo ShipTo => new(People.Count > 0 ? Actor.Name : Name, Phone, PostalCode, Address, null);
}

/// <summary>A product of the demo as the simulation knows it.</summary>
internal sealed record Merchandise(long Id, string Code, Party Producer, ProductContent Content)
{
    public long RevisionId { get; set; }
    public int Popularity { get; init; }
    public bool IsOnSale { get; set; }
    public bool HasAgreement { get; set; }
    /// <summary>Those who were accepted to sell it.</summary>
    public List<Party> Sellers { get; } = [];

    public bool CanBeOrdered => IsOnSale && HasAgreement;
    public bool IsShipped => Content.Kind is ProductKind.Equipment or ProductKind.Consumable;
    public Party Centre => Producer.Centre!;
}

/// <summary>Everybody and everything of the demo, and what is still to happen.</summary>
internal sealed class World(Clock clock, DateTime now)
{
    /// <summary>When the first organizations came; orders begin a month later.</summary>
    public const int Days = 400;

    public Dice Dice { get; } = new(2004);
    public Schedule Schedule { get; } = new();
    public Names Names { get; } = new();

    /// <summary>Everybody's: hashing is slow on purpose, and nobody of the demo has a secret.</summary>
    public string PasswordHash { get; set; } = "";
    public DateTime Now => now;
    public DateTime Start { get; } = now.AddDays(-Days);

    public Party Portal { get; set; } = new(0, "", "");
    public List<Party> Centres { get; } = [];
    public List<Party> Carriers { get; } = [];
    /// <summary>By the trade of their members.</summary>
    public Dictionary<string, Party> Cooperatives { get; } = new(StringComparer.Ordinal);
    public List<Party> Logistics { get; } = [];
    public List<Party> Services { get; } = [];
    public List<Party> Producers { get; } = [];
    public List<Party> Sellers { get; } = [];
    public List<Party> Buyers { get; } = [];
    public List<Actor> Reviewers { get; } = [];
    public List<Merchandise> Products { get; } = [];

    /// <summary>Steps that a use case refused although the plan thought them possible; a test holds that there is none.</summary>
    public List<string> Refused { get; } = [];

    public int Orders { get; set; }

    /// <summary>True when it went as planned; otherwise the story ends here and is noted.</summary>
    public bool Went(bool well, string what, object outcome)
    {
        if (!well) Refused.Add($"{clock.Now:yyyy-MM-dd HH:mm} {what}: {outcome}");
        return well;
    }

    public void At(DateTime at, Func<Task> what) => Schedule.At(at, what);

    public DateTime DaysAgo(double days) => now.AddDays(-days);

    /// <summary>Somebody of a centre's staff.</summary>
    public Actor Operator(Party centre) => centre.People.First(p => p.Role == Role.Operator);

    /// <summary>The colleague who sends what the other has locked.</summary>
    public Actor SecondOperator(Party centre) => centre.People.Where(p => p.Role == Role.Operator).Skip(1).First();

    public Party CentreOf(long id) => Centres.Single(c => c.Id == id);

    /// <summary>A moment in office hours of the portal's zone, at least <paramref name="wait"/> after another.</summary>
    public DateTime Office(DateTime after, TimeSpan wait)
    {
        var local = clock.Local(after + wait);
        if (local.Hour >= 18) local = local.Date.AddDays(1).AddHours(9).AddMinutes(local.Minute);
        if (local.Hour < 9) local = local.Date.AddHours(9).AddMinutes(local.Minute);
        while (local.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday) local = local.AddDays(1);
        return clock.Utc(local);
    }

    /// <summary>An hour of a day in the portal's zone.</summary>
    public DateTime On(DateOnly day, double hour) => clock.Utc(day.ToDateTime(TimeOnly.MinValue).AddHours(hour));

    public DateOnly DateOf(DateTime at) => clock.DateOf(at);
}
