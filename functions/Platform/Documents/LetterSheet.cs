namespace Accounts.Platform.Documents;

/// <summary>The pages of a letter while they are filled: the content of each page, and the position on the current one.</summary>
internal sealed class LetterSheet
{
    /// <summary>The left edge of text (DIN 5008), in points.</summary>
    public const double Left = 25 * Millimetre;

    /// <summary>The width of text, in points.</summary>
    public const double Width = 165 * Millimetre;

    /// <summary>One millimetre, in points.</summary>
    public const double Millimetre = 72 / 25.4;

    private static readonly TextStyle Head = new(8, IsQuiet: true);

    private readonly string _head;
    private readonly LetterFooter _footer;
    private readonly List<PlacedPage> _pages = [new()];

    public LetterSheet(Letter letter)
    {
        _head = $"{letter.Provider.Name} · {letter.Title}";
        _footer = new LetterFooter(letter.Provider, letter.Language);
    }

    /// <summary>The upper edge of the next element.</summary>
    public double Y { get; set; }

    /// <summary>The lower limit for text.</summary>
    public double End => _footer.Top - 10 * Millimetre;

    private PlacedPage Page => _pages[^1];

    /// <summary>Whether an element of this height fits on the page.</summary>
    public bool Fits(double height) => Y + height <= End;

    /// <summary>Starts a new page. Its head shows the provider's name and the letter's title.</summary>
    public void NextPage()
    {
        _pages.Add(new PlacedPage());
        Y = 15 * Millimetre;
        foreach (var line in LetterText.Wrap(_head, Head, Width))
            Line(line, Head, Left);
        Rule(Y + 2, Width);
        Y += 14;
    }

    /// <summary>Writes a text in as many lines as it needs, on further pages if necessary.</summary>
    public void Lines(string text, TextStyle style, double x, double width)
    {
        foreach (var line in LetterText.Wrap(text, style, width))
        {
            if (!Fits(style.LineHeight))
                NextPage();
            Line(line, style, x);
        }
    }

    /// <summary>Writes a line and moves below it.</summary>
    public void Line(string text, TextStyle style, double x)
    {
        Put(text, style, x);
        Y += style.LineHeight;
    }

    /// <summary>Writes a text without moving down.</summary>
    public void Put(string text, TextStyle style, double x) => Page.Put(text, style, x, Y);

    /// <summary>Writes a text that ends at the given position, without moving down.</summary>
    public void PutRight(string text, TextStyle style, double right) => Put(text, style, right - style.Measure(text));

    /// <summary>Draws a line from the left edge of text.</summary>
    public void Rule(double y, double width, bool isStrong = false) => Page.Rules.Add(new PlacedRule(Left, y, width, IsStrong: isStrong));

    /// <summary>Draws a fold or punch mark.</summary>
    public void Mark(double x, double y, double length) => Page.Rules.Add(new PlacedRule(x, y, length));

    /// <summary>Shades the background of the next element, over the whole width.</summary>
    public void Band(double height) => Page.Boxes.Add(new PlacedBox(Left, Y, Width, height, Shade.Light));

    /// <summary>Draws a code without moving down.</summary>
    public void Code(QrCode code, double x, double side) => Page.Boxes.AddRange(code.Place(x, Y, side));

    /// <summary>Places the provider's logo and returns its height.</summary>
    public double PlaceLogo(Logo logo)
    {
        var (width, height) = logo.FitInto(80 * Millimetre, 22 * Millimetre);
        Page.Image = new PlacedImage(logo.File, Left, Y, width, height);
        return height;
    }

    /// <summary>Starts a page that has a payment slip at its foot in place of the provider's company details.</summary>
    public void Slip(Action<PlacedPage> place)
    {
        NextPage();
        Page.HasSlip = true;
        place(Page);
    }

    /// <summary>Adds page numbers and the provider's company details to all pages, and returns them.</summary>
    public IReadOnlyList<PlacedPage> Finish()
    {
        for (var i = 0; i < _pages.Count; i++)
            _footer.Place(_pages[i], i + 1, _pages.Count);
        return _pages;
    }
}
