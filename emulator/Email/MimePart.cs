using System.Text;

namespace Accounts.Emulator.Email;

/// <summary>A part of a mail as <see cref="EmlWriter"/> writes them: headers, and a body or further parts.</summary>
internal sealed class MimePart
{
    private readonly Dictionary<string, string> _headers = new(StringComparer.OrdinalIgnoreCase);
    private readonly string _body;

    private MimePart(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var head = end < 0 ? text : text[..end];
        _body = end < 0 ? "" : text[(end + 4)..];
        foreach (var line in head.Replace("\r\n ", " ", StringComparison.Ordinal).Split("\r\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            _headers.TryAdd(line[..colon], line[(colon + 2)..]);
        }
    }

    public static MimePart Parse(string message) => new(message);

    public string? Header(string name) => _headers.GetValueOrDefault(name);

    public string ContentType => Header("Content-Type") ?? "text/plain";

    /// <summary>This part when it is a leaf, else all leaves below it.</summary>
    public IEnumerable<MimePart> Leaves()
    {
        if (!ContentType.StartsWith("multipart/", StringComparison.Ordinal))
            return [this];
        var boundary = ContentType.Split("boundary=\"")[1].TrimEnd('"');
        // The first piece is what stands before the parts, the last what stands after them.
        return ("\r\n" + _body).Split($"\r\n--{boundary}")[1..^1].SelectMany(piece => new MimePart(piece["\r\n".Length..]).Leaves());
    }

    public byte[] Bytes() => Header("Content-Transfer-Encoding") == "base64" ? Convert.FromBase64String(_body) : Encoding.UTF8.GetBytes(_body);

    /// <summary>The body as text, with line breaks as in code.</summary>
    public string Text() => Encoding.UTF8.GetString(Bytes()).ReplaceLineEndings("\n");
}
