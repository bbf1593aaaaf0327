using Portal.Core.Feedback;
using Portal.Core.Shared;
using Portal.Data.Operations;

namespace Portal.Web.Operations.Demo;

/// <summary>What people say about products: questions with and without answers, what is asked often, and testimonials.</summary>
[Service]
public sealed class DemoFeedback(DemoTestimonials testimonials, DemoQuestions questions)
{
    internal void Plan(World world)
    {
        var dice = world.Dice.Of("feedback");
        for (var days = 330.0; days > 1; days -= 22)
        {
            world.At(world.DaysAgo(days), () => testimonials.Write(world, dice, 26));
            world.At(world.DaysAgo(days - 3), () => questions.Ask(world, dice, 14, isAnswered: true));
        }

        world.At(world.DaysAgo(30), () => questions.Frequent(world, dice));
        world.At(world.DaysAgo(0.8), () => questions.Ask(world, dice, 9, isAnswered: false));
    }
}

/// <summary>Buyers judge what they received; most are content.</summary>
[Service]
public sealed class DemoTestimonials(WriteTestimonial write, DemoFeedbackPages pages)
{
    private static readonly (int Rating, string Text)[] OfGoods =
    [
        (5, "세 번째 주문인데 품질이 늘 고릅니다. 거래처에도 소개했습니다."), (5, "주문한 다음 날 도착했고 포장이 꼼꼼했습니다."), (5, "설명서가 그림으로 되어 있어 직원들이 바로 익혔습니다."),
        (4, "값에 견주어 쓸 만합니다. 묶음이 조금 더 작았으면 합니다."), (4, "규격이 정확해서 그대로 썼습니다. 배송은 하루 늦었습니다."), (5, "담당 판매인이 사용법까지 알려 주어 편했습니다."),
        (3, "제품은 괜찮은데 상자가 찌그러져 왔습니다."), (4, "기존에 쓰던 것보다 오래 갑니다."), (2, "색이 사진과 달라 교환했습니다. 교환은 빨랐습니다."), (5, "샘플과 똑같은 제품이 왔습니다. 정기 주문으로 바꿨습니다."),
    ];
    private static readonly (int Rating, string Text)[] OfEquipment =
    [
        (5, "설치 기사님이 시운전까지 해 주셨고 두 시간 만에 끝났습니다."), (5, "하루 여덟 시간 돌려도 소음이 거의 없습니다."), (4, "성능은 좋은데 전원 공사를 미리 안내해 주면 좋겠습니다."), (5, "작업 시간이 절반으로 줄었습니다. 투자한 값을 합니다."),
        (4, "조작이 쉬워서 처음 쓰는 직원도 금방 배웠습니다."), (3, "기능은 충분하지만 생각보다 자리를 많이 차지합니다."), (5, "고장이 한 번 있었는데 다음 날 바로 고쳐 주었습니다."), (2, "납기가 일주일 늦어 일정을 다시 잡았습니다."), (1, "소음이 설명보다 커서 사무실 옆에는 두기 어렵습니다."),
    ];
    private static readonly (int Rating, string Text)[] OfServices =
    [
        (5, "보고서가 자세해서 사내 교육 자료로 쓰고 있습니다."), (5, "약속한 시간에 와서 깔끔하게 마무리했습니다."), (4, "상담이 친절했습니다. 일정 변경도 잘 받아 주었습니다."), (4, "우리 공정에 맞추어 다시 조정해 주었습니다."), (3, "결과는 좋으나 시작까지 오래 걸렸습니다."),
    ];

    internal async Task Write(World world, Dice dice, int count)
    {
        foreach (var line in (await pages.Received(count * 2)).Where(_ => dice.Chance(55)).Take(count))
        {
            var texts = line.Kind switch { "Consumable" => OfGoods, "Equipment" => OfEquipment, _ => OfServices };
            var (rating, text) = dice.Pick(texts);
            var buyer = world.Buyers.First(b => b.Id == line.BuyerId).People.First(p => p.Role == Role.Buyer);
            var outcome = await write.Handle(new WriteTestimonialRequest(buyer, line.LineId, rating, text));
            world.Went(outcome == FeedbackOutcome.Done, "testimonial", outcome);
        }
    }
}

