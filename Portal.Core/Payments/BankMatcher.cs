using System.Text.RegularExpressions;
using Portal.Core.Orders;

namespace Portal.Core.Payments;

/// <summary>How sure it is what a line is for. Exact: reference and amount. High: name and amount, and only one such order.</summary>
public enum Confidence { Exact, High, Check, Unknown }

/// <summary>What speaks for an order, and what against it.</summary>
public enum MatchReason
{
    Reference, OrderNumber, Amount, Name, LearnedName, SimilarName,
    AmountDiffers, OrderPaid, OrderCancelled, SeveralReferences, SeveralOrders, SameOrder, PossiblyRecorded,
}

/// <summary>An order that a line may be for, and why.</summary>
public sealed record MatchCandidate(PayableOrder Order, IReadOnlyList<MatchReason> Reasons);

/// <summary>A line and what it is for. <see cref="Warnings"/> are about the line, not about one order.</summary>
public sealed record LineMatch(BankLine Line, Confidence Confidence, IReadOnlyList<MatchCandidate> Candidates, IReadOnlyList<MatchReason> Warnings)
{
    /// <summary>A buyer of that name who has no order waiting.</summary>
    public BuyerName? KnownBuyer { get; init; }

    /// <summary>The order that is proposed.</summary>
    public MatchCandidate? Best => Candidates.Count > 0 ? Candidates[0] : null;
}

/// <summary>Compares lines with orders. Pure: everything it needs was read before, whatever the number of lines.</summary>
public sealed partial class BankMatcher
{
    /// <summary>More orders are not offered; the operator finds others by their number.</summary>
    private const int MaxCandidates = 10;

    /// <summary>Banks cut names: what is shorter agrees with too many.</summary>
    private const int MinSimilar = 4;

    private readonly Dictionary<string, PayableOrder> _byCode = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PayableOrder> _byNumber = new(StringComparer.Ordinal);
    private readonly ILookup<long, PayableOrder> _byAmount;
    private readonly ILookup<long, PayableOrder> _byBuyer;
    private readonly ILookup<string, BuyerName> _byName;
    private readonly List<(string Key, BuyerName Name)> _names;
    private readonly ILookup<(long, DateOnly), HandDeposit> _byHand;
    private readonly Func<DateTime, DateOnly> _dateOf;
    private readonly HashSet<long> _taken = [];

    public BankMatcher(MatchBasis basis, Func<DateTime, DateOnly> dateOf)
    {
        _dateOf = dateOf;
        foreach (var o in basis.Named.Concat(basis.Open))
        {
            if (o.PaymentCode is { } code) _byCode[code] = o;
            _byNumber[Digits(o.OrderNo)] = o;
        }

        _byAmount = basis.Open.ToLookup(o => o.Open);
        _byBuyer = basis.Open.ToLookup(o => o.BuyerId);
        _names = [.. basis.Names.Select(n => (BankWords.NameKey(n.Name), n)).Where(n => n.Item1.Length > 1)];
        _byName = _names.ToLookup(n => n.Key, n => n.Name);
        _byHand = basis.ByHand.ToLookup(d => (d.Amount, dateOf(d.DepositedAt)));
    }

    /// <summary>The payment codes and order numbers that may stand in the texts of lines.</summary>
    public static (IReadOnlyCollection<string> Codes, IReadOnlyCollection<string> OrderNos) Mentioned(IEnumerable<BankLine> lines)
    {
        var (codes, numbers) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var text in lines.Select(TextOf))
        {
            codes.UnionWith(CodesIn(text));
            numbers.UnionWith(NumbersIn(text).Select(n => $"{n[..8]}-{n[8..]}"));
        }

