using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Portal.Web.Shared;

/// <summary>Pages for what went wrong.</summary>
[AllowAnonymous, IgnoreAntiforgeryToken]
public sealed class ErrorsController : Controller
{
    private static readonly int[] Known = [400, 403, 404, 409, 413, 429, 500];

    [Route("/error/{code:int}")]
    public IActionResult Show(int code)
    {
        Response.StatusCode = code is >= 400 and < 600 ? code : StatusCodes.Status404NotFound;
        return View("/Shared/Error.cshtml", Known.Contains(code) ? code : 400);
    }
}
