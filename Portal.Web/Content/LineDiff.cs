namespace Portal.Web.Content;

/// <summary>A line of two texts: what was taken away, what was added, what stayed.</summary>
public enum LineChange { Same, Gone, New }

/// <summary>Two texts line by line.</summary>
public static class LineDiff
{
    // two texts of more than 2,000 different lines each are shown as one after the other
    private const long Most = 4_000_000;

    public static IReadOnlyList<(LineChange Change, string Text)> Of(string before, string after)
    {
        string[] was = before.Split('\n'), now = after.Split('\n');
        var head = 0;
        while (head < was.Length && head < now.Length && was[head] == now[head]) head++;
        var tail = 0;
        while (tail < was.Length - head && tail < now.Length - head && was[^(tail + 1)] == now[^(tail + 1)]) tail++;
        var lines = was[..head].Select(l => (LineChange.Same, l)).ToList();
        lines.AddRange(Middle(was[head..^tail], now[head..^tail]));
        lines.AddRange(was[^tail..].Select(l => (LineChange.Same, l)));
        return lines;
    }

    /// <summary>The changes with two lines around each; null stands for lines that stayed and are left out.</summary>
    public static IEnumerable<(LineChange Change, string Text)?> Shorten(IReadOnlyList<(LineChange Change, string Text)> lines)
    {
        const int Around = 2;
        var isOut = true;
        for (var i = 0; i < lines.Count; i++)
        {
            var near = Enumerable.Range(Math.Max(0, i - Around), Math.Min(lines.Count, i + Around + 1) - Math.Max(0, i - Around)).Any(j => lines[j].Change != LineChange.Same);
            if (near) yield return lines[i];
            else if (!isOut || i == 0) yield return null;
            isOut = !near;
        }
    }

    private static List<(LineChange, string)> Middle(string[] was, string[] now)
    {
        if ((long)was.Length * now.Length > Most) return [.. was.Select(l => (LineChange.Gone, l)), .. now.Select(l => (LineChange.New, l))];
        var common = new int[was.Length + 1, now.Length + 1];
        for (var i = was.Length - 1; i >= 0; i--)
            for (var j = now.Length - 1; j >= 0; j--)
                common[i, j] = was[i] == now[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        var lines = new List<(LineChange, string)>();
        var (a, b) = (0, 0);
        while (a < was.Length && b < now.Length)
        {
            if (was[a] == now[b])
            {
                lines.Add((LineChange.Same, was[a++]));
                b++;
            }
            else lines.Add(common[a + 1, b] >= common[a, b + 1] ? (LineChange.Gone, was[a++]) : (LineChange.New, now[b++]));
        }

        lines.AddRange(was[a..].Select(l => (LineChange.Gone, l)));
        lines.AddRange(now[b..].Select(l => (LineChange.New, l)));
        return lines;
    }
}
