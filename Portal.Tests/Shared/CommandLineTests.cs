using Microsoft.Extensions.Configuration;
using NUnit.Framework;
using Portal.Data.Shared;
using Portal.Web.Shared;

namespace Portal.Tests.Shared;

/// <summary>What is typed wrongly on the command line is refused, never passed over.</summary>
[TestFixture]
public sealed class CommandLineTests
{
    [TestCase("-pay")]
    [TestCase("pay")]
    [TestCase("2026-01-31")]
    public void A_word_too_many_is_refused(string word) =>
        Assert.That(() => new CommandLine(["--all", word], ["through"], ["all", "pay"]), Throws.TypeOf<UsageException>().With.Message.EqualTo($"Unexpected '{word}'."));

    [Test]
    public void A_command_takes_as_many_words_as_it_says()
    {
        Assert.That(new CommandLine(["folder"], [], [], positions: 1).Positions, Is.EqualTo(new[] { "folder" }));
        Assert.That(() => new CommandLine(["folder", "other"], [], [], positions: 1), Throws.TypeOf<UsageException>());
    }

    [TestCase("Databse")]
    [TestCase("Timezon")]
    public void A_setting_that_is_none_is_refused(string name)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create($"Portal:{name}", (string?)"x")]).Build();
        Assert.That(configuration.ReadPortal, Throws.InvalidOperationException.With.Message.StartsWith($"Portal:{name} is no setting."));
    }

    [Test]
    public void A_database_that_cannot_be_is_told_in_words()
    {
        Assert.That(() => new Database("garbage; Password=secret"), Throws.InvalidOperationException.With.Message.StartsWith("Portal:Database").And.Message.Not.Contain("secret"));
    }

    [Test]
    public async Task A_file_that_is_no_database_is_told_in_words()
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.db");
        await File.WriteAllTextAsync(file, new string('x', 4096));
        try
        {
            using var database = new Database($"Data Source={file};Pooling=False");
            var migrator = new Migrator(database, new Core.Shared.PortalOptions());
            Assert.That(migrator.Run, Throws.InvalidOperationException.With.Message.StartsWith("Portal:Database"));
            using var nowhere = new Database($"Data Source={file}/portal.db");
            Assert.That(new Migrator(nowhere, new Core.Shared.PortalOptions()).Run, Throws.InvalidOperationException.With.Message.StartsWith("Portal:Database"));
        }
        finally
        {
            File.Delete(file);
        }
    }
}
