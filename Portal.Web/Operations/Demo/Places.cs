namespace Portal.Web.Operations.Demo;

/// <summary>A regional centre of the demo and the places around it.</summary>
internal sealed record Region(string Code, string Name, IReadOnlyList<Place> Places);

/// <summary>Words of which names of firms are made, and places.</summary>
internal static class Places
{
    public static IReadOnlyList<Region> Regions { get; } =
    [
        new("SEOUL", "서울·경기 지역센터",
        [
            new("서울 성동구", "서울특별시 성동구 성수이로", "047", "02"), new("서울 금천구", "서울특별시 금천구 가산디지털1로", "085", "02"),
            new("서울 구로구", "서울특별시 구로구 디지털로", "083", "02"), new("경기 수원시", "경기도 수원시 영통구 신원로", "166", "031"),
            new("경기 안산시", "경기도 안산시 단원구 산단로", "154", "031"), new("경기 화성시", "경기도 화성시 동탄산단로", "184", "031"),
            new("경기 파주시", "경기도 파주시 탄현면 축현산단로", "108", "031"), new("인천 남동구", "인천광역시 남동구 남동대로", "216", "032"),
        ]),
        new("BUSAN", "부산·경남 지역센터",
        [
            new("부산 사상구", "부산광역시 사상구 학감대로", "469", "051"), new("부산 강서구", "부산광역시 강서구 녹산산단로", "467", "051"),
            new("부산 해운대구", "부산광역시 해운대구 센텀중앙로", "480", "051"), new("경남 창원시", "경상남도 창원시 성산구 공단로", "515", "055"),
            new("경남 김해시", "경상남도 김해시 주촌면 골든루트로", "508", "055"), new("울산 북구", "울산광역시 북구 매곡산업로", "442", "052"),
        ]),
        new("DAEGU", "대구·경북 지역센터",
        [
            new("대구 달서구", "대구광역시 달서구 성서공단로", "427", "053"), new("대구 북구", "대구광역시 북구 검단로", "415", "053"),
            new("경북 구미시", "경상북도 구미시 산호대로", "393", "054"), new("경북 경산시", "경상북도 경산시 진량읍 공단로", "384", "053"),
            new("경북 안동시", "경상북도 안동시 풍산읍 산업단지길", "366", "054"), new("경북 포항시", "경상북도 포항시 남구 철강로", "378", "054"),
        ]),
        new("GWANGJU", "광주·전라 지역센터",
        [
            new("광주 광산구", "광주광역시 광산구 하남산단로", "622", "062"), new("광주 북구", "광주광역시 북구 첨단과기로", "610", "062"),
            new("전남 나주시", "전라남도 나주시 혁신산단길", "582", "061"), new("전남 순천시", "전라남도 순천시 해룡면 해룡산단로", "579", "061"),
            new("전북 전주시", "전라북도 전주시 덕진구 팔복로", "548", "063"), new("전북 익산시", "전라북도 익산시 왕궁면 국가식품로", "545", "063"),
        ]),
    ];

    public static IReadOnlyList<string> Prefixes { get; } =
    [
        "한빛", "대성", "세진", "우림", "금강", "동양", "미래", "삼정", "태광", "신흥", "청우", "다온", "가온", "늘푸른", "새한",
        "정우", "해솔", "온누리", "바른", "명진", "경원", "두성", "보람", "나래", "은성", "창대", "도원", "누리", "서린", "화인",
    ];

    /// <summary>How firms of a trade end their names.</summary>
    public static IReadOnlyDictionary<string, string[]> Trades { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["baking"] = ["제과기계", "베이커리시스템", "오븐"], ["packaging"] = ["포장기계", "패키징", "팩"], ["safety"] = ["산업안전", "세이프티", "안전"],
        ["farm"] = ["농기계", "애그로", "농업기술"], ["food"] = ["식품", "푸드", "농산"], ["electronics"] = ["전자", "센서", "일렉트로닉스"],
        ["tools"] = ["정밀", "공구", "툴링"], ["cleaning"] = ["크린", "위생", "환경"], ["lighting"] = ["조명", "라이팅", "전기"],
        ["logistics"] = ["물류기기", "로지스", "산기"], ["software"] = ["소프트", "테크", "데이터"], ["service"] = ["엔지니어링", "기술", "서비스"],
    };

    /// <summary>What firms of a trade make, as their certificates of registration say.</summary>
    public static IReadOnlyDictionary<string, string> Items { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["baking"] = "제과·제빵 기계", ["packaging"] = "포장 기계", ["safety"] = "산업 안전용품", ["farm"] = "농기계", ["food"] = "식품 원료", ["electronics"] = "전자 부품",
        ["tools"] = "작업 공구", ["cleaning"] = "청소용품", ["lighting"] = "조명 기구", ["logistics"] = "물류 기기", ["software"] = "소프트웨어 개발", ["service"] = "설치·정비",
    };

    public static IReadOnlyList<string> SellerTrades { get; } = ["유통", "상사", "마케팅", "트레이딩"];

    public static IReadOnlyList<string> BuyerWords { get; } =
    [
        "햇살", "푸른들", "새봄", "달빛", "오름", "아침", "고을", "가람", "솔향", "느티나무", "은하", "산마루", "물레방아", "모퉁이", "청명", "한마음", "단비", "소담", "들꽃", "정겨운",
    ];

    public static IReadOnlyList<string> BuyerTrades { get; } =
    [
        "베이커리", "제과", "급식센터", "식당", "카페", "농원", "영농조합", "식품공장", "정밀공업", "마트", "물류센터", "호텔", "요양병원", "인쇄소", "목공소", "반찬가게",
    ];
}
