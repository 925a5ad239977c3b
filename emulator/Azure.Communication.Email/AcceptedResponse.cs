using System.Diagnostics.CodeAnalysis;
using Azure.Core;

namespace Azure.Communication.Email;

/// <summary>The service's 202 to a send.</summary>
internal sealed class AcceptedResponse(string operationId) : Response
{
    private static readonly string[] HeaderNames = ["Operation-Id"];

    public override int Status => 202;

    public override string ReasonPhrase => "Accepted";

    public override Stream? ContentStream { get; set; }

    public override string ClientRequestId { get; set; } = "";

    public override void Dispose()
    {
    }

    protected override bool ContainsHeader(string name) => HeaderNames.Contains(name, StringComparer.OrdinalIgnoreCase);

    protected override IEnumerable<HttpHeader> EnumerateHeaders() => HeaderNames.Select(name => new HttpHeader(name, operationId));

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value) =>
        (value = ContainsHeader(name) ? operationId : null) is not null;

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values) =>
        (values = ContainsHeader(name) ? [operationId] : null) is not null;
}
