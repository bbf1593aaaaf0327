using Portal.Core.Review;

namespace Portal.Web.Operations.Demo;

/// <summary>What people write in review cases.</summary>
internal static class CaseTexts
{
    public static IReadOnlyList<string> Approvals { get; } =
    [
        "시험 성적서와 사용 설명서를 확인했습니다. 안전 기준을 모두 충족하고 현장에서 바로 쓸 수 있습니다.",
        "가격이 같은 급의 제품보다 합리적이고 부품 공급 계획이 분명합니다. 승인에 찬성합니다.",
        "현장 시연에서 제시한 성능이 그대로 나왔습니다. 설명서의 그림도 이해하기 쉽습니다.",
        "인증서 원본을 대조했고 이상이 없습니다. 소규모 사업장에 도움이 되는 제품입니다.",
        "지난 심의에서 나온 의견이 모두 반영되었습니다. 판매를 시작해도 좋겠습니다.",
    ];

    public static IReadOnlyList<string> Rejections { get; } =
    [
        "시험 성적서의 유효 기간이 지났고 재시험 계획이 없어 지금은 찬성하기 어렵습니다.",
        "제시한 성능의 근거 자료가 부족합니다. 자료를 보완해 다시 신청해 주시기 바랍니다.",
        "이미 판매 중인 제품과 차이가 없고 A/S 체계가 갖춰지지 않았습니다.",
    ];

    public static IReadOnlyList<string> Questions { get; } =
    [
        "소모품 교체 주기와 값을 설명서에 적어 주실 수 있습니까?",
        "전원 규격이 다른 현장에서는 어떻게 설치합니까?",
        "보증 기간이 지난 뒤의 부품 공급 기간을 알려 주세요.",
        "성적서의 시험 조건이 실제 사용 조건과 같은지 궁금합니다.",
        "대량 주문일 때 납기가 얼마나 늘어납니까?",
    ];

    public static IReadOnlyList<string> Answers { get; } =
    [
        "설명서 12쪽에 교체 주기와 부품 값을 표로 넣었습니다.",
        "변환 장치를 함께 공급하며 설치비에 포함됩니다.",
        "단종 뒤 5년 동안 부품을 공급하기로 내부 기준을 정했습니다.",
        "시험은 실제 사용 온도와 습도에서 진행했고 조건을 성적서에 적었습니다.",
        "50대까지는 같은 납기를 지키며 그 이상은 나누어 납품합니다.",
    ];

    public static IReadOnlyList<string> Changes { get; } =
    [
        "사용 설명서에 비상 정지와 청소 방법을 추가해 주십시오. 그림이 있으면 좋겠습니다.",
        "규격표에 소비 전력과 무게가 빠져 있습니다. 보완한 뒤 다시 제출해 주십시오.",
        "영문 설명이 국문과 다릅니다. 같은 내용으로 맞춰 주십시오.",
        "제품 설명의 ‘최고’ 같은 표현은 근거가 없으므로 수치로 바꿔 주십시오.",
    ];

    public static IReadOnlyList<string> Resubmissions { get; } =
    [
        "의견 주신 내용을 규격과 설명에 반영했습니다.", "설명서를 고치고 영문을 다시 번역했습니다.", "빠진 규격을 채우고 표현을 수치로 바꿨습니다.",
    ];

    public static IReadOnlyList<string> Decisions { get; } =
    [
        "심의자 의견을 종합해 승인합니다. 성적서 갱신 때 자료실에 다시 올려 주십시오.", "현장 시연 결과와 심의 의견에 따라 승인합니다.",
    ];

    public static IReadOnlyList<string> Refusals { get; } =
    [
        "근거 자료가 보완되지 않아 반려합니다. 자료를 갖추면 다시 신청할 수 있습니다.", "보완 요청 기한이 지나 반려합니다.",
    ];

    /// <summary>What is added to a description when changes were asked for.</summary>
    public const string Addition = "\n\n비상 정지 단추는 앞면 오른쪽에 있으며, 하루 한 번 전원을 끄고 젖은 천으로 닦아 주십시오. 자세한 방법은 사용 설명서에 그림과 함께 있습니다.";

    public static IReadOnlyList<CriterionScore> Scores(Dice dice, bool good) =>
        [.. Enum.GetValues<Criterion>().Select(c => new CriterionScore(c, good ? dice.Between(3, 5) : dice.Between(1, 3), c == Criterion.Documentation && dice.Chance(30) ? "그림 설명이 더 있으면 좋겠습니다." : null))];
}
