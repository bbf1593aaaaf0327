namespace Portal.Core.Shared;

/// <summary>Where a carrier answers; by which id the answering service knows it, when that is not our code; and the key to it.</summary>
public sealed record CarrierAddress(Uri Url)
{
    public string? Id { get; init; }
    public string? Key { get; init; }
}

/// <summary>The keys to Stripe. With several secrets a signature by any of them is good: a new one is added before the old one is taken away.</summary>
public sealed record StripeKeys(string SecretKey, IReadOnlyList<string> WebhookSecrets)
{
    /// <summary>Where Stripe answers; null: at its own address.</summary>
    public Uri? ApiBase { get; init; }

    /// <summary>Keys are never written anywhere.</summary>
    public override string ToString() => nameof(StripeKeys);
}

/// <summary>What the person who runs the portal sets; read once at start from configuration section <c>Portal</c>.</summary>
public sealed record PortalOptions
{
    /// <summary>The name on every page.</summary>
    public string Name { get; init; } = "두레장";

    /// <summary>The one currency of this portal.</summary>
    public Currency Currency { get; init; } = Currency.Of("KRW");

    /// <summary>The zone of business dates.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.FindSystemTimeZoneById("Asia/Seoul");

    /// <summary>Days after delivery in which the buyer may object.</summary>
    public int ObjectionDays { get; init; } = 7;

    /// <summary>Days in which an order by bank transfer must be paid before it is cancelled and its stock given back.</summary>
    public int DepositDays { get; init; } = 3;

    /// <summary>Months for which mileage is valid after it was earned.</summary>
    public int MileageMonths { get; init; } = 24;

    /// <summary>Days that a change of a bank account waits before it is used.</summary>
    public int BankAccountWaitDays { get; init; } = 3;

    /// <summary>Standard VAT in basis points.</summary>
    public int StandardTaxBp { get; init; } = 1000;

    /// <summary>The address under which people reach the portal; links in mails begin with it.</summary>
    public Uri BaseUrl { get; init; } = new("http://localhost:5000");

    /// <summary>Folder of uploaded files.</summary>
    public string Files { get; init; } = "data/files";

    /// <summary>SMTP URL (<c>smtp://user:password@host:587</c>), or a folder into which mails are put.</summary>
    public string Mail { get; init; } = "data/mail";

    /// <summary>The sender of mails; without one, <c>no-reply</c> at the host of <see cref="BaseUrl"/>.</summary>
    public string? MailFrom { get; init; }

    /// <summary>True when mails go to a server, false when they are put into a folder.</summary>
    public bool MailsBySmtp => Mail.StartsWith("smtp://", StringComparison.OrdinalIgnoreCase) || Mail.StartsWith("smtps://", StringComparison.OrdinalIgnoreCase);

    /// <summary>Where carriers answer, by the code of the carrier.</summary>
    public IReadOnlyDictionary<string, CarrierAddress> Carriers { get; init; } = new Dictionary<string, CarrierAddress>();

    /// <summary>A font file with Korean letters for PDF; without one the usual places of the machine are searched.</summary>
    public string? PdfFont { get; init; }

    /// <summary>The keys to Stripe; without them no card is offered.</summary>
    public StripeKeys? Stripe { get; init; }

    /// <summary>True when this portal shows demo data: sign-ins are listed and the simulated carrier runs.</summary>
    public bool Demo { get; init; }
}
