using System.Text;

namespace Accounts.Emulator.Email;

/// <summary>A part of a mail: headers, and a body or further parts. Reads what <see cref="EmlWriter"/> writes, and others as well as it can.</summary>
internal sealed class MimePart
{
    private readonly Dictionary<string, string> _headers = new(StringComparer.OrdinalIgnoreCase);
    private readonly string _body;

    private MimePart(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var head = end < 0 ? text : text[..end];
        _body = end < 0 ? "" : text[(end + 4)..];
        var unfolded = head.Replace("\r\n ", " ", StringComparison.Ordinal).Replace("\r\n\t", " ", StringComparison.Ordinal);
        foreach (var line in unfolded.Split("\r\n"))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
                _headers.TryAdd(line[..colon], line[(line[(colon + 1)..].StartsWith(' ') ? colon + 2 : colon + 1)..]);
        }
    }

    /// <summary>Takes any text: what is no mail has no headers, or a body that is shown as it stands.</summary>
    public static MimePart Parse(string message) => new(message.ReplaceLineEndings("\r\n"));

    public string? Header(string name) => _headers.GetValueOrDefault(name);

    public string ContentType => Header("Content-Type") ?? "text/plain";

    /// <summary>This part when it is a leaf, else all leaves below it.</summary>
    public IEnumerable<MimePart> Leaves()
    {
        if (!ContentType.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) || Boundary() is not { } boundary)
            return [this];
        // The first piece is what stands before the parts, the last what stands after them.
        return ("\r\n" + _body).Split($"\r\n--{boundary}").Skip(1).SkipLast(1).SelectMany(piece => new MimePart(piece).Leaves());
    }

    public byte[] Bytes()
    {
        var bytes = new byte[_body.Length];
        return string.Equals(Header("Content-Transfer-Encoding"), "base64", StringComparison.OrdinalIgnoreCase)
            && Convert.TryFromBase64String(_body, bytes, out var length)
                ? bytes[..length]
                : Encoding.UTF8.GetBytes(_body);
    }

    /// <summary>The body as text, with line breaks as in code.</summary>
    public string Text() => Encoding.UTF8.GetString(Bytes()).ReplaceLineEndings("\n");

    private string? Boundary()
    {
        const string name = "boundary=";
        var start = ContentType.IndexOf(name, StringComparison.OrdinalIgnoreCase);
        if (start < 0)
            return null;
        var value = ContentType[(start + name.Length)..];
        return value.StartsWith('"') ? value[1..].Split('"')[0] : value.Split(';')[0].Trim();
    }
}
