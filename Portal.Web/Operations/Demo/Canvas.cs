using System.Buffers.Binary;
using System.IO.Compression;

namespace Portal.Web.Operations.Demo;

/// <summary>A picture of few colours: flat shapes, written as PNG with a palette.</summary>
internal sealed class Canvas(int width, int height, IReadOnlyList<(byte R, byte G, byte B)> palette)
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(n => Enumerable.Range(0, 8).Aggregate((uint)n, (c, _) => (c & 1) == 1 ? 0xEDB88320u ^ (c >> 1) : c >> 1))];

    private readonly byte[] _pixels = new byte[width * height];

    /// <summary>A box; its corners are rounded by a radius.</summary>
    public void Box(int x, int y, int w, int h, byte colour, int radius = 0)
    {
        for (var row = Math.Max(0, y); row < Math.Min(height, y + h); row++)
        {
            // how far the row is within a corner says how much it is shorter on both sides
            var depth = Math.Max(radius - Math.Min(row - y, y + h - 1 - row), 0);
            var inset = depth == 0 ? 0 : radius - (int)Math.Sqrt(Math.Max(0, radius * radius - depth * depth));
            var from = Math.Clamp(x + inset, 0, width);
            _pixels.AsSpan(row * width + from, Math.Max(0, Math.Clamp(x + w - inset, 0, width) - from)).Fill(colour);
        }
    }

    public void Disc(int x, int y, int radius, byte colour) => Box(x - radius, y - radius, 2 * radius, 2 * radius, colour, radius);

    /// <summary>The picture as a file.</summary>
    public byte[] ToPng()
    {
        using var png = new MemoryStream();
        png.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        var head = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, width);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), height);
        // eight bits per pixel, each a place in the palette
        (head[8], head[9]) = (8, 3);
        Chunk(png, "IHDR"u8, head);
        Chunk(png, "PLTE"u8, [.. palette.SelectMany(p => new[] { p.R, p.G, p.B })]);
        Chunk(png, "IDAT"u8, Packed());
        Chunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    private byte[] Packed()
    {
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Fastest))
        {
            for (var row = 0; row < height; row++)
            {
                zip.WriteByte(0);
                zip.Write(_pixels, row * width, width);
            }
        }

        return packed.ToArray();
    }

    private static void Chunk(Stream png, ReadOnlySpan<byte> type, byte[] data)
    {
        Span<byte> four = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(four, data.Length);
        png.Write(four);
        png.Write(type);
        png.Write(data);
        var crc = 0xFFFFFFFFu;
        foreach (var b in type) crc = Table[(crc ^ b) & 0xFF] ^ (crc >> 8);
        foreach (var b in data) crc = Table[(crc ^ b) & 0xFF] ^ (crc >> 8);
        BinaryPrimitives.WriteUInt32BigEndian(four, ~crc);
        png.Write(four);
    }
}
