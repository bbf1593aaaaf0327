using Portal.Core.Accounts;
using Portal.Core.Agreements;
using Portal.Core.Catalog;
using Portal.Core.Organizations;
using Portal.Core.Shared;

namespace Portal.Core.Exchange;

/// <summary>Ids by the codes of files, of what was there and of what this import added.</summary>
internal sealed class ImportCodes
{
    public required Dictionary<string, long> Organizations { get; init; }
    public required Dictionary<string, long> Products { get; init; }
    public required Dictionary<long, long> Producers { get; init; }
    public required Dictionary<string, long> Orders { get; init; }

    /// <summary>The centre that looks after deposits of unknown payers.</summary>
    public long? AnyCentre { get; set; }
}

/// <summary>Adds organizations and people of an import.</summary>
[Service]
public sealed class ImportMembers(RegisterOrganization register, RegisterPerson person, AddMembership membership, IExchangeStore store)
{
    internal async Task Organizations(ImportFolder folder, ImportCodes codes, ImportLog log)
    {
        // those that others belong to come first
        foreach (var o in folder.Organizations.OrderBy(o => o.Kind is OrganizationKind.Portal or OrganizationKind.Centre or OrganizationKind.Cooperative ? 0 : 1))
        {
            if (codes.Organizations.ContainsKey(o.Code))
            {
                log.Count(o.File, added: false);
                continue;
            }

            if (!Find(o, "centre_code", o.CentreCode, codes, log, out var centre) || !Find(o, "cooperative_code", o.CooperativeCode, codes, log, out var cooperative)) continue;
            var outcome = await register.Handle(new RegisterOrganizationRequest(Actor.Portal, o.Code, o.Name, o.Kind)
            {
                BusinessNumber = o.BusinessNumber, Region = o.Region, Email = o.Email, Phone = o.Phone, Tax = o.Tax, CentreId = centre, CooperativeId = cooperative,
            });
            if (outcome is RegisterOrganizationOutcome.Registered done)
            {
                codes.Organizations[o.Code] = done.Id;
                log.Count(o.File, added: true);
            }
            else log.Refuse(o, outcome is RegisterOrganizationOutcome.Bad bad ? bad.Field : outcome.GetType().Name);
        }
    }

    internal async Task People(ImportFolder folder, ImportCodes codes, ImportLog log)
    {
        var portal = await store.PortalId();
        foreach (var p in folder.People)
        {
            if (!Find(p, "organization_code", p.OrganizationCode, codes, log, out var organization)) continue;
            if ((organization ?? portal) is not { } home)
            {
                log.Error(new ImportError(p.File, p.Line, "organization_code", ImportProblem.Required, null));
                continue;
            }

            var registered = await person.Handle(new RegisterPersonRequest(Actor.Portal, p.Email, p.Name) { Phone = p.Phone });
            long id;
            switch (registered)
            {
                case RegisterPersonOutcome.Registered r: id = r.PersonId; break;
                case RegisterPersonOutcome.EmailTaken t: id = t.PersonId; break;
                default:
                    log.Refuse(p, ((RegisterPersonOutcome.Bad)registered).Field);
                    continue;
            }

            var outcome = await membership.Handle(new AddMembershipRequest(Actor.Portal, id, home, p.Role));
            if (outcome is AddMembershipOutcome.Added or AddMembershipOutcome.AlreadyMember)
                log.Count(p.File, registered is RegisterPersonOutcome.Registered || outcome == AddMembershipOutcome.Added);
            else log.Refuse(p, outcome);
        }
    }

    internal static bool Find(ImportRecord record, string column, string? code, ImportCodes codes, ImportLog log, out long? id)
    {
        id = null;
        if (code is null) return true;
        if (codes.Organizations.TryGetValue(code, out var found))
        {
            id = found;
            return true;
        }

        log.Unknown(record, column, code);
        return false;
    }
}

/// <summary>Adds products and their agreements.</summary>
[Service]
public sealed class ImportProducts(RegisterProduct register, ApproveImported approve, EnsureCategory category, ProposeAgreement propose, IExchangeStore store)
{
    internal async Task Products(ImportFolder folder, ImportCodes codes, ImportLog log)
    {
        var categories = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var p in folder.Products)
        {
            if (codes.Products.ContainsKey(p.Code))
            {
                log.Count(p.File, added: false);
                continue;
            }

            if (!ImportMembers.Find(p, "producer_code", p.ProducerCode, codes, log, out var producer)) continue;
            long? categoryId = null;
            if (p.Category is { } name)
            {
                if (!categories.TryGetValue(name, out var known)) categories[name] = known = (await category.Handle(new EnsureCategoryRequest(Actor.Portal, name, name, name)))!.Value;
                categoryId = known;
            }

            var outcome = await register.Handle(new RegisterProductRequest(Actor.Portal, producer!.Value, p.Content with { CategoryId = categoryId }, p.Stock, p.MaxDeliveryDays) { Code = p.Code });
            if (outcome is not RegisterProductOutcome.Registered done)
            {
                log.Refuse(p, outcome is RegisterProductOutcome.Invalid bad ? string.Join(", ", bad.Problems) : outcome.GetType().Name);
                continue;
            }

            if (p.ApprovedAt is { } at) await approve.Handle(new ApproveImportedRequest(Actor.Portal, done.ProductId, at));
            codes.Products[p.Code] = done.ProductId;
            codes.Producers[done.ProductId] = producer.Value;
            log.Count(p.File, added: true);
        }
    }

    internal async Task Agreements(ImportFolder folder, ImportCodes codes, ImportLog log)
    {
        var there = await store.Agreements();
        foreach (var rows in folder.Agreements.GroupBy(a => (a.ProductCode, a.ValidFrom)))
        {
            var first = rows.First();
            if (!codes.Products.TryGetValue(first.ProductCode, out var product))
            {
                log.Unknown(first, "product_code", first.ProductCode);
                continue;
            }

            if (there.Contains((product, first.ValidFrom)))
            {
                foreach (var row in rows) log.Count(row.File, added: false);
                continue;
            }

            var errors = log.Errors.Count;
            var shares = rows.Select(row => new ProposedShare(row.Part, Party(row, codes.Producers[product], codes, log), row.Kind, row.Value)).ToList();
            if (log.Errors.Count > errors) continue;
            var outcome = await propose.Handle(new ProposeAgreementRequest(Actor.Portal, product, first.ValidFrom, shares, null));
            if (outcome is ProposeAgreementOutcome.Proposed { IsAccepted: true })
                foreach (var row in rows) log.Count(row.File, added: true);
            else log.Refuse(first, outcome is ProposeAgreementOutcome.Bad bad ? bad.Problem : outcome.GetType().Name);
        }
    }

    private static long? Party(AgreementRecord row, long producer, ImportCodes codes, ImportLog log)
    {
        if (row.PartyCode is null && row.Part == Part.Producer) return producer;
        if (row.PartyCode is null or "*") return null;
        ImportMembers.Find(row, "party_code", row.PartyCode, codes, log, out var id);
        return id;
    }
}