/// <summary>Buyers and sellers ask, producers answer; the last questions still wait.</summary>
[Service]
public sealed class DemoQuestions(AskQuestion ask, AnswerQuestion answer, AddFaq add, DemoFeedbackPages pages)
{
    private static readonly (string Question, string Answer)[] Talk =
    [
        ("여러 개를 주문하면 한 번에 받을 수 있나요?", "네, 같은 날 주문하신 것은 함께 보내 드립니다. 배송지가 여러 곳이면 주문할 때 적어 주세요."), ("견적서와 사업자등록증 사본을 받을 수 있을까요?", "주문 화면에서 견적서를 내려받으실 수 있고, 사본은 문서보관함으로 보내 드립니다."),
        ("재입고는 언제쯤 되나요?", "다음 주 초에 들어옵니다. 급하시면 지역센터로 연락해 주세요."), ("시험 성적서가 함께 오나요?", "제조 번호별 시험 성적서를 상자에 넣어 드립니다."), ("제주도까지도 같은 날짜에 도착하나요?", "제주와 섬 지역은 이틀 더 걸립니다."),
        ("A/S는 어디에 맡기면 되나요?", "가까운 지역센터에서 접수하시면 기술자가 방문합니다."), ("다른 규격으로 주문 제작도 가능한가요?", "최소 수량이 맞으면 가능합니다. 도면을 보내 주시면 사흘 안에 답을 드립니다."), ("설명서를 영어로도 받을 수 있나요?", "네, 설명서 파일에 한국어와 영어가 함께 들어 있습니다."),
        ("소모품은 얼마나 자주 바꾸어야 하나요?", "하루 여덟 시간 기준으로 여섯 달에 한 번을 권합니다."), ("학교 급식실에서도 쓸 수 있나요?", "네, 급식 위생 기준에 맞습니다. 인증서를 보내 드릴 수 있습니다."),
    ];
    private static readonly (string Question, string Answer)[] Often =
    [
        ("주문을 취소할 수 있나요?", "출고하기 전까지는 주문 화면에서 취소하실 수 있습니다."), ("보증 기간은 얼마인가요?", "받으신 날부터 1년이며, 소모 부품은 석 달입니다."), ("세금계산서는 언제 발행되나요?", "공급한 달의 다음 달 10일까지 전자세금계산서를 보내 드립니다."), ("설치 전에 준비할 것이 있나요?", "제품을 놓을 자리와 전원 용량을 확인해 주시면 됩니다."),
    ];

    internal async Task Ask(World world, Dice dice, int count, bool isAnswered)
    {
        var products = world.Products.Where(p => p.IsOnSale && p.Producer != world.Producers[0]).ToList();
        // the producer whose sign-in is shown always has something to answer
        if (!isAnswered) products = [.. world.Products.Where(p => p.IsOnSale && p.Producer == world.Producers[0]).Take(3), .. products];
        for (var i = 0; i < count; i++)
        {
            var product = !isAnswered && i < 3 ? products[i] : dice.Pick(products);
            var (question, text) = dice.Pick(Talk);
            var asker = dice.Chance(80) ? dice.Pick(world.Buyers) : dice.Pick(world.Sellers);
            var outcome = await ask.Handle(new AskQuestionRequest(asker.Actor, product.Code, question));
            if (!world.Went(outcome == FeedbackOutcome.Done, "question", outcome) || !isAnswered) continue;
            foreach (var waiting in await pages.Waiting(product.Id))
            {
                var answered = await answer.Handle(new AnswerQuestionRequest(dice.Chance(85) ? product.Producer.Actor : world.Operator(product.Centre), waiting, text));
                world.Went(answered == FeedbackOutcome.Done, "answer", answered);
            }
        }
    }

    internal async Task Frequent(World world, Dice dice)
    {
        foreach (var product in world.Products.Where(p => p.IsOnSale && dice.Chance(45)))
            foreach (var (question, text) in dice.Pick(Often, dice.Between(1, 3)))
            {
                var outcome = await add.Handle(new AddFaqRequest(product.Producer.Actor, product.Code, question, text));
                world.Went(outcome == FeedbackOutcome.Done, "frequent question", outcome);
            }
    }
}
