using Portal.Core.Accounts;
using Portal.Core.Organizations;
using Portal.Core.Sellers;
using Portal.Core.Shared;

namespace Portal.Web.Operations.Demo;

/// <summary>People who signed up and want to sell, produce or review: some were taken in, some not, some wait for the operator.</summary>
[Service]
public sealed class DemoMembers(RegisterPerson register, ApplyForMembership apply, DecideMemberApplication decide, WithdrawMemberApplication withdraw, Clock clock)
{
    private enum End { Waits, Joins, Rejected, Withdrawn }

    internal void Plan(World world)
    {
        var dice = world.Dice.Of("members");
        for (var i = 0; i < 22; i++)
        {
            // half of those who wait are at the centre whose operator is shown
            var end = i switch { < 9 => End.Waits, < 16 => End.Joins, < 20 => End.Rejected, _ => End.Withdrawn };
            var centre = world.Centres[end == End.Waits && i % 2 == 0 ? 0 : i % 4];
            var role = (i % 3) switch { 0 => Role.Seller, 1 => Role.Producer, _ => Role.Reviewer };
            var at = end == End.Waits ? world.DaysAgo(0.4 + i * 0.6) : world.Office(world.DaysAgo(40 + i * 14), dice.Hours(1, 20));
            world.At(at, () => Apply(world, centre, role, end, dice));
        }
    }

    private async Task Apply(World world, Party centre, Role role, End end, Dice dice)
    {
        var (name, latin) = world.Names.Person();
        var signUp = new RegisterPersonRequest(Actor.Portal, world.Names.Mail(latin, "mail"), name) { Phone = world.Names.Mobile(), PasswordHash = world.PasswordHash, EmailConfirmed = true };
        if (await register.Handle(signUp) is not RegisterPersonOutcome.Registered { PersonId: var person }) return;
        var individual = role == Role.Seller && dice.Chance(50);
        var place = dice.Pick(Places.Regions[world.Centres.IndexOf(centre)].Places);
        var outcome = await apply.Handle(new ApplyForMembershipRequest(person, name, role, centre.Id)
        {
            OrganizationName = role == Role.Reviewer ? null : individual ? name : $"{dice.Pick(Places.Prefixes)}{(role == Role.Seller ? dice.Pick(Places.SellerTrades) : "산업")}",
            Tax = individual ? TaxKind.Individual : TaxKind.Business, BusinessNumber = individual || role == Role.Reviewer ? null : world.Names.BusinessNumber(),
            Region = place.Region, Phone = signUp.Phone, Field = role == Role.Reviewer ? dice.Pick(["식품 가공 설비", "산업 안전", "전기·전자", "농업 기계", "소프트웨어 품질"]) : null,
            Career = role == Role.Reviewer ? "관련 기업에서 15년 근무한 뒤 대학에서 강의하고 있으며, 기술사 자격이 있습니다. 정부 과제 평가 위원으로 5년 동안 활동했습니다." : null,
        });
        if (outcome is not ApplyForMembershipOutcome.Applied { ApplicationId: var id })
        {
            world.Went(false, $"{role} of {centre.Name}", outcome is ApplyForMembershipOutcome.Bad bad ? string.Join(", ", bad.Problems) : outcome);
            return;
        }

        if (end == End.Withdrawn) world.At(clock.Now.AddHours(30), async () => Note(world, await withdraw.Handle(person, id), SellersOutcome.Done));
        else if (end != End.Waits) world.At(world.Office(clock.Now, dice.Hours(8, 60)), () => Decide(world, centre, (id, role), end == End.Joins, dice));
    }

    /// <summary>Who is taken in joins a firm that is there, or the centre's reviewers.</summary>
    private async Task Decide(World world, Party centre, (long Id, Role Role) application, bool accept, Dice dice)
    {
        var firms = (application.Role == Role.Producer ? world.Producers.Skip(1) : world.Sellers.Skip(2)).Where(p => p.Centre == centre).ToList();
        var outcome = await decide.Handle(new DecideMemberApplicationRequest(world.Operator(centre), application.Id, accept, accept ? null : "제출하신 경력으로는 자격을 확인할 수 없습니다. 증빙을 갖춰 다시 신청해 주십시오.")
        {
            OrganizationCode = application.Role == Role.Reviewer ? null : dice.Pick(firms).Code,
        });
        Note(world, outcome, accept ? DecideMemberApplicationOutcome.Accepted : DecideMemberApplicationOutcome.Rejected);
    }

    private static void Note<T>(World world, T outcome, T expected) where T : struct, Enum => world.Went(outcome.Equals(expected), "application for a role", outcome);
}
