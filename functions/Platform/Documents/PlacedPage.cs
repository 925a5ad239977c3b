using Accounts.Platform.Fonts;

namespace Accounts.Platform.Documents;

/// <summary>A page with its content. All positions are in points from the upper left corner.</summary>
internal sealed class PlacedPage
{
    /// <summary>A4, in points.</summary>
    public const double Width = 595.28;

    /// <summary>A4, in points.</summary>
    public const double Height = 841.89;

    public List<PlacedText> Texts { get; } = [];

    public List<PlacedRule> Rules { get; } = [];

    public List<PlacedBox> Boxes { get; } = [];

    public PlacedImage? Image { get; set; }

    /// <summary>Whether a payment slip takes the foot of the page.</summary>
    public bool HasSlip { get; set; }

    /// <summary>Writes a text at the given left and upper edge.</summary>
    public void Put(string text, TextStyle style, double x, double top)
    {
        if (text.Length > 0)
            Texts.Add(new PlacedText(x, top + style.Ascent, text, style));
    }
}

/// <summary>A text, on one line.</summary>
internal sealed record PlacedText(double X, double Baseline, string Text, TextStyle Style)
{
    public double Width => Style.Measure(Text);

    public double Top => Baseline - Style.Ascent;

    public double Bottom => Baseline + Style.Descent;
}

/// <summary>A thin line.</summary>
/// <param name="X">The left end.</param>
/// <param name="Y">The upper end.</param>
/// <param name="Length">In points.</param>
/// <param name="IsVertical">Drawn downwards.</param>
/// <param name="IsStrong">Black instead of grey.</param>
internal sealed record PlacedRule(double X, double Y, double Length, bool IsVertical = false, bool IsStrong = false);

/// <summary>A filled rectangle.</summary>
internal sealed record PlacedBox(double X, double Y, double Width, double Height, Shade Shade = Shade.Black);

/// <summary>How a rectangle is filled.</summary>
internal enum Shade
{
    Black,
    White,
    Light,
}

/// <summary>A picture from a file.</summary>
internal sealed record PlacedImage(string File, double X, double Y, double Width, double Height);

/// <summary>The style of a text.</summary>
/// <param name="Size">In points.</param>
/// <param name="IsBold">Whether it is bold.</param>
/// <param name="IsQuiet">Whether it is grey, for less important text.</param>
internal sealed record TextStyle(double Size, bool IsBold = false, bool IsQuiet = false)
{
    /// <summary>The distance between base lines.</summary>
    public double LineHeight => Size * 1.36;

    /// <summary>The height above the base line.</summary>
    public double Ascent => Size * DocumentFonts.First(IsBold).Ascent / DocumentFonts.First(IsBold).UnitsPerEm;

    /// <summary>The depth below the base line.</summary>
    public double Descent => -Size * DocumentFonts.First(IsBold).Descent / DocumentFonts.First(IsBold).UnitsPerEm;

    /// <summary>The width of a text, in points.</summary>
    public double Measure(string text) => DocumentFonts.Current.Measure(text, IsBold) * Size;
}
