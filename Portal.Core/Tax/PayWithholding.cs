using Portal.Core.Ledger;
using Portal.Core.Operations;
using Portal.Core.Shared;

namespace Portal.Core.Tax;

/// <summary>The operator of a centre has paid a month's withheld tax to the tax office.</summary>
public sealed record PayWithholdingRequest(Actor Actor, long CentreId, Month Month);

public enum PayWithholdingOutcome
{
    Paid,
    NotFound,
    /// <summary>The month is not over: more may be withheld in it.</summary>
    NotOver,
    /// <summary>Nothing is due: nothing was withheld, or less than payouts that failed give back.</summary>
    NothingDue,
    PaidBefore,
    /// <summary>An earlier month is due and not paid: what it withheld goes first.</summary>
    EarlierFirst,
}

/// <summary>Posts withholding ▸ bank, once per centre and month.</summary>
public sealed class PayWithholding(IUnitOfWork unit, ITaxStore tax, GeneralLedger ledger, Audit audit, Clock clock)
{
    public async Task<PayWithholdingOutcome> Handle(PayWithholdingRequest request)
    {
        var (centre, month) = (request.CentreId, request.Month);
        if (!TaxRights.May(request.Actor, centre)) return PayWithholdingOutcome.NotFound;
        if (month.Last >= clock.Today) return PayWithholdingOutcome.NotOver;
        await using var tx = await unit.Begin();
        if (await tax.Issuer(centre) is not { } payer) return PayWithholdingOutcome.NotFound;
        var due = WithholdingDue.Of(await tax.Withheld(centre));
        if (due.FirstOrDefault(d => d.Month == month) is not { } asked) return PayWithholdingOutcome.NothingDue;
        if (asked.IsPaid) return PayWithholdingOutcome.PaidBefore;
        if (asked.Due.Total == 0) return PayWithholdingOutcome.NothingDue;
        if (due.Any(d => d.Month.First < month.First && !d.IsPaid && d.Due.Total > 0)) return PayWithholdingOutcome.EarlierFirst;

        var posting = await ledger.Post(new Posting
        {
            EventKey = $"withholding:{centre}:{month}", Kind = "WithholdingPaid", At = clock.Now, EventOn = clock.Today,
            Entries = [new(AccountRef.Withholding, asked.Due.Total), new(AccountRef.Bank, -asked.Due.Total)],
            CentreId = centre, PersonId = request.Actor.PersonOrNull, Memo = month.ToString(),
        });
        // the event's key is the guard: whoever paid the month at the same time has posted it
        if (posting is not { } paid || !await tax.Insert(new WithholdingPayment(paid.Id, centre, month, asked.Due, clock.Today, request.Actor.PersonOrNull))) return PayWithholdingOutcome.PaidBefore;
        await audit.Note(request.Actor, "withholding.pay", "tax-month", centre, $"{payer.Name} {month}", null, $"{asked.Due.Income} + {asked.Due.Local}");
        await tx.Commit();
        return PayWithholdingOutcome.Paid;
    }
}

/// <summary>What of a month's withheld tax is due, by the 10th of the next month.</summary>
public sealed record WithholdingDue(Month Month, WithheldTax Withheld, WithheldTax BroughtForward, bool IsPaid)
{
    /// <summary>The law's day for paying and reporting.</summary>
    public DateOnly DueOn => Month.Next.First.AddDays(9);

    public WithheldTax Due => new(Math.Max(0, Withheld.Income + BroughtForward.Income), Math.Max(0, Withheld.Local + BroughtForward.Local));

    /// <summary>
    /// The months of a centre in their order. A payout that failed gives back what was withheld in the month in which it failed;
    /// what a month so gives back beyond what it withheld is brought forward against the next ones. Pure.
    /// </summary>
    public static IReadOnlyList<WithholdingDue> Of(IEnumerable<WithheldMonth> months)
    {
        var due = new List<WithholdingDue>();
        var forward = default(WithheldTax);
        foreach (var m in months)
        {
            if (!Month.TryParse(m.Month, out var month)) throw new InvalidOperationException($"'{m.Month}' is no month.");
            var row = new WithholdingDue(month, new WithheldTax(m.Income, m.Local), forward, m.IsPaid);
            forward = new WithheldTax(Math.Min(0, row.Withheld.Income + forward.Income), Math.Min(0, row.Withheld.Local + forward.Local));
            due.Add(row);
        }

        return due;
    }
}
