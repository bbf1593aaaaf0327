namespace Portal.Web.Shared;

/// <summary>One command of the command line; found by scanning.</summary>
public interface ICommand
{
    /// <summary>Its name as it is typed.</summary>
    string Name { get; }

    /// <summary>Its arguments as the help shows them.</summary>
    string Usage { get; }

    /// <summary>Does it, prints what it did in a few lines, and returns 0 only when all of it was done.</summary>
    Task<int> Run(string[] args);
}

/// <summary>What was typed cannot be understood; the message is shown with the usage.</summary>
public sealed class UsageException(string message) : Exception(message);
