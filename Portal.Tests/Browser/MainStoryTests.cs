using NUnit.Framework;
using Portal.Core.Delivery;
using Portal.Core.Settlement;
using Portal.Data.Ledger;
using Portal.Tests.Shared;

namespace Portal.Tests.Browser;

/// <summary>The main job from end to end, by everybody whose job it is, through the Korean pages: from the registration of a product to the statement.</summary>
[TestFixture]
public sealed class MainStoryTests : BrowserTest
{
    private const string Product = "든든 반죽기 DM-200";
    private const string TrackingNo = "640012345678";

    private Bazaar _bazaar = null!;

    protected override async Task<WebPortal> Make()
    {
        var web = await WebPortal.Create();
        _bazaar = await Bazaar.Open(web.Portal);
        return web;
    }

    [Test]
    public async Task From_the_registration_of_a_product_to_the_statement()
    {
        var code = await Registers();
        await IsReviewed(code);
        await IsSoldUnderAnAgreement(code);
        var orderNo = await IsOrdered();
        await IsDelivered(orderNo);
        await IsDividedAndPaid(orderNo);
        Assert.That((await Web.Portal.Run<BooksPages, IReadOnlyList<BookRule>>(b => b.Check())).Where(r => r.Violations > 0), Is.Empty);
    }

