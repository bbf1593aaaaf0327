namespace Portal.Core.Shared;

/// <summary>
/// Makes 64-bit ids that grow with time: milliseconds and a counter in the high bits, a random node in the low twelve.
/// Two processes may therefore make ids at the same moment; a process never makes the same one twice.
/// </summary>
public static class Ids
{
    /// <summary>Distance between two ids of the same process.</summary>
    public const long Step = 4096;

    private static readonly DateTime Epoch = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly long Node = Random.Shared.NextInt64(Step);
    private static long _counter;

    /// <summary>One new id.</summary>
    public static long Next() => Block(1);

    /// <summary>The least id that can have been made at a moment (UTC): whatever is older is smaller.</summary>
    public static long At(DateTime utc) => ((long)(utc - Epoch).TotalMilliseconds << 8) * Step;

    /// <summary>Reserves <paramref name="count"/> ids and returns the first; the others follow at <see cref="Step"/>.</summary>
    public static long Block(long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        while (true)
        {
            var last = Interlocked.Read(ref _counter);
            var now = (long)(DateTime.UtcNow - Epoch).TotalMilliseconds << 8;
            var first = Math.Max(last + 1, now);
            if (Interlocked.CompareExchange(ref _counter, first + count - 1, last) == last) return first * Step + Node;
        }
    }
}
