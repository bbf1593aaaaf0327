namespace Portal.Web.Settlement;

/// <summary>The tone of a payout's state, the same on every page.</summary>
public static class PayoutTones
{
    public static string Of(string? status) => status switch
    {
        "Locked" => "wait",
        "Sent" => "go half",
        "Paid" => "ok full",
        "Failed" => "bad",
        _ => "",
    };
}