    /// <summary>The producer registers it with a picture and a manual, and hands it in.</summary>
    private async Task<string> Registers()
    {
        var producer = await SignIn(_bazaar.Producer);
        await producer.Choose("내 제품");
        await producer.Follow("제품 등록하기");
        await producer.Select("종류", "장비");
        await producer.Fill("제품 이름", Product);
        await producer.Fill("영어 이름", "Sturdy dough mixer DM-200");
        await producer.Fill("판매가", "백원");
        await producer.Fill("제품 소개", "밀가루 20 kg을 한 번에 반죽합니다.");
        await producer.Fill("사양 1 이름", "용량");
        await producer.Fill("사양 1 값", "20 kg");
        await producer.Fill("재고", "50");
        await producer.Fill("최대 납기(일)", "5");
        await producer.Press("등록하기", expected: 400);
        Assert.That(await producer.Page.InputValueAsync("#Form_Name"), Is.EqualTo(Product), "what was typed stays");
        await producer.Fill("판매가", "100,000");
        await producer.Press("등록하기");
        var code = producer.At.Split('/')[2];
        await producer.Open($"/catalog/{code}/files");
        await producer.Attach("이미지 파일", "mixer.png", "image/png", TestFiles.Png);
        await producer.Press("올리기");
        await producer.Attach("설명서 파일", "manual.pdf", "application/pdf", TestFiles.Pdf);
        await producer.Fill("설명서 제목", "사용 설명서");
        await producer.Page.Locator("section:has(#h-manuals)").GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "올리기" }).ClickAsync();
        await producer.Open($"/catalog/{code}");
        Assert.That(await producer.Text(), Does.Contain("사용 설명서"));
        await producer.Press("심의에 제출하기");
        return code;
    }

    /// <summary>The operator opens a case; a change is asked for and made; both reviewers are for it, which decides.</summary>
    private async Task IsReviewed(string code)
    {
        var centre = await SignIn(_bazaar.Operator);
        await centre.Choose("심의");
        await centre.Open("/reviews?view=waiting");
        await centre.Follow($"{Product} 심의 열기");
        await centre.Tick("심의자 하나");
        await centre.Tick("심의자 둘");
        await centre.Fill("정족수", "2");
        await centre.Press("심의 열기");
        var caseUrl = centre.At;

        var reviewers = new[] { await SignIn(_bazaar.Reviewers[0]), await SignIn(_bazaar.Reviewers[1]) };
        await reviewers[0].Choose("심의");
        await reviewers[0].Follow("R2026");
        await reviewers[0].Fill("글", "안전 덮개가 있습니까?");
        await reviewers[0].Press("글 남기기");
        await reviewers[0].Follow("보완 요청하기");
        await reviewers[0].Fill("고칠 내용", "안전 덮개를 사양에 적어 주세요.");
        await reviewers[0].Press("보완 요청하기");

        var producer = await SignIn(_bazaar.Producer);
        await producer.Open(caseUrl);
        Assert.That(await producer.Text(), Does.Contain("안전 덮개를 사양에 적어 주세요."));
        await producer.Follow("제품 고치기");
        await producer.Fill("사양 2 이름", "안전 덮개");
        await producer.Fill("사양 2 값", "있음, 열면 멈춤");
        await producer.Press("저장하기");
        await producer.Open($"{caseUrl}/resubmissions");
        Assert.That(await producer.Text(), Does.Contain("있음, 열면 멈춤"), "what has changed is shown before it is handed in");
        await producer.Fill("보완한 내용", "사양에 적었습니다.");
        await producer.Press("다시 제출하기");

        foreach (var reviewer in reviewers)
        {
            await reviewer.Open(caseUrl);
            await reviewer.Follow("투표하기");
            await reviewer.Tick("찬성");
            await reviewer.Fill("사유", "안전합니다.");
            await reviewer.Press("투표하기");
        }

        await Web.Portal.Run<Core.Review.PublishApproved, int>(job => job.Handle(100));
        await producer.Open(caseUrl);
        Assert.That(await producer.Text(), Does.Contain("승인"));
        var visitor = await Visit();
        await visitor.Open($"/products/{code}");
        Assert.That(await visitor.Text(), Does.Contain(Product).And.Contains("100,000원").And.Contains("안전 덮개"));
    }

    /// <summary>The producer proposes how the profit is divided, the portal agrees, the centre recruits, and the seller is accepted.</summary>
    private async Task IsSoldUnderAnAgreement(string code)
    {
        var producer = await SignIn(_bazaar.Producer);
        await producer.Open($"/agreements/new?product={code}");
        (string Part, string Party, string Kind, string Value)[] shares = [("생산", "든든기계", "나머지", ""), ("판매", "", "비율 (%)", "10"), ("지역센터", "", "비율 (%)", "3"), ("포털", "두레장", "비율 (%)", "2")];
        foreach (var (share, i) in shares.Select((s, i) => (s, i + 1)))
        {
            await producer.Select($"{i}번째 줄의 맡은 일", share.Part);
            await producer.Fill($"{i}번째 줄의 참여자", share.Party);
            await producer.Select($"{i}번째 줄의 배분 방식", share.Kind);
            await producer.Fill($"{i}번째 줄의 값", share.Value);
        }

        await producer.Press("약정 제안하기");
        var agreement = producer.At;
        var administrator = await SignIn(_bazaar.Administrator);
        await administrator.Open(agreement);
        Assert.That(await administrator.Text(), Does.Contain("답이 필요합니다."));
        await administrator.Press("약정 수락하기");

        var centre = await SignIn(_bazaar.Operator);
        await centre.Choose("판매인 모집");
        await centre.Follow("판매인 모집하기");
        await centre.Follow(Product);
        await centre.Fill("정원", "1");
        await centre.Press("모집 시작하기");
        var recruitment = centre.At;

        var seller = await SignIn(_bazaar.Seller);
        await seller.Choose("판매인 모집");
        await seller.Follow(Product);
        await seller.Fill("하고 싶은 말", "빵집 오십 곳을 압니다.");
        await seller.Press("판매 신청하기");

        await centre.Open(recruitment);
        await centre.Press("수락하기");
        await centre.Open(recruitment);
        Assert.That(await centre.Text(), Does.Contain("수락"));
    }

    /// <summary>The seller builds the order for the customer on the draft screen, at the prices that the customer gets.</summary>
    private async Task<string> IsOrdered()
    {
        var seller = await SignIn(_bazaar.Seller);
        await seller.Choose("작성 중인 주문");
        await seller.Press("새 주문 쓰기");
        await seller.Page.Locator("input[name='Form.Found[0].Quantity']").FillAsync("2");
        await seller.Press($"{Product} 담기");
        await seller.Fill("고객 찾기", Bazaar.CustomersPhone);
        await seller.Press("고객 찾기");
        await seller.Press($"{Bazaar.Customer} 고르기");
        await seller.Fill("받는 사람", "김제빵");
        await seller.Fill("전화번호", "010-1234-5678");
        await seller.Fill("주소", "대전 중구 빵길 1");
        await seller.Press("저장하기");
        await seller.Press("220,000원 주문하기");
        return seller.At.Split('/')[2].Split('?')[0];
    }

    /// <summary>The operator records the deposit; the producer takes the proposed date and ships; the carrier tells; the buyer accepts.</summary>
    private async Task IsDelivered(string orderNo)
    {
        var centre = await SignIn(_bazaar.Operator);
        await centre.Choose("주문");
        await centre.Follow(orderNo);
        await centre.Follow("입금 기록하기");
        await centre.Fill("금액", "220,000");
        await centre.Fill("입금자", "김제빵");
        await centre.Press("입금 기록하기");

        var producer = await SignIn(_bazaar.Producer);
        await producer.Choose("주문");
        await producer.Follow(orderNo);
        await producer.Press("납기로 확인하기");
        await producer.Select("택배사", Bazaar.Carrier);
        await producer.Fill("송장 번호", TrackingNo);
        await producer.Press("발송 기록하기");

        await _bazaar.Tell(TrackingNo, TrackingCode.InTransit, "대전 물류센터");
        var buyer = await SignIn(_bazaar.Buyer, width: 390);
        await buyer.Open($"/orders/{orderNo}");
        await buyer.Follow(TrackingNo);
        Assert.That(await buyer.Text(), Does.Contain("대전 물류센터"));
        await _bazaar.Tell(TrackingNo, TrackingCode.Delivered, "대전 중구");
        await buyer.Open($"/orders/{orderNo}");
        await buyer.Follow("받은 제품 구매 확정하기");
        await buyer.Press("고른 품목 구매 확정하기");
        Assert.That(await buyer.Overflow(), Is.Zero, "on a phone");
    }

    /// <summary>The job divides the line; the centre settles and pays; seller and producer read what they got and why.</summary>
    private async Task IsDividedAndPaid(string orderNo)
    {
        await Web.Portal.Run<DistributeDue, RunResult>(job => job.Handle());
        var centre = await SignIn(_bazaar.Operator);
        await centre.Choose("이익분배");
        await centre.Follow(Product);
        // 200,000: 10 % for the seller, 3 % for the centre, 2 % for the portal, the rest for the producer
        Assert.That(await centre.Text(), Does.Contain("20,000").And.Contains("6,000").And.Contains("4,000").And.Contains("170,000"));

        await centre.Choose("정산");
        await centre.Follow("정산 시작하기");
        await centre.Fill("정산 기준일", $"{_bazaar.Today:yyyy-MM-dd}");
        await centre.Press("미리 보기");
        await centre.Press("이대로 확정하기");
        var settlement = centre.At;
        Assert.That(await centre.Text(), Does.Contain("보낼 수 있는 사람: 둘째 운영자"));
        var second = await SignIn(_bazaar.SecondOperator);
        foreach (var step in new[] { "보냄으로 적기", "지급 완료로 적기" })
        {
            await second.Open(settlement);
            await second.Tick("이 정산에서 해당하는 지급 모두");
            await second.Press(step);
        }

        var seller = await SignIn(_bazaar.Seller);
        await seller.Choose("정산서");
        await seller.Follow("까지");
        // 20,000 less 3 % (600) and a tenth of that (60)
        Assert.That(await seller.Text(), Does.Contain("20,000").And.Contains("−600").And.Contains("−60").And.Contains("19,340원").And.Contains("지급 완료"));
        await seller.Follow(Product);
        Assert.That(await seller.Text(), Does.Contain("20,000").And.Not.Contains("170,000"), "a party sees its own share and what it is computed from");

        var producer = await SignIn(_bazaar.Producer);
        await producer.Choose("정산서");
        await producer.Follow("까지");
        Assert.That(await producer.Text(), Does.Contain("170,000").And.Contains("190,000원"), "with the VAT of which it issues the invoice");
        Assert.That(await producer.Text(), Does.Contain(orderNo));
    }
}
