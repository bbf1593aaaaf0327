using System.Buffers.Binary;
using System.Text;
using SkiaSharp;

namespace Portal.Web.Shared;

/// <summary>
/// A font with only those letters of another that a paper uses: Skia puts a TrueType font into a file whole, and a Korean one has megabytes. Glyphs keep their numbers,
/// those that are not used are empty; the table from characters to glyphs holds the used ones alone, so that every glyph is read back as the character that it was drawn for.
/// </summary>
public static class PdfLetters
{
    private const uint TrueType = 0x0001_0000;

    // what a reader of a PDF needs of a TrueType font; the rest is for layout and for editors
    private static readonly string[] Kept = ["OS/2", "cvt ", "fpgm", "hhea", "hmtx", "maxp", "name", "prep"];

    /// <summary>The smaller font; null when the font is no plain TrueType font, which Skia makes small itself.</summary>
    public static SKTypeface? Of(SKTypeface face, IReadOnlyCollection<Rune> letters)
    {
        using var stream = face.OpenStream(out var index);
        if (stream is null || index != 0 || stream.Length < 12) return null;
        var file = new byte[stream.Length];
        // a single TrueType font: no collection of several, no outlines of another kind
        if (stream.Read(file, file.Length) != file.Length || U32(file, 0) != TrueType) return null;
        var tables = Tables(file);
        if (!tables.ContainsKey("glyf")) return null;
        using var font = new SKFont(face);
        var glyphs = letters.Distinct().Select(l => (Letter: l.Value, Glyph: font.GetGlyph(l.Value))).Where(g => g.Glyph != 0).OrderBy(g => g.Letter).ToList();
        using var data = SKData.CreateCopy(Smaller(file, tables, glyphs));
        return SKTypeface.FromData(data);
    }

    private static Dictionary<string, Range> Tables(byte[] file)
    {
        var tables = new Dictionary<string, Range>(StringComparer.Ordinal);
        for (var at = 12; at < 12 + 16 * U16(file, 4); at += 16)
        {
            var start = (int)U32(file, at + 8);
            tables[Encoding.ASCII.GetString(file, at, 4)] = start..(start + (int)U32(file, at + 12));
        }

        return tables;
    }

