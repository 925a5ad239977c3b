using System.Net.Mime;
using System.Xml;
using System.Xml.Linq;
using Accounts.Emulator.Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Accounts.Emulator.Neighbours;

/// <summary>
/// Simulates the public SOAP service of the Swiss UID register (Federal Statistical Office, UID webservices 5.0)
/// under <c>/dev/neighbours/uid-register/V5.0</c>: <c>ValidateVatNumber</c> and <c>ValidateUID</c>.
/// </summary>
internal sealed class UidRegister(NeighbourSettings neighbours) : IEndpoints
{
    private static readonly XNamespace Soap = "http://schemas.xmlsoap.org/soap/envelope/";
    private static readonly XNamespace Service = "http://www.uid.admin.ch/xmlns/uid-wse";
    private static readonly XNamespace Shared = "http://www.uid.admin.ch/xmlns/uid-wse-shared/2";

    public void Map(IEndpointRouteBuilder routes) => routes.MapPost("/dev/neighbours/uid-register/V5.0/PublicServices.svc", AnswerAsync);

    private async Task<IResult> AnswerAsync(HttpRequest request)
    {
        var call = await ReadAsync(request);
        var operation = call?.Name.LocalName;
        var parameter = operation switch
        {
            "ValidateVatNumber" => "vatNumber",
            "ValidateUID" => "uid",
            _ => null,
        };
        if (call is null || parameter is null || request.Headers["SOAPAction"] != $"\"{Service}/IPublicServices/{operation}\"")
            return Fault("a:ActionNotSupported", null);
        if (call.Element(Service + parameter)?.Value is not { Length: > 0 } id)
            return Fault("Data_validation_failed", operation);

        switch (neighbours.BehaviourOf(TaxRegister.Setting, id.Split(' ')[0]))
        {
            case TaxRegister.Valid:
                return Verdict(operation!, valid: true);
            case TaxRegister.Invalid:
                return Verdict(operation!, valid: false);
            case TaxRegister.Unavailable:
                return Results.Content(
                    "<html><body>Service Unavailable</body></html>",
                    MediaTypeNames.Text.Html,
                    statusCode: StatusCodes.Status503ServiceUnavailable);
            case TaxRegister.Overloaded:
                return Fault("Request_limit_exceeded", operation);
            case TaxRegister.Refusing:
                return Fault("Data_validation_failed", operation);
            default:
                request.HttpContext.Abort();
                return Results.Empty;
        }
    }

    /// <summary>The element in the body of the envelope.</summary>
    private static async Task<XElement?> ReadAsync(HttpRequest request)
    {
        try
        {
            var envelope = await XDocument.LoadAsync(request.Body, LoadOptions.None, request.HttpContext.RequestAborted);
            return envelope.Root?.Element(Soap + "Body")?.Elements().FirstOrDefault();
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static IResult Verdict(string operation, bool valid) =>
        Envelope(
            new XElement(Service + (operation + "Response"), new XElement(Service + (operation + "Result"), valid)),
            StatusCodes.Status200OK);

    private static IResult Fault(string error, string? operation) => Envelope(
        new XElement(
            Soap + "Fault",
            new XElement("faultcode", "s:Client"),
            new XElement("faultstring", error),
            operation is null ? null : new XElement("detail", new XElement(
                Service + "businessFault",
                new XElement(Shared + "operation", operation),
                new XElement(Shared + "error", error),
                new XElement(Shared + "errorDetail", "Simulated by a setting of the emulator.")))),
        StatusCodes.Status500InternalServerError);

    private static IResult Envelope(XElement body, int status) => Results.Content(
        new XElement(Soap + "Envelope", new XAttribute(XNamespace.Xmlns + "s", Soap), new XElement(Soap + "Body", body)).ToString(),
        "text/xml; charset=utf-8",
        statusCode: status);
}
