using Portal.Core.Review;
using Portal.Core.Shared;

namespace Portal.Web.Operations.Demo;

/// <summary>A case underway: who reviews it, and in which round it is.</summary>
internal sealed record OpenCase(long Id, Merchandise Product, IReadOnlyList<Actor> Reviewers)
{
    public int Round { get; set; } = 1;
}

/// <summary>What the community of a case says and does between its opening and its decision.</summary>
[Service]
public sealed class DemoVotes(ScoreChecklist score, Vote vote, RequestChanges changes, DemoRework rework, DemoTalk talk)
{
    internal async Task Cast(World world, OpenCase c, Actor reviewer, bool approve, Dice dice)
    {
        if (dice.Chance(80)) await Done(world, c, score.Handle(new ScoreChecklistRequest(reviewer, c.Id, CaseTexts.Scores(dice, approve))));
        var reason = dice.Pick(approve ? CaseTexts.Approvals : CaseTexts.Rejections);
        await Done(world, c, vote.Handle(new VoteRequest(reviewer, c.Id, c.Round, approve ? Ballot.Approve : Ballot.Reject, reason)));
    }

    internal Task Ask(World world, OpenCase c, Actor reviewer, Dice dice, Func<bool> isOpen) => talk.Ask(world, c, reviewer, dice, isOpen);

    internal Task<bool> RequestChanges(World world, OpenCase c, Actor reviewer, Dice dice) =>
        Done(world, c, changes.Handle(new RequestChangesRequest(reviewer, c.Id, c.Round, dice.Pick(CaseTexts.Changes))));

    internal async Task Rework(World world, OpenCase c, Dice dice)
    {
        if (await Done(world, c, rework.Resubmit(c, dice.Pick(CaseTexts.Resubmissions)))) c.Round++;
    }

    internal static async Task<bool> Done(World world, OpenCase c, Task<ReviewOutcome> step)
    {
        var outcome = await step;
        return world.Went(outcome == ReviewOutcome.Done, $"case of {c.Product.Code}", outcome);
    }
}

/// <summary>The discussion of a case.</summary>
[Service]
public sealed class DemoTalk(PostMessage message, DemoFiles files, Clock clock)
{
    /// <summary>A reviewer asks, and the producer answers half a day later, if the case is still open then; sometimes with a paper.</summary>
    internal async Task Ask(World world, OpenCase c, Actor reviewer, Dice dice, Func<bool> isOpen)
    {
        var topic = dice.Between(0, CaseTexts.Questions.Count - 1);
        await DemoVotes.Done(world, c, message.Handle(new PostMessageRequest(reviewer, c.Id, CaseTexts.Questions[topic])));
        world.At(world.Office(clock.Now, dice.Hours(2, 12)), async () =>
        {
            if (!isOpen()) return;
            var producer = c.Product.Producer.Actor;
            var paper = dice.Chance(40) ? await files.Paper(producer, c.Product) : null;
            await DemoVotes.Done(world, c, message.Handle(new PostMessageRequest(producer, c.Id, CaseTexts.Answers[topic]) { FileId = paper }));
        });
    }
}
