using Portal.Core.Catalog;

namespace Portal.Web.Operations.Demo;

/// <summary>Draws what stands for the photograph of a product: a machine, packages, a checklist or a screen, in the colours of its trade.</summary>
internal static class Pictures
{
    private const int Width = 640, Height = 480;
    private const byte Wall = 0, Floor = 1, Body = 2, Dark = 3, Light = 4, Accent = 5, Shade = 6;

    public static byte[] Of(ProductKind kind, string trade, Dice dice)
    {
        var canvas = new Canvas(Width, Height, Palette(new Dice(0).Of(trade)));
        canvas.Box(0, 0, Width, Height, Wall);
        canvas.Box(0, 360, Width, 120, Floor);
        switch (kind)
        {
            case ProductKind.Equipment:
                Machine(canvas, dice);
                break;
            case ProductKind.Consumable:
                Packages(canvas, dice);
                break;
            case ProductKind.Service:
                Checklist(canvas, dice);
                break;
            default:
                Screen(canvas, dice);
                break;
        }

        return canvas.ToPng();
    }

    private static void Machine(Canvas canvas, Dice dice)
    {
        var (w, h) = (dice.Between(220, 360), dice.Between(200, 290));
        var (x, y) = (320 - w / 2, 390 - h);
        canvas.Box(x + 14, 380, w, 26, Shade, 12);
        canvas.Box(x + 16, 376, 26, 22, Dark);
        canvas.Box(x + w - 42, 376, 26, 22, Dark);
        canvas.Box(x, y, w, h, Body, 18);
        // a panel with knobs on top, a door with a window below
        canvas.Box(x + 18, y + 18, w - 36, 44, Dark, 8);
        for (var i = 0; i < dice.Between(2, 5); i++) canvas.Disc(x + 44 + i * 36, y + 40, 11, i == 0 ? Accent : Light);
        var doors = dice.Between(1, 3);
        var each = (h - 90) / doors;
        for (var i = 0; i < doors; i++)
        {
            canvas.Box(x + 18, y + 76 + i * each, w - 36, each - 10, Light, 8);
            canvas.Box(x + 36, y + 88 + i * each, w - 72, Math.Max(6, each - 38), Dark, 6);
        }
    }

    private static void Packages(Canvas canvas, Dice dice)
    {
        var round = dice.Chance(40);
        var columns = dice.Between(2, 4);
        var size = dice.Between(90, 120);
        for (var c = 0; c < columns; c++)
        {
            for (var r = 0; r < dice.Between(1, 2); r++)
            {
                var (x, y) = (320 - columns * (size + 16) / 2 + c * (size + 16), 392 - (r + 1) * (size + 4));
                if (r == 0) canvas.Box(x + 8, 384, size, 20, Shade, 10);
                canvas.Box(x, y, size, size, (c + r) % 2 == 0 ? Body : Light, round ? size / 3 : 8);
                canvas.Box(x + size / 5, y + size * 2 / 5, size * 3 / 5, size / 4, (c + r) % 2 == 0 ? Light : Accent, 6);
                if (!round) canvas.Box(x + size / 2 - 6, y, 12, size / 5, Dark);
            }
        }
    }

    private static void Checklist(Canvas canvas, Dice dice)
    {
        canvas.Box(222, 84, 220, 320, Shade, 16);
        canvas.Box(210, 72, 220, 320, Light, 16);
        canvas.Box(270, 56, 100, 36, Dark, 10);
        for (var i = 0; i < 5; i++)
        {
            canvas.Disc(246, 134 + i * 50, 13, i < dice.Between(2, 5) ? Accent : Floor);
            canvas.Box(272, 126 + i * 50, dice.Between(80, 134), 14, Body, 7);
        }

        canvas.Disc(456, 340, 52, Body);
        canvas.Disc(456, 340, 24, Wall);
        for (var i = 0; i < 4; i++) canvas.Box(i < 2 ? 444 : i == 2 ? 392 : 496, i == 0 ? 276 : i == 1 ? 380 : 328, 24, 24, Body, 4);
    }

    private static void Screen(Canvas canvas, Dice dice)
    {
        canvas.Box(150, 376, 360, 22, Shade, 10);
        canvas.Box(168, 120, 304, 210, Dark, 14);
        canvas.Box(182, 134, 276, 182, Light, 6);
        canvas.Box(136, 332, 368, 36, Body, 12);
        for (var i = 0; i < 6; i++)
        {
            var h = dice.Between(30, 130);
            canvas.Box(200 + i * 42, 300 - h, 28, h, i == 4 ? Accent : Body, 4);
        }
    }

    /// <summary>A hue for each trade; the accent lies opposite.</summary>
    private static List<(byte R, byte G, byte B)> Palette(Dice dice)
    {
        var hue = dice.Between(0, 359);
        return [Colour(hue, 0.18, 0.97), Colour(hue, 0.22, 0.88), Colour(hue, 0.50, 0.62), Colour(hue, 0.55, 0.28), Colour(hue, 0.10, 0.99), Colour((hue + 180) % 360, 0.70, 0.85), Colour(hue, 0.25, 0.76)];
    }

    private static (byte R, byte G, byte B) Colour(int hue, double saturation, double value)
    {
        return (Channel(5), Channel(3), Channel(1));

        byte Channel(int n)
        {
            var k = (n + hue / 60.0) % 6;
            return (byte)(255 * (value - value * saturation * Math.Max(0, Math.Min(Math.Min(k, 4 - k), 1))));
        }
    }
}
