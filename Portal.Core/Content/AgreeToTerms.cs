using Portal.Core.Shared;

namespace Portal.Core.Content;

/// <summary>A person agrees to versions of terms that they have before them.</summary>
public sealed record AgreeToTermsRequest(long PersonId, IReadOnlyList<TermsRef> Terms);

public enum AgreeToTermsOutcome
{
    Agreed,
    /// <summary>One of them is not, or no longer, in force: nothing was kept.</summary>
    NotInForce,
}

/// <summary>See <see cref="AgreeToTermsRequest"/>.</summary>
public sealed class AgreeToTerms(IUnitOfWork unit, IContentStore contents, Clock clock)
{
    public async Task<AgreeToTermsOutcome> Handle(AgreeToTermsRequest request)
    {
        await using var tx = await unit.Begin();
        var inForce = await contents.InForce(clock.Today);
        if (request.Terms.Any(t => !inForce.Contains(t))) return AgreeToTermsOutcome.NotInForce;
        foreach (var terms in request.Terms.Distinct()) await contents.Consent(request.PersonId, terms, clock.Now);
        await tx.Commit();
        return AgreeToTermsOutcome.Agreed;
    }
}
