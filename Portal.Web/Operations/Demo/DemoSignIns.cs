using Portal.Core.Shared;
using Portal.Data.Operations;
using Portal.Web.Accounts;
using Portal.Web.Shared;

namespace Portal.Web.Operations.Demo;

/// <summary>One sign-in per role, a second operator who sends what the first has locked, and one person with three roles: shown on the sign-in page and the console of a demo, nowhere else.</summary>
public sealed class DemoSignIns(DemoPages pages, Texts texts, PortalOptions options) : IDemoSignIns
{
    /// <summary>Everybody of the demo has it.</summary>
    public const string Password = "durejang-demo-2026";

    private const string Several = "several@demo.example";

    private static readonly (Role Role, string Email)[] Shown =
    [
        (Role.Buyer, "buyer@demo.example"), (Role.Producer, "producer@demo.example"), (Role.Seller, "seller@demo.example"), (Role.Reviewer, "reviewer@demo.example"),
        (Role.Operator, "operator@demo.example"), (Role.Operator, "operator2@demo.example"), (Role.Administrator, "administrator@demo.example"), (Role.Seller, Several),
    ];

    public async Task<IReadOnlyList<DemoSignIn>> All()
    {
        if (!options.Demo) return [];
        // a portal that is none of the demo's own has nobody of these
        var there = (await pages.People([.. Shown.Select(s => s.Email)])).ToDictionary(p => p.Email, p => p.Name);
        return [.. Shown.Where(s => there.ContainsKey(s.Email)).Select(s => new DemoSignIn(s.Role, s.Email, Password, NameOf(s.Email, there[s.Email])))];
    }

    private string NameOf(string email, string name) =>
        email == Several ? $"{name} ({texts.Of(Role.Seller)}·{texts.Of(Role.Reviewer)}·{texts.Of(Role.Buyer)})" : name;
}
