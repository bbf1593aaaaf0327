using Portal.Core.Review;
using Portal.Core.Shared;

namespace Portal.Web.Operations.Demo;

/// <summary>Opens the review cases of the demo and leads each to its decision, or to where it stands today.</summary>
[Service]
public sealed class DemoCases(OpenReview open, DecideReview decide, MoveDueDate move, DemoVotes votes, Clock clock)
{
    private const int Quorum = 2;

    private int _shown;

    internal DateTime Now => clock.Now;

    /// <summary>Schedules the case of a revision that was just handed in; <paramref name="approved"/> follows its approval.</summary>
    internal void Begin(World world, Merchandise product, Fate fate, Dice dice, Func<Task> approved) =>
        world.At(world.Office(Now, dice.Hours(3, 30)), () => Open(world, product, fate, dice, approved));

    private async Task Open(World world, Merchandise product, Fate fate, Dice dice, Func<Task> approved)
    {
        var others = world.Reviewers.Where(r => r.PersonId != world.Reviewers[0].PersonId && product.Producer.People.TrueForAll(p => p.PersonId != r.PersonId));
        var reviewers = dice.Pick(others, 3);
        // the reviewer whose sign-in is shown has some to vote on, and took part in others
        if ((fate == Fate.InReview && _shown++ < 9) || (fate == Fate.OnSale && dice.Chance(12))) reviewers[fate == Fate.InReview ? 2 : 0] = world.Reviewers[0];
        var days = fate == Fate.InReview ? dice.Between(4, 11) : dice.Between(10, 14);
        var outcome = await open.Handle(new OpenReviewRequest(world.Operator(product.Centre), product.RevisionId, [.. reviewers.Select(r => r.PersonId)], clock.Today.AddDays(days), Quorum));
        if (outcome is not OpenReviewOutcome.Opened { CaseId: var id })
        {
            world.Went(false, $"case of {product.Code}", outcome);
            return;
        }

        var c = new OpenCase(id, product, reviewers);
        if (fate == Fate.InReview) Stay(world, c, dice);
        else if (fate == Fate.ChangesRequested) world.At(world.Office(Now, dice.Hours(10, 60)), () => votes.RequestChanges(world, c, reviewers[0], dice));
        else if (fate == Fate.Rejected) Reject(world, c, dice);
        else Approve(world, c, dice, approved);
    }

    /// <summary>Still open: nobody, one, or two who disagree have voted.</summary>
    private void Stay(World world, OpenCase c, Dice dice)
    {
        var style = dice.Between(0, 3);
        if (style >= 1) world.At(world.Office(Now, dice.Hours(8, 40)), () => votes.Cast(world, c, c.Reviewers[0], true, dice));
        if (style == 2) world.At(world.Office(Now, dice.Hours(41, 70)), () => votes.Cast(world, c, c.Reviewers[1], false, dice));
        if (style == 3) world.At(world.Office(Now, dice.Hours(41, 70)), () => votes.Ask(world, c, c.Reviewers[1], dice, () => true));
        if (dice.Chance(20)) world.At(world.Office(Now, dice.Hours(20, 40)), async () =>
        {
            var outcome = await move.Handle(new MoveDueDateRequest(world.Operator(c.Product.Centre), c.Id, clock.Today.AddDays(9), "현장 시연 일정에 맞춰 기한을 늘립니다."));
            world.Went(outcome == ReviewOutcome.Done, $"case of {c.Product.Code}", outcome);
        });
    }

    private void Approve(World world, OpenCase c, Dice dice, Func<Task> approved)
    {
        var first = world.Office(Now, dice.Hours(8, 40));
        if (dice.Chance(15))
        {
            // one reviewer asks for changes, the producer makes them, and the second round begins
            world.At(first, () => votes.RequestChanges(world, c, c.Reviewers[1], dice));
            var again = world.Office(first, dice.Hours(8, 50));
            world.At(again, () => votes.Rework(world, c, dice));
            first = world.Office(again, dice.Hours(8, 40));
        }

        var decided = false;
        world.At(first, () => votes.Cast(world, c, c.Reviewers[0], true, dice));
        if (dice.Chance(25)) world.At(first.AddMinutes(30), () => votes.Ask(world, c, c.Reviewers[2], dice, () => !decided));
        world.At(world.Office(first, dice.Hours(14, 60)), async () =>
        {
            decided = true;
            // mostly the second vote decides, now and then the operator
            if (dice.Chance(88)) await votes.Cast(world, c, c.Reviewers[1], true, dice);
            else await Decide(world, c, Decision.Approved, dice.Pick(CaseTexts.Decisions));
            await approved();
        });
    }

    private void Reject(World world, OpenCase c, Dice dice)
    {
        var first = world.Office(Now, dice.Hours(8, 40));
        world.At(first, () => votes.Cast(world, c, c.Reviewers[0], false, dice));
        world.At(world.Office(first, dice.Hours(14, 60)), () => dice.Chance(50)
            ? votes.Cast(world, c, c.Reviewers[1], false, dice)
            : Decide(world, c, Decision.Rejected, dice.Pick(CaseTexts.Refusals)));
    }

    private async Task Decide(World world, OpenCase c, Decision decision, string reason)
    {
        var outcome = await decide.Handle(new DecideReviewRequest(world.Operator(c.Product.Centre), c.Id, c.Round, decision, reason));
        world.Went(outcome == ReviewOutcome.Done, $"case of {c.Product.Code}", outcome);
    }
}
