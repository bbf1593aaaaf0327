using Portal.Core.Operations;
using Portal.Core.Shared;

namespace Portal.Core.Content;

/// <summary>A picture for pages. Its title says what is to be seen, for those who do not see it.</summary>
public sealed record AddContentImageRequest(Actor Actor, string? Title, Upload Upload);

public abstract record AddContentImageOutcome
{
    private AddContentImageOutcome() { }

    public sealed record Added(long FileId) : AddContentImageOutcome;
    public sealed record BadTitle : AddContentImageOutcome;
    public sealed record Refused(FileOutcome Reason) : AddContentImageOutcome;
}

/// <summary>See <see cref="AddContentImageRequest"/>.</summary>
public sealed class AddContentImage(IUnitOfWork unit, IContentStore contents, Files files, Audit audit, Clock clock)
{
    public async Task<AddContentImageOutcome> Handle(AddContentImageRequest request)
    {
        if (PlainText.Tidy(request.Title) is not { Length: <= SaveContent.MaxTitle } title) return new AddContentImageOutcome.BadTitle();
        var taken = await files.Take(request.Upload, FileUse.Image);
        if (taken.File is not { } file) return new AddContentImageOutcome.Refused(taken.Outcome);
        await using var tx = await unit.Begin();
        await files.Register(request.Actor, file);
        await contents.InsertImage(file.Id, title, clock.Now);
        await audit.Note(request.Actor, "content.image", "content", file.Id, title, null, file.Name);
        await tx.Commit();
        return new AddContentImageOutcome.Added(file.Id);
    }
}
