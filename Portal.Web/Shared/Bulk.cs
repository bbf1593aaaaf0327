using Microsoft.AspNetCore.Mvc;

namespace Portal.Web.Shared;

/// <summary>What became of one of several: its name and page, and what happened, as the key of a text.</summary>
public sealed record BulkRow(string Label, string? Url, bool IsDone, string Text)
{
    /// <summary>Nothing that the actor may see. What does not exist and what is somebody else's look alike.</summary>
    public static BulkRow NotFound(object id) => new($"{id}", null, false, "shared.bulkNotFound");
}

public sealed record BulkModel(string Title, string Back, IReadOnlyList<BulkRow> Rows);

/// <summary>The same step for several rows of a list.</summary>
public static class Bulk
{
    /// <summary>As many as a page of a list shows.</summary>
    private const int Most = 100;

    /// <summary>Does one after the other, each in a transaction of its own: what is not possible for one does not hinder the others. Then tells what became of each.</summary>
    public static async Task<IActionResult> Each<T>(this Controller controller, string title, string back, IEnumerable<T> ids, Func<T, Task<BulkRow>> act)
    {
        var rows = new List<BulkRow>();
        foreach (var id in ids.Distinct().Take(Most)) rows.Add(await act(id));
        if (rows.Count > 0) return controller.View("/Shared/Bulk.cshtml", new BulkModel(title, back, rows));
        controller.Flash("shared.bulkNone");
        return controller.LocalRedirect(back);
    }
}
