using System.Text.RegularExpressions;
using Dapper;
using DbUp;
using DbUp.Builder;
using DbUp.Engine;
using Microsoft.Data.Sqlite;
using Portal.Core.Shared;

namespace Portal.Data.Shared;

/// <summary>Brings the schema of db/ into the database and keeps what can never change afterwards (currency, zone).</summary>
public sealed partial class Migrator(Database database, PortalOptions options)
{
    /// <summary>
    /// Runs the scripts that have not run yet and returns their names.
    /// Throws <see cref="InvalidOperationException"/> with a message for people when a script fails or the database belongs to a portal of another currency or zone.
    /// </summary>
    public async Task<IReadOnlyList<string>> Run()
    {
        if (database.FilePath is { } file) MakeFolder(file);
        else EnsureDatabase.For.SqlDatabase(database.ConnectionString);
        using var alone = await OneAtATime();
        var result = Engine().PerformUpgrade();
        if (result.Error is SqliteException { SqliteErrorCode: CannotOpen or NotADatabase or ReadOnly } refused)
            throw new InvalidOperationException($"Portal:Database cannot be used: {refused.Message}", refused);
        if (!result.Successful) throw new InvalidOperationException($"{result.ErrorScript?.Name}: {result.Error.Message}", result.Error);
        await Fix("currency", options.Currency.Code);
        await Fix("zone", options.Zone.Id);
        if (options.Currency.Code == "KRW") await Seed();
        return [.. result.Scripts.Select(s => s.Name)];
    }

    // codes of sqlite3.h
    private const int ReadOnly = 8;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    private static void MakeFolder(string file)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"Portal:Database: the folder of {file} cannot be made: {e.Message}", e);
        }
    }

    /// <summary>The scripts of db/ as an engine reads them, in their order.</summary>
    public static IEnumerable<(string Name, string Text)> Scripts(Dialect dialect)
    {
        var assembly = typeof(Migrator).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith("db/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return (name, For(dialect, reader.ReadToEnd()));
        }
    }

    /// <summary>True when the database answers and has every script; creates nothing.</summary>
    public async Task<bool> IsUpToDate()
    {
        if (database.FilePath is { } file && !File.Exists(file)) return false;
        await using var connection = await database.Open();
        return !Engine().IsUpgradeRequired();
    }

    private UpgradeEngine Engine() => Builder().WithScripts(Scripts(database.Dialect).Select(s => new SqlScript(s.Name, s.Text)))
        .WithTransactionPerScript().WithExecutionTimeout(TimeSpan.FromMinutes(30)).LogToNowhere().Build();

    private UpgradeEngineBuilder Builder() => database.Dialect == Dialect.Sqlite
        ? DeployChanges.To.SqliteDatabase(database.ConnectionString)
        : DeployChanges.To.SqlDatabase(database.ConnectionString);

    /// <summary>Several nodes that start at once on one database run the scripts one after the other.</summary>
    private async Task<IDisposable> OneAtATime()
    {
        if (database.FilePath is not { } file) return await OneNode();
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return new FileStream(file + ".migrating", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (IOException) when (attempt < 600)
            {
                await Task.Delay(100);
            }
        }
    }

    private async Task<IDisposable> OneNode()
    {
        var connection = await database.Open();
        await connection.ExecuteAsync(Dialect.AloneOnServer, commandTimeout: 600);
        return connection;
    }

    // 3 % income tax and a tenth of it, each floored to 10 won, as far back as the portal's history may go
    private const string SeedWithholdingSql = """
        INSERT INTO withholding_rules (id, valid_from, income_rate_bp, local_rate_bp, floor_unit)
        SELECT 1, '1990-01-01', 300, 1000, 10 WHERE NOT EXISTS (SELECT 1 FROM withholding_rules)
        """;

    /// <summary>What the law of the portal's country says; a portal in another currency withholds nothing until it is told to.</summary>
    private async Task Seed()
    {
        await using var connection = await database.Open();
        await connection.ExecuteAsync(SeedWithholdingSql);
    }

    private const string KeepSettingSql = "INSERT INTO settings (name, value) SELECT @name, @value WHERE NOT EXISTS (SELECT 1 FROM settings WHERE name = @name)";
    private const string SettingSql = "SELECT value FROM settings WHERE name = @name";

    private async Task Fix(string name, string value)
    {
        await using var connection = await database.Open();
        await connection.ExecuteAsync(KeepSettingSql, new { name, value });
        var kept = await connection.ExecuteScalarAsync<string>(SettingSql, new { name });
        if (kept != value)
            throw new InvalidOperationException($"This database was made for {name} '{kept}', the configuration says '{value}'. Amounts and dates would change their meaning: set Portal:Currency and Portal:TimeZone as they were, or use another database.");
    }

    /// <summary>Keeps of <c>--#if SQLITE … --#else … --#endif</c> the engine's own half, and rewrites what SQLite cannot read.</summary>
    private static string For(Dialect dialect, string script)
    {
        var sqlite = dialect == Dialect.Sqlite;
        script = Halves().Replace(script, m => m.Groups[sqlite ? 1 : 2].Value);
        if (!sqlite) return script;
        script = Go().Replace(script, "");
        script = script.Replace("NVARCHAR(MAX)", "TEXT", StringComparison.Ordinal).Replace("VARBINARY(MAX)", "BLOB", StringComparison.Ordinal);
        // a single-column BIGINT key becomes the row id itself
        return SingleKey().Replace(script, m => m.Value.Replace($"{m.Groups[1].Value} BIGINT NOT NULL", $"{m.Groups[1].Value} INTEGER NOT NULL", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"--#if SQLITE\n(.*?)--#else\n(.*?)--#endif", RegexOptions.Singleline)]
    private static partial Regex Halves();

    [GeneratedRegex(@"^GO\s*$", RegexOptions.Multiline)]
    private static partial Regex Go();

    [GeneratedRegex(@"CREATE TABLE \w+ \(\s*(\w+) BIGINT NOT NULL,(?:(?!CREATE TABLE).)*?PRIMARY KEY \(\1\)", RegexOptions.Singleline)]
    private static partial Regex SingleKey();
}
