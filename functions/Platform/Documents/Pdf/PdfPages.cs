using System.Globalization;
using System.Text;

namespace Accounts.Platform.Documents.Pdf;

/// <summary>A text on a page, on one line.</summary>
/// <param name="X">Left end, in points from the left edge.</param>
/// <param name="Baseline">In points from the upper edge.</param>
/// <param name="Text">The text.</param>
/// <param name="Style">How it looks.</param>
public sealed record PlacedText(double X, double Baseline, string Text, TextStyle Style)
{
    /// <summary>Its width in points.</summary>
    public double Width => Style.Measure(Text);

    /// <summary>Its upper end.</summary>
    public double Top => Baseline - Style.Font.Ascent * Style.Size / Style.Font.UnitsPerEm;

    /// <summary>Its lower end.</summary>
    public double Bottom => Baseline - Style.Font.Descent * Style.Size / Style.Font.UnitsPerEm;
}

/// <summary>A thin horizontal line on a page, in points.</summary>
public sealed record PlacedRule(double X, double Y, double Width);

/// <summary>How text looks.</summary>
/// <param name="Size">In points.</param>
/// <param name="IsBold">Whether it stands out.</param>
/// <param name="IsQuiet">Whether it stands back, in grey.</param>
public sealed record TextStyle(double Size, bool IsBold = false, bool IsQuiet = false)
{
    /// <summary>Its font.</summary>
    public TrueTypeFont Font => IsBold ? TrueTypeFont.Bold : TrueTypeFont.Regular;

    /// <summary>From base line to base line, in points.</summary>
    public double LineHeight => Size * 1.36;

    /// <summary>The width of a text in points.</summary>
    public double Measure(string text) => Font.Measure(text, Size);
}

/// <summary>A page with all that stands on it.</summary>
public sealed record PlacedPage(IReadOnlyList<PlacedText> Texts, IReadOnlyList<PlacedRule> Rules);

/// <summary>Writes pages as PDF.</summary>
public static class PdfPages
{
    /// <summary>A4, in points.</summary>
    public const double Width = 595.28;

    /// <summary>A4, in points.</summary>
    public const double Height = 841.89;

    /// <summary>The file. The same pages always make the same bytes.</summary>
    /// <param name="pages">From first to last.</param>
    /// <param name="title">What windows and lists show.</param>
    /// <param name="author">Who it is from.</param>
    /// <param name="language">For readers aloud, such as <c>de</c>.</param>
    /// <param name="at">When what it shows was so.</param>
    public static byte[] Render(IReadOnlyList<PlacedPage> pages, string title, string author, string language, DateTimeOffset at)
    {
        var file = new PdfFile();
        var (regular, bold) = (new PdfFont(TrueTypeFont.Regular), new PdfFont(TrueTypeFont.Bold));
        var (catalog, tree, regularNumber, boldNumber) = (file.Reserve(), file.Reserve(), file.Reserve(), file.Reserve());
        var kids = new List<int>();
        foreach (var page in pages)
        {
            var content = file.AddStream(Encoding.ASCII.GetBytes(ContentOf(page, regular, bold)));
            kids.Add(file.Add($"<< /Type /Page /Parent {tree} 0 R /Contents {content} 0 R >>"));
        }

        regular.Write(file, regularNumber);
        bold.Write(file, boldNumber);
        file.Add(tree, string.Create(
            CultureInfo.InvariantCulture,
            $"<< /Type /Pages /Count {kids.Count} /Kids [{string.Join(' ', kids.Select(kid => $"{kid} 0 R"))}] /MediaBox [0 0 {Width} {Height}] /Resources << /Font << /R {regularNumber} 0 R /B {boldNumber} 0 R >> >> >>"));
        file.Add(catalog, $"<< /Type /Catalog /Pages {tree} 0 R /Lang ({language}) /ViewerPreferences << /DisplayDocTitle true >> >>");
        var info = file.Add($"<< /Title {PdfFile.Text(title)} /Author {PdfFile.Text(author)} /CreationDate (D:{at.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}Z) >>");
        return file.ToBytes(catalog, info);
    }

    private static string ContentOf(PlacedPage page, PdfFont regular, PdfFont bold)
    {
        var content = new StringBuilder("0.6 G 0.5 w\n");
        foreach (var rule in page.Rules)
            content.Append(CultureInfo.InvariantCulture, $"{rule.X:0.##} {Height - rule.Y:0.##} m {rule.X + rule.Width:0.##} {Height - rule.Y:0.##} l S\n");
        foreach (var text in page.Texts)
        {
            var font = text.Style.IsBold ? bold : regular;
            content.Append(CultureInfo.InvariantCulture, $"BT {(text.Style.IsQuiet ? "0.35" : "0")} g /{(text.Style.IsBold ? 'B' : 'R')} {text.Style.Size:0.##} Tf {text.X:0.##} {Height - text.Baseline:0.##} Td <{font.Encode(text.Text)}> Tj ET\n");
        }

        return content.ToString();
    }
}
