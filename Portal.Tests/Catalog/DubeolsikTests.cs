using CsCheck;
using NUnit.Framework;
using Portal.Core.Catalog;

namespace Portal.Tests.Catalog;

/// <summary>What is typed on the wrong keyboard can be read.</summary>
[TestFixture]
public sealed class DubeolsikTests
{
    private static readonly Gen<string> Syllables = Gen.Char['가', '힣'].Array[0, 12].Select(c => new string(c));
    private static readonly Gen<string> Keys = Gen.Char["abcdefghijklmnopqrstuvwxyzQWERTOP"].Array[0, 16].Select(c => new string(c));

    [TestCase("dkswjs", "안전")]
    [TestCase("vhwkdrl", "포장기")]
    [TestCase("qmfprkRkwl", "브레가까지")]
    [TestCase("ekfrdl", "닭이")]
    [TestCase("dmlwk", "의자")]
    [TestCase("rkqtdl", "값이")]
    [TestCase("rkqtl", "갑시")]
    [TestCase("Ehr", "똑")]
    [TestCase("dPdml", "예의")]
    [TestCase("dkswjs ah", "안전 모")]
    [TestCase("500w", "500ㅈ")]
    public void Keys_of_a_Korean_word_write_it(string keys, string word) => Assert.That(Dubeolsik.ToHangul(keys), Is.EqualTo(word));

    [TestCase("ㄴㅁㄹㄷ쇼", "safety")]
    [TestCase("ㅐㅍ두", "oven")]
    [TestCase("ㄹㅑㅣㅡ", "film")]
    [TestCase("안전", "dkswjs")]
    [TestCase("oven 2", "oven 2")]
    public void Korean_letters_are_the_keys_that_were_pressed(string text, string keys) => Assert.That(Dubeolsik.ToKeys(text), Is.EqualTo(keys));

    [Test]
    public void Every_word_of_syllables_comes_back_from_its_keys() => Syllables.Sample(word => Dubeolsik.ToHangul(Dubeolsik.ToKeys(word)) == word);

    [Test]
    public void Any_keys_come_back_from_what_they_write() => Keys.Sample(keys => Dubeolsik.ToKeys(Dubeolsik.ToHangul(keys)) == keys);

    [TestCase("ＡＢＣ　１２３", "abc 123")]
    [TestCase("DO-312", "do312")]
    [TestCase("P26-00012", "p2600012")]
    [TestCase("냉장·냉동", "냉장·냉동")]
    [TestCase("Ｖ－3.5/b", "v35b")]
    public void Text_has_one_form(string text, string folded) => Assert.That(SearchText.Fold(text), Is.EqualTo(folded));

    [Test]
    public void Letters_apart_are_the_same_as_letters_together() =>
        Assert.That(SearchText.Words("안전모".Normalize(System.Text.NormalizationForm.FormD)), Is.EqualTo(new[] { "안전모" }));

    [Test]
    public void Every_piece_of_a_word_that_is_looked_for_is_a_piece_of_the_product_that_has_it() => Syllables.Where(w => w.Length > 0).Sample(word =>
    {
        var product = new ProductGrams(new SearchEntry { Code = "P26-00001", Name = $"큰 {word} 세트", Producer = "한빛" });
        return SearchQuery.Of(word)!.Grams.All(product.Levels.ContainsKey) && product.Words.Contains(word, StringComparison.Ordinal);
    });

    [TestCase("")]
    [TestCase("   ")]
    [TestCase("%_' \" -- 😀")]
    public void Without_a_letter_or_digit_nothing_is_looked_for(string text) => Assert.That(SearchQuery.Of(text), Is.Null);
}
