using System.Text;

namespace Portal.Core.Catalog;

/// <summary>
/// The Korean keyboard of two sets (두벌식): which keys make which letters, and back. Whoever forgets to switch the keyboard
/// types <c>dkswjs</c> for 안전, and <c>ㄴㅁㄹㄷ쇼</c> for safety.
/// </summary>
public static class Dubeolsik
{
    private const string Consonants = "ㄱㄲㄳㄴㄵㄶㄷㄸㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅃㅄㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
    private const string FirstSyllable = "가";
    private const char FirstVowel = 'ㅏ';
    private const int Finals = 28;
    private const int PerLead = 21 * Finals;

    private static readonly string[] ConsonantKeys =
        ["r", "R", "rt", "s", "sw", "sg", "e", "E", "f", "fr", "fa", "fq", "ft", "fx", "fv", "fg", "a", "q", "Q", "qt", "t", "T", "d", "w", "W", "c", "z", "x", "v", "g"];

    private static readonly string[] LeadKeys = ["r", "R", "s", "e", "E", "f", "a", "q", "Q", "t", "T", "d", "w", "W", "c", "z", "x", "v", "g"];
    private static readonly string[] VowelKeys = ["k", "o", "i", "O", "j", "p", "u", "P", "h", "hk", "ho", "hl", "y", "n", "nj", "np", "nl", "b", "m", "ml", "l"];
    private static readonly string[] FinalKeys =
        ["", "r", "R", "rt", "s", "sw", "sg", "e", "f", "fr", "fa", "fq", "ft", "fx", "fv", "fg", "a", "q", "qt", "t", "T", "d", "w", "c", "z", "x", "v", "g"];

    /// <summary>The leading consonants by themselves, in the order of the syllables.</summary>
    public const string Leads = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";

    public static bool IsSyllable(char c) => c is >= '가' and <= '힣';

    /// <summary>A consonant or vowel by itself.</summary>
    public static bool IsLetter(char c) => c is >= 'ㄱ' and <= 'ㅣ';

    /// <summary>The leading consonant of a syllable (초성).</summary>
    public static char LeadOf(char syllable) => Leads[(syllable - FirstSyllable[0]) / PerLead];

    /// <summary>The keys that were pressed for a text; what is not Korean stays.</summary>
    public static string ToKeys(string text)
    {
        var keys = new StringBuilder(text.Length * 3);
        foreach (var c in text)
        {
            if (IsSyllable(c))
            {
                var i = c - FirstSyllable[0];
                keys.Append(LeadKeys[i / PerLead]).Append(VowelKeys[i % PerLead / Finals]).Append(FinalKeys[i % Finals]);
            }
            else if (Consonants.IndexOf(c, StringComparison.Ordinal) is >= 0 and var at) keys.Append(ConsonantKeys[at]);
            else if (c is >= FirstVowel and <= 'ㅣ') keys.Append(VowelKeys[c - FirstVowel]);
            else keys.Append(c);
        }

        return keys.ToString();
    }

    /// <summary>What the keys write on a Korean keyboard; what is no letter key stays.</summary>
    public static string ToHangul(string keys)
    {
        var typing = new Typing();
        foreach (var c in keys) typing.Press(c);
        return typing.End();
    }

    /// <summary>One syllable that is being typed, after all that are done.</summary>
    private sealed class Typing
    {
        private readonly StringBuilder _done = new();
        private int _lead = -1;
        private int _vowel = -1;
        private string _final = "";

        public void Press(char typed)
        {
            // only seven letters have another one above
            var c = typed is >= 'A' and <= 'Z' && !"QWERTOP".Contains(typed, StringComparison.Ordinal) ? char.ToLowerInvariant(typed) : typed;
            var key = c.ToString();
            if (Array.IndexOf(VowelKeys, key) is >= 0 and var vowel) Vowel(key, vowel);
            else if (Array.IndexOf(LeadKeys, key) is >= 0 and var lead) Consonant(key, lead);
            else
            {
                Finish();
                _done.Append(typed);
            }
        }

        public string End()
        {
            Finish();
            return _done.ToString();
        }

        private void Vowel(string key, int vowel)
        {
            if (_final.Length > 0)
            {
                // the last consonant belongs to the next syllable after all
                var (stays, goes) = (_final[..^1], _final[^1..]);
                _final = stays;
                Finish();
                _lead = Array.IndexOf(LeadKeys, goes);
                _vowel = vowel;
            }
            else if (_vowel >= 0 && Array.IndexOf(VowelKeys, VowelKeys[_vowel] + key) is >= 0 and var both) _vowel = both;
            else
            {
                if (_vowel >= 0) Finish();
                _vowel = vowel;
            }
        }

        private void Consonant(string key, int lead)
        {
            if (_lead >= 0 && _vowel >= 0 && Array.IndexOf(FinalKeys, _final + key) > 0)
            {
                _final += key;
                return;
            }

            Finish();
            _lead = lead;
        }

        private void Finish()
        {
            if (_lead >= 0 && _vowel >= 0) _done.Append((char)(FirstSyllable[0] + _lead * PerLead + _vowel * Finals + Array.IndexOf(FinalKeys, _final)));
            else if (_lead >= 0) _done.Append(Leads[_lead]);
            else if (_vowel >= 0) _done.Append((char)(FirstVowel + _vowel));
            (_lead, _vowel, _final) = (-1, -1, "");
        }
    }
}
