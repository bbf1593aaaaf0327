namespace Portal.Data.Sellers;

public sealed record RecruitmentRow
{
    public long Id { get; init; }
    public string ProductCode { get; init; } = "";
    public string Product { get; init; } = "";
    public string Producer { get; init; } = "";
    public string Centre { get; init; } = "";
    public long Price { get; init; }
    public int Quota { get; init; }
    public int AcceptedCount { get; init; }
    /// <summary>Takes applications now.</summary>
    public bool IsOpen { get; init; }
    public DateTime? ClosesAt { get; init; }
    public DateTime OpenedAt { get; init; }
    /// <summary>Applications that are not decided; of those a reviewer sees, the ones without an opinion.</summary>
    public long Waiting { get; init; }
    /// <summary>The seller's own application, when there is one.</summary>
    public string? MyStatus { get; init; }
}

public sealed record RecruitmentHeader
{
    public long Id { get; init; }
    public long ProductId { get; init; }
    public string ProductCode { get; init; } = "";
    public string Product { get; init; } = "";
    public string? Summary { get; init; }
    public string Producer { get; init; } = "";
    public string Centre { get; init; } = "";
    public long Price { get; init; }
    public string Tax { get; init; } = "";
    public int Quota { get; init; }
    public int AcceptedCount { get; init; }
    public long? ReviewerId { get; init; }
    public string? Reviewer { get; init; }
    public string? Note { get; init; }
    public string Status { get; init; } = "";
    public bool IsOpen { get; init; }
    public DateTime OpenedAt { get; init; }
    public DateTime? ClosesAt { get; init; }
    /// <summary>The seller sells the product already, through whatever recruitment.</summary>
    public bool Sells { get; init; }

    public int Left => Quota - AcceptedCount;
    public int TaxBp(int standard) => Tax == "Standard" ? standard : 0;
}

/// <summary>One application to sell a product.</summary>
public sealed record ApplicationRow
{
    public long Id { get; init; }
    public long RecruitmentId { get; init; }
    public string ProductCode { get; init; } = "";
    public string Product { get; init; } = "";
    public string Producer { get; init; } = "";
    public string Centre { get; init; } = "";
    public long SellerId { get; init; }
    public string SellerCode { get; init; } = "";
    public string Seller { get; init; } = "";
    public string? Region { get; init; }
    public long? AgreementId { get; init; }
    public string? Message { get; init; }
    public string Status { get; init; } = "";
    public DateTime AppliedAt { get; init; }
    public long? ReviewerId { get; init; }
    public string? Reviewer { get; init; }
    public string? ReviewerOpinion { get; init; }
    public string? ReviewerComment { get; init; }
    public string? DecidedBy { get; init; }
    public DateTime? DecidedAt { get; init; }
    public string? Reason { get; init; }
    public DateTime? EndedAt { get; init; }
    public string? EndReason { get; init; }
    public int Quota { get; init; }
    public int AcceptedCount { get; init; }
    /// <summary>What else the seller sells.</summary>
    public long Products { get; init; }

    public bool IsSubmitted => Status == "Submitted";
    public bool Sells => Status == "Accepted" && EndedAt is null;
    /// <summary>The state in one word; that it ended is told apart from that it was accepted.</summary>
    public string State => EndedAt is null ? Status : "Ended";
}

/// <summary>A recruitment with the applications that the actor may see: a seller their own, everybody else all.</summary>
public sealed record RecruitmentDetail(RecruitmentHeader Recruitment, IReadOnlyList<ApplicationRow> Applications);

/// <summary>A product for which the centre could recruit.</summary>
public sealed record RecruitableProduct
{
    public long Id { get; init; }
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public string Producer { get; init; } = "";
    public string Status { get; init; } = "";
    public long Price { get; init; }
    public bool HasAgreement { get; init; }
    /// <summary>Sellers of any centre who sell it now.</summary>
    public long Sellers { get; init; }
}

public sealed record ReviewerName
{
    public long PersonId { get; init; }
    public string Name { get; init; } = "";
    public bool IsNear { get; init; }
}

/// <summary>What waits for the actor in this feature.</summary>
public sealed record SellersCounts
{
    public long Members { get; init; }
    public long Applications { get; init; }
    public long Opinions { get; init; }
    public long Open { get; init; }
}
