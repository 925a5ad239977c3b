using System.Text;

namespace Accounts.Emulator.Tables;

/// <summary>
/// A transaction as the client sends it: a multipart body with one change set, whose parts are requests with headers and
/// bodies (learn.microsoft.com, "Performing entity group transactions").
/// </summary>
internal static class BatchRequest
{
    /// <exception cref="TableErrorException">The body does not follow the protocol.</exception>
    public static (string Table, List<EntityWrite> Writes) Read(string? contentType, ReadOnlyMemory<byte> body)
    {
        var changeSet = Parts(body, Boundary(contentType)) is [var only] ? only : throw Invalid();
        var (headers, content) = Split(changeSet);
        var table = "";
        var writes = new List<EntityWrite>();
        foreach (var part in Parts(content, Boundary(Header(headers, "Content-Type"))))
        {
            var (resource, write) = ReadPart(Split(part).Content);
            if (writes.Count > 0 && resource.Table != table)
                throw new TableErrorException(TableError.DifferentPartitions, writes.Count);
            table = resource.Table;
            writes.Add(write);
        }

        return writes.Count > 0 ? (table, writes) : throw Invalid();
    }

    private static (TableResource, EntityWrite) ReadPart(ReadOnlyMemory<byte> request)
    {
        var (head, body) = Split(request);
        var line = head[..(head.IndexOf('\r', StringComparison.Ordinal) is >= 0 and var end ? end : head.Length)].Split(' ');
        if (line.Length != 3)
            throw Invalid();
        var resource = TableResource.Parse(line[1].Split('?')[0]);
        return (resource, EntityRequest.Read(line[0], resource, Header(head, "If-Match"), body));
    }

    /// <summary>The content between the boundaries, without the boundaries' line ends.</summary>
    private static List<ReadOnlyMemory<byte>> Parts(ReadOnlyMemory<byte> body, string boundary)
    {
        var delimiter = Encoding.ASCII.GetBytes("--" + boundary);
        var parts = new List<ReadOnlyMemory<byte>>();
        var at = body.Span.IndexOf(delimiter);
        while (at >= 0)
        {
            var rest = body[(at + delimiter.Length)..];
            if (rest.Span.StartsWith("--"u8))
                return parts;
            at = rest.Span.IndexOf(delimiter);
            if (at >= 0)
                parts.Add(rest[..at].TrimStart("\r\n"u8).TrimEnd("\r\n"u8));
            body = rest;
        }

        throw Invalid();
    }

    /// <summary>The lines before the first empty one, and the rest.</summary>
    private static (string Head, ReadOnlyMemory<byte> Content) Split(ReadOnlyMemory<byte> part)
    {
        var end = part.Span.IndexOf("\r\n\r\n"u8);
        return end < 0 ? (Encoding.UTF8.GetString(part.Span), default) : (Encoding.UTF8.GetString(part.Span[..end]), part[(end + 4)..]);
    }

    private static string? Header(string head, string name)
    {
        foreach (var line in head.AsSpan().EnumerateLines())
        {
            if (line.StartsWith(name, StringComparison.OrdinalIgnoreCase) && line.Length > name.Length && line[name.Length] == ':')
                return line[(name.Length + 1)..].Trim().ToString();
        }

        return null;
    }

    private static string Boundary(string? contentType)
    {
        const string name = "boundary=";
        var start = contentType?.IndexOf(name, StringComparison.OrdinalIgnoreCase) ?? -1;
        return start < 0 ? throw Invalid() : contentType![(start + name.Length)..].Split(';')[0].Trim().Trim('"');
    }

    private static TableErrorException Invalid() => new(TableError.BodyInvalid);
}
