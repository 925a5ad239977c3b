using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Accounts.Platform.Values;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;

namespace Accounts.Extranet.Charts;

/// <summary>
/// Draws charts with OxyPlot. Its SVG exporter measures texts by its own tables, so the same numbers give the same bytes on every
/// machine.
/// </summary>
/// <param name="request">Size, colours and language.</param>
public sealed class Chart(ChartRequest request)
{
    private const string Fonts = "Arial, Helvetica, sans-serif";

    // Width of a digit in the widest of the common fonts. What OxyPlot measures is too narrow for some of them.
    private const double DigitWidth = 7.8;

    private const int LineHeight = 18;

    // Height of a text in a legend, as OxyPlot measures it.
    private const int TextHeight = 10;

    private static readonly int[] Spans = [1, 2, 3, 4, 6, 12, 24];

    // Written out here, because hosts in globalization-invariant mode know only the English names.
    private static readonly string[] FrenchMonths =
        ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."];

    private static readonly string[] ItalianMonths =
        ["gen.", "feb.", "mar.", "apr.", "mag.", "giu.", "lug.", "ago.", "set.", "ott.", "nov.", "dic."];

    // Colours on white and on dark. Each has a contrast of at least 3:1 to the background, and another lightness than its neighbours in a
    // stack.
    private static readonly (uint Light, uint Dark)[] Parts =
    [
        (0xFFE07A1F, 0xFFFFB366),
        (0xFF1B7F5C, 0xFF3FA882),
        (0xFFC05CA8, 0xFFE6A3D6),
        (0xFF6B4FA0, 0xFF9C83D1),
        (0xFF8A8A00, 0xFFD9D36A),
        (0xFF5C5F66, 0xFFA8B0BA),
    ];

    private readonly PlotModel _model = new()
    {
        DefaultFont = "Arial",
        DefaultFontSize = 12,
        Background = request.Theme == ChartTheme.Light ? OxyColors.White : OxyColor.FromRgb(0x16, 0x1B, 0x22),
        TextColor = Ink(request.Theme),
        PlotAreaBorderThickness = new OxyThickness(0, 0, 0, 1),
        PlotAreaBorderColor = Ink(request.Theme),
        // Half of the last label is beyond the end of the axis.
        Padding = new OxyThickness(4, 8, 22, 4),
        Culture = CultureInfo.InvariantCulture,
    };

    private int _lines;

    private int Height => request.Height + (_lines * LineHeight);

    /// <summary>Colour of actual values, such as the use of a budget.</summary>
    public OxyColor Main => request.Theme == ChartTheme.Light ? OxyColor.FromRgb(0x0B, 0x5C, 0xAD) : OxyColor.FromRgb(0x6C, 0xB6, 0xFF);

    /// <summary>Colour of planned values.</summary>
    public OxyColor Plan => request.Theme == ChartTheme.Light ? OxyColor.FromRgb(0x5C, 0x5F, 0x66) : OxyColor.FromRgb(0xA8, 0xB0, 0xBA);

    /// <summary>Colour of a limit.</summary>
    public OxyColor Limit => request.Theme == ChartTheme.Light ? OxyColor.FromRgb(0xB4, 0x2A, 0x1D) : OxyColor.FromRgb(0xFF, 0x9A, 0x8A);

    /// <summary>Colour of a part of a stack. The last colour is for all remaining parts.</summary>
    public OxyColor PartColor(int part)
    {
        if (part == 0)
            return Main;
        var (light, dark) = Parts[Math.Min(part, Parts.Length) - 1];
        return OxyColor.FromUInt32(request.Theme == ChartTheme.Light ? light : dark);
    }

    public void Add(Series series) => _model.Series.Add(series);

    /// <summary>
    /// Adds a legend below the chart. Each long text gets its own line, and the picture becomes higher: side by side, a reader without
    /// Arial would need more room than was measured.
    /// </summary>
    public void AddLegend(bool isLong = false)
    {
        _lines = isLong ? _model.Series.Count : 0;
        _model.Legends.Add(new Legend
        {
            LegendPlacement = LegendPlacement.Outside,
            LegendPosition = LegendPosition.BottomLeft,
            LegendOrientation = isLong ? LegendOrientation.Vertical : LegendOrientation.Horizontal,
            LegendTextColor = Ink(request.Theme),
            LegendBorderThickness = 0,
            LegendMargin = 0,
            LegendItemSpacing = 30,
            LegendLineSpacing = isLong ? LineHeight - TextHeight : 6,
        });
    }

    /// <summary>How many months there are between two labels: the smallest usual interval for which there is enough room.</summary>
    /// <param name="least">The smallest interval for which there is enough room.</param>
    public static int MonthsBetween(double least) => Spans.FirstOrDefault(span => span >= least, (int)Math.Ceiling(least));

