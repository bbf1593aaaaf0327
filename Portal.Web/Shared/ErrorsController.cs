using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace Portal.Web.Shared;

/// <summary>Pages for what went wrong.</summary>
[AllowAnonymous, IgnoreAntiforgeryToken, DisableRequestSizeLimit]
public sealed class ErrorsController : Controller
{
    private static readonly int[] Known = [400, 403, 404, 409, 413, 429, 500];

    /// <summary>Takes its code from the address by hand: binding reads the form, and a form that nobody can read may be what went wrong.</summary>
    [Route("/error/{code:int}")]
    public IActionResult Show()
    {
        var code = int.Parse((string)RouteData.Values["code"]!, CultureInfo.InvariantCulture);
        if (HttpContext.Features.Get<IExceptionHandlerFeature>()?.Error is BadHttpRequestException bad) code = bad.StatusCode;
        Response.StatusCode = code is >= 400 and < 600 ? code : StatusCodes.Status404NotFound;
        return View("/Shared/Error.cshtml", Known.Contains(Response.StatusCode) ? Response.StatusCode : 400);
    }
}
