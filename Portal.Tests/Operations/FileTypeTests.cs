using System.Text;
using CsCheck;
using NUnit.Framework;
using Portal.Core.Operations;
using Portal.Tests.Shared;

namespace Portal.Tests.Operations;

/// <summary>What a file is, is decided by its bytes.</summary>
public sealed class FileTypeTests
{
    private static IEnumerable<TestCaseData> Known =>
    [
        new(TestFiles.Png, FileType.Png), new(TestFiles.Jpeg, FileType.Jpeg), new(TestFiles.Gif, FileType.Gif), new(TestFiles.WebP, FileType.WebP), new(TestFiles.Pdf, FileType.Pdf),
        new(TestFiles.Text, FileType.Text), new(TestFiles.Word, FileType.Word), new(TestFiles.Excel, FileType.Excel), new(TestFiles.PowerPoint, FileType.PowerPoint),
        new(TestFiles.Hwp, FileType.Hwp), new(TestFiles.Hwpx, FileType.Hwpx), new("\uFEFF설명서"u8.ToArray(), FileType.Text),
        new((byte[])[.. TestFiles.Jpeg, .. "what a camera writes after it"u8], FileType.Jpeg),
    ];

    private static IEnumerable<TestCaseData> Refused =>
    [
        Named("a page", "<!doctype html><script>alert(1)</script>"u8), Named("a page after white space", "\uFEFF \n <HTML>"u8), Named("a drawing", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"u8),
        Named("a drawing after a declaration", "<?xml version='1.0'?><svg/>"u8), Named("a page in the middle", "hello\n<script>alert(1)</script>"u8), Named("a shell script", "#!/bin/sh\nrm -rf /"u8),
        Named("rich text", "{\\rtf1 hello}"u8), Named("a Windows program", [.. "MZ"u8, 0x90, 0, 3, 0, 0, 0]), Named("a Linux program", [0x7F, .. "ELF\u0002\u0001\u0001\0"u8]), Named("text that is not UTF-8", [0xC7, 0xD1, 0xB1, 0xDB]),
        Named("text with a zero", "hello\0world"u8), Named("a page that begins like an image", "GIF89a=1;/*<html><script>alert(1)</script>*/"u8),
        Named("a page that begins like PNG", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. "<html><script>alert(1)</script></html>"u8]),
        Named("a page that begins like JPEG", [0xFF, 0xD8, 0xFF, 0xE0, .. "<html><script>alert(1)</script></html>"u8]), Named("half a PNG", TestFiles.Png.AsSpan(0, 40)), Named("half a JPEG", TestFiles.Jpeg.AsSpan(0, 40)),
        Named("half a GIF", TestFiles.Gif.AsSpan(0, 20)), Named("half a WebP", TestFiles.WebP.AsSpan(0, 30)), Named("a PDF after something", " %PDF-1.4\n"u8.ToArray().Prepend((byte)0).ToArray()),
        Named("another RIFF", "RIFF\u0004\0\0\0WAVEfmt                      "u8), Named("an archive", TestFiles.Zip(("a.txt", "a"))), Named("a broken archive", TestFiles.Word.AsSpan(0, 50)),
        Named("a Java program", TestFiles.Zip(("META-INF/MANIFEST.MF", ""), ("[Content_Types].xml", ""), ("word/document.xml", ""))),
        Named("a document with macros", TestFiles.Zip(("[Content_Types].xml", ""), ("word/document.xml", ""), ("word/vbaProject.bin", ""))),
        Named("an archive that is also a page", TestFiles.Zip(("mimetype", "text/html"))), Named("an old Word document", TestFiles.Compound("WordDocument", "Normal.dot")),
        Named("a picture of ten thousand million dots", [.. TestFiles.Png[..16], 0, 1, 0x86, 0xA0, 0, 1, 0x86, 0xA0, .. TestFiles.Png[24..]]), Named("nothing", []),
    ];

    [TestCaseSource(nameof(Known))]
    public void Every_type_is_known_by_its_bytes(byte[] bytes, FileType type) => Assert.That(FileType.Of(new MemoryStream(bytes)), Is.EqualTo(type));

    [TestCaseSource(nameof(Refused))]
    public void What_could_do_something_or_is_broken_is_not_kept(byte[] bytes) => Assert.That(FileType.Of(new MemoryStream(bytes)), Is.Null);

    [Test]
    public void Bytes_of_any_kind_are_judged_without_an_error()
    {
        byte[][] starts = [TestFiles.Png, TestFiles.Jpeg, TestFiles.Gif, TestFiles.WebP, TestFiles.Word, TestFiles.Hwpx, TestFiles.Hwp[..700], []];
        Gen.Select(Gen.Int[0, starts.Length - 1], Gen.Double[0, 1], Gen.Byte.Array[0, 60]).Sample((which, share, tail) =>
        {
            var start = starts[which];
            byte[] bytes = [.. start[..(int)(start.Length * share)], .. tail];
            FileType.Of(new MemoryStream(bytes));
            return true;
        });
    }

    [TestCase("설명서.pdf", "설명서.pdf")]
    [TestCase("설명서.PDF", "설명서.pdf")]
    [TestCase("program.exe", "program.exe.pdf")]
    [TestCase(@"C:\Users\me\manual.pdf", "manual.pdf")]
    [TestCase("../../etc/passwd", "passwd.pdf")]
    [TestCase("\u202Efdp.exe", "fdp.exe.pdf")]
    [TestCase("a\r\nSet-Cookie: x.pdf", "aSet-Cookie x.pdf")]
    [TestCase("\u1112\u1161\u11AB.pdf", "한.pdf")]
    [TestCase("📎 \"x\".pdf", "📎 x.pdf")]
    [TestCase("...", "file.pdf")]
    [TestCase("", "file.pdf")]
    [TestCase(null, "file.pdf")]
    public void A_name_ends_in_what_the_file_is_and_hides_nothing(string? given, string kept) => Assert.That(FileName.Of(given, FileType.Pdf), Is.EqualTo(kept));

    [Test]
    public void A_long_name_is_cut_between_characters()
    {
        var name = FileName.Of(string.Concat(Enumerable.Repeat("📎", 300)), FileType.Pdf);
        Assert.That(name.Length, Is.LessThanOrEqualTo(FileName.MaxLength));
        Assert.That(() => new UTF8Encoding(false, true).GetBytes(name), Throws.Nothing);
    }

    private static TestCaseData Named(string name, ReadOnlySpan<byte> bytes) => new TestCaseData(bytes.ToArray()).SetName($"Not kept: {name}");
}
