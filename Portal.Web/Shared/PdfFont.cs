using Portal.Core.Shared;
using SkiaSharp;

namespace Portal.Web.Shared;

/// <summary>
/// The font of PDF papers. The portal brings none along: it is the one that is set, or a font with Korean letters that this machine has. Without one there are no PDF papers,
/// and pages offer to be printed.
/// </summary>
[Service]
public sealed class PdfFont(PortalOptions options)
{
    // Debian fonts-nanum and fonts-noto-cjk, Fedora, macOS, Windows; a collection holds several faces, the second of Noto is the Korean one
    private static readonly (string Path, int Face)[] Usual =
    [
        ("/usr/share/fonts/truetype/nanum/NanumGothic.ttf", 0), ("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 1),
        ("/usr/share/fonts/google-noto-sans-cjk-fonts/NotoSansCJK-Regular.ttc", 1), ("/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc", 1),
        ("/System/Library/Fonts/AppleSDGothicNeo.ttc", 0), ("/Library/Fonts/AppleGothic.ttf", 0), (@"C:\Windows\Fonts\malgun.ttf", 0),
    ];

    private static readonly Dictionary<string, SKTypeface?> Loaded = new(StringComparer.Ordinal);
    private static readonly Lock Once = new();

    /// <summary>True when papers can be made.</summary>
    public bool IsThere => Face is not null;

    /// <summary>The face; null when the machine has no font with Korean letters.</summary>
    public SKTypeface? Face
    {
        get
        {
            lock (Once)
            {
                var key = options.PdfFont ?? "";
                if (!Loaded.TryGetValue(key, out var face)) Loaded[key] = face = (options.PdfFont is { } set ? [(set, 0)] : Usual).Select(Load).FirstOrDefault(f => f is not null);
                return face;
            }
        }
    }

    private static SKTypeface? Load((string Path, int Face) file)
    {
        if (!File.Exists(file.Path)) return null;
        var face = SKTypeface.FromFile(file.Path, file.Face);
        if (face is null) return null;
        using var font = new SKFont(face);
        if (font.ContainsGlyph('가')) return face;
        face.Dispose();
        return null;
    }
}
