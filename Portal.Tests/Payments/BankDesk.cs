using System.Globalization;
using System.Text;
using NUnit.Framework;
using Portal.Core.Payments;
using Portal.Tests.Delivery;
using Portal.Tests.Shared;

namespace Portal.Tests.Payments;

/// <summary>One line of a bank as tests write it; times are those of the wall.</summary>
public sealed record Transfer(string At, string Payer, long Amount, string Memo = "")
{
    public long Balance { get; init; }
    public bool IsOut { get; init; }
    public string Number { get; init; } = "";
}

/// <summary>How a bank writes its export. None is a bank's own text: the shapes are theirs, the lines made up.</summary>
public static class BankShapes
{
    public static readonly string[] Names = ["headed", "split", "found", "semicolon", "signed", "numbered"];

    /// <summary>The bytes of an export.</summary>
    public static byte[] Export(string shape, params Transfer[] lines) => shape switch
    {
        "headed" => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Text(lines, ",", """
            "계좌번호","123-456-7890"
            "조회기간","2026.03.01 ~ 2026.03.02"

            "거래일시","적요","보낸분/받는분","송금메모","출금액(원)","입금액(원)","잔액(원)","거래점","구분"
            """, l => [Date(l, "yyyy.MM.dd HH:mm:ss"), "타행이체", l.Payer, l.Memo, l.IsOut ? N0(l.Amount) : "0", l.IsOut ? "0" : N0(l.Amount), N0(l.Balance), "온라인", ""], "\"합계\",\"\",\"\",\"\",\"0\",\"9,999,999\",\"\",\"\",\"\""))],
        "split" => Korean.GetBytes(Text(lines, ",", "거래일자,거래시간,적요,출금(원),입금(원),내용,잔액(원),거래점",
            l => [Date(l, "yyyyMMdd"), Date(l, "HH:mm:ss"), "인터넷", l.IsOut ? N0(l.Amount) : "", l.IsOut ? "" : N0(l.Amount), $"{l.Payer} {l.Memo}".Trim(), N0(l.Balance), "본점"], "총계,,,0,0,,,")),
        "found" => Encoding.UTF8.GetBytes(Text(lines, ",", "No.,거래일시,적요,기재내용,찾으신금액,맡기신금액,거래후 잔액,취급기관,메모",
            l => ["1", Date(l, "yyyy-MM-dd HH:mm"), "모바일", l.Payer, l.IsOut ? $"{l.Amount}" : "", l.IsOut ? "" : $"{l.Amount}", $"{l.Balance}", "은행", l.Memo], "※ 이 내역은 참고용입니다")),
        "semicolon" => Korean.GetBytes(Text(lines, ";", "거래내역조회\n거래일시;적요;의뢰인/수취인;입금액;출금액;잔액;거래점;메모",
            l => [Date(l, "yy/MM/dd HH:mm:ss"), "전자금융", l.Payer, l.IsOut ? "-" : N0(l.Amount), l.IsOut ? N0(l.Amount) : "-", N0(l.Balance), "", l.Memo], "합계;;;1;1;;;")),
        "signed" => Encoding.UTF8.GetBytes(Text(lines, "\t", "거래일시\t구분\t거래금액\t거래 후 잔액\t거래구분\t내용\t메모",
            l => [Date(l, "yyyy.MM.dd HH:mm:ss"), l.IsOut ? "출금" : "입금", (l.IsOut ? "-" : "") + N0(l.Amount), N0(l.Balance), "일반", l.Payer, l.Memo], "")),
        "numbered" => Encoding.UTF8.GetBytes(Text(lines, ",", "순번,거래일자,거래시각,출금금액,입금금액,거래후잔액,거래내용,거래기록사항,거래점,거래번호",
            l => ["1", Date(l, "yyyyMMdd"), Date(l, "HHmmss"), l.IsOut ? $"\"{N0(l.Amount)}\"" : "0", l.IsOut ? "0" : $"\"{N0(l.Amount)}\"", $"\"{N0(l.Balance)}\"", "전자금융", $"{l.Payer} {l.Memo}".Trim(), "지점", l.Number], "계,,,0,0,,,,,")),
        _ => throw new ArgumentOutOfRangeException(nameof(shape), shape, "No such shape."),
    };

    public static Encoding Korean
    {
        get
        {
            Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
            return Encoding.GetEncoding(949);
        }
    }

    private static string Text(Transfer[] lines, string delimiter, string head, Func<Transfer, string[]> row, string foot) =>
        string.Join("\r\n", lines.Select(l => string.Join(delimiter, row(l).Select(c => Cell(c, delimiter)))).Prepend(head.ReplaceLineEndings("\r\n")).Append(foot)) + "\r\n";

    private static string Cell(string cell, string delimiter) =>
        cell.StartsWith('"') || (!cell.Contains(delimiter, StringComparison.Ordinal) && !cell.Contains('"', StringComparison.Ordinal)) ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Date(Transfer line, string format) => DateTime.ParseExact(line.At, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture).ToString(format, CultureInfo.InvariantCulture);

    private static string N0(long amount) => amount.ToString("N0", CultureInfo.InvariantCulture);
}

