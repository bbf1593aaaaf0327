namespace Portal.Data.Agreements;

/// <summary>What more than one query says about agreements.</summary>
public static class AgreementSql
{
    /// <summary>
    /// True of the agreement <c>a</c> that divides what is ordered at <c>@now</c>: of all that bind and have begun the one that began last, unless it has ended.
    /// The one before does not come back.
    /// </summary>
    public const string InForce = """
        (a.status = 'Accepted' AND a.valid_from <= @now AND a.accepted_at <= @now AND (a.valid_until IS NULL OR a.valid_until > @now)
          AND NOT EXISTS (SELECT 1 FROM agreements later WHERE later.product_id = a.product_id AND later.status = 'Accepted' AND later.valid_from <= @now AND later.accepted_at <= @now
            AND (later.valid_from > a.valid_from OR (later.valid_from = a.valid_from AND later.version_no > a.version_no))))
        """;

    /// <summary>True of the agreement <c>a</c> that is in force, ends before <c>@soon</c>, and is followed by none.</summary>
    public const string Expiring = $"""
        (a.valid_until <= @soon AND {InForce}
          AND NOT EXISTS (SELECT 1 FROM agreements follower WHERE follower.product_id = a.product_id AND follower.status = 'Accepted' AND follower.valid_from > a.valid_from AND follower.valid_from <= a.valid_until))
        """;
}
