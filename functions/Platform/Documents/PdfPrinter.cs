using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace Accounts.Platform.Documents;

/// <summary>Prints pages as a PDF file, with PDFsharp. The same pages always result in the same bytes.</summary>
internal static class PdfPrinter
{
    private static readonly XBrush Ink = XBrushes.Black;
    private static readonly XBrush QuietInk = new XSolidBrush(XColor.FromGrayScale(0.35));
    private static readonly XPen Line = new(XColor.FromGrayScale(0.72), 0.5);
    private static readonly XPen StrongLine = new(XColors.Black, 0.7);

    /// <summary>The bytes of the file.</summary>
    /// <param name="pages">From first to last.</param>
    /// <param name="title">Shown in window titles and lists of files.</param>
    /// <param name="author">The sender.</param>
    /// <param name="language">For screen readers, such as <c>de</c>.</param>
    /// <param name="at">The time of the content, used as the creation date.</param>
    public static byte[] Print(IReadOnlyList<PlacedPage> pages, string title, string author, string language, DateTimeOffset at)
    {
        using var document = new PdfDocument();
        var fonts = new PdfFonts(document);
        foreach (var page in pages)
            Draw(document.AddPage(), page, fonts);
        fonts.Complete();
        Describe(document, title, author, at);
        document.Language = language;
        document.ViewerPreferences.DisplayDocTitle = true;
        SetId(document, pages, title, at);
        using var file = new MemoryStream();
        document.Save(file);
        var bytes = file.ToArray();
        XmpPacket.Rewrite(bytes, at);
        return bytes;
    }

    private static void Draw(PdfPage sheet, PlacedPage page, PdfFonts fonts)
    {
        (sheet.Width, sheet.Height) = (XUnit.FromPoint(PlacedPage.Width), XUnit.FromPoint(PlacedPage.Height));
        using var graphics = XGraphics.FromPdfPage(sheet);
        DrawBoxes(graphics, page.Boxes);
        foreach (var rule in page.Rules)
        {
            var (right, bottom) = rule.IsVertical ? (rule.X, rule.Y + rule.Length) : (rule.X + rule.Length, rule.Y);
            graphics.DrawLine(rule.IsStrong ? StrongLine : Line, rule.X, rule.Y, right, bottom);
        }

        if (page.Image is { } placed)
        {
            using var image = XImage.FromFile(placed.File);
            graphics.DrawImage(image, placed.X, placed.Y, placed.Width, placed.Height);
        }

        foreach (var text in page.Texts)
            fonts.Draw(graphics, text, text.Style.IsQuiet ? QuietInk : Ink);
    }

    // Draws consecutive boxes of one shade as one shape, because screens show fine lines between shapes that only touch.
    private static void DrawBoxes(XGraphics graphics, List<PlacedBox> boxes)
    {
        for (var i = 0; i < boxes.Count;)
        {
            var (shade, shape) = (boxes[i].Shade, new XGraphicsPath { FillMode = XFillMode.Winding });
            for (; i < boxes.Count && boxes[i].Shade == shade; i++)
                shape.AddRectangle(boxes[i].X, boxes[i].Y, boxes[i].Width, boxes[i].Height);
            graphics.DrawPath(BrushOf(shade), shape);
        }
    }

    private static XSolidBrush BrushOf(Shade shade) => shade switch
    {
        Shade.Light => new XSolidBrush(XColor.FromGrayScale(0.95)),
        Shade.White => XBrushes.White,
        _ => XBrushes.Black,
    };

    private static void Describe(PdfDocument document, string title, string author, DateTimeOffset at)
    {
        (document.Info.Title, document.Info.Author) = (title, author);
        (document.Info.CreationDate, document.Info.ModificationDate) = (at.UtcDateTime, at.UtcDateTime);
    }

    // A hash of the content (PDF 32000-1, 14.4). PDFsharp would use a random number.
    private static void SetId(PdfDocument document, IReadOnlyList<PlacedPage> pages, string title, DateTimeOffset at)
    {
        var says = new StringBuilder(title).Append(CultureInfo.InvariantCulture, $" {at.UtcTicks}");
        foreach (var text in pages.SelectMany(page => page.Texts))
            says.Append('\n').Append(text.Text);
        var id = Encoding.Latin1.GetString(SHA256.HashData(Encoding.UTF8.GetBytes(says.ToString())).AsSpan(0, 16));
        (document.Internals.FirstDocumentID, document.Internals.SecondDocumentID) = (id, id);
    }
}
