using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Accounts.Sales.Vendors;
using Microsoft.Extensions.Options;

namespace Accounts.Tests.Sales.Vendors;

/// <summary>A vendor that gives every request the same answer, and keeps the last request.</summary>
internal sealed class CannedVendor(int status, string body, Exception? failure = null) : HttpMessageHandler
{
    /// <summary>Method, address and authorization of the last request.</summary>
    public string Asked { get; private set; } = "";

    public string? Body { get; private set; }

    public string ContentType { get; init; } = "application/json";

    public int Requests { get; private set; }

    /// <summary>An adapter for this vendor.</summary>
    public HttpLicenseVendor Adapter(TimeProvider time) => new(
        new HttpClient(this, disposeHandler: false),
        new VendorCircuit(time),
        Options.Create(new VendorOptions { BaseUrl = new Uri("https://vendor.example/licensing/"), ApiKey = "key-1" }),
        time);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests++;
        Asked = $"{request.Method} {request.RequestUri} {request.Headers.Authorization}";
        Body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        return failure is null
            ? new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8) { Headers = { ContentType = MediaTypeHeaderValue.Parse(ContentType) } } }
            : throw failure;
    }
}
