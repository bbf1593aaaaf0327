using Microsoft.AspNetCore.Mvc;
using Portal.Core.Operations;
using Portal.Web.Shared;

namespace Portal.Web.Accounts;

/// <summary>What is wrong with the code of a second factor, said at its field.</summary>
public static class Codes
{
    public static void CodeError(this Controller controller, string field, CodeOutcome outcome)
    {
        controller.Error(field, outcome switch
        {
            CodeOutcome.Locked => "accounts.code.locked",
            CodeOutcome.NotEnrolled => "accounts.code.notEnrolled",
            _ => "accounts.code.wrong",
        });
        // what was typed stays, but for what is no use a second time
        controller.ModelState.SetModelValue(field, null, null);
    }
}
