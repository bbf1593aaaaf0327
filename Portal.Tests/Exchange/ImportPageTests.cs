using System.IO.Compression;
using System.Net;
using System.Text;
using NUnit.Framework;
using Portal.Core.Organizations;
using Portal.Core.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Exchange;

/// <summary>Files are looked at before they are imported.</summary>
[TestFixture]
public sealed class ImportPageTests
{
    private WebPortal _web = null!;
    private Actor _administrator = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _web = await WebPortal.Create();
        var data = new TestData(_web.Portal);
        _administrator = await data.Person(Role.Administrator, await data.Organization(OrganizationKind.Portal));
    }

    [OneTimeTearDown]
    public async Task Stop() => await _web.DisposeAsync();

    [Test]
    public async Task An_archive_is_checked_shown_imported_and_a_second_time_changes_nothing()
    {
        var zip = Zip(("data/organizations.csv", "code,name,kind,note\nX1,가져온 센터,centre,n\nX2,=생산자,producer,n\n"), ("data/expected.csv", "nothing"), ("../people.csv", "email,name,role,organization_code\nx@example.test,사람,producer,X2\n"));
        using var admin = await _web.As(_administrator);
        var checkedPage = await admin.Upload("/imports", "files", "old.zip", zip);
        Assert.That(checkedPage.Location, Does.Match("^/imports/[0-9]+$"));
        Assert.That(await Count("organizations WHERE code LIKE 'X%'"), Is.Zero, "only looked at");
        var preview = await admin.Get(checkedPage.Location!);
        Assert.That(preview.Main, Does.Contain("organizations.csv").And.Contain("people.csv").And.Contain("organizations.csv: note"));
        Assert.That((await admin.Get("/")).Html.QuerySelector("a[href='/imports']"), Is.Not.Null);

        Assert.That((await admin.PostAndFollow(checkedPage.Location + "/run")).Main, Does.Contain("3건을 들여왔습니다").And.Contain("old.zip"));
        Assert.That(await Count("organizations WHERE code LIKE 'X%'"), Is.EqualTo(2));
        Assert.That((await admin.Post(checkedPage.Location + "/run")).Status, Is.EqualTo(HttpStatusCode.NotFound), "it is done");
        Assert.That(await Count("audit_entries WHERE action = 'import.run' AND subject_label = 'old.zip'"), Is.EqualTo(1));

        var again = await admin.Upload("/imports", "files", "old.zip", zip);
        Assert.That((await admin.PostAndFollow(again.Location + "/run")).Main, Does.Contain("새로 더할 것이 없었습니다"));
    }

    [Test]
    public async Task Every_error_is_named_by_file_line_column_and_reason_and_nothing_is_kept()
    {
        using var admin = await _web.As(_administrator);
        var page = await admin.Upload("/imports", "files", "organizations.csv", Bytes("code,name,kind\nY1,좋은 곳,centre\nY2,,centre\nY3,=나쁜 곳<b>,planet\nY1,다시,centre\n"));
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        var rows = page.Html.QuerySelectorAll("#h-errors").Single().ParentElement!.ParentElement!.QuerySelectorAll("tbody tr").Select(r => r.TextContent).ToList();
        Assert.That(rows, Has.Some.Contain("3name값이 필요합니다").And.Some.Contain("4kind정해진 값이 아닙니다"));
        Assert.That(page.Text, Does.Not.Contain("나쁜 곳<b>"));
        Assert.That(await Count("organizations WHERE code LIKE 'Y%'"), Is.Zero);
    }

    [TestCase("organizations.csv", new byte[] { 0xFF, 0xFE, 0x00, 0x80, 0x81 })]
    [TestCase("evil.exe", new byte[] { 77, 90 })]
    [TestCase("broken.zip", new byte[] { 1, 2, 3 })]
    public async Task What_is_no_file_of_an_import_is_refused(string name, byte[] bytes)
    {
        using var admin = await _web.As(_administrator);
        var page = await admin.Upload("/imports", "files", name, bytes);
        Assert.That((page.Status, page.Main.Contains(name, StringComparison.Ordinal)), Is.EqualTo((HttpStatusCode.BadRequest, true)));
    }

    [Test]
    public async Task Without_a_file_the_form_says_so()
    {
        using var admin = await _web.As(_administrator);
        Assert.That((await admin.Post("/imports")).Main, Does.Contain("올릴 파일을 골라 주세요"));
    }

    [Test]
    public async Task A_file_of_a_Korean_spreadsheet_is_read_and_that_is_said()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var admin = await _web.As(_administrator);
        var page = await admin.Upload("/imports", "files", "organizations.csv", Encoding.GetEncoding(949).GetBytes("code,name,kind\nZ1,똠방각하 상사,centre\n"));
        Assert.That((await admin.Get(page.Location!)).Main, Does.Contain("organizations.csv: CP949"));
        await admin.Post(page.Location + "/run");
        Assert.That(await _web.Portal.Scalar<string>("SELECT name FROM organizations WHERE code = 'Z1'"), Is.EqualTo("똠방각하 상사"));
    }

    [Test]
    public async Task What_is_not_possible_any_more_is_told_and_the_upload_can_be_thrown_away()
    {
        using var admin = await _web.As(_administrator);
        var page = await admin.Upload("/imports", "files", "people.csv", Bytes($"email,name,role,organization_code\nlate@example.test,늦은 사람,producer,W1\n"));
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.BadRequest), "the organization is not known");
        await _web.Portal.Execute("INSERT INTO organizations (id, code, name, kind, status, tax, created_at) VALUES (77, 'W1', 'W', 'Producer', 'Active', 'Business', '2026-01-01')");
        page = await admin.Upload("/imports", "files", "people.csv", Bytes("email,name,role,organization_code\nlate@example.test,늦은 사람,producer,W1\n"));
        await _web.Portal.Execute("DELETE FROM organizations WHERE id = 77");
        var refused = await admin.Post(page.Location + "/run");
        Assert.That((refused.Status, refused.Main.Contains("W1", StringComparison.Ordinal)), Is.EqualTo((HttpStatusCode.BadRequest, true)));
        Assert.That((await admin.PostAndFollow(page.Location + "/discard")).Main, Does.Contain("버렸습니다"));
        Assert.That((await admin.Post(page.Location + "/discard")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    private Task<long> Count(string of) => _web.Portal.Scalar<long>($"SELECT COUNT(*) FROM {of}");

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Zip(params (string Name, string Text)[] files)
    {
        var memory = new MemoryStream();
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, text) in files)
            {
                using var stream = archive.CreateEntry(name).Open();
                stream.Write(Encoding.UTF8.GetBytes(text));
            }

        return memory.ToArray();
    }
}