    private static byte[] Smaller(byte[] file, Dictionary<string, Range> tables, List<(int Letter, ushort Glyph)> letters)
    {
        var head = file[tables["head"]];
        var places = Places(file[tables["loca"]], U16(head, 50) == 1);
        var glyf = file[tables["glyf"]];
        var used = Used(letters.Select(l => (int)l.Glyph), glyf, places);
        var (newGlyf, newLoca) = (new MemoryStream(), new byte[4 * places.Length]);
        for (var glyph = 0; glyph + 1 < places.Length; glyph++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(newLoca.AsSpan(4 * glyph), (uint)newGlyf.Length);
            if (!used.Contains(glyph)) continue;
            newGlyf.Write(glyf.AsSpan(places[glyph]..places[glyph + 1]));
            while (newGlyf.Length % 4 != 0) newGlyf.WriteByte(0);
        }

        BinaryPrimitives.WriteUInt32BigEndian(newLoca.AsSpan(4 * (places.Length - 1)), (uint)newGlyf.Length);
        // places are now of the long form
        BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(50), 1);
        var kept = Kept.Where(tables.ContainsKey).ToDictionary(t => t, t => file[tables[t]], StringComparer.Ordinal);
        (kept["head"], kept["glyf"], kept["loca"], kept["cmap"], kept["post"]) = (head, newGlyf.ToArray(), newLoca, Characters(letters), Post());
        return Together(kept);
    }

    /// <summary>The glyphs of the letters, the one for missing letters, and the parts of those that are put together.</summary>
    private static HashSet<int> Used(IEnumerable<int> glyphs, byte[] glyf, int[] places)
    {
        var (used, open) = (new HashSet<int> { 0 }, new Stack<int>(glyphs.Append(0)));
        while (open.TryPop(out var glyph))
        {
            used.Add(glyph);
            var at = places[glyph];
            if (places[glyph + 1] - at < 10 || (short)U16(glyf, at) >= 0) continue;
            at += 10;
            for (var more = true; more; )
            {
                var flags = U16(glyf, at);
                if (used.Add(U16(glyf, at + 2))) open.Push(U16(glyf, at + 2));
                // numbers of one or two bytes, then one, two or four factors
                at += 4 + ((flags & 1) != 0 ? 4 : 2) + ((flags & 8) != 0 ? 2 : (flags & 0x40) != 0 ? 4 : (flags & 0x80) != 0 ? 8 : 0);
                more = (flags & 0x20) != 0;
            }
        }

        return used;
    }

    private static int[] Places(byte[] loca, bool isLong) =>
        [.. Enumerable.Range(0, loca.Length / (isLong ? 4 : 2)).Select(i => isLong ? (int)U32(loca, 4 * i) : 2 * U16(loca, 2 * i))];

    /// <summary>One table of format 12: every character by itself.</summary>
    private static byte[] Characters(List<(int Letter, ushort Glyph)> letters)
    {
        var table = new byte[12 + 16 + 12 * letters.Count];
        BinaryPrimitives.WriteUInt16BigEndian(table.AsSpan(2), 1);
        BinaryPrimitives.WriteUInt16BigEndian(table.AsSpan(4), 3);
        BinaryPrimitives.WriteUInt16BigEndian(table.AsSpan(6), 10);
        BinaryPrimitives.WriteUInt32BigEndian(table.AsSpan(8), 12);
        BinaryPrimitives.WriteUInt16BigEndian(table.AsSpan(12), 12);
        BinaryPrimitives.WriteUInt32BigEndian(table.AsSpan(16), (uint)(table.Length - 12));
        BinaryPrimitives.WriteUInt32BigEndian(table.AsSpan(24), (uint)letters.Count);
        for (var i = 0; i < letters.Count; i++)
        {
            var group = table.AsSpan(28 + 12 * i);
            BinaryPrimitives.WriteUInt32BigEndian(group, (uint)letters[i].Letter);
            BinaryPrimitives.WriteUInt32BigEndian(group[4..], (uint)letters[i].Letter);
            BinaryPrimitives.WriteUInt32BigEndian(group[8..], letters[i].Glyph);
        }

        return table;
    }

    /// <summary>No names of glyphs.</summary>
    private static byte[] Post()
    {
        var post = new byte[32];
        BinaryPrimitives.WriteUInt32BigEndian(post, 0x0003_0000);
        return post;
    }

    private static byte[] Together(Dictionary<string, byte[]> tables)
    {
        var file = new MemoryStream();
        var head = new byte[12 + 16 * tables.Count];
        BinaryPrimitives.WriteUInt32BigEndian(head, TrueType);
        BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(4), (ushort)tables.Count);
        file.Write(head);
        var at = 12;
        foreach (var (name, bytes) in tables.OrderBy(t => t.Key, StringComparer.Ordinal))
        {
            Encoding.ASCII.GetBytes(name, head.AsSpan(at));
            BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(at + 4), Checksum(bytes));
            BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(at + 8), (uint)file.Length);
            BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(at + 12), (uint)bytes.Length);
            file.Write(bytes);
            while (file.Length % 4 != 0) file.WriteByte(0);
            at += 16;
        }

        file.Position = 0;
        file.Write(head);
        return file.ToArray();
    }

    private static uint Checksum(byte[] table)
    {
        var padded = new byte[(table.Length + 3) / 4 * 4];
        table.CopyTo(padded, 0);
        var sum = 0u;
        for (var i = 0; i < padded.Length; i += 4) sum = unchecked(sum + U32(padded, i));
        return sum;
    }

    private static ushort U16(byte[] bytes, int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(at));

    private static uint U32(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at));
}
