namespace Portal.Core.Operations;

/// <summary>What an uploaded file may be used for, and so what it may be and how large.</summary>
public enum FileUse
{
    /// <summary>A picture on a page.</summary>
    Image,
    /// <summary>A manual: PDF, plain text, Office or Hangul document.</summary>
    Document,
    /// <summary>Either of them, as it is added to a discussion.</summary>
    Attachment,
}

/// <summary>What a file is. Decided by its bytes alone: name and content type of an upload say what its sender wants us to believe.</summary>
public sealed record FileType(string ContentType, string Extension, bool IsImage)
{
    public static readonly FileType Jpeg = new("image/jpeg", ".jpg", true);
    public static readonly FileType Png = new("image/png", ".png", true);
    public static readonly FileType Gif = new("image/gif", ".gif", true);
    public static readonly FileType WebP = new("image/webp", ".webp", true);
    public static readonly FileType Pdf = new("application/pdf", ".pdf", false);
    public static readonly FileType Text = new("text/plain; charset=utf-8", ".txt", false);
    public static readonly FileType Word = new("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx", false);
    public static readonly FileType Excel = new("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx", false);
    public static readonly FileType PowerPoint = new("application/vnd.openxmlformats-officedocument.presentationml.presentation", ".pptx", false);
    public static readonly FileType Hwp = new("application/vnd.hancom.hwp", ".hwp", false);
    public static readonly FileType Hwpx = new("application/vnd.hancom.hwpx", ".hwpx", false);

    /// <summary>The largest image and the largest document that is kept.</summary>
    public const long MaxImage = 5_000_000;
    public const long MaxDocument = 20_000_000;

    public long MaxBytes => IsImage ? MaxImage : MaxDocument;

    /// <summary>The largest file that can be of use.</summary>
    public static long MaxBytesOf(FileUse use) => use == FileUse.Image ? MaxImage : MaxDocument;

    public bool Serves(FileUse use) => use switch { FileUse.Image => IsImage, FileUse.Document => !IsImage, _ => true };

    /// <summary>True for a content type that browsers may show within a page.</summary>
    public static bool IsShown(string contentType) => contentType.StartsWith("image/", StringComparison.Ordinal);

    /// <summary>Reads what a seekable stream holds; null for everything that is not kept: programs, pages, drawings with scripts, broken files.</summary>
    public static FileType? Of(Stream content)
    {
        Span<byte> head = stackalloc byte[16];
        content.Position = 0;
        var length = content.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        head = head[..length];
        if (head is [0x89, (byte)'P', (byte)'N', (byte)'G', ..]) return Whole(content, Png, ImageShape.IsPng);
        if (head is [0xFF, 0xD8, 0xFF, ..]) return Whole(content, Jpeg, ImageShape.IsJpeg);
        if (head.StartsWith("GIF8"u8)) return Whole(content, Gif, ImageShape.IsGif);
        if (head.StartsWith("RIFF"u8)) return Whole(content, WebP, ImageShape.IsWebP);
        if (head.StartsWith("%PDF-"u8) && length > 8 && char.IsAsciiDigit((char)head[5]) && head[6] == '.') return Pdf;
        if (head.StartsWith("PK\u0003\u0004"u8)) return DocumentShape.OfZip(content);
        if (head is [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, ..]) return DocumentShape.IsHwp(content) ? Hwp : null;
        return DocumentShape.IsPlainText(content) ? Text : null;
    }

    private static FileType? Whole(Stream content, FileType type, Func<byte[], bool> isWhole)
    {
        var bytes = new byte[content.Length];
        content.Position = 0;
        content.ReadExactly(bytes);
        return isWhole(bytes) ? type : null;
    }
}
