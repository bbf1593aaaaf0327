using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Portal.Core.Payments;

/// <summary>The words of Korean banks' files and of payers' names: what headers are called, which rows are sums, which words of a name say nothing.</summary>
public static partial class BankWords
{
    /// <summary>What banks call a column, the surest first.</summary>
    public static IReadOnlyDictionary<BankColumn, string[]> Headers { get; } = new Dictionary<BankColumn, string[]>
    {
        [BankColumn.Date] = ["거래일시", "거래일자", "거래일", "일시", "일자", "날짜", "입금일시", "입금일자", "date", "datetime", "transactiondate"],
        [BankColumn.Time] = ["거래시간", "거래시각", "시간", "시각", "time"],
        [BankColumn.Payer] = ["보낸분받는분", "의뢰인수취인", "기재내용", "보낸분", "의뢰인", "입금자명", "입금자", "입금인", "송금인", "거래기록사항", "상대계좌예금주명", "상대계좌예금주", "받는분통장표시내용", "통장표시내용", "내용", "거래내용", "payer", "sender", "depositor", "description"],
        [BankColumn.Deposit] = ["입금액", "맡기신금액", "입금금액", "입금", "받으신금액", "deposit", "credit"],
        [BankColumn.Withdrawal] = ["출금액", "찾으신금액", "출금금액", "지급금액", "출금", "지급", "withdrawal", "debit"],
        [BankColumn.Amount] = ["거래금액", "금액", "amount"],
        [BankColumn.Kind] = ["입출금구분", "구분", "거래구분", "type"],
        [BankColumn.Balance] = ["거래후잔액", "잔액", "남은금액", "balance"],
        [BankColumn.Summary] = ["적요", "거래내역", "거래종류", "summary"],
        [BankColumn.Memo] = ["송금메모", "받는분메모", "메모", "비고", "memo", "note"],
        [BankColumn.Branch] = ["거래점", "취급점", "취급기관", "거래점명", "취급은행", "거래은행", "branch"],
        [BankColumn.Number] = ["거래번호", "거래고유번호", "거래일련번호", "전문번호", "transactionid", "reference"],
    };

    private static readonly string[] Totals = ["합계", "총합계", "총계", "소계", "누계", "이월", "계", "total", "sum"];

    private static readonly string[] Outgoing = ["출금", "지급", "송금", "이체출금", "out", "debit", "withdrawal"];

    /// <summary>Words in which a firm says what form it has.</summary>
    [GeneratedRegex(@"\((?:주|유|사|재|합|자)\)|주식회사|유한회사|유한책임회사|합자회사|합명회사|사단법인|재단법인|농업회사법인|어업회사법인|영농조합법인|\bco\.?,? *ltd\.?|\b(?:inc|corp|llc|ltd)\b\.?", RegexOptions.IgnoreCase)]
    private static partial Regex Forms();

    /// <summary>A header as headers are compared: letters and digits only, without the unit behind it.</summary>
    public static string HeaderKey(string? header)
    {
        var key = LettersAndDigits(Plain(header));
        return key.EndsWith('원') && key.Length > 1 ? key[..^1] : key;
    }

    /// <summary>True for a cell that heads a row of sums.</summary>
    public static bool IsTotal(string cell) => Totals.Contains(LettersAndDigits(Plain(cell)));

    /// <summary>True when the cell of a column of kinds says that money went out.</summary>
    public static bool IsOutgoing(string cell) => Outgoing.Any(w => LettersAndDigits(Plain(cell)).StartsWith(w, StringComparison.Ordinal)) || LettersAndDigits(Plain(cell)).EndsWith("출금", StringComparison.Ordinal);

    /// <summary>
    /// A name as names are compared: wide and narrow letters the same, no case, no spaces and signs, without the form of a firm and without numbers that were written behind it.
    /// </summary>
    public static string NameKey(string? name)
    {
        var letters = LettersAndDigits(Forms().Replace(Plain(name), " "));
        var without = Numbers().Replace(letters, "");
        // a name of digits only is a name, too
        return Cut(without.Length > 0 ? without : letters);
    }

    /// <summary>A text in which numbers are looked for: one form for each character, so that wide digits are digits.</summary>
    public static string Plain(string? text) => (text ?? "").Normalize(NormalizationForm.FormKC).ToLower(CultureInfo.InvariantCulture);

    private static string LettersAndDigits(string text) => string.Concat(text.EnumerateRunes().Where(Rune.IsLetterOrDigit));

    private static string Cut(string text) => text.Length <= 100 ? text : text[..100];

    [GeneratedRegex("[0-9]{4,}")]
    private static partial Regex Numbers();
}
