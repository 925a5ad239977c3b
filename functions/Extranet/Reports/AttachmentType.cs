using System.IO.Compression;
using System.Text;

namespace Accounts.Extranet.Reports;

/// <summary>
/// A kind of file that a report may have. The first bytes of a file decide its kind; its name and its media type must agree. A browser
/// would run none of these kinds: no HTML, no SVG, no office file with macros.
/// </summary>
/// <param name="MediaType">As it is sent and served.</param>
/// <param name="Extension">The end of its name.</param>
/// <param name="Matches">Whether bytes are such a file.</param>
public sealed record AttachmentType(string MediaType, string Extension, Func<byte[], bool> Matches)
{
    private const string OpenXml = "application/vnd.openxmlformats-officedocument.";

    public static IReadOnlyList<AttachmentType> All { get; } =
    [
        new("application/pdf", ".pdf", bytes => bytes.AsSpan().StartsWith("%PDF-"u8)),
        new("image/png", ".png", bytes => bytes.AsSpan().StartsWith((byte[])[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])),
        new("image/jpeg", ".jpg", bytes => bytes.AsSpan().StartsWith((byte[])[0xFF, 0xD8, 0xFF])),
        new(OpenXml + "spreadsheetml.sheet", ".xlsx", bytes => IsOpenXml(bytes, "xl/workbook.xml")),
        new(OpenXml + "wordprocessingml.document", ".docx", bytes => IsOpenXml(bytes, "word/document.xml")),
        new("text/csv", ".csv", IsText),
        new("text/plain", ".txt", IsText),
    ];

    /// <summary>The kind of a media type; null when it is none of them.</summary>
    public static AttachmentType? Of(string? contentType) =>
        All.FirstOrDefault(type => type.MediaType == contentType?.Split(';')[0].Trim().ToLowerInvariant());

    /// <summary>Whether a file of this kind may have this name.</summary>
    public bool Allows(string name) =>
        name.EndsWith(Extension, StringComparison.OrdinalIgnoreCase)
        || Extension == ".jpg" && name.EndsWith(".jpeg", StringComparison.OrdinalIgnoreCase);

    private static bool IsOpenXml(byte[] bytes, string main)
    {
        if (!bytes.AsSpan().StartsWith("PK\x03\x04"u8))
            return false;
        try
        {
            // Reads the list of files only; nothing is unpacked.
            using var archive = new ZipArchive(new MemoryStream(bytes, writable: false), ZipArchiveMode.Read);
            return archive.GetEntry("[Content_Types].xml") is not null
                && archive.GetEntry(main) is not null
                && !archive.Entries.Any(entry => entry.Name.Equals("vbaProject.bin", StringComparison.OrdinalIgnoreCase));
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    // Programs that guess the type of a file take text that begins like markup for HTML or SVG.
    private static bool IsText(byte[] bytes)
    {
        try
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF').TrimStart();
            return text.Length > 0 && text[0] != '<' && !text.Any(c => char.IsControl(c) && c is not ('\r' or '\n' or '\t' or '\f'));
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
