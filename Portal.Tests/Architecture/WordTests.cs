using System.Text.RegularExpressions;
using System.Xml.Linq;
using NUnit.Framework;

namespace Portal.Tests.Architecture;

/// <summary>One word for one thing: the table of words, and what must not be said instead.</summary>
[TestFixture]
public sealed partial class WordTests
{
    /// <summary>Korean words that the portal does not use, and those that stand for them.</summary>
    private static readonly (string Wrong, string Right)[] Korean =
    [
        ("(?<!주문)상품", "제품"), ("판매자", "판매인"), ("셀러", "판매인"), ("바이어", "구매자"), ("심사", "심의"), ("수수료 배분", "이익분배"), ("커미션", "배분"), ("포인트", "마일리지"), ("적립포인트", "마일리지"),
        ("컨소시엄", "협력체"), ("벤더", "생산자"), ("공급업체", "생산자"), ("입점", "등록"), ("정산내역서", "정산서"), ("이익배분", "이익분배"), ("이익 배분", "이익분배"), ("이익 분배", "이익분배"), ("메세지", "메시지"), ("싸이트", "사이트"),
        ("클릭", "누르기"), ("되요", "돼요"), ("되여", "되어"), ("할수 있", "할 수 있"), ("될수 있", "될 수 있"), ("몇일", "며칠"),
    ];

    private static readonly (string Wrong, string Right)[] English =
    [
        (@"\bvendors?\b", "producer"), (@"\btenants?\b", "organization"), (@"\bconsorti(a|um)\b", "alliance"), (@"\bcommissions?\b", "share"), (@"\bmoderat\w+", "review"), (@"\bpoints?\b(?! (out|of|at|to))", "mileage"),
        (@"\bcenters?\b", "centre"), (@"\bcolors?\b", "colour"), (@"\bclick", "press"), (@"\bdistributor", "seller"),
    ];

    private static IEnumerable<(string Key, string Text)> Of(bool english) => Source.Of("Portal.Web", ".resx").Where(f => f.Path.EndsWith(".en.resx", StringComparison.Ordinal) == english)
        .SelectMany(f => XDocument.Parse(f.Text).Root!.Elements("data").Select(d => ($"{f.Feature}: {d.Attribute("name")!.Value}", d.Element("value")!.Value)))
        .Concat(Source.Of("Portal.Web", ".md").Where(f => f.Path.EndsWith(".en.md", StringComparison.Ordinal) == english).Select(f => (f.Path, f.Text)));

    [Test]
    public void Korean_texts_use_the_words_of_the_portal() => Assert.That(Wrong(Korean, Of(english: false)), Is.Empty);

    [Test]
    public void English_texts_use_the_words_of_the_portal() => Assert.That(Wrong(English, Of(english: true)), Is.Empty);

    [Test]
    public void Texts_are_not_written_in_two_ways()
    {
        var odd = Of(english: false).Concat(Of(english: true)).Where(t => Odd().IsMatch(t.Text)).Select(t => t.Key);
        Assert.That(odd, Is.Empty, "two spaces, a space before a full stop, three dots, straight quotes around Korean");
    }

    [Test]
    public void What_the_program_brings_is_there_in_both_languages()
    {
        var brought = Source.Of("Portal.Web", ".md").Select(f => f.Path).ToHashSet();
        Assert.That(brought.Where(p => !brought.Contains(p.EndsWith(".en.md", StringComparison.Ordinal) ? p.Replace(".en.md", ".ko.md", StringComparison.Ordinal) : p.Replace(".ko.md", ".en.md", StringComparison.Ordinal))), Is.Empty);
        Assert.That(Source.Of("Portal.Web", ".md").Where(f => !f.Text.StartsWith("# ", StringComparison.Ordinal)).Select(f => f.Path), Is.Empty, "the first line is the title");
    }

    private static IEnumerable<string> Wrong((string Wrong, string Right)[] words, IEnumerable<(string Key, string Text)> texts) =>
        from text in texts
        from word in words
        let found = Regex.Match(text.Text, word.Wrong, RegexOptions.IgnoreCase)
        where found.Success
        select $"{text.Key}: '{found.Value}', say {word.Right}";

    [GeneratedRegex(@"[^\s|.-]  +[^\s|]| \.(\s|$)|\.\.\.")]
    private static partial Regex Odd();
}
