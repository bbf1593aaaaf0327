using Portal.Core.Content;
using Portal.Core.Shared;

namespace Portal.Web.Operations.Demo;

/// <summary>News of a year, one that is to come and one that is being written.</summary>
[Service]
public sealed class DemoNews(AddNews add, SaveContent save, PublishNews publish)
{
    private sealed record Item(string Slug, int DaysAgo, string Title, string Body, string? TitleEn = null, string? BodyEn = null);

    private static readonly Item[] Items =
    [
        new("opening", 395, "두레장이 문을 열었습니다", """
            네 지역센터와 예순 생산자가 함께 두레장을 열었습니다. 심의를 통과한 제품부터 차례로 판매합니다.

            ## 함께하는 방법

            - 생산자: 가입한 뒤 **활동 신청**을 해 주세요.
            - 판매인: 제품마다 모집이 열리면 신청할 수 있습니다.

            자세한 순서는 [이용 안내](/guide)에 있습니다.
            """, "Durejang has opened", "Four regional centres and sixty producers have opened Durejang together. Products go on sale as they are approved; how it works is told in the [guide](/guide)."),
        new("mileage", 300, "마일리지를 시작합니다", "이제부터 검수가 끝난 주문에 마일리지가 쌓입니다. 다음 주문의 결제에 쓸 수 있고, 기한은 [마일리지](/mileage) 화면에서 볼 수 있습니다.",
            "Mileage begins", "From now on accepted orders earn mileage. It can be spent in the payment of the next order; see [Mileage](/mileage) for its time limit."),
        new("bank-transfer-code", 190, "입금할 때 입금 코드를 적어 주세요", """
            입금자 이름 뒤에 주문 화면의 **입금 코드**를 적으면 입금을 바로 확인합니다.

            | 적는 법 | 확인 |
            |---|---|
            | 홍길동 + 코드 | 은행 자료가 오는 즉시 |
            | 이름만 | 담당자가 금액을 견주어 확인 |
            """),
        new("seoul-fair", 96, "중소기업 협력상거래 전시회에 나갑니다", "지역센터 네 곳이 함께 전시회에 나갑니다. 생산자 열두 곳의 장비를 직접 볼 수 있고, 그 자리에서 상담과 주문도 할 수 있습니다."),
        new("terms-change", 50, "이용약관이 바뀝니다", "돈을 돌려 드리는 기한을 7영업일에서 **3영업일**로 줄입니다. 바뀐 곳은 [약관의 견주기 화면](/terms/use/2/comparison)에서 볼 수 있습니다. 시행일 뒤 처음 로그인할 때 동의를 받습니다.",
            "The terms of use change", "Money is given back within **3** working days instead of 7. See [what changed](/terms/use/2/comparison). You are asked to agree when you first come back after that day."),
        new("year-end-shipping", 4, "연말 배송 일정", "연말에는 택배 물량이 많습니다. 12월 마지막 주에 받으셔야 하는 장비는 둘째 주까지 주문해 주세요. 생산자의 휴무일은 제품 화면의 도착일에 이미 들어 있습니다."),
        new("maintenance", -3, "정기 점검 안내", "다음 주 토요일 새벽 2시부터 4시까지 포털을 점검합니다. 그동안 주문과 조회를 할 수 없습니다."),
    ];

    internal void Plan(World world)
    {
        foreach (var item in Items) world.At(world.DaysAgo(Math.Max(1, item.DaysAgo)), () => Tell(world, item));
        world.At(world.DaysAgo(0.6), () => Add(world, new Item("success-story", 0, "함께 판 첫해의 기록", "첫해에 가장 많이 팔린 장비와 그것을 함께 판 사람들의 이야기를 모으고 있습니다.")));
    }

    private async Task Tell(World world, Item item)
    {
        if (!await Add(world, item)) return;
        if (item.BodyEn is not null) await save.Handle(new SaveContentRequest(world.Portal.Actor, ContentKeys.NewsOf(item.Slug), "en", item.TitleEn, item.BodyEn, 0));
        var outcome = await publish.Handle(new PublishNewsRequest(world.Portal.Actor, item.Slug, world.DateOf(world.DaysAgo(item.DaysAgo))));
        world.Went(outcome == PublishNewsOutcome.Done, $"news {item.Slug}", outcome);
    }

    private async Task<bool> Add(World world, Item item)
    {
        var outcome = await add.Handle(new AddNewsRequest(world.Portal.Actor, item.Slug, item.Title, item.Body));
        return world.Went(outcome is AddNewsOutcome.Added, $"news {item.Slug}", outcome);
    }
}
