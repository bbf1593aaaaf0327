using NUnit.Framework;
using Portal.Core.Orders;
using Portal.Core.Payments;

namespace Portal.Tests.Payments;

/// <summary>What a buyer types wrong is no other order's code; what banks do to names does not matter.</summary>
[TestFixture]
public sealed class PaymentCodeTests
{
    [Test]
    public void Every_wrong_digit_and_every_two_neighbours_exchanged_are_found()
    {
        for (var n = 1L; n < 1_000_000; n += 997)
        {
            var code = PaymentCode.Of(n);
            Assert.That(PaymentCode.IsValid(code), Is.True, code);
            for (var i = 0; i < code.Length; i++)
            {
                for (var digit = '0'; digit <= '9'; digit++)
                    if (digit != code[i]) Assert.That(PaymentCode.IsValid(code[..i] + digit + code[(i + 1)..]), Is.False, code);
                if (i > 0 && code[i] != code[i - 1]) Assert.That(PaymentCode.IsValid(code[..(i - 1)] + code[i] + code[i - 1] + code[(i + 1)..]), Is.False, code);
            }
        }
    }

    [TestCase("")]
    [TestCase("12345")]
    [TestCase("１２３４５６")]
    [TestCase("abcdef")]
    [TestCase("000000")]
    [TestCase("1234567890123")]
    public void What_is_no_code_is_none(string text) => Assert.That(PaymentCode.IsValid(text), Is.False);

    [TestCase("(주)한빛식자재", "한빛식자재")]
    [TestCase("㈜ 한빛 식자재", "한빛식자재")]
    [TestCase("한빛식자재 주식회사", "한빛식자재")]
    [TestCase("（주）한빛식자재", "한빛식자재")]
    [TestCase("한빛식자재109994", "한빛식자재")]
    [TestCase("ＨＡＮＢＩＴ Foods Co., Ltd.", "hanbitfoods")]
    [TestCase("유한회사 달빛", "달빛")]
    [TestCase("=cmd|'/c'!A0", "cmdca0")]
    [TestCase("123456", "123456")]
    [TestCase("", "")]
    public void Names_are_compared_by_what_they_say(string name, string key) => Assert.That(BankWords.NameKey(name), Is.EqualTo(key));
}
