using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Accounts.Platform.Fonts;
using PdfSharp.Drawing;
using PdfSharp.Events;
using PdfSharp.Fonts;
using PdfSharp.Pdf;

namespace Accounts.Platform.Documents;

/// <summary>
/// The fonts of one PDF file. PDFsharp embeds the used glyphs; this class replaces its data about them with exact data. So
/// copied text equals the written text, also beyond the Basic Multilingual Plane and for any number of characters.
/// </summary>
internal sealed class PdfFonts
{
    private static readonly XPdfFontOptions Options = new(PdfFontEncoding.Unicode, PdfFontEmbedding.TryComputeSubset);

    private readonly PdfDocument _document;
    private readonly Dictionary<string, Used> _used = new(StringComparer.Ordinal);

    static PdfFonts() => GlobalFontSettings.FontResolver = new Resolver();

    public PdfFonts(PdfDocument document)
    {
        _document = document;
        document.RenderEvents.RenderTextEvent += (_, text) => Count(text);
    }

    public void Draw(XGraphics page, PlacedText text, XBrush brush)
    {
        var x = text.X;
        foreach (var (run, font) in DocumentFonts.Current.Runs(text.Text, text.Style.IsBold))
        {
            var (used, scale) = (UsedOf(font), text.Style.Size / font.UnitsPerEm);
            foreach (var (part, right, up) in Accents.Place(run, font))
                page.DrawString(part, used.At(text.Style.Size), brush, new XPoint(x + right * scale, text.Baseline - up * scale));
            // PDFsharp adds the font to the document when it draws the first text in it.
            used.Object ??= Objects("/Type0").Last();
            x += run.EnumerateRunes().Sum(font.WidthOf) * scale;
        }
    }

    /// <summary>Call before the file is saved. Adds the map from glyphs to characters, and names that are the same every time.</summary>
    public void Complete()
    {
        foreach (var (_, used) in _used.OrderBy(font => font.Key, StringComparer.Ordinal))
        {
            var map = new PdfDictionary(_document);
            _document.Internals.AddObject(map);
            map.CreateStream(Encoding.ASCII.GetBytes(ToUnicode.Of(used.Characters)));
            used.Object!.Elements.SetReference("/ToUnicode", map);

            var descendant = used.Object.Elements.GetArray("/DescendantFonts")!.Elements.GetDictionary(0)!;
            var name = "/" + Tag(used) + "+" + string.Concat(used.File.Name.Where(char.IsAsciiLetterOrDigit));
            used.Object.Elements.SetName("/BaseFont", name);
            descendant.Elements.SetName("/BaseFont", name);
            descendant.Elements.GetDictionary("/FontDescriptor")!.Elements.SetName("/FontName", name);
        }
    }

    // Six letters that identify this subset of the font (PDF 32000-1, 9.6.4).
    private static string Tag(Used used)
    {
        var glyphs = string.Join(',', used.Characters.Keys.Select(glyph => glyph.ToString(CultureInfo.InvariantCulture)));
        return string.Concat(SHA256.HashData(Encoding.UTF8.GetBytes(glyphs)).Take(6).Select(value => (char)('A' + value % 26)));
    }

    // Uses the glyphs from our reading of the font file: digits of equal width, and one character per glyph.
    private void Count(RenderTextEventArgs text)
    {
        var used = _used[text.Font.FontFamily.Name];
        var pairs = text.CodePointGlyphIndexPairs;
        for (var i = 0; i < pairs.Length; i++)
        {
            pairs[i].GlyphIndex = used.File.GlyphOf(pairs[i].CodePoint);
            used.Characters[pairs[i].GlyphIndex] = pairs[i].CodePoint;
        }
    }

    private IEnumerable<PdfDictionary> Objects(string subtype) =>
        _document.Internals.GetAllObjects().OfType<PdfDictionary>().Where(value => value.Elements.GetName("/Subtype") == subtype);

    private Used UsedOf(FontFile font) => _used.TryGetValue(font.Name, out var used) ? used : _used[font.Name] = new Used(font);

    private sealed class Used(FontFile file)
    {
        private readonly Dictionary<double, XFont> _sizes = [];

        public FontFile File => file;

        public SortedDictionary<ushort, int> Characters { get; } = [];

        public PdfDictionary? Object { get; set; }

        public XFont At(double size) =>
            _sizes.TryGetValue(size, out var font) ? font : _sizes[size] = new XFont(file.Name, size, XFontStyleEx.Regular, Options);
    }

    // For PDFsharp each weight is its own family. PDFsharp caches fonts by name for the whole process.
    private sealed class Resolver : IFontResolver
    {
        public FontResolverInfo ResolveTypeface(string familyName, bool isBold, bool isItalic) => new(familyName);

        public byte[] GetFont(string faceName) => DocumentFonts.Current.All.First(font => font.Name == faceName).Bytes;
    }
}
