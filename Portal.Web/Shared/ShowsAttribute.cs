using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Portal.Web.Shared;

/// <summary>The page shows a list of this kind: how it is sorted, how long it is and as what it is written is in the address, what a person wants of it is remembered.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class ShowsAttribute<TList> : Attribute, IAsyncActionFilter where TList : IListOf, new()
{
    private static readonly TList List = new();

    /// <summary>The <c>view</c> of the page in which it is this list, when that is not always so; empty for none.</summary>
    public string? View { get; init; }

    /// <summary>The <c>view</c> of the page in which it is another list.</summary>
    public string? NotView { get; init; }

    public async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
    {
        var view = context.HttpContext.Request.Query["view"].ToString();
        if ((View ?? view) != view || view == NotView)
        {
            await next();
            return;
        }

        var lists = context.HttpContext.RequestServices.GetRequiredService<Lists>();
        await lists.Begin(List, context.HttpContext.Request);
        var done = await next();
        if (done.Result is ViewResult page && lists.File(page.Model) is { } file) done.Result = file;
    }
}