        return (codes, numbers);
    }

    /// <summary>What each line is for; lines in the order of their time, since an order is paid once.</summary>
    public IReadOnlyList<LineMatch> Match(IEnumerable<BankLine> lines) => [.. lines.OrderBy(l => l.BookedAt).ThenBy(l => l.Id).Select(Match)];

    private LineMatch Match(BankLine line)
    {
        var match = ByReference(line) ?? ByNameAndAmount(line);
        if (match.Confidence <= Confidence.High && !_taken.Add(match.Best!.Order.Id)) match = Doubt(match, MatchReason.SameOrder);
        return MayBeRecorded(line) ? Doubt(match, MatchReason.PossiblyRecorded) : match;
    }

    /// <summary>A deposit of that amount and day was recorded by hand: under the same name, or for nobody known.</summary>
    private bool MayBeRecorded(BankLine line) =>
        _byHand[(line.Amount, _dateOf(line.BookedAt))].Any(d => !d.IsApplied || BankWords.NameKey(d.Depositor) == BankWords.NameKey(line.Payer));

    private static LineMatch Doubt(LineMatch match, MatchReason why) =>
        match with { Confidence = match.Confidence == Confidence.Unknown ? Confidence.Unknown : Confidence.Check, Warnings = [.. match.Warnings, why] };

    private LineMatch? ByReference(BankLine line)
    {
        var text = TextOf(line);
        var found = CodesIn(text).Where(_byCode.ContainsKey).Select(c => (Order: _byCode[c], Why: MatchReason.Reference))
            .Concat(NumbersIn(text).Where(_byNumber.ContainsKey).Select(n => (Order: _byNumber[n], Why: MatchReason.OrderNumber)))
            .GroupBy(f => f.Order.Id).Select(g => (g.First().Order, Why: g.Select(f => f.Why).Distinct().ToList())).ToList();
        if (found.Count == 0) return null;
        var candidates = found.Select(f => new MatchCandidate(f.Order, [.. f.Why, Standing(f.Order, line)])).ToList();
        if (candidates.Count > 1) return new LineMatch(line, Confidence.Check, candidates, [MatchReason.SeveralReferences]);
        return new LineMatch(line, candidates[0].Reasons.Contains(MatchReason.Amount) ? Confidence.Exact : Confidence.Check, candidates, []);
    }

    private LineMatch ByNameAndAmount(BankLine line)
    {
        var names = NamesOf(line.Payer);
        var buyers = names.ToDictionary(n => n.Name.BuyerId, n => n.Why);
        var candidates = _byAmount[line.Amount].Where(o => !buyers.ContainsKey(o.BuyerId)).Select(o => new MatchCandidate(o, [MatchReason.Amount]))
            .Concat(buyers.SelectMany(b => _byBuyer[b.Key]).Select(o => new MatchCandidate(o, [buyers[o.BuyerId], Standing(o, line)])))
            .OrderByDescending(c => Weight(c.Reasons)).ThenBy(c => c.Order.OrderedAt).Take(MaxCandidates).ToList();
        if (candidates.Count == 0) return new LineMatch(line, Confidence.Unknown, [], []) { KnownBuyer = names.Select(n => n.Name).FirstOrDefault(n => _byBuyer[n.BuyerId].FirstOrDefault() is null) };
        var sure = candidates.Where(c => c.Reasons.Contains(MatchReason.Amount) && (c.Reasons.Contains(MatchReason.Name) || c.Reasons.Contains(MatchReason.LearnedName))).ToList();
        if (sure.Count == 1) return new LineMatch(line, Confidence.High, candidates, []);
        return new LineMatch(line, Confidence.Check, candidates, candidates.Count > 1 ? [MatchReason.SeveralOrders] : []);
    }

    /// <summary>The buyers of a name; only when there is none, those of a name that begins or ends as this one does.</summary>
    private List<(BuyerName Name, MatchReason Why)> NamesOf(string payer)
    {
        var key = BankWords.NameKey(payer);
        if (key.Length < 2) return [];
        var exact = _byName[key].GroupBy(n => n.BuyerId).Select(g => (g.First(), g.All(n => n.IsLearned) ? MatchReason.LearnedName : MatchReason.Name)).ToList();
        if (exact.Count > 0 || key.Length < MinSimilar) return exact;
        return [.. _names.Where(n => n.Key.Length >= MinSimilar && (n.Key.StartsWith(key, StringComparison.Ordinal) || key.StartsWith(n.Key, StringComparison.Ordinal)))
            .GroupBy(n => n.Name.BuyerId).Select(g => (g.First().Name, MatchReason.SimilarName)).Take(MaxCandidates)];
    }

    private static MatchReason Standing(PayableOrder order, BankLine line)
    {
        if (!order.IsPlaced) return MatchReason.OrderCancelled;
        if (order.Open <= 0) return MatchReason.OrderPaid;
        return order.Open == line.Amount ? MatchReason.Amount : MatchReason.AmountDiffers;
    }

    private static int Weight(IReadOnlyList<MatchReason> reasons) => reasons.Sum(r => r switch
    {
        MatchReason.Amount => 4,
        MatchReason.Name or MatchReason.LearnedName => 3,
        MatchReason.SimilarName => 1,
        _ => 0,
    });

    private static string TextOf(BankLine line) => BankWords.Plain($"{line.Payer} {line.Memo}");

    private static IEnumerable<string> CodesIn(string text) => Runs().Matches(text).Select(m => m.Value).Where(PaymentCode.IsValid).Distinct();

    private static IEnumerable<string> NumbersIn(string text) => OrderNumbers().Matches(text).Select(m => m.Groups[1].Value + m.Groups[2].Value).Distinct();

    private static string Digits(string text) => text.Replace("-", "", StringComparison.Ordinal);

    [GeneratedRegex("(?<![0-9])[0-9]{6,12}(?![0-9])")]
    private static partial Regex Runs();

    [GeneratedRegex("(?<![0-9])(20[0-9]{6})-?([0-9]{4,6})(?![0-9])")]
    private static partial Regex OrderNumbers();
}
