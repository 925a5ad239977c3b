using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Azure;
using Azure.Core;

namespace Accounts.Emulator.Tables;

/// <summary>A response that did not come over the network by itself: from the embedded store, or a part of a transaction's answer.</summary>
internal sealed class LocalResponse(int status, Dictionary<string, string> headers, byte[]? body) : Response
{
    public override int Status => status;

    public override string ReasonPhrase => ((System.Net.HttpStatusCode)status).ToString();

    public override Stream? ContentStream { get; set; } = body is null ? null : new MemoryStream(body, 0, body.Length, writable: false, publiclyVisible: true);

    public override string ClientRequestId { get; set; } = "";

    public static LocalResponse Success(int status, string? etag = null) =>
        new(status, etag is null ? [] : new(StringComparer.OrdinalIgnoreCase) { ["ETag"] = etag }, null);

    /// <summary>A refusal in the service's form.</summary>
    public static LocalResponse Refusal(TableError error, int? index = null)
    {
        var message = index is null ? error.Message : FormattableString.Invariant($"{index}:{error.Message}");
        var body = new Dictionary<string, object>
        {
            ["odata.error"] = new { code = error.Code, message = new { lang = "en-US", value = message } },
        };
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["Content-Type"] = "application/json;odata=minimalmetadata;charset=utf-8",
            ["x-ms-error-code"] = error.Code,
        };
        return new(error.Status, headers, JsonSerializer.SerializeToUtf8Bytes(body));
    }

    public override void Dispose() => ContentStream?.Dispose();

    protected override bool ContainsHeader(string name) => headers.ContainsKey(name);

    protected override IEnumerable<HttpHeader> EnumerateHeaders() => headers.Select(header => new HttpHeader(header.Key, header.Value));

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value) => headers.TryGetValue(name, out value);

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = headers.TryGetValue(name, out var value) ? [value] : null;
        return values is not null;
    }
}
