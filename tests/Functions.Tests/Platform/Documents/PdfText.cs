using UglyToad.PdfPig;

namespace Accounts.Tests.Platform.Documents;

/// <summary>Reads documents back, with another library than writes them.</summary>
internal static class PdfText
{
    /// <summary>The text in the order in which it is drawn, a line per base line or column.</summary>
    public static string Of(byte[] file)
    {
        using var document = PdfDocument.Open(file);
        var lines = new List<string>();
        foreach (var page in document.GetPages())
        {
            var (baseline, end) = (double.NaN, double.NaN);
            foreach (var letter in page.Letters)
            {
                if (letter.StartBaseLine.Y != baseline || letter.StartBaseLine.X > end + 0.5 || lines.Count == 0)
                    lines.Add("");
                lines[^1] += letter.Value;
                (baseline, end) = (letter.StartBaseLine.Y, letter.EndBaseLine.X);
            }
        }

        return string.Join('\n', lines);
    }
}
