using UglyToad.PdfPig;

namespace Accounts.Tests.Platform.Documents;

/// <summary>Reads documents with another library than the one that writes them.</summary>
internal static class PdfText
{
    /// <summary>The text in the order in which it is drawn, with one line per baseline or column.</summary>
    public static string Of(byte[] file)
    {
        using var document = PdfDocument.Open(file);
        var lines = new List<string>();
        foreach (var page in document.GetPages())
        {
            var (baseline, end) = (double.NaN, double.NaN);
            foreach (var letter in page.Letters)
            {
                // Accents may be slightly higher or lower, and do not advance the position.
                if (!(Math.Abs(letter.StartBaseLine.Y - baseline) < 5 && letter.StartBaseLine.X < end + 0.5))
                    lines.Add("");
                lines[^1] += letter.Value;
                (baseline, end) = (letter.StartBaseLine.Y, Math.Max(letter.EndBaseLine.X, letter.Width > 0 ? 0 : end));
            }
        }

        return string.Join('\n', lines);
    }
}
