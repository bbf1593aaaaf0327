using Portal.Core.Agreements;
using Portal.Core.Shared;

namespace Portal.Data.Agreements;

public sealed record AgreementRow
{
    public long Id { get; init; }
    public string ProductCode { get; init; } = "";
    public string Product { get; init; } = "";
    public string Producer { get; init; } = "";
    public int VersionNo { get; init; }
    public string Status { get; init; } = "";
    public DateTime ValidFrom { get; init; }
    public DateTime? ValidUntil { get; init; }
    public DateTime ProposedAt { get; init; }
    public string? Proposer { get; init; }
    public long Parties { get; init; }
    public long Accepted { get; init; }
    /// <summary>The actor's answer is missing.</summary>
    public bool Waits { get; init; }
    public bool InForce { get; init; }
}

public sealed record AgreementHeader
{
    public long Id { get; init; }
    public long ProductId { get; init; }
    public string ProductCode { get; init; } = "";
    public string Product { get; init; } = "";
    public string Producer { get; init; } = "";
    public long Price { get; init; }
    public string Tax { get; init; } = "";
    public int VersionNo { get; init; }
    public string Status { get; init; } = "";
    public DateTime ValidFrom { get; init; }
    public DateTime? ValidUntil { get; init; }
    public string? Note { get; init; }
    /// <summary>The proposal that it answers, and the one that answers it.</summary>
    public long? AnswersId { get; init; }
    public int? AnswersNo { get; init; }
    public long? AnsweredById { get; init; }
    public int? AnsweredByNo { get; init; }
    public long? ProposerId { get; init; }
    public string? Proposer { get; init; }
    public DateTime ProposedAt { get; init; }
    public DateTime? AcceptedAt { get; init; }
    public DateTime? ClosedAt { get; init; }
    public bool InForce { get; init; }
    public bool MayPropose { get; init; }

    /// <summary>It bound and has ended.</summary>
    public bool IsOver(DateTime now) => Status == nameof(AgreementStatus.Accepted) && ValidUntil <= now;

    public bool IsOpen => Status == nameof(AgreementStatus.Proposed);
    public int TaxBp(int standard) => Tax == "Standard" ? standard : 0;
}

/// <summary>A share with the name of its party; without one it is the order's own.</summary>
public sealed record ShareRow
{
    public long AgreementId { get; init; }
    public long Id { get; init; }
    public int ShareNo { get; init; }
    public string Part { get; init; } = "";
    public long? PartyId { get; init; }
    public string? PartyCode { get; init; }
    public string? Party { get; init; }
    /// <summary>What the party is paid is subject to withholding.</summary>
    public bool IsIndividual { get; init; }
    /// <summary>The portal or a centre: its share is income and is not paid out.</summary>
    public bool IsIncome { get; init; }
    public string Kind { get; init; } = "";
    public long Value { get; init; }

    public Share ToShare() => new()
    {
        Id = Id, ShareNo = ShareNo, Part = Enum.Parse<Part>(Part), PartyId = PartyId, Kind = Enum.Parse<ShareKind>(Kind), Value = Value,
    };
}

/// <summary>A named party and its answer.</summary>
public sealed record PartyRow
{
    public long PartyId { get; init; }
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public string? Answer { get; init; }
    public string? Person { get; init; }
    public string? Reason { get; init; }
    public DateTime? AnsweredAt { get; init; }
    /// <summary>How many people can answer for it.</summary>
    public long People { get; init; }
}

public sealed record VersionRow
{
    public long Id { get; init; }
    public int VersionNo { get; init; }
    public string Status { get; init; } = "";
    public DateTime ValidFrom { get; init; }
    public DateTime? ValidUntil { get; init; }
    public DateTime ProposedAt { get; init; }
    public long? AnswersId { get; init; }
    public string? Proposer { get; init; }
    /// <summary>Lines that were ordered under it: they keep it.</summary>
    public long Lines { get; init; }
}

/// <summary>One agreement: its shares, its parties, the versions of its product and the shares that are in force now, when they are others.</summary>
public sealed record AgreementDetail(AgreementHeader Agreement, IReadOnlyList<ShareRow> Shares, IReadOnlyList<PartyRow> Parties, IReadOnlyList<VersionRow> Versions,
    IReadOnlyList<ShareRow> Current)
{
    /// <summary>The actor's answer is missing.</summary>
    public bool MayAnswer(Actor actor) => Agreement.IsOpen && Parties.Any(p => p.PartyId == actor.OrganizationId && p.Answer is null);
}

/// <summary>The agreement in force of a product, for pages that show what it gives.</summary>
public sealed record AgreementTerms(long AgreementId, IReadOnlyList<ShareRow> Shares);

/// <summary>A product for which the actor may propose an agreement.</summary>
public sealed record ProposableProduct
{
    public long Id { get; init; }
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public string Producer { get; init; } = "";
    public string ProducerCode { get; init; } = "";
    public string Status { get; init; } = "";
    public long Price { get; init; }
    public string Tax { get; init; } = "";
    public long? InForceId { get; init; }
    public long? OpenId { get; init; }
}

/// <summary>An organization that can be a party.</summary>
public sealed record PartyCandidate
{
    public long Id { get; init; }
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public string Kind { get; init; } = "";
}

/// <summary>What needs somebody's attention.</summary>
public sealed record AgreementCounts
{
    public long Waiting { get; init; }
    public long Expiring { get; init; }
    public long Fresh { get; init; }
}
