using Microsoft.AspNetCore.Mvc;
using Portal.Core.Payments;
using Portal.Core.Shared;
using Portal.Web.Shared;

namespace Portal.Web.Payments;

/// <summary>The box that confirms an unusual amount; it is on the page only after somebody entered one, and stands for that amount alone.</summary>
public sealed record AskAgainModel(string Name, long? Confirmed);

/// <summary>Asks once more about an unusual amount, on the same page.</summary>
public static class AskAgain
{
    public const string Key = "unusual";

    /// <summary>An error of the box <paramref name="field"/> unless the amount is usual or was confirmed.</summary>
    public static void AskAbout(this Controller controller, string field, long amount, long? open, long? confirmed)
    {
        var services = controller.HttpContext.RequestServices;
        var (currency, show) = (services.GetRequiredService<PortalOptions>().Currency, services.GetRequiredService<Show>());
        if (UnusualAmount.Of(amount, open, currency) is not { } unusual) return;
        controller.ViewData[Key] = amount;
        if (confirmed == amount) return;
        if (unusual == Unusual.ForOrder) controller.Error(field, "payments.unusual.ForOrder", show.Money(open ?? 0), UnusualAmount.Times);
        else controller.Error(field, "payments.unusual.Large", show.Money(UnusualAmount.Large(currency)));
    }
}
