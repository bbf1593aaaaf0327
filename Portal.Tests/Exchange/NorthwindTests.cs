using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Portal.Data.Ledger;
using Portal.Data.Shared;
using Portal.Web.Shared;

namespace Portal.Tests.Exchange;

/// <summary>Two years of a real firm's orders come out to the cent as a separate program computed them.</summary>
[TestFixture]
public sealed class NorthwindTests
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"portal-northwind-{Guid.NewGuid():N}");

    private static string Data => Path.Combine(TestContext.CurrentContext.TestDirectory, "Exchange", "northwind");

    [OneTimeSetUp]
    public void Folder() => Directory.CreateDirectory(_folder);

    [OneTimeTearDown]
    public void Clear()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task Importing_settling_and_paying_gives_the_expected_amounts_and_sound_books()
    {
        var (app, output) = (Build(), Path.Combine(_folder, "out.csv"));
        await using var _ = app;
        Assert.That(await Run(app, "import", Data), Is.Zero);
        var imported = await Count(app);

        Assert.That(await Run(app, "import", Data), Is.Zero, "the same folder again");
        Assert.That(await Count(app), Is.EqualTo(imported), "a second import changes nothing");

        Assert.That(await Run(app, "settle", "--all", "--through", "1998-12-31", "--csv", output), Is.Zero);
        var expected = await File.ReadAllTextAsync(Path.Combine(Data, "expected.csv"));
        Assert.That(await File.ReadAllTextAsync(output), Is.EqualTo(expected));

        Assert.That(await Run(app, "settle", "--all", "--through", "1998-12-31", "--pay", "--csv", output), Is.Zero);
        Assert.That(await File.ReadAllTextAsync(output), Is.EqualTo(expected), "settling again reports the same");
        await using var scope = app.Services.CreateAsyncScope();
        var rules = await scope.ServiceProvider.GetRequiredService<BooksPages>().Check();
        Assert.That(rules, Has.Count.EqualTo(9));
        Assert.That(rules.Where(r => r.Violations > 0), Is.Empty);
    }

    [Test]
    public async Task A_folder_with_errors_is_refused_whole_and_every_error_is_named()
    {
        var folder = Path.Combine(_folder, "bad");
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "organizations.csv"), "code,name,kind\nC9,Centre,centre\nX1,=cmd(),nonsense\nC9,Again,centre\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "products.csv"), "code,producer_code,name,kind,price\nQ1,S1,Thing,equipment,-5\nQ2,S1,Thing,equipment,1.234\n");
        await using var app = PortalHost.Build([$"--Portal:Database=Data Source={Path.Combine(_folder, "bad.db")}", "--Portal:Currency=USD"]);
        var errors = new StringWriter();
        var console = Console.Error;
        Console.SetError(errors);
        try
        {
            Assert.That(await Run(app, "import", folder), Is.EqualTo(1));
        }
        finally
        {
            Console.SetError(console);
        }

        Assert.That(errors.ToString(), Does.Contain("organizations.csv line 3, column kind").And.Contain("organizations.csv line 4, column code")
            .And.Contain("products.csv line 2, column price: '-5'").And.Contain("products.csv line 3, column price: '1.234'").And.Contain("nothing was imported"));
        await using var scope = app.Services.CreateAsyncScope();
        Assert.That(await scope.ServiceProvider.GetRequiredService<Db>().Scalar<long>("SELECT COUNT(*) FROM organizations"), Is.Zero);
    }

    private Microsoft.AspNetCore.Builder.WebApplication Build() =>
        PortalHost.Build([$"--Portal:Database=Data Source={Path.Combine(_folder, "northwind.db")}", "--Portal:Currency=USD", "--Portal:TimeZone=UTC"]);

    private static Task<int> Run(Microsoft.AspNetCore.Builder.WebApplication app, string command, params string[] args) =>
        PortalHost.Commands(app).Single(c => c.Name == command).Run(args);

    private static async Task<string> Count(Microsoft.AspNetCore.Builder.WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return string.Join(' ', await scope.ServiceProvider.GetRequiredService<Db>().Query<long>("""
            SELECT COUNT(*) FROM organizations UNION ALL SELECT COUNT(*) FROM people UNION ALL SELECT COUNT(*) FROM products UNION ALL SELECT COUNT(*) FROM shares
            UNION ALL SELECT COUNT(*) FROM order_lines UNION ALL SELECT COUNT(*) FROM entries UNION ALL SELECT COUNT(*) FROM audit_entries UNION ALL SELECT COUNT(*) FROM imports
            """));
    }
}
