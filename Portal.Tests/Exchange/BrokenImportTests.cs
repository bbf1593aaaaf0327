using System.Text;
using NUnit.Framework;
using Portal.Core.Exchange;
using Portal.Core.Shared;
using Portal.Tests.Shared;
using Portal.Web.Exchange;

namespace Portal.Tests.Exchange;

/// <summary>What is wrong with a file is told by file, line, column and reason, and nothing is written.</summary>
[TestFixture]
public sealed class BrokenImportTests
{
    private const string Organizations = "code,name,kind,centre_code\nC1,센터,centre,\nP1,생산,producer,C1\nB1,구매,buyer,C1\n";

    [Test]
    public void The_first_line_that_is_no_UTF8_is_named()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var bytes = Encoding.UTF8.GetBytes("code,name,kind\nC1,센터,centre\n").Concat(Encoding.GetEncoding(949).GetBytes("P1,생산,producer\nB1,구매,buyer\n")).ToArray();
        var errors = new List<ImportError>();
        Assert.That(CsvFolder.Read("organizations.csv", new MemoryStream(bytes), errors), Is.Null);
        Assert.That(errors, Is.EqualTo(new[] { new ImportError("organizations.csv", 3, null, ImportProblem.NotUtf8, null) }));
    }

    [Test]
    public async Task What_lies_ahead_has_not_happened()
    {
        var log = await Import(
            ("organizations.csv", Organizations),
            ("orders.csv", "order_no,ordered_at,channel,buyer_code,centre_code\nO1,2099-01-01T00:00:00,buyer,B1,C1\nO2,2099-01-01T00:00:00Z,buyer,B1,C1\nO3,0001-01-01T00:00:00Z,buyer,B1,C1\n"),
            ("deposits.csv", "reference,deposited_at,amount\nD1,2099-01-01,10\nD2,2020-01-01,0\n"));
        Assert.That(log.Errors.Select(e => (e.File, e.Line, e.Column, e.Problem)), Is.EqualTo(new[]
        {
            ("orders.csv", 2, "ordered_at", ImportProblem.Ahead), ("orders.csv", 3, "ordered_at", ImportProblem.Ahead), ("orders.csv", 4, "ordered_at", ImportProblem.NotATime),
            ("deposits.csv", 2, "deposited_at", ImportProblem.Ahead), ("deposits.csv", 3, "amount", ImportProblem.NotAnAmount),
        }));
    }

    [Test]
    public async Task An_agreement_may_be_valid_from_a_day_to_come()
    {
        var log = await Import(("organizations.csv", Organizations),
            ("products.csv", "code,producer_code,name,kind,price,approved_at\nX1,P1,사과,consumable,1000,2020-01-01\n"),
            ("agreements.csv", "product_code,valid_from,part,party_code,kind,value\nX1,2099-01-01,centre,*,rate,10\nX1,2099-01-01,producer,P1,rest,\n"));
        Assert.That(log.Errors, Is.Empty);
    }

    private static async Task<ImportLog> Import(params (string File, string Text)[] files)
    {
        await using var portal = await TestPortal.Create();
        var errors = new List<ImportError>();
        var tables = files.Select(f => CsvFolder.Read(f.File, new MemoryStream(Encoding.UTF8.GetBytes(f.Text)), errors)!).ToList();
        Assert.That(errors, Is.Empty);
        var log = (await portal.Run<ImportBusiness, ImportLog?>(u => u.Handle(new ImportBusinessRequest(Actor.Portal, "test", tables))))!;
        if (log.Errors.Count > 0) Assert.That(await portal.Scalar<long>("SELECT COUNT(*) FROM organizations WHERE kind = 'Centre'"), Is.Zero);
        return log;
    }
}
