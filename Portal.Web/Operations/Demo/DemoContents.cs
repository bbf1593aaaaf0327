using System.Text.RegularExpressions;
using Portal.Core.Content;
using Portal.Core.Shared;
using Portal.Web.Content;

namespace Portal.Web.Operations.Demo;

/// <summary>The company's pages, news, and terms in two versions to which most people have agreed.</summary>
[Service]
public sealed partial class DemoContents(SaveContent save, DemoNews news, PublishTerms publish, AgreeToTerms agree, ContentTexts texts)
{
    private const string Days = "3영업일 안에 돈을 돌려 드립니다.";

    /// <summary>What the program's own texts leave open.</summary>
    private static readonly Dictionary<string, string> Facts = new(StringComparer.Ordinal)
    {
        ["운영 기관 이름"] = "두레장 운영본부", ["통신판매업자·통신판매중개자"] = "통신판매중개자", ["이름, 직위, 전화, 이메일"] = "한가람 개인정보 보호책임자, 02-555-0123, privacy@demo.example",
        ["name of the operator"] = "Durejang Headquarters", ["Name of the operator"] = "Durejang Headquarters", ["mail-order sellers or intermediaries"] = "intermediaries",
        ["Name, position, phone, mail"] = "Han Garam, privacy officer, 02-555-0123, privacy@demo.example",
    };

    internal void Plan(World world)
    {
        world.At(world.Start.AddHours(20), () => Pages(world));
        world.At(world.Start.AddHours(30), async () =>
        {
            foreach (var kind in Enum.GetValues<TermsKind>()) await Publish(world, kind, 0, world.DateOf(world.Start.AddHours(30)));
            foreach (var (person, roles) in People(world))
                await Agree(world, person, [.. Enum.GetValues<TermsKind>().Where(k => TermsWords.Concerns(k, roles)).Select(k => new TermsRef(k, 1))]);
        });
        world.At(world.DaysAgo(50), () => Publish(world, TermsKind.Use, 1, world.DateOf(world.DaysAgo(20))));
        // some have not been here since; they are asked when they come
        var away = world.Buyers.Skip(20).Where((_, i) => i % 5 == 0).SelectMany(b => b.People).Select(p => p.PersonId).ToHashSet();
        foreach (var (person, i) in People(world).Keys.Where(p => !away.Contains(p)).Select((p, i) => (p, i)))
            world.At(world.DaysAgo(19 - i % 180 / 10.0), () => Agree(world, person, [new TermsRef(TermsKind.Use, 2)]));
        world.At(world.DaysAgo(2), () => Publish(world, TermsKind.Sellers, 1, world.DateOf(world.Now.AddDays(28))));
        news.Plan(world);
    }

    private async Task Pages(World world)
    {
        var admin = world.Portal.Actor;
        var cooperatives = string.Join('\n', world.Cooperatives.Values.DistinctBy(c => c.Id).Select(c => $"- **{c.Name}** — 회원사의 공동 등록과 공동 배송"));
        var carriers = string.Join('\n', world.Carriers.Select(c => $"- {c.Name}"));
        await Save(world, admin, ContentKeys.About, "ko", (await texts.Find(ContentKeys.About)).Body.Replace("[운영 기관의 이름과 설립 목적을 적어 주세요.]", "두레장 운영본부는 네 지역센터와 조합이 함께 세운 비영리 사단법인입니다.", StringComparison.Ordinal), "두레장 소개");
        await Save(world, admin, ContentKeys.Partners, "ko", $"두레장과 함께하는 곳입니다.\n\n## 조합\n\n{cooperatives}\n\n## 택배사\n\n{carriers}\n\n## 제휴 문의\n\n운영본부 제휴팀, 02-555-0120", "협력 기관");
        await Save(world, admin, ContentKeys.Location, "ko", """
            ## 주소

            서울특별시 중구 세종대로 110, 7층 두레장 운영본부 (04524)

            ## 연락처

            - 전화: 02-555-0100
            - 팩스: 02-555-0101
            - 상담 시간: 평일 09:00–18:00 (점심 12:00–13:00)

            ## 대중교통

            - 지하철: 1·2호선 시청역 5번 출구에서 걸어서 3분
            - 버스: 시청앞 정류장

            ## 자가용

            건물 뒤편 주차장을 쓸 수 있습니다. 방문 하루 전에 알려 주시면 두 시간 무료로 등록해 드립니다.
            """, "오시는 길");
        await Save(world, admin, ContentKeys.Location, "en", """
            ## Address

            Durejang Headquarters, 7th floor, 110 Sejong-daero, Jung-gu, Seoul 04524

            ## Contact

            - Phone: 02-555-0100
            - Fax: 02-555-0101
            - Hours: Monday to Friday 9:00–18:00 (closed 12:00–13:00)

            ## By public transport

            - Underground: City Hall (lines 1 and 2), exit 5, three minutes on foot
            """, "Location");
        await Save(world, admin, ContentKeys.Footer, "ko", "통신판매업 신고번호 제2026-서울중구-00123호 · 개인정보 보호책임자 한가람", "화면 아래 안내");
        await Save(world, admin, ContentKeys.Footer, "en", "Mail-order business registration 2026-Seoul Jung-gu-00123 · Privacy officer Han Garam", "Foot of the pages");
    }

    private async Task Save(World world, Actor admin, string page, string language, string body, string title)
    {
        var outcome = await save.Handle(new SaveContentRequest(admin, page, language, title, body, 0));
        world.Went(outcome is SaveContentOutcome.Saved, $"text of {page}", outcome);
    }

    private async Task Publish(World world, TermsKind kind, int basedOn, DateOnly from)
    {
        var (korean, english) = (texts.Proposal(kind, "ko"), texts.Proposal(kind, "en"));
        // the first version left more time
        var body = basedOn == 0 ? korean.Body.Replace(Days, "7영업일 안에 돈을 돌려 드립니다.", StringComparison.Ordinal) : korean.Body;
        if (basedOn > 0 && kind == TermsKind.Sellers) body += "\n\n## 제7조 (교육)\n\n판매인은 장비를 팔기 전에 그 제품의 판매 교육 자료를 읽습니다.";
        var outcome = await publish.Handle(new PublishTermsRequest(world.Portal.Actor, kind, basedOn, from, korean.Title, Filled(body)) { TitleEn = english.Title, BodyEn = Filled(english.Body) });
        world.Went(outcome is PublishTermsOutcome.Published, $"terms {kind} {basedOn + 1}", outcome);
    }

    private async Task Agree(World world, long person, IReadOnlyList<TermsRef> terms)
    {
        var outcome = await agree.Handle(new AgreeToTermsRequest(person, terms));
        world.Went(outcome == AgreeToTermsOutcome.Agreed, $"consent of {person}", outcome);
    }

    /// <summary>Everybody with what they do.</summary>
    private static Dictionary<long, List<string>> People(World world) => new[] { world.Portal }.Concat(world.Centres).Concat(world.Logistics).Concat(world.Services).Concat(world.Producers).Concat(world.Sellers).Concat(world.Buyers)
        .SelectMany(p => p.People).Concat(world.Reviewers).GroupBy(a => a.PersonId).ToDictionary(g => g.Key, g => g.Select(a => a.Role.ToString()).ToList());

    private static string Filled(string text) => Open().Replace(text, m => Facts.GetValueOrDefault(m.Groups[1].Value, m.Groups[1].Value));

    [GeneratedRegex(@"\[([^\]]+)\](?!\()")]
    private static partial Regex Open();
}
