using System.Net;
using NUnit.Framework;
using Portal.Core.Settlement;
using Portal.Core.Shared;
using Portal.Tests.Shared;
using Portal.Web.Shared;
using SkiaSharp;
using UglyToad.PdfPig;

namespace Portal.Tests.Settlement;

/// <summary>Papers hold their text as text, Korean included: it is read back out of the file and compared.</summary>
[TestFixture]
public sealed class PdfTests
{
    [Test]
    public async Task The_year_the_month_and_the_settlement_of_a_seller_are_papers_that_say_what_the_pages_say()
    {
        NeedFont();
        await using var money = await MoneyWeb.Open();
        await money.Portal.Execute("UPDATE organizations SET name = '김한솔', representative = '김한솔', address = '경기도 수원시 영통구 신원로 1', business_number = '1231231231' WHERE id = @id", new { id = money.Market.Sellers[1] });
        var (orderNo, _) = await money.Done(1, (1, 1));
        var settlement = await money.Settle(1);
        await money.Portal.Run<SendPayout, PayoutOutcome>(async u => await u.Handle(new SendPayoutRequest(Actor.Portal, await money.Payout(settlement, money.Market.Sellers[1]))));
        using var seller = await money.As(Role.Seller, money.Market.Sellers[1]);
        var centre = await money.Portal.Scalar<string>("SELECT name FROM organizations WHERE id = @id", new { id = money.Market.Centres[1] });

        var year = await Text(seller, "/statements/years/2026.pdf");
        foreach (var said in new[] { "2026년 거주자의 사업소득 지급 명세", "김한솔", "123-12-*****", "경기도 수원시 영통구 신원로 1", centre!, "김대표", "2026-03", "95,925", "2,870", "280", "92,775", "합계", "소득세", "지방소득세" })
            Assert.That(year, Does.Contain(Packed(said)));
        Assert.That(year, Does.Not.Contain("31231"), "the number is masked");

        var month = await Text(seller, "/statements/months/2026-03.pdf");
        foreach (var said in new[] { "2026-03 지급 명세", orderNo, "김한솔", "95,925", "92,775" }) Assert.That(month, Does.Contain(Packed(said)));

        var statement = await Text(seller, $"/statements/{await money.Statement(settlement, money.Market.Sellers[1])}.pdf");
        foreach (var said in new[] { "김한솔", "95,925원", "-2,870원", "92,775원", orderNo, "이체 금액" }) Assert.That(statement, Does.Contain(Packed(said)));
        await money.Sound();
    }

    [Test]
    public async Task Nobody_gets_the_paper_of_another()
    {
        NeedFont();
        await using var money = await MoneyWeb.Open();
        await money.Done(1, (1, 1));
        var statement = await money.Statement(await money.Settle(1), money.Market.Sellers[1]);
        using var other = await money.As(Role.Seller, money.Market.Sellers[0]);
        Assert.That((await other.Get($"/statements/{statement}.pdf")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        using var centre = await money.Operator();
        var code = await money.Portal.Scalar<string>("SELECT code FROM organizations WHERE id = @id", new { id = money.Market.Sellers[1] });
        Assert.That((await centre.Get($"/statements/years/2026.pdf?party={code}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public void A_long_table_goes_on_over_pages_with_its_head_and_hostile_text_harms_nothing()
    {
        NeedFont();
        string[] hostile = ["=1+1", "<script>alert(1)</script>", "\u202Eevil", "🤖🏭", new string('가', 400), "a\0b\ttab\nline", "\uD83E"];
        var file = PdfPaper.Write(new PdfFont(new PortalOptions()).Face!, ("긴 표", "발"), DateTime.UtcNow, paper =>
        {
            paper.Facts(("이름", hostile[0]), ("주소", null));
            paper.Table([new("첫째", 3), new("둘째", 1, true)], Enumerable.Range(0, 300).Select(i => new[] { hostile[i % hostile.Length], $"{i}" }), ["합계", "300"]);
        });
        using var pdf = PdfDocument.Open(file);
        Assert.That(pdf.NumberOfPages, Is.GreaterThan(5));
        var pages = pdf.GetPages().Select(p => Packed(p.Text)).ToList();
        Assert.That(pages, Has.All.Contain("첫째둘째").And.All.Contain("발"));
        Assert.That(pages[^1], Does.Contain("합계300"));
        Assert.That(string.Concat(pages), Does.Contain("=1+1").And.Contain("<script>alert(1)</script>"));
    }

    [Test]
    public async Task Without_a_font_pages_say_so_and_offer_to_be_printed()
    {
        var font = Path.Combine(Path.GetTempPath(), $"no-font-{Guid.NewGuid():N}.ttf");
        await using var web = await WebPortal.Create(new PortalOptions { PdfFont = font });
        var producer = await new TestData(web.Portal).Organization(Core.Organizations.OrganizationKind.Producer);
        using var visitor = await web.As(await new TestData(web.Portal).Person(Role.Producer, producer));
        Assert.That((await visitor.Get("/statements/years/2026")).Main, Does.Contain("한글 글꼴이 이 서버에 없습니다").And.Not.Contain("PDF로 받기"));
        Assert.That((await visitor.Get("/statements/years/2026.pdf")).Status, Is.EqualTo(HttpStatusCode.Conflict));
    }

    [Test]
    public void Letters_of_the_smaller_font_look_as_they_did()
    {
        NeedFont();
        const string All = "거주자의 사업소득 지급명세 값옳뷁 Aé 1,234-5%";
        var face = new PdfFont(new PortalOptions()).Face!;
        using var small = PdfLetters.Of(face, [.. All.EnumerateRunes()]);
        if (small is null) Assert.Ignore("This font is no plain TrueType font: it is taken as it is.");
        Assert.That(Picture(small!, All), Is.EqualTo(Picture(face, All)));
        using var font = new SKFont(small);
        Assert.That((font.ContainsGlyph('값'), font.ContainsGlyph('갑')), Is.EqualTo((true, false)), "and nothing else is in it");
    }

    private static byte[] Picture(SKTypeface face, string text)
    {
        using var bitmap = new SKBitmap(900, 60, SKColorType.Gray8, SKAlphaType.Opaque);
        using var canvas = new SKCanvas(bitmap);
        using var font = new SKFont(face, 28);
        using var ink = new SKPaint { Color = SKColors.Black };
        canvas.Clear(SKColors.White);
        canvas.DrawText(text, 4, 40, SKTextAlign.Left, font, ink);
        return bitmap.Bytes;
    }

    private static async Task<string> Text(WebVisitor visitor, string url)
    {
        var (type, bytes) = await visitor.Download(url);
        Assert.That(type, Is.EqualTo("application/pdf"), url);
        Assert.That(bytes, Has.Length.LessThan(200_000), "only the letters that are used are in it");
        using var pdf = PdfDocument.Open(bytes);
        var text = string.Concat(pdf.GetPages().Select(p => p.Text));
        Assert.That(text.Where(char.IsControl), Is.Empty, "every glyph is read back as its letter");
        return Packed(text);
    }

    /// <summary>Without spaces: how wide a gap is a space is the reader's guess.</summary>
    private static string Packed(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    private static void NeedFont()
    {
        if (new PdfFont(new PortalOptions()).IsThere) return;
        const string Reason = "There is no font with Korean letters: install one (Debian: apt-get install fonts-nanum).";
        if (Environment.GetEnvironmentVariable("CI") is { Length: > 0 }) Assert.Fail(Reason);
        Assert.Ignore(Reason);
    }
}
