using System.ComponentModel.DataAnnotations;
using Accounts.Platform.Fonts;

namespace Accounts.Platform.Documents;

/// <summary>Section <c>Documents</c>: the look of documents. Paths are absolute, or begin in the folder of the app.</summary>
public sealed class DocumentOptions : IValidatableObject
{
    private readonly List<string> _problems = [];

    /// <summary>A PNG or JPEG file, shown above letters in place of the provider's name.</summary>
    public string Logo { get; set; } = "";

    /// <summary>Font files with TrueType outlines, tried in this order for characters that the built-in font lacks.</summary>
    public IList<string> FallbackFonts { get; } = [];

    internal Logo? OpenedLogo { get; private set; }

    /// <summary>Reads the files once. The fonts then apply to the whole process.</summary>
    internal void Open()
    {
        OpenedLogo = Logo.Length == 0 ? null : Read("Documents:Logo", Logo, Documents.Logo.Read);
        var fonts = FallbackFonts.Select((path, i) => Read($"Documents:FallbackFonts:{i}", path, FontFile.Read))
            .OfType<FontFile>().ToList();
        if (fonts.Count == 0)
            return;
        var all = new DocumentFonts(fonts);
        if (all.All.GroupBy(font => font.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Skip(1).Any()) is { } twice)
            _problems.Add($"Documents:FallbackFonts has two fonts named {twice.Key}.");
        else
            DocumentFonts.Current = all;
    }

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        _problems.Select(problem => new ValidationResult(problem));

    private T? Read<T>(string setting, string path, Func<string, T> read)
        where T : class
    {
        try
        {
            return read(Path.GetFullPath(path, AppContext.BaseDirectory));
        }
        catch (Exception unreadable)
            when (unreadable is IOException or UnauthorizedAccessException or InvalidDataException or ArgumentException)
        {
            _problems.Add($"{setting} names a file that cannot be used: {unreadable.Message.ReplaceLineEndings(" ")}");
            return null;
        }
    }
}
