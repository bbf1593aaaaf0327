using Portal.Core.Operations;
using Portal.Core.Organizations;
using Portal.Core.Shared;

namespace Portal.Core.Orders;

/// <summary>What a producer asks for shipping its part of an order: a fee, and from which sum of goods there is none. Both without VAT.</summary>
public sealed record FreightRule
{
    public long Fee { get; init; }
    public long? FreeFrom { get; init; }

    public override string ToString() => $"{Fee} / {FreeFrom?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "–"}";
}

/// <summary>The freight rules of producers.</summary>
public interface IFreightStore
{
    Task<FreightRule?> Find(long producerId);
    Task Set(long producerId, FreightRule rule);
}

/// <summary>A new freight rule of a producer. Orders that were placed keep theirs.</summary>
public sealed record SetFreightRuleRequest(Actor Actor, long ProducerId, long Fee, long? FreeFrom);

public enum SetFreightRuleOutcome { Set, NotFound, Bad }

/// <summary>See <see cref="SetFreightRuleRequest"/>. By the producer itself, its centre's operators, or an administrator.</summary>
public sealed class SetFreightRule(IUnitOfWork unit, IOrganizationStore organizations, IFreightStore freight, Audit audit)
{
    public async Task<SetFreightRuleOutcome> Handle(SetFreightRuleRequest request)
    {
        if (request.Fee is < 0 or > Amounts.Max || request.FreeFrom is <= 0 or > Amounts.Max) return SetFreightRuleOutcome.Bad;
        await using var tx = await unit.Begin();
        if (await organizations.Find(request.Actor, request.ProducerId) is not { Kind: OrganizationKind.Producer } producer
            || !OrganizationRights.MayEdit(request.Actor, producer.Id, producer.CentreId)) return SetFreightRuleOutcome.NotFound;
        var before = await freight.Find(producer.Id);
        var after = new FreightRule { Fee = request.Fee, FreeFrom = request.FreeFrom };
        await freight.Set(producer.Id, after);
        await audit.Note(request.Actor, "organization.freight", "organization", producer.Id, producer.Label, before?.ToString(), after.ToString());
        await tx.Commit();
        return SetFreightRuleOutcome.Set;
    }
}
