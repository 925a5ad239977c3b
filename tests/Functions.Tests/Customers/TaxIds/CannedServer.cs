using System.Net;
using System.Text;

namespace Accounts.Tests.Customers.TaxIds;

/// <summary>Gives every request the same answer, and keeps the last request.</summary>
internal sealed class CannedServer(HttpStatusCode status, string body, string mediaType) : HttpMessageHandler
{
    private Exception? _failure;

    public HttpClient Client => new(this, disposeHandler: false);

    public string? Address { get; private set; }

    public string? Question { get; private set; }

    public string? SoapAction { get; private set; }

    public CannedServer Failing(Exception failure)
    {
        _failure = failure;
        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (_failure is not null)
            throw _failure;
        Address = request.RequestUri!.AbsoluteUri;
        SoapAction = request.Headers.TryGetValues("SOAPAction", out var actions) ? actions.Single() : null;
        Question = await request.Content!.ReadAsStringAsync(cancellationToken);
        return new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, mediaType) };
    }
}
