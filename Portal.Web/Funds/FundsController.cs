using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Agreements;
using Portal.Core.Ledger;
using Portal.Core.Shared;
using Portal.Data.Funds;
using Portal.Web.Shared;

namespace Portal.Web.Funds;

/// <summary>Of which centre; null: of all.</summary>
public sealed record FundsScope(long? CentreId, string? CentreName, IReadOnlyList<FundsCentre> Centres)
{
    public IReadOnlyCollection<long> Ids => CentreId is { } id ? [id] : [.. Centres.Select(c => c.Id)];

    /// <summary>The part of an address that keeps to the centre.</summary>
    public string Query => CentreId is { } id && Centres.Count > 0 ? $"&centre={id}" : "";
}

public sealed record FundsModel(FundsScope Scope, FundsOverview Funds);

public sealed record OpenedModel<T>(FundsScope Scope, Opened<T> Opened, string Title, string Text);

public sealed record OpenedEntriesModel(FundsScope Scope, Opened<FundsEntry> Opened, EntryFilter Filter, string? Party, string? Product);

/// <summary>Where the money is, and what each number is made of.</summary>
[Roles(Role.Operator, Role.Administrator, Role.Producer)]
public sealed class FundsController(FundsPages pages, Texts texts) : Controller
{
    [HttpGet("/funds"), Roles(Role.Operator, Role.Administrator)]
    public async Task<IActionResult> Index(Actor actor, long? centre)
    {
        var scope = await Scope(actor, centre);
        return View(new FundsModel(scope, await pages.Overview(scope.CentreId, scope.Ids)));
    }

    /// <summary>Orders that are not paid in full.</summary>
    [HttpGet("/funds/receivables"), Shows<ReceivableList>, Roles(Role.Operator, Role.Administrator)]
    public async Task<IActionResult> Receivables(Actor actor, long? centre, string? age, long? party, int page = 1)
    {
        var (scope, filter) = await Open(actor, centre, age, party, page);
        return View(new OpenedModel<OpenOrder>(scope, await pages.Receivables(filter), texts["funds.receivables"], await Words(filter)));
    }

    /// <summary>What parties are owed.</summary>
    [HttpGet("/funds/payables"), Shows<PayableList>, Roles(Role.Operator, Role.Administrator)]
    public async Task<IActionResult> Payables(Actor actor, long? centre, string? age, long? party, int page = 1)
    {
        var (scope, filter) = await Open(actor, centre, age, party, page);
        return View(new OpenedModel<OpenPayable>(scope, await pages.Payables(filter), texts["funds.payables"], await Words(filter)));
    }

    /// <summary>The entries behind a number: by type of account, owner, period, product and part.</summary>
    [HttpGet("/funds/entries"), Shows<FundsEntryList>]
    public async Task<IActionResult> Entries(Actor actor, EntryQuery query, int page = 1)
    {
        var scope = await Scope(actor, query.Centre);
        var filter = new EntryFilter
        {
            CentreId = scope.CentreId, Type = Enum.TryParse<AccountType>(query.Type, out var type) && Enum.IsDefined(type) ? type.ToString() : null, IsOwn = query.Own,
            PartyId = query.Party, ProductId = query.Product, Part = Enum.TryParse<Part>(query.Part, out var part) && Enum.IsDefined(part) ? part.ToString() : null,
            From = Day(query.From), To = Day(query.To), Page = page,
        };
        // a producer opens what its own account has
        if (actor.Role == Role.Producer) filter = filter with { CentreId = null, PartyId = actor.OrganizationId, Type = nameof(AccountType.Payable), IsOwn = null };
        var opened = await pages.Entries(filter);
        return View(new OpenedEntriesModel(scope, opened, filter, filter.PartyId is { } p ? (await pages.Party(p))?.Name : null, filter.ProductId is null ? null : opened.Page.Items is [var first, ..] ? first.Product : null));
    }

    private async Task<FundsScope> Scope(Actor actor, long? centre)
    {
        if (actor.Role != Role.Administrator) return new FundsScope(actor.OrganizationId, actor.OrganizationName, []);
        var centres = await pages.Centres();
        var chosen = centres.Find(c => c.Id == centre);
        return new FundsScope(chosen?.Id, chosen?.Name, centres);
    }

    private async Task<(FundsScope Scope, OpenFilter Filter)> Open(Actor actor, long? centre, string? age, long? party, int page)
    {
        var scope = await Scope(actor, centre);
        return (scope, new OpenFilter { Centres = scope.Ids, Age = Enum.TryParse<Age>(age, out var a) && Enum.IsDefined(a) ? a : null, PartyId = party, Page = page });
    }

    private async Task<string> Words(OpenFilter filter)
    {
        var party = filter.PartyId is { } id ? (await pages.Party(id))?.Name : null;
        return string.Join(" · ", new[] { party, filter.Age is { } age ? texts[$"funds.age.{age}"] : null }.Where(w => w is not null));
    }

    private static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}

/// <summary>What the address of a list of entries says.</summary>
public sealed record EntryQuery
{
    public string? Type { get; init; }
    public bool? Own { get; init; }
    public long? Centre { get; init; }
    public long? Party { get; init; }
    public long? Product { get; init; }
    public string? Part { get; init; }
    public string? From { get; init; }
    public string? To { get; init; }
}
