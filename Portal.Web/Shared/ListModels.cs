using Portal.Data.Shared;

namespace Portal.Web.Shared;

/// <summary>Finds the list in what a page was made with.</summary>
internal static class ListModels
{
    /// <summary>The model itself, or a property of it, or one of a property.</summary>
    public static PageOf<TRow>? Page<TRow>(object? model, int depth = 2)
    {
        if (model is null or PageOf<TRow>) return model as PageOf<TRow>;
        if (depth == 0 || model.GetType().Namespace?.StartsWith("Portal", StringComparison.Ordinal) != true) return null;
        return model.GetType().GetProperties().Where(p => p.GetIndexParameters().Length == 0).Select(p => Page<TRow>(p.GetValue(model), depth - 1)).FirstOrDefault(p => p is not null);
    }
}
