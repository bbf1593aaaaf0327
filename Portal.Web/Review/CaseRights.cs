using Portal.Core.Shared;
using Portal.Data.Review;

namespace Portal.Web.Review;

/// <summary>What a member of the community can do in a case as it stands: which forms and buttons their page has. The use cases decide by themselves.</summary>
public sealed record CaseRights(ReviewCase Case, Role Role)
{
    public bool MaySpeak => Role is (Role.Producer or Role.Reviewer or Role.Operator) && !Case.IsDecided;
    public bool MayJudge => Role == Role.Reviewer && Case.IsOpen;
    public bool MayAskChanges => Role is (Role.Reviewer or Role.Operator) && Case.IsOpen;
    public bool MayResubmit => Role is (Role.Producer or Role.Operator) && Case.Status == "ChangesRequested";
    public bool MayManage => Role == Role.Operator && !Case.IsDecided;

    /// <summary>Everybody voted and nothing came of it: the operator has the word.</summary>
    public bool IsReady => Case.IsOpen && Case.Voted >= Case.Reviewers;
}
