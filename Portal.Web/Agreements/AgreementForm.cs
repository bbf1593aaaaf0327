using System.ComponentModel.DataAnnotations;
using Portal.Core.Agreements;
using Portal.Core.Shared;
using Portal.Data.Agreements;

namespace Portal.Web.Agreements;

/// <summary>One row of a proposal as it is typed. A row without a part that is empty otherwise is no share.</summary>
public sealed record ShareForm
{
    [Display(Name = "agreements.part")]
    public Part? Part { get; init; }
    [Display(Name = "agreements.party"), StringLength(200)]
    public string? Party { get; init; }
    [Display(Name = "agreements.kind")]
    public ShareKind? Kind { get; init; }
    [Display(Name = "agreements.value"), StringLength(30)]
    public string? Value { get; init; }

    public bool IsEmpty => Part is null && Kind is null && string.IsNullOrWhiteSpace(Party) && string.IsNullOrWhiteSpace(Value);
}

public sealed record AgreementForm
{
    [Display(Name = "agreements.validFrom")]
    public DateOnly? ValidFrom { get; init; }

    /// <summary>The last day.</summary>
    [Display(Name = "agreements.validUntil")]
    public DateOnly? ValidUntil { get; init; }

    [Display(Name = "agreements.note"), StringLength(1000)]
    public string? Note { get; init; }

    public List<ShareForm> Shares { get; init; } = [];

    /// <summary>add, check or propose.</summary>
    public string? Do { get; init; }
}

/// <summary>Something wrong with a row: its number, its field (Part, Party, Kind, Value) and what is said.</summary>
public sealed record RowError(int Row, string Field, string TextKey, params object?[] Arguments);

/// <summary>Shares as they were read. <see cref="Rows"/> names the row of each; <see cref="Parties"/> who was found for a row.</summary>
public sealed record ReadShares(IReadOnlyList<ProposedShare> Shares, IReadOnlyList<int> Rows, IReadOnlyDictionary<int, PartyCandidate> Parties, IReadOnlyList<RowError> Errors, bool HasRest)
{
    /// <summary>The shares as the pages show them.</summary>
    public IReadOnlyList<ShareRow> ToRows() => [.. Shares.Select((s, i) => new ShareRow
    {
        ShareNo = i + 1, Part = s.Part.ToString(), PartyId = s.PartyId, Party = Parties.GetValueOrDefault(Rows[i])?.Name, PartyCode = Parties.GetValueOrDefault(Rows[i])?.Code,
        Kind = s.Kind.ToString(), Value = s.Value,
    })];
}

/// <summary>Reads the rows of a proposal: finds the parties by code or name, sums and per cent, and says of each row what is wrong with it.</summary>
[Service]
public sealed class ShareReader(AgreementPages pages, PortalOptions options)
{
    /// <summary>Rows of a proposal; those of a template may leave parties out.</summary>
    public async Task<ReadShares> Read(List<ShareForm> typedRows, bool isTemplate = false)
    {
        var errors = new List<RowError>();
        var filled = typedRows.Take(ShareRules.MaxShares).Select((s, i) => (Row: i, Form: s)).Where(r => !r.Form.IsEmpty).ToList();
        var parties = await Parties([.. filled.Where(r => !string.IsNullOrWhiteSpace(r.Form.Party)).Select(r => (r.Row, r.Form.Party!.Trim()))], errors);
        var shares = new List<ProposedShare>();
        var rows = new List<int>();
        foreach (var (row, typed) in filled)
        {
            if (typed.Part is null) errors.Add(new RowError(row, "Part", "agreements.choosePart"));
            if (typed.Kind is null) errors.Add(new RowError(row, "Kind", "agreements.chooseKind"));
            if (typed.Part is not { } part || typed.Kind is not { } kind) continue;
            if (!TryValue(kind, typed.Value, out var value)) errors.Add(new RowError(row, "Value", ValueKey(kind)));
            shares.Add(new ProposedShare(part, parties.GetValueOrDefault(row)?.Id, kind, value));
            rows.Add(row);
        }

        AddFaults(shares, rows, errors, isTemplate);
        return new ReadShares(shares, rows, parties, [.. errors.OrderBy(e => e.Row)], shares.Any(s => s.Kind == ShareKind.Rest));
    }

