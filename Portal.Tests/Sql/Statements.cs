using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using Portal.Data.Ledger;
using Portal.Data.Orders;
using Portal.Data.Settlement;
using Portal.Data.Shared;

namespace Portal.Tests.Sql;

/// <summary>A statement (or several, one after the other) that Portal.Data sends to the database, with Dapper's lists written out.</summary>
public sealed record Statement(string Name, string Text)
{
    public override string ToString() => Name;
}

/// <summary>
/// Every SQL text of Portal.Data. They are not found by their names but in the compiled program: each text that stands in it and begins with a verb of
/// SQL is a statement. A constant that is only a piece of one must be named in <see cref="Compositions"/>, together with what it becomes.
/// </summary>
public static partial class Statements
{
    /// <summary>Statements that are put together while the program runs: their pieces, in order.</summary>
    private static readonly (string Name, string[] Pieces)[] Compositions =
    [
        ("BulkPostings.Post of freight",
        [
            Constant<SettlementStore>("FreightWith"), "INSERT INTO draft_entries (", Constant<BulkPostings>("DraftColumns"), ")", Constant<SettlementStore>("FreightEntriesSelect"),
        ]),
        ("BulkPostings.AppendPostings of a distribution", [Constant<BulkPostings>("AppendPostingsSql"), Constant<SettlementStore>("LinePostings")]),
        ("BulkPostings.AppendEntries of what was undelivered", [Constant<BulkPostings>("AppendEntriesSql"), Constant<SettlementStore>("UndeliveredEntries")]),
        ("BulkPostings.AppendEntries of VAT", [Constant<BulkPostings>("AppendEntriesSql"), Constant<SettlementStore>("VatEntries")]),
        ("BulkPostings.AppendEntries of shares", [Constant<BulkPostings>("AppendEntriesSql"), Constant<SettlementStore>("ShareEntries")]),
        // all of its views are added below
        ("OrderViews.Ids", ["SELECT o.id FROM orders o WHERE ", "1 = 1"]),
        ("OrderStore.ClaimDue of an order in a centre", [Constant<OrderStore>("ClaimDueSql"), Constant<OrderStore>("OfOrderSql"), Constant<OrderStore>("OfCentreSql"), Constant<OrderStore>("InTurnSql"), Page, ")"]),
    ];

    private static readonly Dictionary<string, string> Names = Constants().GroupBy(c => c.Value.Trim()).ToDictionary(g => g.Key, g => g.First().Name);

    /// <summary>All statements.</summary>
    public static IReadOnlyList<Statement> All { get; } = [.. Find().OrderBy(s => s.Name, StringComparer.Ordinal)];

    /// <summary>Statements that stand in the middle of the code instead of in a constant, where nobody would look for them.</summary>
    public static IEnumerable<string> Unnamed => All.Where(s => Verb().IsMatch(s.Name)).Select(s => s.Name);

    /// <summary>Constants of Portal.Data that the program uses by themselves, that are no statement, and that no composition names.</summary>
    public static IEnumerable<string> StrayPieces
    {
        get
        {
            var used = Literals().Select(l => l.Trim()).ToHashSet();
            return Constants().Where(c => IsSql(c.Name) && used.Contains(c.Value.Trim()) && !Verb().IsMatch(c.Value) && !IsPiece(c.Value)).Select(c => c.Name);
        }
    }

    private static IEnumerable<Statement> Find()
    {
        // what the dialect holds is there because the engines differ
        var foreign = new[] { Dialect.Sqlite, Dialect.SqlServer }.Select(d => d.Triggers).Append(Constant<Dialect>("AloneOnServer")).ToHashSet();
        foreach (var literal in Literals().Where(l => Verb().IsMatch(l) && !foreign.Contains(l) && !IsPiece(l)).Distinct())
        {
            yield return new Statement(NameOf(literal), Lists().Replace(literal, "IN ($1)"));
            // what is ordered may be asked for by pages
            if (Ordered().IsMatch(literal)) yield return new Statement($"{NameOf(literal)} by pages", $"{Lists().Replace(literal, "IN ($1)")} {Page}");
        }

        foreach (var (name, pieces) in Compositions) yield return new Statement(name, string.Join(' ', pieces));
        foreach (var role in OrderViews.Roles)
            foreach (var view in OrderViews.Names)
                foreach (var statement in Sorted($"OrderViews.Ids of {role}: {view}", OrderViews.Ids(role, view, hasText: true))) yield return statement;
        foreach (var (name, list) in Listings())
            foreach (var statement in Sorted(name, list)) yield return statement;
    }

    /// <summary>A list in every order in which it can be read.</summary>
    private static IEnumerable<Statement> Sorted(string name, Listing list) => list.Sorts.Select(s => new Statement($"{name} by {s ?? "itself"}", $"{Lists().Replace(list.Ordered(s), "IN ($1)")} {Page}"));

    /// <summary>All lists of Portal.Data, by themselves and in tables.</summary>
    private static IEnumerable<(string Name, Listing List)> Listings() =>
        from type in typeof(Db).Assembly.GetTypes()
        from field in type.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly)
        where field.FieldType == typeof(Listing)
        select ($"{type.Name}.{field.Name}", (Listing)field.GetValue(null)!);

    /// <summary>Stands where the dialect's paging comes; each test puts its own there.</summary>
    public const string Page = "/*page*/";

    private static bool IsSql(string name) => name.EndsWith("Sql", StringComparison.Ordinal);

    private static bool IsPiece(string text) => Compositions.Any(c => c.Pieces.Any(p => p.Trim() == text.Trim()));

    private static string NameOf(string literal) => Names.GetValueOrDefault(literal.Trim())
        ?? Names.Where(n => literal.TrimStart().StartsWith(n.Key, StringComparison.Ordinal)).OrderByDescending(n => n.Key.Length).Select(n => n.Value).FirstOrDefault()
        ?? Short(literal);

    private static string Short(string literal) => literal.Trim() is { Length: > 60 } l ? l[..60] : literal.Trim();

    private static IEnumerable<(string Name, string Value)> Constants() =>
        from type in typeof(Db).Assembly.GetTypes()
        from field in type.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly)
        where field is { IsLiteral: true } && field.FieldType == typeof(string)
        select ($"{type.Name}.{field.Name}", (string)field.GetRawConstantValue()!);

    private static string Constant<T>(string name) =>
        typeof(T).GetField(name, BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)?.GetRawConstantValue() as string
        ?? throw new InvalidOperationException($"{typeof(T).Name}.{name} is named in {nameof(Compositions)} and is not there.");

    /// <summary>Every text that stands in the compiled Portal.Data.</summary>
    private static List<string> Literals()
    {
        using var file = new PEReader(File.OpenRead(typeof(Db).Assembly.Location));
        var reader = file.GetMetadataReader();
        var literals = new List<string>();
        for (var handle = MetadataTokens.UserStringHandle(0); ;)
        {
            handle = reader.GetNextHandle(handle);
            if (handle.IsNil) return literals;
            literals.Add(reader.GetUserString(handle));
        }
    }

    [GeneratedRegex(@"^\s*(?:--[^\n]*\n\s*)*(?:WITH|SELECT|INSERT|UPDATE|DELETE|MERGE|TRUNCATE|EXEC)\s")]
    private static partial Regex Verb();

    [GeneratedRegex(@"\bORDER BY\b[^();]*$")]
    private static partial Regex Ordered();

    [GeneratedRegex(@"\bIN (@\w+)")]
    private static partial Regex Lists();
}
