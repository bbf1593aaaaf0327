using NUnit.Framework;
using Portal.Web.Content;

namespace Portal.Tests.Content;

public sealed class LineDiffTests
{
    [TestCase("가\n나\n다", "가\n다", "= 가|- 나|= 다")]
    [TestCase("가\n다", "가\n나\n다", "= 가|+ 나|= 다")]
    [TestCase("가\n나\n다\n라", "가\n마\n다\n바\n라", "= 가|- 나|+ 마|= 다|+ 바|= 라")]
    [TestCase("가", "가", "= 가")]
    public void A_difference_is_shown_line_by_line(string before, string after, string expected) =>
        Assert.That(string.Join('|', LineDiff.Of(before, after).Select(l => $"{l.Change switch { LineChange.Gone => '-', LineChange.New => '+', _ => '=' }} {l.Text}")), Is.EqualTo(expected));

    [Test]
    public void What_stayed_is_left_out_but_for_two_lines_around()
    {
        string Text(string word) => string.Join('\n', Enumerable.Range(0, 20).Select(i => i is 10 ? word : $"{i}"));
        var shown = LineDiff.Shorten(LineDiff.Of(Text("before"), Text("after"))).Select(l => l?.Text ?? "⋯");
        Assert.That(string.Join(' ', shown), Is.EqualTo("⋯ 8 9 before after 11 12 ⋯"));
        Assert.That(LineDiff.Shorten(LineDiff.Of("a\nb", "a\nb")).Single(), Is.Null);
    }

    [Test]
    public void Both_texts_can_be_read_out_of_it_whatever_they_are()
    {
        var random = new Random(4);
        for (var i = 0; i < 300; i++)
        {
            string Text() => string.Join('\n', Enumerable.Range(0, random.Next(12)).Select(_ => $"{(char)('a' + random.Next(4))}"));
            var (before, after) = (Text(), Text());
            var lines = LineDiff.Of(before, after);
            Assert.That(string.Join('\n', lines.Where(l => l.Change != LineChange.New).Select(l => l.Text)), Is.EqualTo(before));
            Assert.That(string.Join('\n', lines.Where(l => l.Change != LineChange.Gone).Select(l => l.Text)), Is.EqualTo(after));
        }
    }

    [Test]
    public void Two_long_texts_with_nothing_in_common_take_no_time()
    {
        string Text(string word) => string.Join('\n', Enumerable.Range(0, 20_000).Select(i => $"{word} {i}"));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Assert.That(LineDiff.Of(Text("before"), Text("after")), Has.Count.EqualTo(40_000));
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(2)));
    }
}
