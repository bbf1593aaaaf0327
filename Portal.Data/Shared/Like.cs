namespace Portal.Data.Shared;

/// <summary>Patterns for <c>LIKE @text ESCAPE '\'</c>.</summary>
public static class Like
{
    /// <summary>Finds the text anywhere; null when there is nothing to find.</summary>
    public static string? Containing(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var plain = text.Trim();
        if (plain.Length > 100) plain = plain[..100];
        return $"%{plain.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal).Replace("[", @"\[", StringComparison.Ordinal)}%";
    }
}
