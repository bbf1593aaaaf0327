using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Portal.Web.Operations;

/// <summary>Tells whoever sends too much at once so (413) before anything of it is read. One file of each size that is kept, and the form around it, go through.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UploadLimitAttribute : Attribute, IAuthorizationFilter, IOrderedFilter
{
    public const long MaxBytes = 29_000_000;

    // before the filter that looks for the form's token, which reads the whole form
    public int Order => -1000;

    public void OnAuthorization(AuthorizationFilterContext context)
    {
        if (context.HttpContext.Request.ContentLength is null or > MaxBytes) context.Result = new StatusCodeResult(StatusCodes.Status413PayloadTooLarge);
    }
}
