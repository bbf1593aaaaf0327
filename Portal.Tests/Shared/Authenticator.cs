using NUnit.Framework;
using Portal.Core.Accounts;
using Portal.Core.Operations;
using Portal.Core.Shared;

namespace Portal.Tests.Shared;

/// <summary>The app of a person: computes codes by the clock of the portal. Each call waits for the next code, as a person does.</summary>
public sealed class Authenticator
{
    private readonly TestPortal _portal;
    private readonly string _secret;

    private Authenticator(TestPortal portal, string secret) => (_portal, _secret) = (portal, secret);

    /// <summary>What to write down in an emergency.</summary>
    public IReadOnlyList<string> RecoveryCodes { get; private set; } = [];

    /// <summary>The app of whoever has typed a key that a page showed.</summary>
    public static Authenticator With(TestPortal portal, string key) => new(portal, key.Replace(" ", "", StringComparison.Ordinal));

    /// <summary>Sets up a person's second factor through the use cases.</summary>
    public static async Task<Authenticator> Of(TestPortal portal, Actor person)
    {
        Assert.That(await portal.Run<StartSecondFactor, bool>(u => u.Handle(person.PersonId)), Is.True);
        await using var scope = portal.Scope();
        var box = (ISecretBox)scope.ServiceProvider.GetService(typeof(ISecretBox))!;
        var app = new Authenticator(portal, box.Open((await portal.Scalar<string>("SELECT secret FROM second_factors WHERE person_id = @PersonId", person))!)!);
        var outcome = await portal.Run<ConfirmSecondFactor, ConfirmSecondFactorOutcome>(u => u.Handle(person, app.Next()));
        app.RecoveryCodes = ((ConfirmSecondFactorOutcome.Confirmed)outcome).RecoveryCodes;
        return app;
    }

    /// <summary>The next code.</summary>
    public string Next()
    {
        _portal.Time.Advance(TimeSpan.FromSeconds(30));
        return Now;
    }

    /// <summary>The code that the app shows now.</summary>
    public string Now => Totp.Code(_secret, Totp.StepOf(_portal.Time.GetUtcNow().UtcDateTime));
}
