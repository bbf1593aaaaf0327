using Microsoft.Data.Sqlite;
using NUnit.Framework;
using Portal.Data.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Sql;

/// <summary>Every statement is prepared by SQLite against the migrated schema: functions, columns and their number are right there, too.</summary>
[TestFixture]
public sealed class SqliteTests
{
    [Test]
    public async Task Every_statement_is_prepared()
    {
        await using var portal = await TestPortal.Create();
        await using var connection = new SqliteConnection(portal.ConnectionString);
        await connection.OpenAsync();
        var broken = new List<string>();
        foreach (var statement in Statements.All)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = statement.Text.Replace(Statements.Page, Dialect.Sqlite.Page, StringComparison.Ordinal);
            try
            {
                await command.PrepareAsync();
            }
            catch (SqliteException e)
            {
                broken.Add($"{statement.Name}: {e.Message}");
            }
        }

        Assert.That(Statements.All, Has.Count.GreaterThan(200));
        Assert.That(broken, Is.Empty);
    }
}
