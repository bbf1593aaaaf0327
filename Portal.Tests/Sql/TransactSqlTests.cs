using System.Text.RegularExpressions;
using Microsoft.SqlServer.Dac.Model;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using NUnit.Framework;
using Portal.Data.Shared;

namespace Portal.Tests.Sql;

/// <summary>The scripts of db/ and every statement are T-SQL that names tables and columns which are there, without a SQL Server at hand.</summary>
[TestFixture]
public sealed partial class TransactSqlTests
{
    [Test]
    public void Every_statement_is_bound_to_the_schema()
    {
        TestContext.Out.WriteLine($"{Statements.All.Count} statements");
        Assert.That(Broken(Statements.All.Select(ForSqlServer)), Is.Empty);
    }

    [TestCase("SELECT id FROM order")]
    [TestCase("SELECT id FROM no_such_table")]
    [TestCase("SELECT no_such_column FROM orders")]
    [TestCase("SELECT o.id FROM orders o JOIN people p ON p.id = o.no_such_column")]
    [TestCase("UPDATE orders SET no_such_column = 1 WHERE id = @id")]
    [TestCase("INSERT INTO orders (id, no_such_column) VALUES (@id, 1)")]
    [TestCase("SELECT CASE WHEN paid_at IS NULL THEN 0 ELSE 1 END AS open FROM orders")]
    public void A_wrong_statement_would_be_found(string text) => Assert.That(Broken([new Statement("wrong", text)]), Is.Not.Empty);

    [Test]
    public void Every_statement_says_only_what_both_engines_understand_in_the_same_way()
    {
        var wrong = new List<string>();
        foreach (var statement in Statements.All.Select(ForSqlServer))
        {
            if (Parse(statement.Text, out var tree).Count > 0) continue;
            var words = new ForeignWords();
            tree.Accept(words);
            wrong.AddRange(words.Found.Distinct().Select(w => $"{statement.Name}: {w}"));
        }

        Assert.That(wrong, Is.Empty);
    }

    /// <summary>What only the dialect of SQL Server says is at least T-SQL.</summary>
    [Test]
    public void The_locks_of_the_months_are_read()
    {
        foreach (var text in new[] { Dialect.SqlServer.KeepMonthsOpen!, Dialect.SqlServer.HoldMonths! }) Assert.That(Parse(text, out _), Is.Empty, text);
        Assert.That((Dialect.Sqlite.KeepMonthsOpen, Dialect.Sqlite.HoldMonths), Is.EqualTo(((string?)null, (string?)null)), "writers go one after the other");
    }

    [Test]
    public void No_piece_of_a_statement_is_unaccounted_for() =>
        Assert.That(Statements.StrayPieces, Is.Empty, "name what these become in Statements.Compositions");

    [Test]
    public void Every_statement_is_a_constant_of_its_class() => Assert.That(Statements.Unnamed, Is.Empty);

    private static List<string> Broken(IEnumerable<Statement> statements)
    {
        var broken = new List<string>();
        using var model = Schema();
        foreach (var statement in statements)
        {
            // a text that cannot be parsed would leave the model unusable
            if (Parse(statement.Text, out _) is { Count: > 0 } errors) broken.AddRange(errors.Select(e => $"{statement.Name}: {e}"));
            else model.AddOrUpdateObjects(Procedure(statement), $"{statement.Name}.sql", new TSqlObjectOptions());
        }

        // a table that is not there is only a warning: warnings count
        broken.AddRange(model.Validate().Select(m => $"{m.Prefix}{m.Number} {m.Message}"));
        return broken;
    }

    private static TSqlModel Schema()
    {
        var model = new TSqlModel(SqlServerVersion.Sql160, new TSqlModelOptions());
        foreach (var (name, text) in Migrator.Scripts(Dialect.SqlServer))
        {
            Assert.That(Parse(text, out var tree), Is.Empty, name);
            // the model takes one statement at a time
            foreach (var statement in ((TSqlScript)tree).Batches.SelectMany(b => b.Statements))
                model.AddOrUpdateObjects(text.Substring(statement.StartOffset, statement.FragmentLength), $"{name}:{statement.StartLine}", new TSqlObjectOptions());
        }

        Assert.That(model.Validate().Select(m => m.Message), Is.Empty);
        return model;
    }