    /// <summary>The agreement in force, or what is usual, to begin with.</summary>
    public async Task<AgreementForm> Begin(ProposableProduct product)
    {
        var terms = product.InForceId is null ? null : await pages.Terms(product.Id);
        if (terms is not null) return new AgreementForm { Shares = Typed(terms.Shares) };
        var portal = await pages.PortalItself();
        return new AgreementForm
        {
            Shares =
            [
                new ShareForm { Part = Part.Producer, Party = product.ProducerCode, Kind = ShareKind.Rest },
                new ShareForm { Part = Part.Seller, Kind = ShareKind.Rate },
                new ShareForm { Part = Part.Centre, Kind = ShareKind.Rate },
                new ShareForm { Part = Part.Portal, Party = portal?.Code, Kind = ShareKind.Rate },
            ],
        };
    }

    /// <summary>A template for a product: who is left out is its producer, or the portal.</summary>
    public async Task<AgreementForm> Begin(ProposableProduct product, TemplateDetail template)
    {
        var portal = await pages.PortalItself();
        return new AgreementForm
        {
            Note = template.Template.Note,
            Shares = [.. Typed(template.Shares).Select(s => string.IsNullOrEmpty(s.Party)
                ? s with { Party = s.Part switch { Part.Producer => product.ProducerCode, Part.Portal => portal?.Code, _ => null } } : s)],
        };
    }

    /// <summary>Shares as they stand in a form.</summary>
    public List<ShareForm> Typed(IEnumerable<ShareRow> shares) =>
        [.. shares.Select(s => new ShareForm { Part = Enum.Parse<Part>(s.Part), Party = s.PartyCode, Kind = Enum.Parse<ShareKind>(s.Kind), Value = Typed(s) })];

    private string? Typed(ShareRow s) => s.Kind switch
    {
        nameof(ShareKind.Fixed) => options.Currency.Plain(s.Value),
        nameof(ShareKind.Rate) => PerCent.Plain(s.Value),
        _ => null,
    };

    private async Task<Dictionary<int, PartyCandidate>> Parties(IReadOnlyList<(int Row, string Text)> asked, List<RowError> errors)
    {
        var found = new Dictionary<int, PartyCandidate>();
        var exact = await pages.Parties([.. asked.Select(a => a.Text).Distinct()]);
        foreach (var (row, text) in asked)
        {
            var named = exact.Where(o => o.Name == text).ToList();
            if ((exact.FirstOrDefault(o => o.Code == text) ?? (named.Count == 1 ? named[0] : null)) is { } party) found[row] = party;
            else errors.Add(await Unknown(row, text, named));
        }

        return found;
    }

    /// <summary>Nobody is guessed where money is divided: whoever is meant is offered, by name and code.</summary>
    private async Task<RowError> Unknown(int row, string text, List<PartyCandidate> named)
    {
        IReadOnlyList<PartyCandidate> near = named.Count > 0 ? named : await pages.PartiesLike(text);
        var list = string.Join(", ", near.Take(5).Select(o => $"{o.Name} {o.Code}"));
        return near.Count == 0 ? new RowError(row, "Party", "agreements.unknownParty") : new RowError(row, "Party", "agreements.whichParty", list);
    }

    private bool TryValue(ShareKind kind, string? text, out long value)
    {
        value = 0;
        switch (kind)
        {
            case ShareKind.Rest:
                return string.IsNullOrWhiteSpace(text);
            case ShareKind.Rate:
                var isRate = PerCent.TryParse(text, out var basisPoints) && basisPoints is > 0 and <= 10_000;
                value = isRate ? basisPoints : 0;
                return isRate;
            default:
                return options.Currency.TryRead(text, out value) && value is > 0 and <= ShareRules.MaxFixed;
        }
    }

    private static string ValueKey(ShareKind kind) => kind switch
    {
        ShareKind.Rest => "agreements.restHasNoValue",
        ShareKind.Rate => "agreements.badRate",
        _ => "agreements.badSum",
    };

    /// <summary>What the rules find, at its row; a field that is named already is not named twice.</summary>
    private static void AddFaults(List<ProposedShare> shares, List<int> rows, List<RowError> errors, bool isTemplate)
    {
        var named = errors.Select(e => (e.Row, e.Field)).ToHashSet();
        foreach (var fault in ShareRules.Faults(shares))
        {
            if (fault.Index is not { } index || (isTemplate && fault.Problem == ShareProblem.PartyNeeded)) continue;
            var field = fault.Problem switch
            {
                ShareProblem.SeveralRests => "Kind",
                ShareProblem.BadValue or ShareProblem.RatesAboveWhole => "Value",
                ShareProblem.Doubled => "Part",
                _ => "Party",
            };
            if (named.Add((rows[index], field))) errors.Add(new RowError(rows[index], field, $"agreements.problem.{fault.Problem}"));
        }
    }
}
