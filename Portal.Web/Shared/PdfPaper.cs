using System.Globalization;
using System.Text;
using SkiaSharp;

namespace Portal.Web.Shared;

/// <summary>A column of a table on paper: its share of the width, and whether it holds figures.</summary>
public readonly record struct PdfColumn(string Title, float Share, bool IsFigure = false);

/// <summary>
/// Writes text, facts and tables down A4 pages, black on white, and begins a new page when one is full. Text is text in the file: it can be searched and copied.
/// </summary>
public sealed class PdfPaper : IDisposable
{
    private const float Width = 595, Height = 842, Margin = 48, Leading = 1.5f;

    private readonly MemoryStream _file = new();
    private readonly SKDocument _document;
    private readonly SKPaint _ink = new() { Color = SKColors.Black, IsAntialias = true };
    private readonly SKPaint _rule = new() { Color = new SKColor(0x88, 0x88, 0x88), StrokeWidth = 0.5f };
    private readonly SKFont _small, _text, _head, _title;
    private readonly string _foot;
    private readonly HashSet<Rune> _letters = [];
    private SKCanvas? _page;
    private int _pages;
    private float _y;

    /// <summary>Makes a paper; every page ends with the foot and its number. It is written twice: first to know its letters, then with a font of these alone.</summary>
    public static byte[] Write(SKTypeface face, (string Title, string Foot) words, DateTime made, Action<PdfPaper> write)
    {
        using var letters = new PdfPaper(face, words.Title, words.Foot, made);
        write(letters);
        letters.EndPage();
        letters._document.Abort();
        using var small = PdfLetters.Of(face, letters._letters);
        using var paper = new PdfPaper(small ?? face, words.Title, words.Foot, made);
        write(paper);
        return paper.Close();
    }

    private PdfPaper(SKTypeface face, string title, string foot, DateTime made)
    {
        (_small, _text, _head, _title) = (new SKFont(face, 8), new SKFont(face, 9), new SKFont(face, 11), new SKFont(face, 16));
        _document = SKDocument.CreatePdf(_file, new SKDocumentPdfMetadata { Title = title, Creation = made, Modified = made, Producer = "Portal" });
        _foot = foot;
        Turn();
        Line(title, _title, Margin, SKTextAlign.Left);
        _y += 8;
    }

    public void Head(string text)
    {
        Room(44);
        _y += 8;
        Line(text, _head, Margin, SKTextAlign.Left);
        _y += 2;
    }

    public void Text(string text)
    {
        foreach (var line in Wrapped(text, _text, Width - 2 * Margin)) Line(line, _text, Margin, SKTextAlign.Left);
    }

    /// <summary>What is named, one under the other.</summary>
    public void Facts(params (string Name, string? Value)[] facts)
    {
        const float Names = 110;
        foreach (var (name, value) in facts)
        {
            var lines = Wrapped(value ?? "–", _text, Width - 2 * Margin - Names);
            Room(lines.Count * _text.Size * Leading);
            Put(name, _text, Margin, SKTextAlign.Left);
            foreach (var line in lines) Line(line, _text, Margin + Names, SKTextAlign.Left);
        }
    }

    /// <summary>A table whose head comes again on every page; the last row is its sum when that is given.</summary>
    public void Table(IReadOnlyList<PdfColumn> columns, IEnumerable<IReadOnlyList<string>> rows, IReadOnlyList<string>? sum = null)
    {
        Room(48);
        Row(columns, [.. columns.Select(c => c.Title)], _small, null);
        Rule();
        foreach (var row in rows) Row(columns, row, _text, columns);
        if (sum is null) return;
        Rule();
        Row(columns, sum, _text, columns);
        Rule();
    }

    public void Dispose()
    {
        _document.Dispose();
        _file.Dispose();
        foreach (var font in new[] { _small, _text, _head, _title }) font.Dispose();
        _ink.Dispose();
        _rule.Dispose();
    }

    private byte[] Close()
    {
        EndPage();
        _document.Close();
        return _file.ToArray();
    }

    private void Row(IReadOnlyList<PdfColumn> columns, IReadOnlyList<string> cells, SKFont font, IReadOnlyList<PdfColumn>? head)
    {
        var width = (Width - 2 * Margin) / columns.Sum(c => c.Share);
        var wrapped = columns.Select((c, i) => c.IsFigure ? [cells[i]] : Wrapped(cells[i], font, c.Share * width - 6)).ToList();
        var high = wrapped.Max(w => w.Count) * font.Size * Leading;
        if (_y + high > Height - Margin - 20)
        {
            Turn();
            if (head is not null)
            {
                Row(head, [.. head.Select(c => c.Title)], _small, null);
                Rule();
            }
        }

        var (top, x) = (_y, Margin);
        for (var i = 0; i < columns.Count; i++)
        {
            _y = top;
            var to = x + columns[i].Share * width;
            foreach (var line in wrapped[i]) Line(line, font, columns[i].IsFigure ? to - 2 : x, columns[i].IsFigure ? SKTextAlign.Right : SKTextAlign.Left);
            x = to;
        }

        _y = top + high;
    }

    private void Rule()
    {
        _page!.DrawLine(Margin, _y + 1, Width - Margin, _y + 1, _rule);
        _y += 4;
    }

    private void Line(string text, SKFont font, float x, SKTextAlign align)
    {
        Put(text, font, x, align);
        _y += font.Size * Leading;
    }

    private void Put(string text, SKFont font, float x, SKTextAlign align)
    {
        var known = Known(text, font);
        foreach (var letter in known.EnumerateRunes()) _letters.Add(letter);
        _page!.DrawText(known, x, _y + font.Size, align, font, _ink);
    }

    /// <summary>A letter that the font does not have is a question mark; a long minus is a short one.</summary>
    private static string Known(string text, SKFont font) => string.Concat(text.EnumerateRunes()
        .Select(r => Rune.IsControl(r) ? "" : font.ContainsGlyph(r.Value) ? r.ToString() : r.Value is 0x2212 or 0x2013 ? "-" : "?"));

    /// <summary>Breaks between letters where it must: Korean may be broken anywhere, and a name without a space would never fit otherwise.</summary>
    private static List<string> Wrapped(string text, SKFont font, float width)
    {
        var lines = new List<string>();
        foreach (var paragraph in text.Split('\n'))
        {
            var line = "";
            foreach (var letter in Letters(StringInfo.GetTextElementEnumerator(paragraph)))
            {
                if (line.Length > 0 && font.MeasureText(line + letter) > width)
                {
                    lines.Add(line.TrimEnd());
                    line = "";
                }

                line += letter;
            }

            lines.Add(line);
        }

        return lines;
    }

    private static IEnumerable<string> Letters(TextElementEnumerator e)
    {
        while (e.MoveNext()) yield return e.GetTextElement();
    }

    private void Room(float high)
    {
        if (_y + high > Height - Margin - 20) Turn();
    }

    private void Turn()
    {
        EndPage();
        _page = _document.BeginPage(Width, Height);
        _pages++;
        _y = Margin;
    }

    private void EndPage()
    {
        if (_page is null) return;
        _y = Height - Margin;
        Put(_foot, _small, Margin, SKTextAlign.Left);
        Put(_pages.ToString(CultureInfo.InvariantCulture), _small, Width - Margin, SKTextAlign.Right);
        _document.EndPage();
        _page = null;
    }
}
