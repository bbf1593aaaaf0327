using Portal.Core.Shared;
using Portal.Core.Tax;

namespace Portal.Web.Operations.Demo;

/// <summary>Every centre issues the tax invoices of a month on the 8th of the next one, and pays what it withheld on the 9th; the last payment of the first centre is left to whoever tries the portal.</summary>
[Service]
public sealed class DemoTaxes(IssueTaxInvoices issue, PayWithholding pay)
{
    internal void Plan(World world)
    {
        var now = Month.Of(world.DateOf(world.Now));
        for (var (month, i) = (now, 0); i < 13; i++, month = month.Previous)
        {
            var (of, eighth) = (month.Previous, month.First.AddDays(7));
            foreach (var centre in world.Centres)
            {
                world.At(world.On(eighth, 11), () => Issue(world, centre, of));
                if (month != now || centre != world.Centres[0]) world.At(world.On(eighth.AddDays(1), 11), () => Pay(world, centre, of));
            }
        }
    }

    private async Task Issue(World world, Party centre, Month month)
    {
        var outcome = await issue.Handle(new IssueTaxInvoicesRequest(world.Operator(centre), centre.Id, month));
        world.Went(outcome is IssueTaxInvoicesOutcome.Issued or IssueTaxInvoicesOutcome.NothingToIssue, $"tax invoices {month} of {centre.Name}", outcome);
    }

    private async Task Pay(World world, Party centre, Month month)
    {
        var outcome = await pay.Handle(new PayWithholdingRequest(world.Operator(centre), centre.Id, month));
        world.Went(outcome is PayWithholdingOutcome.Paid or PayWithholdingOutcome.NothingDue, $"withheld tax {month} of {centre.Name}", outcome);
    }
}
