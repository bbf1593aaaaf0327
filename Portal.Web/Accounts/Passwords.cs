using Microsoft.AspNetCore.Identity;
using Portal.Data.Accounts;

namespace Portal.Web.Accounts;

public static class Passwords
{
    /// <summary>True when the password may be used at all; for people who are not registered yet.</summary>
    public static async Task<bool> IsStrong(this UserManager<PersonRow> people, string password)
    {
        foreach (var validator in people.PasswordValidators)
            if (!(await validator.ValidateAsync(people, new PersonRow(), password)).Succeeded) return false;
        return true;
    }
}
