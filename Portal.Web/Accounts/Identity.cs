using System.Xml.Linq;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Portal.Core.Operations;
using Portal.Data.Accounts;
using Portal.Web.Shared;

namespace Portal.Web.Accounts;

/// <summary>Sign-in, rights and the keys behind them.</summary>
public static class Identity
{
    /// <summary>So many wrong passwords lock an account.</summary>
    public const int FailuresToLock = 5;

    public static void AddIdentity(this IServiceCollection services)
    {
        services.AddScoped<Session>();
        services.AddHttpContextAccessor();
        services.AddIdentityCore<PersonRow>(o =>
        {
            o.Password = new PasswordOptions { RequiredLength = 10, RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false, RequiredUniqueChars = 4 };
            o.Lockout = new LockoutOptions { MaxFailedAccessAttempts = FailuresToLock, DefaultLockoutTimeSpan = PersonUserStore.LockTime };
            o.User.RequireUniqueEmail = false;
            // people sign in by mail address, whatever letters it has; whether it is one is decided where it is entered
            o.User.AllowedUserNameCharacters = "";
        }).AddDefaultTokenProviders();
        services.AddScoped<IUserStore<PersonRow>, PersonUserStore>();
        services.AddSingleton<ILookupNormalizer, EmailNormalizer>();
        services.Configure<DataProtectionTokenProviderOptions>(o => o.TokenLifespan = TimeSpan.FromHours(24));

        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(o =>
        {
            o.Cookie.Name = "portal";
            o.Cookie.SameSite = SameSiteMode.Lax;
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            o.ExpireTimeSpan = TimeSpan.FromHours(12);
            o.LoginPath = "/sign-in";
            o.AccessDeniedPath = "/error/403";
            o.ReturnUrlParameter = "returnUrl";
            o.EventsType = typeof(SessionEvents);
        });
        services.AddSingleton<SessionEvents>();
        services.AddSingleton<SignInLimits>();
        services.AddScoped<IAuthorizationHandler, RolesHandler>();
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build());

    }

    /// <summary>The keys that protect cookies, links and secrets. The command line needs them, too.</summary>
    public static void AddKeys(this IServiceCollection services)
    {
        services.AddSingleton<ISecretBox, SecretBox>();
        services.AddDataProtection().SetApplicationName("portal");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(s =>
            new ConfigureOptions<KeyManagementOptions>(o => o.XmlRepository = new KeyRepository(s.GetRequiredService<IServiceScopeFactory>())));
    }

    /// <summary>Secrets of second factors lie in the database as the keys protect them.</summary>
    private sealed class SecretBox(IDataProtectionProvider provider) : ISecretBox
    {
        private readonly IDataProtector _protector = provider.CreateProtector("second factor");

        public string Protect(string secret) => _protector.Protect(secret);

        public string? Open(string box)
        {
            try
            {
                return _protector.Unprotect(box);
            }
            catch (System.Security.Cryptography.CryptographicException)
            {
                return null;
            }
        }
    }

    private sealed class KeyRepository(IServiceScopeFactory scopes) : IXmlRepository
    {
        public IReadOnlyCollection<XElement> GetAllElements()
        {
            using var scope = scopes.CreateScope();
            return scope.ServiceProvider.GetRequiredService<KeyStore>().All().GetAwaiter().GetResult().ConvertAll(x => XElement.Parse(x));
        }

        public void StoreElement(XElement element, string friendlyName)
        {
            using var scope = scopes.CreateScope();
            scope.ServiceProvider.GetRequiredService<KeyStore>().Add(friendlyName, element.ToString(SaveOptions.DisableFormatting)).GetAwaiter().GetResult();
        }
    }
}
