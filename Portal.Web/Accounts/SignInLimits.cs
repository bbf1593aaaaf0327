using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Portal.Core.Accounts;

namespace Portal.Web.Accounts;

/// <summary>How often the doors of the portal may be knocked at: from one line, and for one account, whoever knocks.</summary>
public sealed class SignInLimits : IDisposable
{
    public const int PerLineAndMinute = 60;
    public const int PerAccountAndQuarter = 20;

    private readonly PartitionedRateLimiter<string> _lines = Limiter(PerLineAndMinute, TimeSpan.FromMinutes(1));
    private readonly PartitionedRateLimiter<string> _accounts = Limiter(PerAccountAndQuarter, TimeSpan.FromMinutes(15));

    // one less than locks an account: the last wrong password is told of the lock
    private readonly PartitionedRateLimiter<string> _strangers = Limiter(Identity.FailuresToLock - 1, PersonUserStore.LockTime);

    /// <summary>False when this door was tried too often from this line, or for this account.</summary>
    public bool MayTry(string door, IPAddress? address, string? email)
    {
        using var line = _lines.AttemptAcquire($"{door} {Line(address)}");
        if (!line.IsAcquired) return false;
        if (string.IsNullOrEmpty(email) || email.Length > 254) return true;
        using var account = _accounts.AttemptAcquire($"{door} {Emails.Normalize(email)}");
        return account.IsAcquired;
    }

    /// <summary>Counts a wrong password for an address without an account; false when an account would be locked now. So nobody learns from locks who has one.</summary>
    public bool MayFail(string email)
    {
        using var stranger = _strangers.AttemptAcquire(Emails.Normalize(email));
        return stranger.IsAcquired;
    }

    public void Dispose()
    {
        _strangers.Dispose();
        _lines.Dispose();
        _accounts.Dispose();
    }

    /// <summary>Of the new addresses one line has very many: what counts is its network.</summary>
    private static string Line(IPAddress? address)
    {
        if (address is null) return "";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes()[..8]) : address.ToString();
    }

    private static PartitionedRateLimiter<string> Limiter(int permits, TimeSpan window) => PartitionedRateLimiter.Create<string, string>(key =>
        RateLimitPartition.GetSlidingWindowLimiter(key, _ => new SlidingWindowRateLimiterOptions { PermitLimit = permits, Window = window, SegmentsPerWindow = 5, QueueLimit = 0 }));
}

/// <summary>A door: sign-in, sign-up, passwords. Limited by line, and by the account that the field <c>Email</c> names or that is signed in.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DoorAttribute : Attribute, IAsyncActionFilter
{
    public Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
    {
        var http = context.HttpContext;
        var services = http.RequestServices;
        var account = services.GetRequiredService<Session>().Person?.Email ?? (http.Request.HasFormContentType ? http.Request.Form["Email"].ToString() : null);
        if (services.GetRequiredService<SignInLimits>().MayTry(http.Request.Path, http.Connection.RemoteIpAddress, account)) return next();
        context.Result = new StatusCodeResult(StatusCodes.Status429TooManyRequests);
        return Task.CompletedTask;
    }
}
