using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Data.Shared;

namespace Portal.Web.Operations;

/// <summary>For load balancers and monitors: whether this node lives, and whether it can work. Says nothing else to strangers.</summary>
[AllowAnonymous, IgnoreAntiforgeryToken]
public sealed class HealthController(Migrator migrator, ILogger<HealthController> log) : Controller
{
    [HttpGet("/health/live")]
    public IActionResult Live() => Content("live");

    /// <summary>Ready: the database answers and has this program's schema.</summary>
    [HttpGet("/health/ready")]
    public async Task<IActionResult> Ready()
    {
        Response.Headers.CacheControl = "no-store";
        try
        {
            if (await migrator.IsUpToDate()) return Content("ready");
        }
        catch (Exception e) when (e is System.Data.Common.DbException or InvalidOperationException or IOException)
        {
            log.LogWarning(e, "The database does not answer.");
        }

        Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return Content("not ready");
    }
}
