using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using NUnit.Framework;
using Portal.Core.Shared;
using Portal.Data.Shared;
using Portal.Jobs.Shared;
using Portal.Web.Shared;

namespace Portal.Tests.Architecture;

/// <summary>Files, methods and constructors stay small.</summary>
[TestFixture]
public sealed class SizeTests
{
    private static readonly Assembly[] Assemblies = [typeof(Clock).Assembly, typeof(Db).Assembly, typeof(IRecurringJob).Assembly, typeof(Pipeline).Assembly, typeof(SizeTests).Assembly];

    [Test]
    public void No_file_is_longer_than_400_lines_and_no_page_than_150()
    {
        var files = Source.Files.Where(f => f.Path.EndsWith(".cs", StringComparison.Ordinal) || f.Path.EndsWith(".cshtml", StringComparison.Ordinal) || f.Path.EndsWith(".sql", StringComparison.Ordinal)).ToList();
        Assert.That(files.Where(f => f.Lines > (f.Path.EndsWith(".cshtml", StringComparison.Ordinal) ? 150 : 400)).Select(f => $"{f.Path}: {f.Lines}"), Is.Empty);
        var lengths = files.Select(f => f.Lines).Order().ToList();
        Assert.That(lengths[lengths.Count * 95 / 100], Is.LessThanOrEqualTo(200), "95 of 100 files");
    }

    [Test]
    public void No_method_is_longer_than_70_lines() => Assert.That(Assemblies.SelectMany(LongMethods), Is.Empty);

    [Test]
    public void No_constructor_takes_more_than_5_parameters()
    {
        var wrong = Assemblies.SelectMany(a => a.GetTypes()).Where(t => t is { IsClass: true } && !IsRecord(t) && !t.Name.StartsWith('<'))
            .SelectMany(t => t.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
                .Where(c => c.GetParameters().Length > 5).Select(c => $"{t.FullName}: {c.GetParameters().Length}"));
        Assert.That(wrong, Is.Empty);
    }

    // a record is a row or a request: its parameters are its columns
    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null;

    /// <summary>Methods by the lines on which they have steps, as the debugger knows them.</summary>
    private static List<string> LongMethods(Assembly assembly)
    {
        using var symbols = MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(Path.ChangeExtension(assembly.Location, ".pdb")));
        var reader = symbols.GetMetadataReader();
        var found = new List<string>();
        foreach (var handle in reader.MethodDebugInformation)
        {
            var steps = reader.GetMethodDebugInformation(handle).GetSequencePoints().Where(p => !p.IsHidden && p.StartLine > 0).ToList();
            if (steps.Count == 0) continue;
            var file = reader.GetString(reader.GetDocument(steps[0].Document).Name);
            var lines = steps.Max(p => p.EndLine) - steps.Min(p => p.StartLine) + 1;
            // pages are measured as files
            if (lines <= 70 || !file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".g.cs", StringComparison.Ordinal)) continue;
            var method = assembly.ManifestModule.ResolveMethod(MetadataTokens.GetToken(handle.ToDefinitionHandle()))!;
            // the fields of a class are set in its constructor, from first to last
            if (method is ConstructorInfo) continue;
            found.Add($"{method.DeclaringType}.{method.Name}: {lines} lines");
        }

        return found;
    }
}