    private static Statement ForSqlServer(Statement s) => s with { Text = s.Text.Replace(Statements.Page, Dialect.SqlServer.Page, StringComparison.Ordinal) };

    /// <summary>A statement is bound as the body of a procedure that has its parameters.</summary>
    private static string Procedure(Statement statement)
    {
        var parameters = Parameter().Matches(statement.Text).Select(m => m.Value).Distinct(StringComparer.OrdinalIgnoreCase).Select(p => $"{p} NVARCHAR(400)");
        return $"CREATE PROCEDURE [{statement.Name}] {string.Join(", ", parameters)} AS\n{statement.Text}";
    }

    private static List<string> Parse(string text, out TSqlFragment tree)
    {
        tree = new TSql160Parser(initialQuotedIdentifiers: true).Parse(new StringReader(text), out var errors);
        return [.. errors.Select(e => $"{e.Line}: {e.Message}")];
    }

    [GeneratedRegex(@"(?<!@)@\w+")]
    private static partial Regex Parameter();

    /// <summary>Finds what one of the engines does not know or understands otherwise.</summary>
    private sealed class ForeignWords : TSqlFragmentVisitor
    {
        // the same on both, checked by hand; COALESCE, NULLIF, IIF and CAST are words of their own
        private static readonly HashSet<string> Functions = new(StringComparer.OrdinalIgnoreCase)
        {
            "COUNT", "SUM", "MIN", "MAX", "CONCAT", "CONCAT_WS", "STRING_AGG", "SUBSTRING", "TRIM", "REPLACE", "ROUND", "ABS", "ROW_NUMBER", "RANK", "DENSE_RANK", "LAG", "LEAD",
        };

        public List<string> Found { get; } = [];

        public override void Visit(FunctionCall node)
        {
            if (!Functions.Contains(node.FunctionName.Value)) Found.Add($"{node.FunctionName.Value}()");
        }

        public override void Visit(LeftFunctionCall node) => Found.Add("LEFT()");
        public override void Visit(RightFunctionCall node) => Found.Add("RIGHT()");
        public override void Visit(ConvertCall node) => Found.Add("CONVERT");
        public override void Visit(TryConvertCall node) => Found.Add("TRY_CONVERT");
        public override void Visit(TryCastCall node) => Found.Add("TRY_CAST");
        public override void Visit(ParameterlessCall node) => Found.Add($"{node.ParameterlessCallType}");
        public override void Visit(TopRowFilter node) => Found.Add("TOP");
        public override void Visit(MergeStatement node) => Found.Add("MERGE");
        public override void Visit(OutputClause node) => Found.Add("OUTPUT");
        public override void Visit(OutputIntoClause node) => Found.Add("OUTPUT");
        public override void Visit(TableHint node) => Found.Add($"hint {node.HintKind}");
        // a cross join is the same on both; it keeps the order of its tables on SQLite
        public override void Visit(UnqualifiedJoin node)
        {
            if (node.UnqualifiedJoinType != UnqualifiedJoinType.CrossJoin) Found.Add($"{node.UnqualifiedJoinType}");
        }
        public override void Visit(InlineDerivedTable node) => Found.Add("a table of VALUES");
        public override void Visit(GlobalVariableExpression node) => Found.Add(node.Name);
        public override void Visit(PivotedTableReference node) => Found.Add("PIVOT");
        public override void Visit(VariableTableReference node) => Found.Add("a table variable");

        public override void Visit(StringLiteral node)
        {
            if (node.IsNational) Found.Add("N'…'");
        }

        public override void Visit(SchemaObjectName node)
        {
            if (node.SchemaIdentifier is { } schema) Found.Add($"schema {schema.Value}");
        }

        public override void Visit(BinaryExpression node)
        {
            if (node.BinaryExpressionType == BinaryExpressionType.Add && (node.FirstExpression is StringLiteral || node.SecondExpression is StringLiteral)) Found.Add("+ on text");
        }

        public override void Visit(DataTypeReference node)
        {
            if (node is SqlDataTypeReference { SqlDataTypeOption: not (SqlDataTypeOption.BigInt or SqlDataTypeOption.NVarChar) } type) Found.Add($"type {type.SqlDataTypeOption}");
        }
    }
}
