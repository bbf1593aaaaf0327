using System.Globalization;
using Portal.Core.Shared;

namespace Portal.Web.Shared;

/// <summary>Reads <see cref="PortalOptions"/> from configuration section <c>Portal</c> and says what is wrong with it.</summary>
public static class Configuration
{
    private static readonly string[] Names =
    [
        "Database", "Name", "Currency", "TimeZone", "ObjectionDays", "DepositDays", "MileageMonths", "BankAccountWaitDays", "StandardTaxBp", "BaseUrl", "Files", "Mail", "MailFrom", "Demo", "Jobs", "Carriers", "Stripe", "PdfFont",
    ];

    public const string DefaultDatabase = "Data Source=data/portal.db";

    /// <summary>The options, or <see cref="InvalidOperationException"/> with a message for the person who set them.</summary>
    public static PortalOptions ReadPortal(this IConfiguration configuration)
    {
        var section = configuration.GetSection("Portal");
        // a name mistyped would be a setting silently left as usual: Portal:Databse would fill another database
        if (section.GetChildren().FirstOrDefault(c => !Names.Contains(c.Key, StringComparer.OrdinalIgnoreCase)) is { } unknown)
            throw new InvalidOperationException($"Portal:{unknown.Key} is no setting. There are {string.Join(", ", Names)}.");
        var usual = new PortalOptions();
        return new PortalOptions
        {
            Name = section["Name"] ?? usual.Name,
            Currency = Read(section, "Currency", Currency.Of, usual.Currency),
            Zone = Read(section, "TimeZone", TimeZoneInfo.FindSystemTimeZoneById, usual.Zone),
            ObjectionDays = Number(section, "ObjectionDays", 0, 365, usual.ObjectionDays),
            DepositDays = Number(section, "DepositDays", 1, 365, usual.DepositDays),
            MileageMonths = Number(section, "MileageMonths", 1, 240, usual.MileageMonths),
            BankAccountWaitDays = Number(section, "BankAccountWaitDays", 0, 30, usual.BankAccountWaitDays),
            StandardTaxBp = Number(section, "StandardTaxBp", 0, 10_000, usual.StandardTaxBp),
            BaseUrl = Read(section, "BaseUrl", s => new Uri(s, UriKind.Absolute), Served(configuration) ?? usual.BaseUrl),
            Files = section["Files"] ?? usual.Files,
            Mail = Read(section, "Mail", MailServerOrFolder, usual.Mail),
            MailFrom = Read(section, "MailFrom", s => Core.Accounts.Emails.IsValid(s) ? s : throw new ArgumentException("a mail address is needed."), null),
            PdfFont = Read(section, "PdfFont", s => File.Exists(s) ? s : throw new ArgumentException("there is no such file."), null),
            Demo = string.Equals(section["Demo"], "true", StringComparison.OrdinalIgnoreCase),
            Carriers = section.GetSection("Carriers").GetChildren().ToDictionary(c => c.Key, ReadCarrier, StringComparer.OrdinalIgnoreCase),
            Stripe = ReadStripe(section.GetSection("Stripe")),
        };
    }

    public static string Database(this IConfiguration configuration) => configuration["Portal:Database"] ?? DefaultDatabase;

    /// <summary>Where this portal is served, when one machine is named: the links of its mails lead there unless another address is set.</summary>
    private static Uri? Served(IConfiguration configuration) =>
        Uri.TryCreate(configuration["urls"]?.Split(';')[0], UriKind.Absolute, out var url) && url.Port != 0 && url.HostNameType != UriHostNameType.Unknown && url.Host is not ("0.0.0.0" or "[::]") ? url : null;

    private static string MailServerOrFolder(string text)
    {
        if (!text.Contains("://", StringComparison.Ordinal)) return text;
        return new Uri(text, UriKind.Absolute) is { Scheme: "smtp" or "smtps", Host.Length: > 0 } ? text : throw new ArgumentException("smtp://, smtps:// or a folder is needed.");
    }

    /// <summary>An address alone, or <c>Url</c>, <c>Id</c> and <c>Key</c>.</summary>
    private static CarrierAddress ReadCarrier(IConfigurationSection carrier)
    {
        var url = carrier.Value ?? carrier["Url"];
        return Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? new CarrierAddress(address) { Id = carrier["Id"], Key = carrier["Key"] }
            : throw new InvalidOperationException($"Portal:Carriers:{carrier.Key} is '{url}': an address that begins with http:// or https:// is needed.");
    }

    /// <summary>All keys or none: a payment whose messages nobody can check would be seen a day late.</summary>
    private static StripeKeys? ReadStripe(IConfigurationSection stripe)
    {
        string[] names = ["SecretKey", "WebhookSecrets", "ApiBase"];
        if (stripe.GetChildren().FirstOrDefault(c => !names.Contains(c.Key, StringComparer.OrdinalIgnoreCase)) is { } unknown)
            throw new InvalidOperationException($"Portal:Stripe:{unknown.Key} is no setting. There are {string.Join(", ", names)}.");
        var secrets = stripe.GetSection("WebhookSecrets");
        List<string> webhook = [.. secrets.GetChildren().Select(c => c.Value).Append(secrets.Value).OfType<string>().SelectMany(s => s.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
        var key = stripe["SecretKey"];
        if (string.IsNullOrWhiteSpace(key) && webhook.Count == 0) return null;
        if (string.IsNullOrWhiteSpace(key) || webhook.Count == 0) throw new InvalidOperationException("Portal:Stripe needs both SecretKey and WebhookSecrets.");
        return new StripeKeys(key.Trim(), webhook)
        {
            ApiBase = Read(stripe, "ApiBase", s => new Uri(s, UriKind.Absolute) is { Scheme: "http" or "https" } url ? url : throw new ArgumentException("an address that begins with http:// or https:// is needed."), null),
        };
    }

    private static T Read<T>(IConfigurationSection section, string name, Func<string, T> parse, T usual)
    {
        if (section[name] is not { Length: > 0 } text) return usual;
        try
        {
            return parse(text);
        }
        catch (Exception e) when (e is ArgumentException or UriFormatException or TimeZoneNotFoundException or InvalidTimeZoneException)
        {
            throw new InvalidOperationException($"Portal:{name} is '{text}': {e.Message}", e);
        }
    }

    private static int Number(IConfigurationSection section, string name, int least, int most, int usual)
    {
        if (section[name] is not { Length: > 0 } text) return usual;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= least && n <= most
            ? n
            : throw new InvalidOperationException($"Portal:{name} is '{text}': a whole number from {least} to {most} is needed.");
    }
}
