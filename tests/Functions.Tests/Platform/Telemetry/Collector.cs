using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace Accounts.Tests.Platform.Telemetry;

/// <summary>A local OpenTelemetry collector, which receives OTLP over HTTP and keeps it.</summary>
internal sealed class Collector : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<(string Path, byte[] Body)> _received = new();

    private Collector(int port)
    {
        Address = $"http://127.0.0.1:{port}";
        _listener.Prefixes.Add(Address + "/");
        _listener.Start();
        _ = TakeAsync();
    }

    public string Address { get; }

    /// <summary>Makes an app send everything here.</summary>
    public Dictionary<string, string?> Settings => new()
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Address,
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
    };

    /// <summary>All spans so far. An app has sent its last ones when it is disposed of.</summary>
    public IReadOnlyList<OtlpSpan> Spans =>
        [.. _received.Where(request => request.Path == "/v1/traces").SelectMany(request => OtlpSpan.Read(request.Body))];

    /// <summary>All telemetry received, as text.</summary>
    public string Text => string.Join('\n', _received.Select(request => Encoding.UTF8.GetString(request.Body)));

    /// <summary>The paths that received telemetry: one for each kind.</summary>
    public IEnumerable<string> Paths => _received.Select(request => request.Path).Distinct().Order();

    public static Collector Start()
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return new Collector(Random.Shared.Next(20_000, 60_000));
            }
            catch (HttpListenerException) when (tries < 20)
            {
                // The port is in use.
            }
        }
    }

    public void Dispose() => _listener.Close();

    private async Task TakeAsync()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                _received.Enqueue((context.Request.Url!.AbsolutePath, body.ToArray()));
                context.Response.ContentType = "application/x-protobuf";
                context.Response.Close();
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // Closed.
        }
    }
}

/// <summary>A span as it was exported.</summary>
internal sealed record OtlpSpan(
    string TraceId, string Id, string ParentId, string Name, int Kind, ulong Start, IReadOnlyDictionary<string, string> Tags, int Status)
{
    public const int StatusError = 2;

    /// <summary>
    /// The spans of an ExportTraceServiceRequest (opentelemetry-proto, trace/v1): resources hold scopes, which hold spans.
    /// </summary>
    public static IEnumerable<OtlpSpan> Read(byte[] request) =>
        from resource in new ProtobufMessage(request).Messages(1)
        from scope in resource.Messages(2)
        from span in scope.Messages(2)
        select new OtlpSpan(
            Convert.ToHexStringLower(span.Bytes(1)),
            Convert.ToHexStringLower(span.Bytes(2)),
            Convert.ToHexStringLower(span.Bytes(4)),
            span.Text(5),
            (int)span.Number(6),
            span.Number(7),
            span.Messages(9).ToDictionary(tag => tag.Text(1), tag => Value(tag.Messages(2).Single())),
            (int)(span.Messages(15).SingleOrDefault()?.Number(3) ?? 0));

    private static string Value(ProtobufMessage value) =>
        value.Has(3) ? value.Number(3).ToString(System.Globalization.CultureInfo.InvariantCulture) : value.Text(1);
}
