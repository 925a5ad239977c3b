using System.Net.Http.Headers;
using System.Xml;
using System.Xml.Linq;
using Accounts.Platform.Values;
using Microsoft.Extensions.Options;

namespace Accounts.Customers.TaxIds;

/// <summary>
/// The UID register of the Swiss Federal Statistical Office, by its public SOAP service, which allows 20 requests per minute.
/// An id with MWST, TVA or IVA claims to be registered for VAT, which <c>ValidateVatNumber</c> checks; an id without is
/// the UID of any enterprise, which <c>ValidateUID</c> checks. Both return true or false, without consultation number and name.
/// Source: UID webservices, interface specification 5.0; https://www.uid-wse.admin.ch/V5.0/PublicServices.svc?wsdl.
/// </summary>
public sealed class SwissUidRegister(HttpClient http, IOptions<TaxRegisterOptions> options, TimeProvider time) : ITaxRegister
{
    /// <summary>Long, because no user is waiting.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private const string TooManyRequests = "Request_limit_exceeded";

    private static readonly XNamespace Soap = "http://schemas.xmlsoap.org/soap/envelope/";
    private static readonly XNamespace Service = "http://www.uid.admin.ch/xmlns/uid-wse";
    private static readonly XNamespace Shared = "http://www.uid.admin.ch/xmlns/uid-wse-shared/2";

    /// <inheritdoc />
    public bool Covers(Country country) => country is Country.CH;

    /// <inheritdoc />
    public async Task<RegisterAnswer> AskAsync(VatId vatId, CancellationToken cancellationToken)
    {
        var (operation, parameter) = vatId.Suffix is null ? ("ValidateUID", "uid") : ("ValidateVatNumber", "vatNumber");
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Value.SwissUid.Of("PublicServices.svc"));
        request.Headers.Add("SOAPAction", $"\"{Service}/IPublicServices/{operation}\"");
        var envelope = new XElement(
            Soap + "Envelope",
            new XElement(Soap + "Body", new XElement(Service + operation, new XElement(Service + parameter, vatId.ToString()))));
        request.Content = new StringContent(
            envelope.ToString(SaveOptions.DisableFormatting), new MediaTypeHeaderValue("text/xml", "utf-8"));
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            var answer = await ReadAsync(response.Content, cancellationToken);
            if (answer?.Descendants(Soap + "Fault").FirstOrDefault() is { } fault)
                return Failed(fault);
            if (!response.IsSuccessStatusCode)
                return Unavailable.Http((int)response.StatusCode);
            return answer?.Descendants(Service + (operation + "Result")).FirstOrDefault()?.Value switch
            {
                "true" => new Registered(time.GetUtcNow()),
                "false" => new NotRegistered(),
                _ => Unavailable.Unreadable,
            };
        }
        catch (HttpRequestException)
        {
            return Unavailable.Unreachable;
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Unavailable.TimedOut;
        }
    }

    private static async Task<XDocument?> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        try
        {
            // The reader's defaults do not allow a document type, and so no entities.
            using var reader = XmlReader.Create(await content.ReadAsStreamAsync(cancellationToken), new XmlReaderSettings { Async = true });
            return await XDocument.LoadAsync(reader, LoadOptions.None, cancellationToken);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    /// <summary>
    /// A business fault is permanent, unless it is about the number of requests. Any other fault is a fault of the service.
    /// </summary>
    private static Unavailable Failed(XElement fault)
    {
        var business = fault.Descendants(Service + "businessFault").FirstOrDefault();
        var error = fault.Descendants(Shared + "error").FirstOrDefault()?.Value ?? (string?)fault.Element("faultcode");
        return string.IsNullOrWhiteSpace(error)
            ? Unavailable.Unreadable
            : new Unavailable(error, Retriable: business is null || error == TooManyRequests);
    }
}
