using System.Text;
using Accounts.Platform.Values;
using AngleSharp.Dom;
using Ganss.Xss;
using Markdig;

namespace Accounts.Extranet.Reports;

/// <summary>
/// The text of reports. HTML in it is shown as text. The renderer's output also passes an allow-list of tags and addresses, so that a
/// fault in only one of the two lets nothing through.
/// </summary>
public static class Markdown
{
    /// <summary>Longest text, in UTF-16 units.</summary>
    public const int MaxLength = 20_000;

    private const string Expected = "Markdown (CommonMark with tables), 1 to 20,000 characters.";

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().DisableHtml().Build();

    private static readonly HtmlSanitizer Sanitizer = MakeSanitizer();

    /// <summary>The text with line feeds as line ends. Blanks are kept, because they have a meaning in Markdown.</summary>
    public static Parsed<string> Parse(string? value)
    {
        var typed = (value ?? "").ReplaceLineEndings("\n").Replace("\t", "    ", StringComparison.Ordinal);
        if (string.IsNullOrWhiteSpace(typed))
            return new Fault("This is missing or empty.", Expected);
        if (typed.Length > MaxLength)
            return new Fault("This is too long.", Expected);
        var faults = typed.Split('\n').Select(line => Text.Parse(line, 0, MaxLength).Fault);
        if (faults.FirstOrDefault(fault => fault is not null) is { } fault)
            return fault with { Expected = Expected };
        var text = typed.Normalize(NormalizationForm.FormC);
        try
        {
            ToHtml(text);
        }
        catch (ArgumentException)
        {
            return new Fault("This is nested too deeply.", Expected);
        }

        return text;
    }

    /// <summary>The text as safe HTML.</summary>
    public static string ToHtml(string markdown) => Sanitizer.Sanitize(Markdig.Markdown.ToHtml(markdown, Pipeline));

    private static HtmlSanitizer MakeSanitizer()
    {
        var sanitizer = new HtmlSanitizer(new HtmlSanitizerOptions
        {
            AllowedTags = new HashSet<string>(
            [
                "h1", "h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "strong", "em", "blockquote", "ul", "ol", "li", "code", "pre", "a",
                "table", "thead", "tbody", "tr", "th", "td",
            ]),
            AllowedAttributes = new HashSet<string>(["href"]),
            AllowedSchemes = new HashSet<string>(["https", "mailto"]),
            UriAttributes = new HashSet<string>(["href"]),
        });
        // Addresses without a scheme would lead to a place within the portal.
        sanitizer.FilterUrl += (_, url) => url.SanitizedUrl = IsAllowed(url.OriginalUrl) ? url.SanitizedUrl : null;
        sanitizer.PostProcessNode += (_, made) =>
        {
            if (made.Node is IElement { LocalName: "a" } link && link.HasAttribute("href"))
                link.SetAttribute("rel", "noopener noreferrer nofollow");
        };
        return sanitizer;
    }

    private static bool IsAllowed(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeMailto);
}
