using Portal.Core.Shared;
using Portal.Web.Accounts;
using Portal.Web.Shared;

namespace Portal.Web.Operations.Demo;

/// <summary>A portal that is started as a demo fills its empty database before the first page, and says how to sign in.</summary>
public sealed class DemoStarter(DemoData data, IEnumerable<IDemoSignIns> signIns, PortalOptions options) : IStarter
{
    public async Task Start()
    {
        if (!options.Demo) return;
        if (await data.Fill(Console.WriteLine) == DemoOutcome.OtherCurrency)
            Console.WriteLine($"The demo needs KRW, this portal runs in {options.Currency.Code}: nothing was filled in.");
        foreach (var source in signIns)
            foreach (var s in await source.All()) Console.WriteLine($"  {s.Email,-28} {s.Password}   {s.Role}, {s.Name}");
    }
}
