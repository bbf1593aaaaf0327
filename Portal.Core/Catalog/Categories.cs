using System.Text.RegularExpressions;
using Portal.Core.Operations;
using Portal.Core.Shared;

namespace Portal.Core.Catalog;

/// <summary>A category as it stands in lists.</summary>
public sealed record Category
{
    public long Id { get; init; }
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public string NameEn { get; init; } = "";
    public int Sort { get; init; }

    public const int MaxName = 100;
}

/// <summary>Categories of products.</summary>
public interface ICategoryStore
{
    /// <summary>All of them, in their order.</summary>
    Task<IReadOnlyList<Category>> All();

    /// <summary>Adds one after all others; false when the code is taken.</summary>
    Task<bool> Insert(Category category);

    Task<bool> Rename(long id, string name, string nameEn);

    Task SetSort(long id, int sort);
}

/// <summary>A further category. Its code stands in addresses and files and never changes.</summary>
public sealed record AddCategoryRequest(Actor Actor, string? Code, string? Name, string? NameEn);

public enum CategoryOutcome { Done, NotFound, BadCode, BadName, BadNameEn, CodeTaken }

/// <summary>See <see cref="AddCategoryRequest"/>.</summary>
public sealed partial class AddCategory(IUnitOfWork unit, ICategoryStore categories, Audit audit)
{
    public async Task<CategoryOutcome> Handle(AddCategoryRequest request)
    {
        var code = request.Code?.Trim().ToLowerInvariant() ?? "";
        if (!CodeShape().IsMatch(code)) return CategoryOutcome.BadCode;
        if (!CategoryNames.Take(request.Name, out var name)) return CategoryOutcome.BadName;
        if (!CategoryNames.Take(request.NameEn, out var nameEn)) return CategoryOutcome.BadNameEn;
        if (request.Actor.Role is not (Role.Administrator or Role.System)) return CategoryOutcome.NotFound;
        await using var tx = await unit.Begin();
        var category = new Category { Id = Ids.Next(), Code = code, Name = name, NameEn = nameEn };
        if (!await categories.Insert(category)) return CategoryOutcome.CodeTaken;
        await audit.Note(request.Actor, "category.add", "category", category.Id, $"{code} {name}", null, $"{name} / {nameEn}");
        await tx.Commit();
        return CategoryOutcome.Done;
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,39}$")]
    private static partial Regex CodeShape();
}

/// <summary>New names of a category.</summary>
public sealed record RenameCategoryRequest(Actor Actor, string Code, string? Name, string? NameEn);

/// <summary>See <see cref="RenameCategoryRequest"/>.</summary>
public sealed class RenameCategory(IUnitOfWork unit, ICategoryStore categories, Audit audit)
{
    public async Task<CategoryOutcome> Handle(RenameCategoryRequest request)
    {
        if (!CategoryNames.Take(request.Name, out var name)) return CategoryOutcome.BadName;
        if (!CategoryNames.Take(request.NameEn, out var nameEn)) return CategoryOutcome.BadNameEn;
        if (request.Actor.Role is not (Role.Administrator or Role.System)) return CategoryOutcome.NotFound;
        await using var tx = await unit.Begin();
        if ((await categories.All()).FirstOrDefault(c => c.Code == request.Code) is not { } category) return CategoryOutcome.NotFound;
        await categories.Rename(category.Id, name, nameEn);
        await audit.Note(request.Actor, "category.rename", "category", category.Id, $"{category.Code} {name}", $"{category.Name} / {category.NameEn}", $"{name} / {nameEn}");
        await tx.Commit();
        return CategoryOutcome.Done;
    }
}

/// <summary>Moves a category one place up or down in the lists.</summary>
public sealed record MoveCategoryRequest(Actor Actor, string Code, bool Up);

/// <summary>See <see cref="MoveCategoryRequest"/>. At the end of the list nothing happens.</summary>
public sealed class MoveCategory(IUnitOfWork unit, ICategoryStore categories, Audit audit)
{
    public async Task<CategoryOutcome> Handle(MoveCategoryRequest request)
    {
        if (request.Actor.Role is not (Role.Administrator or Role.System)) return CategoryOutcome.NotFound;
        await using var tx = await unit.Begin();
        var all = (await categories.All()).ToList();
        var from = all.FindIndex(c => c.Code == request.Code);
        if (from < 0) return CategoryOutcome.NotFound;
        var to = Math.Clamp(request.Up ? from - 1 : from + 1, 0, all.Count - 1);
        if (from == to) return CategoryOutcome.Done;
        var moved = all[from];
        all.RemoveAt(from);
        all.Insert(to, moved);
        // numbers may have gaps or be equal: all are written anew where they differ
        for (var i = 0; i < all.Count; i++)
            if (all[i].Sort != i + 1) await categories.SetSort(all[i].Id, i + 1);
        await audit.Note(request.Actor, "category.move", "category", moved.Id, $"{moved.Code} {moved.Name}", $"{from + 1}", $"{to + 1}");
        await tx.Commit();
        return CategoryOutcome.Done;
    }
}

internal static class CategoryNames
{
    internal static bool Take(string? text, out string kept)
    {
        kept = PlainText.Tidy(text) ?? "";
        return kept.Length is > 0 and <= Category.MaxName && !kept.Contains('\n');
    }
}
