using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.Controllers;
using Portal.Core.Content;
using Portal.Core.Shared;
using Portal.Data.Content;
using Portal.Web.Accounts;

namespace Portal.Web.Content;

/// <summary>Which terms that are in force a person has not agreed to yet.</summary>
[Service]
public sealed class OpenConsents(TermsPages pages, ContentCache cache, Session session)
{
    /// <summary>What is in force today, without texts.</summary>
    public async Task<IReadOnlyList<TermsRow>> InForce() => await cache.Get("terms", pages.InForce);

    /// <summary>What everybody agrees to, whatever they do here: at the latest when they sign up.</summary>
    public async Task<IReadOnlyList<TermsRef>> ForEverybody() => [.. (await InForce()).Select(t => t.Ref).Where(t => TermsWords.Concerns(t.Kind, []))];

    /// <summary>What the person who is signed in has still to agree to. Asks the database only until they have.</summary>
    public async Task<IReadOnlyList<TermsRef>> Missing()
    {
        if (session.Person is not { } person) return [];
        var roles = session.Memberships.Select(m => m.Role).ToList();
        var concerned = (await InForce()).Select(t => t.Ref).Where(t => TermsWords.Concerns(t.Kind, roles)).ToList();
        if (concerned.Count == 0) return [];
        var signature = string.Join(' ', concerned.OrderBy(t => t.Kind).Select(t => $"{t.Kind}{t.Version}"));
        if (cache.Agreed.TryGetValue(person.Id, out var agreed) && agreed == signature) return [];
        var given = (await pages.Consents(person.Id)).Select(c => c.Ref).ToHashSet();
        var missing = concerned.Where(t => !given.Contains(t)).ToList();
        if (missing.Count == 0) cache.Agreed[person.Id] = signature;
        return missing;
    }
}

/// <summary>
/// Asks a person who is signed in once for each version of terms that has come into force, before the next page that is not public. Forms that are on their way
/// are let through, so that nothing typed is lost.
/// </summary>
public static class ConsentGate
{
    public static void UseConsents(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (IsAsked(context) && await context.RequestServices.GetRequiredService<OpenConsents>().Missing() is { Count: > 0 })
        {
            context.Response.Redirect($"{ConsentsController.Path}?returnUrl={Uri.EscapeDataString(context.Request.Path + context.Request.QueryString)}");
            return;
        }

        await next(context);
    });

    private static bool IsAsked(HttpContext context)
    {
        var request = context.Request;
        if (!HttpMethods.IsGet(request.Method) || context.RequestServices.GetRequiredService<Session>().Person is null) return false;
        if (request.Path.StartsWithSegments(ConsentsController.Path) || context.GetEndpoint()?.Metadata is not { } metadata || metadata.GetMetadata<ControllerActionDescriptor>() is null) return false;
        // what scripts and pictures ask for is part of a page that was let through
        var accepts = request.Headers.Accept.ToString();
        return (accepts.Length == 0 || accepts.Contains("text/html", StringComparison.OrdinalIgnoreCase)) && (metadata.GetMetadata<IAllowAnonymous>() is null || request.Path == "/");
    }
}
