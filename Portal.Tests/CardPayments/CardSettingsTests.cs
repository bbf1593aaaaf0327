using System.Net;
using Microsoft.Extensions.Configuration;
using NUnit.Framework;
using Portal.Tests.Settlement;
using Portal.Web.Shared;

namespace Portal.Tests.CardPayments;

/// <summary>The keys to Stripe as somebody sets them.</summary>
[TestFixture]
public sealed class CardSettingsTests
{
    [Test]
    public void Without_keys_there_are_no_cards() => Assert.That(Read().Stripe, Is.Null);

    [Test]
    public async Task Without_keys_nothing_is_compared_and_the_operator_is_told_why()
    {
        await using var money = await MoneyWeb.Open();
        using var centre = await money.Operator();
        var told = await centre.Post("/card-checks");
        Assert.That((told.Status, told.Main.Contains("Stripe 키가 설정되어 있지 않아", StringComparison.Ordinal)), Is.EqualTo((HttpStatusCode.Conflict, true)));
    }

    [Test]
    public void Secrets_are_given_by_commas_or_one_by_one()
    {
        var keys = Read(("SecretKey", "sk_test_1"), ("WebhookSecrets", "whsec_1, whsec_2"), ("ApiBase", "http://127.0.0.1:12111")).Stripe;
        Assert.That(keys!.WebhookSecrets, Is.EqualTo(new[] { "whsec_1", "whsec_2" }));
        Assert.That(keys.ApiBase, Is.EqualTo(new Uri("http://127.0.0.1:12111")));
        Assert.That(Read(("SecretKey", "sk_test_1"), ("WebhookSecrets:0", "whsec_1"), ("WebhookSecrets:1", "whsec_2")).Stripe!.WebhookSecrets, Is.EqualTo(new[] { "whsec_1", "whsec_2" }));
    }

    [Test]
    public void Half_of_the_keys_and_what_is_no_setting_are_told()
    {
        Assert.That(() => Read(("SecretKey", "sk_test_1")), Throws.InvalidOperationException.With.Message.Contains("both"));
        Assert.That(() => Read(("WebhookSecrets", "whsec_1")), Throws.InvalidOperationException.With.Message.Contains("both"));
        Assert.That(() => Read(("SecretKy", "sk_test_1")), Throws.InvalidOperationException.With.Message.Contains("SecretKy is no setting"));
        Assert.That(() => Read(("SecretKey", "sk_test_1"), ("WebhookSecrets", "whsec_1"), ("ApiBase", "stripe")), Throws.InvalidOperationException.With.Message.Contains("ApiBase"));
    }

    [Test]
    public void Keys_are_never_written() =>
        Assert.That($"{Read(("SecretKey", "sk_test_1"), ("WebhookSecrets", "whsec_1"))}", Does.Not.Contain("sk_test").And.Not.Contain("whsec"));

    private static Core.Shared.PortalOptions Read(params (string Name, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create($"Portal:Stripe:{s.Name}", (string?)s.Value))).Build().ReadPortal();
}
