using Portal.Core.Agreements;
using Portal.Core.Shared;

namespace Portal.Core.Sellers;

/// <summary>See <see cref="ApplyToRecruitmentRequest"/>.</summary>
public sealed class ApplyToRecruitment(IUnitOfWork unit, ISellersStore sellers, IAgreementStore agreements, ApplicationDesk desk, Clock clock)
{
    public async Task<ApplyToRecruitmentOutcome> Handle(ApplyToRecruitmentRequest request)
    {
        var seller = request.Actor.Role == Role.Seller ? request.Actor.OrganizationId : request.Actor.Role == Role.System ? request.SellerId : null;
        request = request with { Message = PlainText.Tidy(request.Message) };
        await using var tx = await unit.Begin();
        if (seller is not { } sellerId || await sellers.Recruitment(request.RecruitmentId) is not { } recruitment) return new ApplyToRecruitmentOutcome.NotFound();
        if (recruitment.Status != nameof(RecruitmentStatus.Open) || recruitment.ClosesAt <= clock.Now) return new ApplyToRecruitmentOutcome.Closed();
        var agreement = await InForce(recruitment.ProductId);
        // nobody takes part in what they did not see
        if (request.AgreementId is { } seen && agreement != seen) return new ApplyToRecruitmentOutcome.AgreementChanged();
        if (await sellers.InsertApplication(recruitment, sellerId, request with { AgreementId = agreement }, clock.Now) is not { } id) return new ApplyToRecruitmentOutcome.AppliedBefore();
        await desk.Submitted(recruitment, id, clock.Now);
        await tx.Commit();
        return new ApplyToRecruitmentOutcome.Applied(id);
    }

    private async Task<long?> InForce(long productId) => (await agreements.InForce([productId], clock.Now)).GetValueOrDefault(productId)?.Id;
}
