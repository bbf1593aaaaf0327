using NUnit.Framework;
using Portal.Core.Agreements;
using Portal.Core.Sellers;
using Portal.Core.Shared;

namespace Portal.Tests.Shared;

/// <summary>Agreements and recruitment.</summary>
public sealed partial class TestData
{
    /// <summary>An agreement that binds from now on: everything to the producer but what is given.</summary>
    public async Task<long> Agreement(TestProduct product, params ProposedShare[] shares)
    {
        var request = new ProposeAgreementRequest(Actor.Portal, product.Id, portal.Time.GetUtcNow().UtcDateTime,
            [.. shares, new ProposedShare(Part.Producer, product.ProducerId, ShareKind.Rest, 0)], null);
        var outcome = await portal.Run<ProposeAgreement, ProposeAgreementOutcome>(u => u.Handle(request));
        Assert.That(outcome, Is.InstanceOf<ProposeAgreementOutcome.Proposed>().With.Property(nameof(ProposeAgreementOutcome.Proposed.IsAccepted)).True);
        return ((ProposeAgreementOutcome.Proposed)outcome).AgreementId;
    }

    public async Task<long> Recruitment(Actor @operator, TestProduct product, int quota = 2, long? reviewerId = null)
    {
        var outcome = await portal.Run<OpenRecruitment, OpenRecruitmentOutcome>(u => u.Handle(new OpenRecruitmentRequest(@operator, product.Id, quota) { ReviewerId = reviewerId }));
        return ((OpenRecruitmentOutcome.Opened)outcome).RecruitmentId;
    }

    public async Task<long> Application(Actor seller, long recruitmentId, string? message = null)
    {
        var outcome = await portal.Run<ApplyToRecruitment, ApplyToRecruitmentOutcome>(u => u.Handle(new ApplyToRecruitmentRequest(seller, recruitmentId, message)));
        return ((ApplyToRecruitmentOutcome.Applied)outcome).ApplicationId;
    }
}
