using System.IO.Compression;
using System.Text;

namespace Portal.Tests.Shared;

/// <summary>The smallest files of each type.</summary>
public static class TestFiles
{
    public static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
    public static readonly byte[] Gif = Convert.FromBase64String("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");
    public static readonly byte[] WebP = Convert.FromBase64String("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");
    public static readonly byte[] Jpeg =
    [
        .. Convert.FromBase64String("/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA="),
        0xFF, 0xD9,
    ];
    public static readonly byte[] Pdf = "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"u8.ToArray();
    public static readonly byte[] Text = Encoding.UTF8.GetBytes("사용 설명서\n1. 전원을 켭니다.\n");
    public static readonly byte[] Word = Zip(("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<document/>"));
    public static readonly byte[] Excel = Zip(("[Content_Types].xml", "<Types/>"), ("xl/workbook.xml", "<workbook/>"));
    public static readonly byte[] PowerPoint = Zip(("[Content_Types].xml", "<Types/>"), ("ppt/presentation.xml", "<presentation/>"));
    public static readonly byte[] Hwpx = Zip(("mimetype", "application/hwp+zip"), ("Contents/header.xml", "<head/>"));
    public static readonly byte[] Hwp = Compound("FileHeader", "HWP Document File V5.00");

    /// <summary>An image whose bytes, and so its hash, differ from those of every other number.</summary>
    public static byte[] PngOf(int number) => [.. Png[..^12], .. Chunk("tEXt", $"Comment\0{number}"), .. Png[^12..]];

    public static byte[] Zip(params (string Name, string Content)[] entries)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }

        return stream.ToArray();
    }

    /// <summary>As a compound file begins, with the name of one stream and its content.</summary>
    public static byte[] Compound(string stream, string content) =>
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[504], .. Encoding.Unicode.GetBytes(stream), .. new byte[70_000], .. Encoding.ASCII.GetBytes(content), .. new byte[100]];

    // a checksum that is wrong: only whoever draws the picture looks at it
    private static byte[] Chunk(string type, string content) =>
        [0, 0, 0, (byte)content.Length, .. Encoding.ASCII.GetBytes(type), .. Encoding.ASCII.GetBytes(content), 0, 0, 0, 0];
}
