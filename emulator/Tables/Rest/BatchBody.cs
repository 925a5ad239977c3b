using System.Globalization;
using System.Text;
using Azure;
using Azure.Core;

namespace Accounts.Emulator.Tables;

/// <summary>Transactions on the wire: requests in a multipart changeset, and the responses from its answer.</summary>
internal static class BatchBody
{
    /// <summary>The requests as one body, with its content type.</summary>
    public static (RequestContent Content, string ContentType) Write(IEnumerable<Request> requests)
    {
        var batch = $"batch_{Guid.NewGuid()}";
        var changeset = $"changeset_{Guid.NewGuid()}";
        using var body = new MemoryStream();
        Line($"--{batch}");
        Line($"Content-Type: multipart/mixed; boundary={changeset}");
        Line("");
        foreach (var request in requests)
        {
            Line($"--{changeset}");
            Line("Content-Type: application/http");
            Line("Content-Transfer-Encoding: binary");
            Line("");
            Line($"{request.Method} {request.Uri} HTTP/1.1");
            foreach (var header in request.Headers)
                Line($"{header.Name}: {header.Value}");
            Line("");
            request.Content?.WriteTo(body, CancellationToken.None);
            Line("");
        }

        Line($"--{changeset}--");
        Line($"--{batch}--");
        return (RequestContent.Create(body.ToArray()), $"multipart/mixed; boundary={batch}");

        void Line(string text) => body.Write(Encoding.UTF8.GetBytes(text + "\r\n"));
    }

    /// <summary>The responses in an answer: from each status line to the next boundary.</summary>
    public static List<Response> Read(string answer)
    {
        var responses = new List<Response>();
        using var lines = new StringReader(answer);
        while (lines.ReadLine() is { } line)
        {
            if (line.StartsWith("HTTP/1.1 ", StringComparison.Ordinal))
                responses.Add(ReadResponse(line, lines));
        }

        return responses;
    }

    private static LocalResponse ReadResponse(string statusLine, StringReader lines)
    {
        var status = int.Parse(statusLine.AsSpan(9, 3), CultureInfo.InvariantCulture);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (lines.ReadLine() is { Length: > 0 } header)
        {
            var colon = header.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
                headers[header[..colon].Trim()] = header[(colon + 1)..].Trim();
        }

        var body = new StringBuilder();
        while (lines.ReadLine() is { } line && !line.StartsWith("--", StringComparison.Ordinal))
            body.AppendLine(line);
        return new(status, headers, body.Length == 0 ? null : Encoding.UTF8.GetBytes(body.ToString()));
    }
}
