using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Portal.Web.Shared;

/// <summary>What a page that is out of date says.</summary>
public sealed record StaleModel(string Text, string? Back);

/// <summary>Answers that many controllers give.</summary>
public static class Pages
{
    private const string FlashKey = "flash";

    /// <summary>A message for the next page.</summary>
    public static void Flash(this Controller controller, string key, params object?[] args) =>
        controller.TempData[FlashKey] = controller.HttpContext.RequestServices.GetRequiredService<Texts>()[key, args];

    public static string? Flash(this ITempDataDictionary data) => data[FlashKey] as string;

    /// <summary>409: the step is no longer possible, and what happened meanwhile.</summary>
    public static ViewResult Stale(this Controller controller, string key, params object?[] args)
    {
        var text = controller.HttpContext.RequestServices.GetRequiredService<Texts>()[key, args];
        controller.Response.StatusCode = StatusCodes.Status409Conflict;
        return controller.View("/Shared/Stale.cshtml", new StaleModel(text, Local(controller.Request.Headers.Referer.ToString(), controller.Request.Host.Host)));
    }

    /// <summary>400: the form again, with what was typed and what is wrong.</summary>
    public static ViewResult Invalid(this Controller controller, string view, object? model)
    {
        controller.Response.StatusCode = StatusCodes.Status400BadRequest;
        return controller.View(view, model);
    }

    /// <summary>Adds an error to a field.</summary>
    public static void Error(this Controller controller, string field, string key, params object?[] args) =>
        controller.ModelState.AddModelError(field, controller.HttpContext.RequestServices.GetRequiredService<Texts>()[key, args]);

    private static string? Local(string referer, string host) =>
        Uri.TryCreate(referer, UriKind.Absolute, out var uri) && uri.Host == host ? uri.PathAndQuery : null;
}
