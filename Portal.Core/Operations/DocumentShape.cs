using System.IO.Compression;
using System.Text;

namespace Portal.Core.Operations;

/// <summary>Tells documents apart that begin alike: Office and Hangul documents in a ZIP, Hangul in a compound file, plain text.</summary>
internal static class DocumentShape
{
    private const int MaxEntries = 10_000;
    private static readonly byte[] HwpHeader = Encoding.Unicode.GetBytes("FileHeader");
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly string[] Markup = ["<!doctype", "<html", "<head", "<body", "<script", "<svg", "<?xml", "<?php", "<iframe", "<%"];

    /// <summary>An Office or Hangul document; null for other archives, and for documents that carry macros or a program.</summary>
    internal static FileType? OfZip(Stream content)
    {
        try
        {
            content.Position = 0;
            using var zip = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            if (zip.Entries.Count > MaxEntries) return null;
            var names = zip.Entries.Select(e => e.FullName).ToHashSet(StringComparer.OrdinalIgnoreCase);
            if (names.Contains("META-INF/MANIFEST.MF") || names.Any(n => n.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase))) return null;
            if (zip.GetEntry("mimetype") is { } said) return IsHwpx(said) ? FileType.Hwpx : null;
            if (!names.Contains("[Content_Types].xml")) return null;
            if (names.Contains("word/document.xml")) return FileType.Word;
            if (names.Contains("xl/workbook.xml")) return FileType.Excel;
            return names.Contains("ppt/presentation.xml") ? FileType.PowerPoint : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static bool IsHwpx(ZipArchiveEntry said)
    {
        Span<byte> text = stackalloc byte[64];
        using var stream = said.Open();
        var length = stream.ReadAtLeast(text, text.Length, throwOnEndOfStream: false);
        return Encoding.ASCII.GetString(text[..length]).Trim() == "application/hwp+zip";
    }

    /// <summary>A compound file is Hangul's when its header stream says so; old Office documents, which carry macros, are not kept.</summary>
    internal static bool IsHwp(Stream content) => Contains(content, HwpHeader) && Contains(content, "HWP Document File"u8.ToArray());

    /// <summary>UTF-8 without control characters that does not begin as a page, a drawing or a script.</summary>
    internal static bool IsPlainText(Stream content)
    {
        content.Position = 0;
        using var reader = new StreamReader(content, Utf8, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        var buffer = new char[8192];
        try
        {
            for (var first = true; ; first = false)
            {
                var length = reader.ReadBlock(buffer);
                if (length == 0) return !first;
                var text = buffer.AsSpan(0, length);
                if (first && IsMarkup(text)) return false;
                foreach (var c in text)
                    if (char.IsControl(c) && c is not ('\t' or '\n' or '\r' or '\f')) return false;
            }
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static bool IsMarkup(ReadOnlySpan<char> text)
    {
        var start = text.TrimStart("\uFEFF \t\r\n\f");
        if (start.StartsWith("<") || start.StartsWith("#!") || start.StartsWith("{\\rtf")) return true;
        foreach (var mark in Markup)
            if (text.Contains(mark, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    private static bool Contains(Stream content, byte[] wanted)
    {
        content.Position = 0;
        var buffer = new byte[65_536];
        var kept = 0;
        while (true)
        {
            var read = content.Read(buffer, kept, buffer.Length - kept);
            if (read == 0) return false;
            var filled = kept + read;
            if (buffer.AsSpan(0, filled).IndexOf(wanted) >= 0) return true;
            // what is wanted may begin at the end of this piece
            kept = Math.Min(wanted.Length - 1, filled);
            Buffer.BlockCopy(buffer, filled - kept, buffer, 0, kept);
        }
    }
}