    /// <summary>A month as labels write it: <c>Sep</c>, <c>sept.</c>, <c>set.</c>. German labels write its number.</summary>
    public static string MonthOf(DateOnly day, Language language) => language switch
    {
        Language.French => FrenchMonths[day.Month - 1],
        Language.Italian => ItalianMonths[day.Month - 1],
        _ => day.ToString("MMM", CultureInfo.InvariantCulture),
    };

    /// <summary>Adds the horizontal axis.</summary>
    /// <param name="from">Its beginning.</param>
    /// <param name="to">Its end.</param>
    /// <param name="ticks">Positions of the labels.</param>
    /// <param name="label">Formats a label.</param>
    public void AddBottom(double from, double to, IReadOnlyList<double> ticks, Func<double, string> label) =>
        _model.Axes.Add(new TickedAxis(ticks)
        {
            Position = AxisPosition.Bottom,
            Minimum = from,
            Maximum = to,
            MinorTickSize = 0,
            LabelFormatter = label,
            TicklineColor = Ink(request.Theme),
            AxislineColor = Ink(request.Theme),
        });

    /// <summary>Adds the vertical axis, with grid lines.</summary>
    /// <param name="lowest">The smallest number; 0 is always shown.</param>
    /// <param name="highest">The largest number.</param>
    /// <param name="label">Formats a label.</param>
    public void AddLeft(double lowest, double highest, Func<double, string> label)
    {
        var digits = Math.Max(label(Math.Floor(lowest)).Length, label(Math.Ceiling(highest)).Length);
        if (lowest < 0)
            _model.Annotations.Add(ZeroLine());
        _model.PlotMargins = new OxyThickness(16 + (digits * DigitWidth), double.NaN, double.NaN, double.NaN);
        _model.Axes.Add(new LinearAxis
        {
            Position = AxisPosition.Left,
            Minimum = Math.Min(0, lowest * 1.1),
            Maximum = highest > 0 ? highest * 1.1 : 1,
            IntervalLength = 45,
            MinorTickSize = 0,
            MajorGridlineStyle = LineStyle.Solid,
            MajorGridlineColor = OxyColor.FromAColor(40, Ink(request.Theme)),
            TicklineColor = OxyColors.Transparent,
            LabelFormatter = label,
        });
    }

    /// <summary>The picture as SVG, with texts for screen readers.</summary>
    /// <param name="title">What it shows.</param>
    /// <param name="description">The content of the picture in words.</param>
    public byte[] Draw(string title, string description)
    {
        var exporter = new SvgExporter { Width = request.Width, Height = Height, UseVerticalTextAlignmentWorkaround = true };
        var svg = XDocument.Parse(exporter.ExportToString(_model)).Root!;
        var space = svg.Name.Namespace;
        svg.SetAttributeValue("role", "img");
        svg.SetAttributeValue("aria-labelledby", "chart-title chart-desc");
        svg.SetAttributeValue("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {request.Width} {Height}"));
        foreach (var text in svg.Descendants(space + "text"))
        {
            text.SetAttributeValue("font-family", Fonts);
            // A reader without Arial may need a little more room than was measured.
            text.Ancestors().Attributes("clip-path").Remove();
        }

        svg.AddFirst(
            new XElement(space + "title", new XAttribute("id", "chart-title"), title),
            new XElement(space + "desc", new XAttribute("id", "chart-desc"), description));
        return Encoding.UTF8.GetBytes(svg.ToString(SaveOptions.DisableFormatting));
    }

    // When columns go below zero, 0 is not the lower edge.
    private LineAnnotation ZeroLine() => new()
    {
        Type = LineAnnotationType.Horizontal,
        Y = 0,
        Color = Ink(request.Theme),
        LineStyle = LineStyle.Solid,
        StrokeThickness = 1,
        Layer = AnnotationLayer.BelowSeries,
    };

    private static OxyColor Ink(ChartTheme theme) =>
        theme == ChartTheme.Light ? OxyColor.FromRgb(0x1F, 0x23, 0x28) : OxyColor.FromRgb(0xE6, 0xED, 0xF3);

    /// <summary>An axis with labels at given places, since months are of different lengths.</summary>
    private sealed class TickedAxis(IReadOnlyList<double> ticks) : LinearAxis
    {
        public override void GetTickValues(
            out IList<double> majorLabelValues, out IList<double> majorTickValues, out IList<double> minorTickValues) =>
            (majorLabelValues, majorTickValues, minorTickValues) = ([.. ticks], [.. ticks], []);
    }
}
