using Portal.Core.Operations;
using Portal.Core.Shared;

namespace Portal.Core.Agreements;

/// <summary>Named shares from which proposals of a centre's products begin. Parties may be left out: the producer and the portal are filled in, others by whoever proposes.</summary>
public sealed record SaveAgreementTemplateRequest(Actor Actor, long? TemplateId, string Name, string? Note, IReadOnlyList<ProposedShare> Shares)
{
    /// <summary>The version that was seen.</summary>
    public int Version { get; init; }
}

public abstract record SaveAgreementTemplateOutcome
{
    private SaveAgreementTemplateOutcome() { }

    public sealed record Saved(long TemplateId) : SaveAgreementTemplateOutcome;
    public sealed record Bad(ShareProblem Problem) : SaveAgreementTemplateOutcome;
    /// <summary>Another template of the centre is called so.</summary>
    public sealed record NameTaken : SaveAgreementTemplateOutcome;
    /// <summary>Somebody else changed it meanwhile.</summary>
    public sealed record Changed : SaveAgreementTemplateOutcome;
    public sealed record NotFound : SaveAgreementTemplateOutcome;
}

/// <summary>A template as it is written.</summary>
public sealed record AgreementTemplate(long Id, long CentreId, string Name, string? Note, int Version, IReadOnlyList<ProposedShare> Shares);

/// <summary>Templates of centres.</summary>
public interface IAgreementTemplateStore
{
    /// <summary>The version of a template of the operator's centre; null for everybody else.</summary>
    Task<int?> Version(Actor actor, long templateId);

    Task<bool> HasName(long centreId, string name, long exceptId);
    Task Insert(AgreementTemplate template, long? personId, DateTime at);

    /// <summary>False when somebody else changed it meanwhile.</summary>
    Task<bool> Update(AgreementTemplate template, long? personId, DateTime at);

    Task Delete(long templateId);
}

/// <summary>See <see cref="SaveAgreementTemplateRequest"/>.</summary>
public sealed class SaveAgreementTemplate(IUnitOfWork unit, IAgreementTemplateStore templates, IAgreementStore agreements, Audit audit, Clock clock)
{
    public async Task<SaveAgreementTemplateOutcome> Handle(SaveAgreementTemplateRequest request)
    {
        if (ShareRules.Faults(request.Shares).Select(f => f.Problem).FirstOrDefault(p => p is not ShareProblem.PartyNeeded) is var problem and not ShareProblem.None)
            return new SaveAgreementTemplateOutcome.Bad(problem);
        if (request.Actor.Role != Role.Operator) return new SaveAgreementTemplateOutcome.NotFound();
        await using var tx = await unit.Begin();
        if (request.TemplateId is { } id && await templates.Version(request.Actor, id) is null) return new SaveAgreementTemplateOutcome.NotFound();
        var named = request.Shares.Where(s => s.PartyId is not null).Select(s => s.PartyId!.Value).Distinct().ToList();
        if (await agreements.CountOrganizations(named) != named.Count) return new SaveAgreementTemplateOutcome.Bad(ShareProblem.UnknownParty);
        if (await templates.HasName(request.Actor.OrganizationId, request.Name, request.TemplateId ?? 0)) return new SaveAgreementTemplateOutcome.NameTaken();
        var template = new AgreementTemplate(request.TemplateId ?? Ids.Next(), request.Actor.OrganizationId, request.Name, request.Note, request.Version, request.Shares);
        if (request.TemplateId is null) await templates.Insert(template, request.Actor.PersonOrNull, clock.Now);
        else if (!await templates.Update(template, request.Actor.PersonOrNull, clock.Now)) return new SaveAgreementTemplateOutcome.Changed();
        await audit.Note(request.Actor, "agreement-template.save", "agreement-template", template.Id, template.Name, null, AgreementDesk.Describe(template.Shares));
        await tx.Commit();
        return new SaveAgreementTemplateOutcome.Saved(template.Id);
    }
}

/// <summary>Removes a template; agreements that began from it stay as they are.</summary>
public sealed class RemoveAgreementTemplate(IUnitOfWork unit, IAgreementTemplateStore templates, Audit audit)
{
    public async Task<bool> Handle(Actor actor, long templateId)
    {
        await using var tx = await unit.Begin();
        if (await templates.Version(actor, templateId) is null) return false;
        await templates.Delete(templateId);
        await audit.Note(actor, "agreement-template.remove", "agreement-template", templateId, $"{templateId}");
        await tx.Commit();
        return true;
    }
}
