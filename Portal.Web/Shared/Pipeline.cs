using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.WebEncoders;
using Portal.Core.Shared;
using Portal.Web.Accounts;
using Portal.Web.Content;
using Portal.Web.Delivery;
using Portal.Web.Home;
using Portal.Web.Insight;
using Portal.Web.Notifications;
using Portal.Web.Operations;

namespace Portal.Web.Shared;

/// <summary>The web server: what is added and in which order a request passes it.</summary>
public static class Pipeline
{
    /// <summary>No request is larger; uploads say their own limit.</summary>
    private const long MaxRequestBytes = 30_000_000;

    private static readonly Type[] Hooks = [typeof(INavigation), typeof(IAttention), typeof(IStarter), typeof(IDemoSignIns), typeof(IPageSections), typeof(ISiteMapEntries)];

    public static void Add(WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<Texts>();
        services.AddScoped<Show>();
        services.AddScoped<Shell>();
        services.AddSingleton<ContentCache>();
        foreach (var type in Services.Classes(typeof(Pipeline).Assembly)) AddByConvention(services, type);
        services.AddIdentity();
        builder.AddJobs();
        services.AddLiveUpdates();
        services.AddVisitCounter();
        services.AddSingleton<TextsLocalizer>();
        services.AddSingleton<IStringLocalizerFactory>(s => s.GetRequiredService<TextsLocalizer>());
        services.AddControllersWithViews(o =>
        {
            o.Filters.Add(new AutoValidateAntiforgeryTokenAttribute());
            o.Filters.Add<FormDraftFilter>();
            o.ModelBinderProviders.Insert(0, new ActorBinder());
            o.ModelMetadataDetailsProviders.Add(new ValidationTexts());
            o.MaxModelBindingCollectionSize = 2000;
            ValidationTexts.Messages(o);
        }).AddDataAnnotationsLocalization(o => o.DataAnnotationLocalizerProvider = (_, factory) => factory.Create(typeof(Texts)));
        services.Configure<RazorViewEngineOptions>(o =>
        {
            o.ViewLocationFormats.Clear();
            o.ViewLocationFormats.Add("/{2}/{1}/{0}.cshtml");
            o.ViewLocationFormats.Add("/{2}/{0}.cshtml");
            o.ViewLocationFormats.Add("/Shared/{0}.cshtml");
            o.ViewLocationExpanders.Add(new FeatureFolders());
        });
        // Korean as Korean, not as numbers: a third of the weight
        services.Configure<WebEncoderOptions>(o => o.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.Configure<RouteOptions>(o => o.LowercaseUrls = true);
        services.AddAntiforgery(o =>
        {
            o.Cookie.Name = "form";
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.Configure<CookieTempDataProviderOptions>(o => o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest);
        // tokens of forms differ in every answer, so that compressing them betrays nothing
        services.AddResponseCompression(o => o.EnableForHttps = true);
        builder.WebHost.ConfigureKestrel(o =>
        {
            o.AddServerHeader = false;
            o.Limits.MaxRequestBodySize = MaxRequestBytes;
        });
        builder.WebHost.UseStaticWebAssets();
    }

    /// <summary>What the pages are helped by: every hook of the shell as such, every class marked <c>[Service]</c> as itself.</summary>
    private static void AddByConvention(IServiceCollection services, Type type)
    {
        foreach (var hook in Hooks.Where(type.IsAssignableTo)) services.AddScoped(hook, type);
        if (type.IsDefined(typeof(ServiceAttribute), inherit: false)) services.AddScoped(type);
    }

    public static void Use(WebApplication app)
    {
        // people reach such a portal by https, whatever stands before it: its cookies travel no other way
        if (app.Services.GetRequiredService<PortalOptions>().BaseUrl.Scheme == Uri.UriSchemeHttps) app.Use(AsHttps);
        app.Use(Head);
        app.UseResponseCompression();
        app.UseExceptionHandler("/error/500");
        app.UseStatusCodePagesWithReExecute("/error/{0}");
        app.Use(Headers);
        app.Use(Readable);
        app.UseMailPump();
        app.UseLanguage();
        app.Use(SignInAgain.Middleware);
        app.UseRouting();
        app.UseAuthentication();
        app.UseLiveSessions();
        app.Use(Nowhere);
        app.Use(TooLarge);
        app.UseAuthorization();
        app.UseConsents();
        app.UseVisitCounter();
        app.MapStaticAssets().AllowAnonymous();
        app.MapControllers().WithStaticAssets();
        app.MapJobs();
        app.MapSimulatedCarrier();
    }

    private static Task AsHttps(HttpContext context, RequestDelegate next)
    {
        context.Request.Scheme = Uri.UriSchemeHttps;
        context.Response.OnStarting(() =>
        {
            context.Response.Headers.StrictTransportSecurity = "max-age=31536000";
            return Task.CompletedTask;
        });
        return next(context);
    }

    /// <summary>HEAD is GET without the content: whoever checks links and whether the portal is there asks so.</summary>
    private static Task Head(HttpContext context, RequestDelegate next)
    {
        if (HttpMethods.IsHead(context.Request.Method))
        {
            context.Request.Method = HttpMethods.Get;
            context.Response.Body = Stream.Null;
        }

        return next(context);
    }

    /// <summary>A form in UTF-7 is a trick, and the framework cannot read it.</summary>
    private static Task Readable(HttpContext context, RequestDelegate next)
    {
        if (context.Request.ContentType?.Contains("utf-7", StringComparison.OrdinalIgnoreCase) != true) return next(context);
        context.Request.Headers.ContentType = default;
        context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
        return Task.CompletedTask;
    }

    /// <summary>An address without a page is a 404 for everybody, not a question of rights, also one that only takes forms; a page that knows no such method says so.</summary>
    private static Task Nowhere(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint() is RouteEndpoint) return next(context);
        if (context.GetEndpoint()?.RequestDelegate is { } refusal && !HttpMethods.IsGet(context.Request.Method)) return refusal(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    /// <summary>Who announces more than a page takes is told so at once, before anything tries to read it.</summary>
    private static Task TooLarge(HttpContext context, RequestDelegate next)
    {
        var most = context.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>() is { } own ? own.MaxRequestBodySize : MaxRequestBytes;
        if (!(context.Request.ContentLength > most)) return next(context);
        context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        return Task.CompletedTask;
    }

    /// <summary>What browsers are told about every page: nothing from elsewhere, no frames, no guessing of types.</summary>
    private static Task Headers(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        // the dashboard of the jobs, for administrators, writes its styles into its pages
        var styles = context.Request.Path.StartsWithSegments(JobHost.Dashboard) ? "'self' 'unsafe-inline'" : "'self'";
        // a form that begins a card payment ends on Stripe's page, or on that of the server that stands for it
        var stripe = context.RequestServices.GetRequiredService<PortalOptions>().Stripe;
        var forms = stripe is null ? "'self'" : $"'self' {stripe.ApiBase?.GetLeftPart(UriPartial.Authority) ?? "https://checkout.stripe.com"}";
        headers.ContentSecurityPolicy = $"default-src 'self'; style-src {styles}; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action {forms}; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        context.Response.OnStarting(() =>
        {
            // what says nothing else is somebody's own: no copy of it stays on a machine that others use
            if (headers.CacheControl.Count == 0) headers.CacheControl = "no-store";
            return Task.CompletedTask;
        });
        return next(context);
    }

    /// <summary>Views lie in the folder of their feature: <c>/Orders/Drafts/Edit.cshtml</c>.</summary>
    private sealed class FeatureFolders : IViewLocationExpander
    {
        public void PopulateValues(ViewLocationExpanderContext context) => context.Values["feature"] = Feature(context.ActionContext.ActionDescriptor as ControllerActionDescriptor);

        public IEnumerable<string> ExpandViewLocations(ViewLocationExpanderContext context, IEnumerable<string> viewLocations) =>
            viewLocations.Select(l => l.Replace("{2}", context.Values["feature"], StringComparison.Ordinal));

        private static string Feature(ControllerActionDescriptor? action) => action?.ControllerTypeInfo.Namespace?.Split('.')[^1] ?? "Shared";
    }
}
