using System.Text;
using Portal.Core.Catalog;
using Portal.Core.Operations;
using Portal.Core.Shared;

namespace Portal.Web.Operations.Demo;

/// <summary>Images and manuals of products, and papers that are shown in review cases. All are made here: no picture is kept in the program.</summary>
[Service]
public sealed class DemoFiles(AddProductFile add, Files files)
{
    /// <summary>A picture of every product, and a manual of most.</summary>
    internal async Task Add(World world, Merchandise product, string ware, Dice dice)
    {
        var content = product.Content;
        var revision = await Add(world, product, product.RevisionId, ProductFileKind.Image, content.Name, $"{product.Code}.png", Pictures.Of(content.Kind, ware.Split(' ')[0], world.Dice.Of(ware)));
        if (dice.Chance(75)) await Add(world, product, revision, ProductFileKind.Manual, "사용 설명서", $"{product.Code} 사용 설명서.txt", Encoding.UTF8.GetBytes(Manual(content)));
    }

    /// <summary>A paper that somebody shows in a discussion; its id.</summary>
    internal async Task<long?> Paper(Actor actor, Merchandise product)
    {
        var text = $"시험 성적서\n\n제품: {product.Content.Name}\n의뢰인: {product.Producer.Name}\n\n{string.Join('\n', product.Content.Specifications.Select(s => $"{s.Name}: {s.Value} — 적합"))}\n";
        return (await files.Store(actor, new Upload($"{product.Code} 시험 성적서.txt", new MemoryStream(Encoding.UTF8.GetBytes(text))), FileUse.Attachment)).File?.Id;
    }

    private async Task<long> Add(World world, Merchandise product, long revision, ProductFileKind kind, string title, string name, byte[] bytes)
    {
        var outcome = await add.Handle(new AddProductFileRequest(product.Producer.Actor, product.Id, revision, kind, title, new Upload(name, new MemoryStream(bytes))));
        world.Went(outcome is AddProductFileOutcome.Added, $"file of {product.Code}", outcome);
        return outcome is AddProductFileOutcome.Added added ? added.RevisionId : revision;
    }

    private static string Manual(ProductContent content) => $"""
        {content.Name} 사용 설명서

        1. 소개
        {content.Description}

        2. 규격
        {string.Join('\n', content.Specifications.Select(s => $"- {s.Name}: {s.Value}"))}

        3. 사용하기 전에
        - 포장을 풀고 빠진 것이 없는지 확인합니다.
        - 바닥이 평평하고 통풍이 잘되는 곳에서 사용합니다.
        - 사용하기 전에 이 설명서를 끝까지 읽습니다.

        4. 관리와 보관
        - 사용한 뒤에는 전원을 끄고 마른 천으로 닦습니다.
        - 이상한 소리나 냄새가 나면 바로 멈추고 지역센터에 A/S를 신청합니다.

        5. 보증
        - 받은 날부터 1년 동안 무상으로 수리합니다. 소모품과 사용자의 부주의는 제외합니다.

        English
        {content.NameEn}
        {content.DescriptionEn}
        """;
}
