using System.Buffers.Binary;

namespace Portal.Core.Operations;

/// <summary>
/// Walks through the parts of an image to its end. A first line that looks like an image is easily put before a page or a program;
/// one whose parts follow each other to the end is an image, whatever else it may be.
/// </summary>
internal static class ImageShape
{
    /// <summary>More pixels than this are no picture of a product but a trap for the browser that opens it.</summary>
    private const long MaxPixels = 100_000_000;

    internal static bool IsPng(byte[] b)
    {
        if (!b.AsSpan().StartsWith(new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A })) return false;
        var at = 8;
        while (at + 12 <= b.Length)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(b.AsSpan(at));
            var type = b.AsSpan(at + 4, 4);
            if (length > int.MaxValue || at + 12L + length > b.Length) return false;
            if (at == 8 && !(type.SequenceEqual("IHDR"u8) && length == 13 && IsSize(BinaryPrimitives.ReadUInt32BigEndian(b.AsSpan(16)), BinaryPrimitives.ReadUInt32BigEndian(b.AsSpan(20))))) return false;
            if (type.SequenceEqual("IEND"u8)) return at > 8;
            at += 12 + (int)length;
        }

        return false;
    }

    internal static bool IsJpeg(byte[] b)
    {
        var at = 2;
        var sized = false;
        while (at + 4 <= b.Length && b[at] == 0xFF)
        {
            var marker = b[at + 1];
            if (marker == 0xFF)
            {
                at++; // fill bytes
                continue;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(b.AsSpan(at + 2));
            if (length < 2 || at + 2 + length > b.Length) return false;
            // a start of frame says how large the picture is
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                if (length < 8 || !IsSize(BinaryPrimitives.ReadUInt16BigEndian(b.AsSpan(at + 7)), BinaryPrimitives.ReadUInt16BigEndian(b.AsSpan(at + 5)))) return false;
                sized = true;
            }

            // the picture itself runs to the end mark; cameras write more after it
            if (marker == 0xDA) return sized && b.AsSpan(at + 2 + length).IndexOf(new byte[] { 0xFF, 0xD9 }) >= 0;
            at += 2 + length;
        }

        return false;
    }

    internal static bool IsGif(byte[] b)
    {
        if (b.Length < 14 || !(b.AsSpan().StartsWith("GIF87a"u8) || b.AsSpan().StartsWith("GIF89a"u8))) return false;
        if (!IsSize(BinaryPrimitives.ReadUInt16LittleEndian(b.AsSpan(6)), BinaryPrimitives.ReadUInt16LittleEndian(b.AsSpan(8)))) return false;
        var at = 13 + Palette(b[10]);
        var pictures = 0;
        while (at < b.Length)
        {
            switch (b[at])
            {
                case 0x3B:
                    return pictures > 0;
                case 0x21:
                    at = Blocks(b, at + 2);
                    break;
                case 0x2C when at + 10 < b.Length:
                    pictures++;
                    at = Blocks(b, at + 11 + Palette(b[at + 9]));
                    break;
                default:
                    return false;
            }
        }

        return false;
    }

    internal static bool IsWebP(byte[] b)
    {
        if (b.Length < 30 || !b.AsSpan(8).StartsWith("WEBP"u8)) return false;
        var kind = b.AsSpan(12, 4);
        if (!kind.SequenceEqual("VP8 "u8) && !kind.SequenceEqual("VP8L"u8) && !kind.SequenceEqual("VP8X"u8)) return false;
        // what the header says is all there; one byte may fill it up to an even length
        return BinaryPrimitives.ReadUInt32LittleEndian(b.AsSpan(4)) is var size && size + 8 <= b.Length && size + 9 >= b.Length;
    }

    private static bool IsSize(long width, long height) => width > 0 && height > 0 && width * height <= MaxPixels;

    private static int Palette(byte flags) => (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);

    /// <summary>The place after a run of blocks, each with its length before it and an empty one at the end.</summary>
    private static int Blocks(byte[] b, int at)
    {
        while (at < b.Length && b[at] != 0) at += b[at] + 1;
        return at + 1;
    }
}
