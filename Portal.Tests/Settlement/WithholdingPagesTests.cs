using System.Net;
using NUnit.Framework;

namespace Portal.Tests.Settlement;

/// <summary>Withholding rules: added from a day ahead on, never changed.</summary>
[TestFixture]
public sealed class WithholdingPagesTests
{
    [Test]
    public async Task A_rule_is_added_from_a_day_ahead_and_settlements_through_that_day_follow_it()
    {
        await using var money = await MoneyWeb.Open();
        using var visitor = await money.Administrator();
        Assert.That((await visitor.Get("/withholding-rules")).Main, Does.Contain("시행 중").And.Contain("3%"));
        foreach (var (field, value) in new[] { ("ValidFrom", "2026-03-02"), ("IncomeRate", "3.333"), ("IncomeRate", "101"), ("LocalRate", "-1"), ("FloorUnit", "0"), ("FloorUnit", "x"), ("ValidFrom", "") })
        {
            var bad = await visitor.Post("/withholding-rules", Rule("2026-03-20", "5", "10", "10", (field, value)));
            Assert.That(bad.Status, Is.EqualTo(HttpStatusCode.BadRequest), $"{field} {value}");
            Assert.That(bad.Html.QuerySelector($".errors a[href='#Form_{field}']"), Is.Not.Null, $"{field} {value}");
            if (value.Length > 0) Assert.That(bad.Html.QuerySelector($"#Form_{field}")!.GetAttribute("value"), Is.EqualTo(value));
        }

        Assert.That((await visitor.PostAndFollow("/withholding-rules", Rule("2026-03-20", "5", "10", "100"))).Main, Does.Contain("규칙을 더했습니다").And.Contain("시행 전"));
        Assert.That((await visitor.Post("/withholding-rules", Rule("2026-03-20", "6", "10", "10"))).Status, Is.EqualTo(HttpStatusCode.BadRequest), "one rule per day");
        Assert.That(await money.Portal.Scalar<string>("SELECT after_value FROM audit_entries WHERE action = 'withholding.add'"), Is.EqualTo("500 bp, 1000 bp, floor 100"));

        await money.Done(1, (1, 1));
        var before = await money.Settle(1);
        money.Portal.Time.Advance(TimeSpan.FromDays(20));
        await money.Done(1, (1, 1));
        var after = await money.Settle(1);
        var taxes = await money.Portal.Query<string>("SELECT CONCAT(gross, ' ', income_tax, ' ', local_tax) FROM statements WHERE party_id = @party ORDER BY id", new { party = money.Market.Sellers[1] });
        Assert.That(taxes, Is.EqualTo(new[] { "95925 2870 280", "95925 4700 400" }), $"{before} by the old rule, {after} by the new one");
        await money.Sound();
    }

    [Test]
    public async Task A_rule_can_be_taken_back_before_it_is_in_force()
    {
        await using var money = await MoneyWeb.Open();
        using var visitor = await money.Administrator();
        await visitor.Post("/withholding-rules", Rule("2026-04-01", "5", "10", "10"));
        var id = await money.Portal.Scalar<long>("SELECT id FROM withholding_rules WHERE valid_from = '2026-04-01'");
        Assert.That((await visitor.Post("/withholding-rules/1/withdrawal")).Status, Is.EqualTo(HttpStatusCode.Conflict), "the law in force");
        Assert.That((await visitor.PostAndFollow($"/withholding-rules/{id}/withdrawal")).Main, Does.Contain("거두었습니다"));
        Assert.That((await visitor.Post($"/withholding-rules/{id}/withdrawal")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        using var centre = await money.Operator();
        Assert.That((await centre.Post("/withholding-rules", Rule("2026-04-01", "0", "0", "10"))).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(await money.Portal.Scalar<long>("SELECT COUNT(*) FROM withholding_rules"), Is.EqualTo(1));
    }

    private static (string, string)[] Rule(string from, string income, string local, string unit, (string Field, string Value)? but = null)
    {
        (string Name, string Value)[] fields = [("Form.ValidFrom", from), ("Form.IncomeRate", income), ("Form.LocalRate", local), ("Form.FloorUnit", unit)];
        return [.. fields.Select(f => but is { } b && f.Name == $"Form.{b.Field}" ? (f.Name, b.Value) : f)];
    }
}
