using Portal.Core.Shared;
using Portal.Data.CardPayments;
using Portal.Web.Shared;

namespace Portal.Web.CardPayments;

/// <summary>Without keys there is nothing about cards in the menu.</summary>
public sealed class CardNavigation(PortalOptions options) : INavigation
{
    public IEnumerable<NavItem> For(Actor? actor)
    {
        if (options.Stripe is null) yield break;
        if (actor?.Role is Role.Buyer) yield return new NavItem("nav.cardPayments", "/card-payments", "nav.work", 15);
        if (actor?.Role is Role.Operator or Role.Administrator) yield return new NavItem("nav.cardPayments", "/card-payments", "nav.money", 12);
    }
}

public sealed class CardAttention(CardPages pages) : IAttention
{
    public async Task<IReadOnlyList<AttentionItem>> For(Actor actor) => actor.Role is Role.Operator or Role.Administrator
        ? [new AttentionItem("cardPayments.attention", await pages.Count(actor), "/card-differences", Urgent: true, Sort: 2)]
        : [];
}

/// <summary>What an order's page shows about cards: how they were paid with, and whether the actor can pay so.</summary>
public sealed record OrderCardsModel(string OrderNo, IReadOnlyList<CardPaymentRow> Payments, bool CanPay);

/// <summary>What the page of held money shows about cards: those to which it can go back.</summary>
public sealed record CreditCardsModel(IReadOnlyList<CardPaymentRow> Payments);

/// <summary>Cards on the pages of orders and of held money.</summary>
public sealed class CardSections(CardPages pages, PortalOptions options) : IPageSections
{
    public async Task<PageSection?> For(Actor actor, PageSubject subject)
    {
        if (subject.Kind == PageSubject.Order && actor.Role is Role.Buyer or Role.Seller or Role.Operator or Role.Administrator)
        {
            var payments = await pages.OfOrder(actor, subject.Id);
            var canPay = options.Stripe is not null && actor.Role == Role.Buyer && subject.Open > 0;
            return payments.Count > 0 || canPay ? new PageSection("/CardPayments/_Order.cshtml", new OrderCardsModel(subject.No, payments, canPay)) : null;
        }

        if (subject.Kind != PageSubject.Credit || actor.Role != Role.Operator) return null;
        return await pages.OfCredit(actor, subject.Id) is { Count: > 0 } cards ? new PageSection("/CardPayments/_Credit.cshtml", new CreditCardsModel(cards)) : null;
    }
}

/// <summary>Amounts of Stripe, which may be of another currency than the portal's.</summary>
[Service]
public sealed class CardWords(Show show, PortalOptions options)
{
    public string Amount(long? minor, string? currency)
    {
        if (minor is not { } amount) return show.Or(null);
        if (currency is null || currency == options.Currency.Code) return show.Money(amount);
        return Currency.TryOf(currency) is { } other ? $"{other.Format(amount)} {currency}" : $"{show.Count(amount)} {currency}";
    }

    /// <summary>How a state looks.</summary>
    public static string Tone(string status) => status switch
    {
        "Paid" or "Succeeded" => "ok full",
        "New" or "Open" or "Pending" => "wait half",
        "Failed" or "Differs" => "bad",
        _ => "",
    };
}
