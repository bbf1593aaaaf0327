using Portal.Core.Orders;

namespace Portal.Web.Operations.Demo;

/// <summary>How the buyer pays.</summary>
internal enum Paying { Exact, TwoParts, OnlyAPart, TooMuch, Never, TooLate, OnCredit, OnCreditUnpaid, CancelledBefore, CancelledAfter }

/// <summary>How far an order comes.</summary>
internal enum Stage { Placed, Paid, Confirmed, PartlyShipped, Shipped, Delivered, Accepted, Done }

/// <summary>An order that will be placed, and what becomes of it. What is not named is diced when it is placed.</summary>
internal sealed record OrderPlan(DateTime At, OrderChannel Channel, Dice Dice)
{
    public Party? Buyer { get; init; }
    public Party? Seller { get; init; }
    public Party? Centre { get; init; }
    public Party? Producer { get; init; }
    public bool? Shipped { get; init; }
    public int Lines { get; init; } = 1;
    public Paying Pays { get; init; }
    public Stage Until { get; init; } = Stage.Done;

    /// <summary>Set by hand for a sign-in that is shown: nobody waits for office hours, so that it comes as far as it is meant to.</summary>
    public bool IsShown { get; init; }

    /// <summary>The producer promises a day that passes without anything being shipped.</summary>
    public bool IsLate { get; init; }
    public bool ComesBack { get; init; }

    /// <summary>When all of it comes back, long after it was paid out.</summary>
    public DateTime? ComesBackAt { get; init; }
    public bool GoesWrong { get; init; }
    public bool NobodyHome { get; init; }
}

/// <summary>An order that was placed.</summary>
internal sealed record DemoOrder(long Id, string No, OrderPlan Plan)
{
    public required Party Buyer { get; init; }
    public required Party? Seller { get; init; }
    public required Party Centre { get; init; }
    public required IReadOnlyList<Merchandise> Products { get; init; }
    public long Total { get; init; }
    public DateTime DepositDueAt { get; init; }
    public bool HasBegun { get; set; }
    /// <summary>Something of it was sent back already: one story per order.</summary>
    public bool CameBack { get; set; }

    public Dice Dice => Plan.Dice;

    public Party ProducerOf(long id) => Products.First(p => p.Producer.Id == id).Producer;
}
