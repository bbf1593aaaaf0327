using System.Diagnostics;
using Portal.Core.Exchange;
using Portal.Core.Shared;
using Portal.Data.Shared;
using Portal.Web.Shared;

namespace Portal.Web.Exchange;

/// <summary>Imports a folder of CSV files, whole or not at all.</summary>
public sealed class ImportCommand(IServiceScopeFactory scopes, Migrator migrator) : ICommand
{
    public string Name => "import";
    public string Usage => "FOLDER";

    public async Task<int> Run(string[] args)
    {
        var line = new CommandLine(args, [], [], positions: 1);
        if (line.Positions is not [var folder]) throw new UsageException("import needs one folder.");
        if (!Directory.Exists(folder)) throw new UsageException($"There is no folder {folder}.");
        var watch = Stopwatch.StartNew();
        var unreadable = new List<ImportError>();
        var tables = CsvFolder.Read(folder, unreadable);
        if (tables.Count == 0 && unreadable.Count == 0) throw new UsageException($"{folder} holds none of {string.Join(", ", ImportParser.FileNames)}.");

        await migrator.Run();
        await using var scope = scopes.CreateAsyncScope();
        var import = scope.ServiceProvider.GetRequiredService<ImportBusiness>();
        var log = (await import.Handle(new ImportBusinessRequest(Actor.Portal, Path.GetFileName(Path.GetFullPath(folder)), tables)
        {
            IsTrial = unreadable.Count > 0, Progress = Progress,
        }))!;
        foreach (var column in log.UnknownColumns) Console.WriteLine($"warning: unknown column {column}");
        var errors = unreadable.Concat(log.Errors).Take(ImportLog.MaxErrors).ToList();
        foreach (var error in errors) Console.Error.WriteLine(Describe(error));
        if (errors.Count > 0)
        {
            Console.Error.WriteLine($"{errors.Count} errors, nothing was imported.");
            return 1;
        }

        foreach (var (file, count) in log.Counts) Console.WriteLine($"{file}: {count.Added} added, {count.There} there before");
        Console.WriteLine($"{(log.Added == 0 ? "Nothing new" : "Imported")} in {watch.Elapsed.TotalSeconds:0.0} s.");
        return 0;
    }

    private static string Describe(ImportError e)
    {
        var place = e.Line == 0 ? e.File : $"{e.File} line {e.Line}";
        var column = e.Column is null ? "" : $", column {e.Column}";
        var reason = e.Problem switch
        {
            ImportProblem.Malformed => "cannot be read as CSV with as many fields as the header",
            ImportProblem.NotUtf8 => "is not written in UTF-8",
            ImportProblem.UnknownFile => "is no file of an import",
            ImportProblem.MissingColumn => "the column is missing",
            ImportProblem.DoubledColumn => "the column is there twice",
            ImportProblem.Required => "a value is required",
            ImportProblem.TooLong => "is too long",
            ImportProblem.NotAnAmount => "is not an amount in the portal's currency",
            ImportProblem.NotANumber => "is not a whole number in range",
            ImportProblem.NotAPercentage => "is not a percentage with at most two decimals",
            ImportProblem.NotATime => "is not a time in ISO 8601",
            ImportProblem.Ahead => "lies ahead",
            ImportProblem.NotOneOf => "is not one of the known values",
            ImportProblem.Doubled => "is there twice",
            ImportProblem.NotInSequence => "is not in sequence",
            ImportProblem.UnknownCode => "is not known",
            ImportProblem.Refused => "is refused",
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return $"{place}{column}: {(e.Value is null ? "" : $"'{e.Value}' ")}{reason}";
    }

    private static void Progress(int done, int of)
    {
        if (done % 1000 == 0 || done == of) Console.WriteLine($"{done} of {of} events");
    }
}
