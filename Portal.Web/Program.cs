using System.Globalization;
using Portal.Web.Shared;

// the machine's language says nothing about the portal's: pages set their own, files are written the same everywhere
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
var (words, settings) = CommandLine.Split(args);
try
{
    var name = words.FirstOrDefault() ?? "serve";
    var app = PortalHost.Build(settings);
    var commands = PortalHost.Commands(app).ToList();
    if (commands.SingleOrDefault(c => c.Name == name) is { } command) return await command.Run([.. words.Skip(1)]);
    var asked = name is "help" or "--help" or "-h";
    var answer = asked ? Console.Out : Console.Error;
    answer.WriteLine(asked ? "Commands:" : $"Unknown command '{name}'. Commands:");
    foreach (var c in commands.OrderBy(c => c.Name, StringComparer.Ordinal)) answer.WriteLine($"  portal {c.Name} {c.Usage}".TrimEnd());
    return asked ? 0 : 2;
}
catch (UsageException e)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}
catch (InvalidOperationException e) when (e.Message.StartsWith("Portal:", StringComparison.Ordinal) || e.Message.StartsWith("This database", StringComparison.Ordinal))
{
    Console.Error.WriteLine(e.Message);
    return 1;
}

/// <summary>The portal: web server and command line in one program.</summary>
public partial class Program;
