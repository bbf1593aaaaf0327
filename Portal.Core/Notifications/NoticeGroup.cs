namespace Portal.Core.Notifications;

/// <summary>What mails are about. People choose by group; those about the account itself always come.</summary>
public enum NoticeGroup { Account, Orders, Delivery, Review, Sellers, Agreements, Money }

public static class NoticeGroups
{
    private static readonly Dictionary<string, NoticeGroup> ByPrefix = new(StringComparer.Ordinal)
    {
        ["account"] = NoticeGroup.Account, ["organization"] = NoticeGroup.Account, ["membership"] = NoticeGroup.Account,
        ["order"] = NoticeGroup.Orders, ["deposit"] = NoticeGroup.Orders, ["credit"] = NoticeGroup.Orders, ["mileage"] = NoticeGroup.Orders,
        ["shipment"] = NoticeGroup.Delivery, ["return"] = NoticeGroup.Delivery, ["misdelivery"] = NoticeGroup.Delivery,
        ["product"] = NoticeGroup.Review, ["question"] = NoticeGroup.Review, ["review"] = NoticeGroup.Review,
        ["application"] = NoticeGroup.Sellers, ["recruitment"] = NoticeGroup.Sellers, ["member"] = NoticeGroup.Sellers,
        ["agreement"] = NoticeGroup.Agreements,
        ["payout"] = NoticeGroup.Money, ["writeoff"] = NoticeGroup.Money, ["settlement"] = NoticeGroup.Money, ["statement"] = NoticeGroup.Money,
    };

    /// <summary>The groups that people can do without.</summary>
    public static IReadOnlyList<NoticeGroup> Optional { get; } = [.. Enum.GetValues<NoticeGroup>().Where(g => g != NoticeGroup.Account)];

    /// <summary>The group of a template by its first word; what is not known is not optional.</summary>
    public static NoticeGroup Of(string template) => ByPrefix.GetValueOrDefault(template.Split('.')[0], NoticeGroup.Account);

    public static bool Knows(string template) => ByPrefix.ContainsKey(template.Split('.')[0]);
}
