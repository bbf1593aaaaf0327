using NUnit.Framework;
using Portal.Core.Organizations;
using Portal.Core.Shared;
using Portal.Web.Organizations;
using Portal.Web.Shared;

namespace Portal.Tests.Shared;

/// <summary>Fields understand how Koreans write.</summary>
[TestFixture]
public sealed class TypedTests
{
    private static readonly Currency Won = Currency.Of("KRW");

    [TestCase("12,000", 12_000)]
    [TestCase("12000원", 12_000)]
    [TestCase("１２０００", 12_000)]
    [TestCase("１２，０００ 원", 12_000)]
    [TestCase("1만 2천", 12_000)]
    [TestCase("1만2천원", 12_000)]
    [TestCase("12만5000", 125_000)]
    [TestCase("3천", 3_000)]
    [TestCase("2천만", 20_000_000)]
    [TestCase("1억 2,345만 6,789원", 123_456_789)]
    [TestCase("1억 2천3백", null)]
    [TestCase("만", null)]
    [TestCase("천", null)]
    [TestCase("억만천", null)]
    [TestCase("1만2만", null)]
    [TestCase("-1만", null)]
    [TestCase("1천만억", null)]
    [TestCase("٣만", null)]
    [TestCase("\ud83d만", null)]
    [TestCase(null, null)]
    public void An_amount_is_read_as_it_is_typed(string? typed, long? minor)
    {
        Assert.That(Won.TryRead(typed, out var read), Is.EqualTo(minor is not null));
        Assert.That(read, Is.EqualTo(minor ?? 0));
    }

    [Test]
    public void Words_are_read_in_won_only() => Assert.That(Currency.Of("USD").TryRead("1만", out _), Is.False);

    [TestCase("01012345678", "010-1234-5678")]
    [TestCase("+82 10 1234 5678", "010-1234-5678")]
    [TestCase("０２－１２３－４５６７", "02-123-4567")]
    [TestCase("15881234", "1588-1234")]
    [TestCase("070 8765 4321", "070-8765-4321")]
    [TestCase("+1 650 253 0000", "+1 650-253-0000")]
    [TestCase("  ", null)]
    public void A_phone_number_is_kept_in_one_form(string typed, string? kept)
    {
        Assert.That(Phones.TryTidy(typed, out var number), Is.True);
        Assert.That(number, Is.EqualTo(kept));
    }

    [TestCase("010-123")]
    [TestCase("hello")]
    [TestCase("99999999999999")]
    public void What_is_no_number_is_refused(string typed) => Assert.That(Phones.TryTidy(typed, out _), Is.False);

    [TestCase("123-12-31231", true)]
    [TestCase("１２３－１２－３１２３１", true)]
    [TestCase("1231231231", true)]
    [TestCase("123-12-31232", false)]
    [TestCase("123a1231231", false)]
    public void A_business_number_checks_itself(string typed, bool isRight) => Assert.That(BusinessNumber.IsValid(typed), Is.EqualTo(isRight));

    [TestCase("０６２３６", "06236", true)]
    [TestCase("135-080", null, false)]
    [TestCase("", null, true)]
    public void A_postal_code_has_five_digits(string typed, string? kept, bool isRight)
    {
        Assert.That(PostalCodes.TryTidy(typed, new PortalOptions(), out var code), Is.EqualTo(isRight));
        if (isRight) Assert.That(code, Is.EqualTo(kept));
    }

    [TestCase("1", "1 day")]
    [TestCase("0", "0 days")]
    [TestCase("21", "21 days")]
    public void English_tells_one_from_many(string number, string text) => Assert.That(Texts.In("en", "catalog.days", number), Is.EqualTo(text));

    [Test]
    public void Words_before_and_after_a_number_go_with_it()
    {
        Assert.That(Texts.In("en", "cardPayments.differencesOpen", 1), Is.EqualTo("There is 1 difference with Stripe."));
        Assert.That(Texts.In("en", "cardPayments.differencesOpen", 2), Is.EqualTo("There are 2 differences with Stripe."));
        Assert.That(Texts.In("en", "settlement.itemCount", "1", "3"), Is.EqualTo("1 posting, 3 parties"));
    }

    [Test]
    public void A_form_is_filled_whichever_way_its_fields_were_drawn()
    {
        var fields = new[]
        {
            ("Form.Name", "\"><script>alert(1)</script>"), ("Form.Text", "</textarea><b>"), ("Form.Kind", "B"), ("Form.Way", "2"), ("Form.Key", "99"), ("Form.Pick", "x"), ("Form.Pick", "z"),
        }.ToLookup(f => f.Item1, f => f.Item2);
        var html = Refill.Into("""
            <input type="hidden" name="Form.Key" value="1"><input class="in" name="Form.Name" value="a"><textarea name="Form.Text" rows="3">
            old</textarea><select name="Form.Kind"><option value="A" selected="selected">A</option><option value="B">B</option></select>
            <input type="radio" name="Form.Way" value="1" checked="checked"><input type="radio" name="Form.Way" value="2"><input type="checkbox" name="Form.Off" value="true" checked>
            <input type="checkbox" name="Form.Pick" value="x"><input type="checkbox" name="Form.Pick" value="y"><input type="checkbox" name="Form.Pick" value="z"><input name="Form.Other" value="kept">
            """, fields);
        Assert.That(html, Does.Contain("name=\"Form.Key\" value=\"1\"").And.Contain("name=\"Form.Other\" value=\"kept\"").And.Not.Contain("<script>").And.Not.Contain("</textarea><b>").And.Not.Contain(">\nold"));
        Assert.That(html, Does.Contain("<option selected=\"selected\" value=\"B\">").And.Contain("<option value=\"A\">"));
        Assert.That(html, Does.Contain("<input checked=\"checked\" type=\"radio\" name=\"Form.Way\" value=\"2\">").And.Contain("<input type=\"radio\" name=\"Form.Way\" value=\"1\">").And.Contain("name=\"Form.Off\" value=\"true\">"));
        Assert.That(html, Does.Contain("checked=\"checked\" type=\"checkbox\" name=\"Form.Pick\" value=\"x\"").And.Contain("<input type=\"checkbox\" name=\"Form.Pick\" value=\"y\">"));
    }
}
