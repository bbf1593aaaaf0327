namespace Portal.Web.Operations.Demo;

/// <summary>
/// Chance with a fixed seed: the same demo every time. Each thing rolls dice of its own (<see cref="Of"/>),
/// so that what happens to one does not depend on how often the others rolled.
/// </summary>
internal sealed class Dice(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>Dice that always fall the same for a name.</summary>
    public Dice Of(string name)
    {
        var hash = 2166136261u;
        foreach (var c in name) hash = (hash ^ c) * 16777619u;
        return new Dice(unchecked((int)hash) ^ seed);
    }

    public bool Chance(double percent) => _random.NextDouble() * 100 < percent;

    public int Between(int least, int most) => _random.Next(least, most + 1);

    public double Share() => _random.NextDouble();

    public T Pick<T>(IReadOnlyList<T> of) => of[_random.Next(of.Count)];

    /// <summary>Several different ones, in random order; fewer when there are not as many.</summary>
    public List<T> Pick<T>(IEnumerable<T> of, int count)
    {
        var left = of.ToList();
        var picked = new List<T>();
        while (picked.Count < count && left.Count > 0)
        {
            var i = _random.Next(left.Count);
            picked.Add(left[i]);
            left.RemoveAt(i);
        }

        return picked;
    }

    public TimeSpan Hours(double least, double most) => TimeSpan.FromMinutes(Math.Round((least + _random.NextDouble() * (most - least)) * 60));

    public TimeSpan Days(double least, double most) => Hours(least * 24, most * 24);

    /// <summary>Digits of a number that people see.</summary>
    public string Digits(int count) => string.Concat(Enumerable.Range(0, count).Select(_ => (char)('0' + _random.Next(10))));
}
