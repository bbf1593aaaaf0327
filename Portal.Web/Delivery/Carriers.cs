using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Portal.Core.Delivery;
using Portal.Core.Shared;
using Portal.Jobs.Delivery;

namespace Portal.Web.Delivery;

/// <summary>The way to the carriers.</summary>
public static class Carriers
{
    public static void AddCarriers(this IServiceCollection services)
    {
        services.AddHttpClient<ICarrierGateway, HttpCarrierGateway>(c =>
        {
            c.Timeout = TimeSpan.FromSeconds(10);
            c.MaxResponseContentBufferSize = 1_000_000;
        });
        services.AddSingleton(s => new DemoCarrier(s.GetRequiredService<PortalOptions>().Demo ? () => Own(s.GetService<IServer>()) : null));
    }

    /// <summary>The simulated carrier at the address on which this process listens; null while it does not serve.</summary>
    private static Uri? Own(IServer? server)
    {
        var addresses = server?.Features.Get<IServerAddressesFeature>()?.Addresses;
        var address = addresses?.FirstOrDefault(a => a.StartsWith("http://", StringComparison.OrdinalIgnoreCase)) ?? addresses?.FirstOrDefault();
        if (address is null) return null;
        var any = address.Replace("://+", "://127.0.0.1", StringComparison.Ordinal).Replace("://*", "://127.0.0.1", StringComparison.Ordinal)
            .Replace("://0.0.0.0", "://127.0.0.1", StringComparison.Ordinal).Replace("://[::]", "://127.0.0.1", StringComparison.Ordinal);
        return new Uri(new Uri(any), SimulatedCarrier.Path);
    }
}
