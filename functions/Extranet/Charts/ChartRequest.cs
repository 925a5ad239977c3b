using System.Globalization;
using Accounts.Platform.Http;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;

namespace Accounts.Extranet.Charts;

/// <summary>Format and appearance of a chart.</summary>
/// <param name="Width">In pixels.</param>
/// <param name="Theme">Its colours.</param>
/// <param name="Format">A picture, or its numbers.</param>
/// <param name="Language">Language of texts and numbers.</param>
public sealed record ChartRequest(int Width, ChartTheme Theme, ChartFormat Format, Language Language)
{
    /// <summary>Narrowest and widest picture.</summary>
    public const int MinWidth = 320, MaxWidth = 1_600;

    private const int UsualWidth = 640;

    /// <summary>Flat enough for a wide screen, high enough for a telephone.</summary>
    public int Height => Math.Clamp(Width / 2, 240, 480);

    /// <summary>From <c>?width=&amp;theme=&amp;format=</c> and <c>Accept-Language</c>.</summary>
    public static Outcome<ChartRequest> From(HttpRequest request)
    {
        var width = UsualWidth;
        if (request.Query.TryGetValue("width", out var wished)
            && !(int.TryParse(wished, NumberStyles.None, CultureInfo.InvariantCulture, out width) && width is >= MinWidth and <= MaxWidth))
            return new QueryInvalid("width", "a number from 320 to 1600");
        var theme = ChartTheme.Light;
        if (request.Query.TryGetValue("theme", out var named) && !EnumNames.TryParse(named, out theme))
            return new QueryInvalid("theme", EnumNames.AllOf<ChartTheme>());
        var format = ChartFormat.Svg;
        if (request.Query.TryGetValue("format", out var asked) && !EnumNames.TryParse(asked, out format))
            return new QueryInvalid("format", EnumNames.AllOf<ChartFormat>());
        return new ChartRequest(width, theme, format, Languages.Of(request));
    }
}

/// <summary>Colours of a chart.</summary>
public enum ChartTheme
{
    /// <summary>Dark on white.</summary>
    Light,

    /// <summary>Light on dark.</summary>
    Dark,
}

/// <summary>Format of a chart.</summary>
public enum ChartFormat
{
    /// <summary>A picture.</summary>
    Svg,

    /// <summary>Its numbers as a table.</summary>
    Csv,
}
