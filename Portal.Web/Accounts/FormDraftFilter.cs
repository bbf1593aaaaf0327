using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;
using Portal.Core.Accounts;

namespace Portal.Web.Accounts;

/// <summary>A form that was sent needs its draft no longer; one whose token was stale comes back as it was typed.</summary>
public sealed class FormDraftFilter(FormDrafts drafts, SaveFormDraft save, EndFormDraft end) : IAsyncActionFilter, IAsyncAlwaysRunResultFilter
{
    public async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
    {
        var executed = await next();
        var request = context.HttpContext.Request;
        if (!HttpMethods.IsPost(request.Method) || executed.Exception is not null || executed.Result is not (LocalRedirectResult or RedirectResult or RedirectToActionResult)) return;
        if (FormDrafts.Own(FormDrafts.FieldOf(request, KeptForm.DraftField)) is { } page && drafts.Key(page) is { } key) await end.Handle(key);
    }

    public async Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        var request = context.HttpContext.Request;
        if (context.Result is IAntiforgeryValidationFailedResult && KeptForm.IsOurs(request) && drafts.Key("/") is not null
            && await KeptForm.Read(request, KeptForm.PageOf(request), request.Path) is { } form
            && await save.Handle(drafts.Key(form.Page)!, (form with { WasLate = true }).ToJson()) is not null)
            context.Result = new LocalRedirectResult(FormDrafts.Continue(form.Page));
        await next();
    }
}