/// <summary>An operator who uploads files of banks, through the pages.</summary>
public sealed class BankDesk(Depot depot, WebVisitor staff)
{
    public const string Account = "123-456-7890";

    /// <summary>Uploads a file and maps its columns as they were guessed, when they are asked for; returns the file.</summary>
    public async Task<long> Upload(byte[] bytes, string bank = "004", long? format = null)
    {
        var page = await staff.Upload("/bank-files", "file", "거래내역.csv", bytes, ("formatId", $"{format}"));
        Assert.That(page.Location, Does.StartWith("/bank-files/"), page.Main);
        var file = long.Parse(page.Location!.Split('/')[2], CultureInfo.InvariantCulture);
        if (!page.Location.EndsWith("/columns", StringComparison.Ordinal)) return file;
        var columns = await staff.Get(page.Location);
        var set = await staff.Post(page.Location, Guessed(columns, bank));
        Assert.That(set.Location, Is.EqualTo($"/bank-files/{file}"), set.Main);
        return file;
    }

    /// <summary>Uploads a file and takes it in.</summary>
    public async Task<long> Take(byte[] bytes, string bank = "004", long? format = null)
    {
        var file = await Upload(bytes, bank, format);
        var page = await staff.Post($"/bank-files/{file}/confirmation");
        Assert.That(page.Location, Is.EqualTo($"/bank-lines?file={file}"), page.Main);
        return file;
    }

    /// <summary>The fields of the page of columns, as it proposes them.</summary>
    public static (string, string)[] Guessed(WebPage columns, string bank) =>
    [
        ("Form.BankCode", bank), ("Form.AccountNo", Account), ("Form.HeaderLine", columns.Html.QuerySelector("#Form_HeaderLine")!.GetAttribute("value") ?? ""),
        ("Form.Version", columns.Html.QuerySelector("input[name='Form.Version']")!.GetAttribute("value") ?? ""),
        .. columns.Html.QuerySelectorAll("select[name^='Form.Columns']").Select(s => (s.GetAttribute("name")!, s.QuerySelector("option[selected]")?.GetAttribute("value") ?? "")),
    ];

    public Task<long> Format() => depot.Portal.Scalar<long>("SELECT id FROM bank_formats");

    public Task<long> Count(string where) => depot.Portal.Scalar<long>($"SELECT COUNT(*) FROM bank_lines WHERE {where}");

    /// <summary>What the lines that wait are for.</summary>
    public async Task<IReadOnlyList<LineMatch>> Matches() => await depot.Portal.Run<BankMatching, IReadOnlyList<LineMatch>>(u => u.Waiting(depot.Operator, null));

    public async Task<LineMatch> Match(string payer) => (await Matches()).Single(m => m.Line.Payer == payer);
}
