using Microsoft.AspNetCore.Mvc;

namespace Portal.Web.Accounts;

/// <summary>Links that were sent by mail.</summary>
public static class Links
{
    /// <summary>409: the link is too old or was used, and where there is a new one. The page before is that same link, so nobody is led back to it.</summary>
    public static ViewResult BadLink(this Controller controller, string again)
    {
        controller.Response.StatusCode = StatusCodes.Status409Conflict;
        return controller.View("BadLink", again);
    }
}
