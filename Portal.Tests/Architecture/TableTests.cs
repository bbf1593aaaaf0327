using System.Reflection;
using System.Text.RegularExpressions;
using NUnit.Framework;
using Portal.Data.Shared;

namespace Portal.Tests.Architecture;

/// <summary>A table is written only by its own feature's store; pages read.</summary>
[TestFixture]
public sealed partial class TableTests
{
    // the migrator writes what every portal begins with
    private static readonly string[] Elsewhere = ["Migrator settings", "Migrator withholding_rules"];

    [Test]
    public void A_table_is_written_only_by_the_stores_of_its_feature()
    {
        var owners = Owners();
        var wrong = Writes().Where(w => !owners.TryGetValue(w.Table, out var owner) || owner != w.Feature).Where(w => !Elsewhere.Contains($"{w.Type} {w.Table}"))
            .Select(w => $"{w.Feature}.{w.Type} writes {w.Table} of {owners.GetValueOrDefault(w.Table, "no feature")}");
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void Queries_of_pages_write_nothing() =>
        Assert.That(Writes().Where(w => w.Type.EndsWith("Pages", StringComparison.Ordinal)).Select(w => $"{w.Type} writes {w.Table}"), Is.Empty);

    [Test]
    public void Every_table_has_a_primary_key_and_every_constraint_a_name()
    {
        foreach (var (name, text) in Migrator.Scripts(Dialect.SqlServer))
        {
            // entries that are on their way into the ledger have no identity of their own
            var without = Table().Matches(text).Where(m => m.Groups[1].Value != "draft_entries" && !m.Groups[2].Value.Contains("PRIMARY KEY", StringComparison.Ordinal)).Select(m => m.Groups[1].Value);
            Assert.That(without, Is.Empty, name);
            var unnamed = text.Split('\n').Where(l => Constraint().IsMatch(l) && !l.Contains("CONSTRAINT", StringComparison.Ordinal) && !l.TrimStart().StartsWith("--", StringComparison.Ordinal));
            Assert.That(unnamed, Is.Empty, name);
        }
    }

    /// <summary>Tables and the feature whose script makes them: <c>db/010_orders.sql</c> is of Orders.</summary>
    private static Dictionary<string, string> Owners() => Migrator.Scripts(Dialect.SqlServer)
        .SelectMany(s => Table().Matches(s.Text).Select(m => (Table: m.Groups[1].Value, Feature: FeatureOf(s.Name)))).ToDictionary(t => t.Table, t => t.Feature);

    private static string FeatureOf(string script)
    {
        var word = Script().Match(script).Groups[1].Value;
        return string.Concat(word.Split('_').Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
    }

    private static IEnumerable<(string Feature, string Type, string Table)> Writes() =>
        from type in typeof(Db).Assembly.GetTypes()
        from field in type.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly)
        where field is { IsLiteral: true } && field.FieldType == typeof(string)
        from Match write in Write().Matches((string)field.GetRawConstantValue()!)
        select (type.Namespace!.Split('.')[^1], type.Name, write.Groups[1].Value);

    [GeneratedRegex(@"(?:INSERT INTO|UPDATE|DELETE FROM)\s+(\w+)")]
    private static partial Regex Write();

    [GeneratedRegex(@"CREATE TABLE (\w+) \((.*?)\n\);", RegexOptions.Singleline)]
    private static partial Regex Table();

    [GeneratedRegex(@"\b(?:PRIMARY KEY|FOREIGN KEY|REFERENCES|UNIQUE \(|CHECK \(|DEFAULT)")]
    private static partial Regex Constraint();

    [GeneratedRegex(@"db/\d+_(\w+)\.sql")]
    private static partial Regex Script();
}
