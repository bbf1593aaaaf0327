using NUnit.Framework;
using Portal.Core.Operations;
using Portal.Core.Organizations;
using Portal.Core.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Operations;

/// <summary>Uploads on their way into the vault.</summary>
public sealed class FilesTests
{
    private TestPortal _portal = null!;
    private Actor _actor = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _portal = await TestPortal.Create();
        var data = new TestData(_portal);
        _actor = await data.Person(Role.Producer, await data.Organization(OrganizationKind.Producer));
    }

    [OneTimeTearDown]
    public async Task Stop() => await _portal.DisposeAsync();

    [Test]
    public async Task The_same_bytes_lie_in_the_vault_once_and_come_back_as_they_were()
    {
        var first = (await Store(TestFiles.Png, FileUse.Image, "a.png")).File!;
        var second = (await Store(TestFiles.Png, FileUse.Image, "b.png")).File!;
        Assert.That(second.Id, Is.Not.EqualTo(first.Id));
        Assert.That(second.Sha256, Is.EqualTo(first.Sha256));
        Assert.That(Directory.GetFiles(_portal.Options.Files, first.Sha256, SearchOption.AllDirectories), Has.Length.EqualTo(1));
        Assert.That(await Read(first), Is.EqualTo(TestFiles.Png));
        var row = (await _portal.Query<StoredFile>("SELECT * FROM stored_files WHERE id = @Id", new { second.Id })).Single();
        Assert.That(row, Is.EqualTo(second));
        Assert.That(await _portal.Scalar<long>("SELECT uploaded_by FROM stored_files WHERE id = @Id", new { second.Id }), Is.EqualTo(_actor.PersonId));
    }

    [Test]
    public async Task What_was_cut_short_by_a_full_disk_is_replaced_by_the_next_upload()
    {
        var file = (await Store(TestFiles.Gif, FileUse.Image)).File!;
        var path = Directory.GetFiles(_portal.Options.Files, file.Sha256, SearchOption.AllDirectories).Single();
        await File.WriteAllBytesAsync(path, TestFiles.Gif[..5]);
        await Store(TestFiles.Gif, FileUse.Image);
        Assert.That(await Read(file), Is.EqualTo(TestFiles.Gif));
    }

    [Test]
    public async Task A_refused_upload_leaves_nothing_behind()
    {
        var rows = await Rows();
        Assert.That((await Store([], FileUse.Image)).Outcome, Is.EqualTo(FileOutcome.Empty));
        Assert.That((await Store("<html>"u8.ToArray(), FileUse.Attachment, "photo.jpg")).Outcome, Is.EqualTo(FileOutcome.WrongType));
        Assert.That((await Store(TestFiles.Pdf, FileUse.Image, "photo.jpg")).Outcome, Is.EqualTo(FileOutcome.WrongType));
        Assert.That((await Store(TestFiles.Png, FileUse.Document, "manual.pdf")).Outcome, Is.EqualTo(FileOutcome.WrongType));
        Assert.That((await Store([.. TestFiles.Jpeg, .. new byte[FileType.MaxImage]], FileUse.Image)).Outcome, Is.EqualTo(FileOutcome.TooLarge));
        Assert.That((await Store([.. TestFiles.Pdf, .. new byte[FileType.MaxDocument]], FileUse.Document)).Outcome, Is.EqualTo(FileOutcome.TooLarge));
        Assert.That(await Rows(), Is.EqualTo(rows));
        Assert.That(Directory.GetFiles(Path.Combine(_portal.Options.Files, "incoming")), Is.Empty);
    }

    [Test]
    public async Task An_image_that_is_too_large_for_a_picture_is_too_large_for_a_discussion()
    {
        var large = new byte[FileType.MaxImage + 1];
        TestFiles.Jpeg.CopyTo(large, 0);
        Assert.That((await Store(large, FileUse.Attachment)).Outcome, Is.EqualTo(FileOutcome.TooLarge));
        Assert.That((await Store([.. TestFiles.Pdf, .. new byte[FileType.MaxImage]], FileUse.Attachment)).Outcome, Is.EqualTo(FileOutcome.Stored));
    }

    [Test]
    public async Task Many_uploads_of_the_same_bytes_at_once_end_with_one_file()
    {
        var bytes = TestFiles.PngOf(77);
        var all = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Store(bytes, FileUse.Image)));
        Assert.That(all.Select(r => r.Outcome), Has.All.EqualTo(FileOutcome.Stored));
        Assert.That(await Read(all[0].File!), Is.EqualTo(bytes));
        Assert.That(Directory.GetFiles(_portal.Options.Files, all[0].File!.Sha256, SearchOption.AllDirectories), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task What_broke_off_a_day_ago_is_swept_and_what_is_kept_stays()
    {
        var kept = (await Store(TestFiles.PngOf(88), FileUse.Image)).File!;
        var (old, fresh) = (Path.Combine(_portal.Options.Files, "incoming", "old"), Path.Combine(_portal.Options.Files, "incoming", "fresh"));
        foreach (var path in new[] { old, fresh }) await File.WriteAllTextAsync(path, "half");
        var now = _portal.Time.GetUtcNow().UtcDateTime;
        foreach (var (path, at) in new[] { (old, now.AddDays(-2)), (fresh, now.AddHours(-1)), (Directory.GetFiles(_portal.Options.Files, kept.Sha256, SearchOption.AllDirectories).Single(), now.AddDays(-9)) })
            File.SetLastWriteTimeUtc(path, at);
        Assert.That(await _portal.Run<SweepUploads, int>(u => Task.FromResult(u.Handle())), Is.EqualTo(1));
        Assert.That((File.Exists(old), File.Exists(fresh)), Is.EqualTo((false, true)));
        Assert.That(await Read(kept), Is.EqualTo(TestFiles.PngOf(88)));
        File.Delete(fresh);
    }

    private Task<FileResult> Store(byte[] bytes, FileUse use, string name = "file") =>
        _portal.Run<Files, FileResult>(f => f.Store(_actor, new Upload(name, new MemoryStream(bytes)), use));

    private Task<byte[]> Read(StoredFile file) => _portal.Run<Files, byte[]>(async f =>
    {
        await using var stream = f.Open(file)!;
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy);
        return copy.ToArray();
    });

    private async Task<long> Rows() => await _portal.Scalar<long>("SELECT COUNT(*) FROM stored_files");
}
