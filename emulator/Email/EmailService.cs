using System.Text.Json;
using Accounts.Emulator.Transport;
using Azure.Core;

namespace Accounts.Emulator.Email;

/// <summary>The REST protocol of Communication Services Email over the outbox. An accepted mail has already been sent.</summary>
internal sealed class EmailService(Outbox outbox) : ILocalService
{
    private const string SendPath = "/emails:send";
    private const string OperationsPath = "/emails/operations/";

    public string Host => Outbox.HostName;

    public LocalResponse Answer(Request request, ReadOnlyMemory<byte> body)
    {
        try
        {
            var path = request.Uri.Path;
            return request.Method.Method switch
            {
                "POST" when path == SendPath => Send(request, body),
                "GET" when path.StartsWith(OperationsPath, StringComparison.Ordinal) => Result(path[OperationsPath.Length..]),
                _ => throw new EmailErrorException(EmailError.NotFound),
            };
        }
        catch (EmailErrorException e)
        {
            // Final even for 429, which the client would retry for seconds.
            return Json(e.Error.Status, new { error = new { code = e.Error.Code, message = e.Error.Message } }, isFinal: true)
                .With("x-ms-error-code", e.Error.Code);
        }
        catch (IOException e)
        {
            var error = new { code = "InternalServerError", message = $"The outbox failed: {e.Message}" };
            return Json(500, new { error }, isFinal: true);
        }
    }

    private LocalResponse Send(Request request, ReadOnlyMemory<byte> body)
    {
        if (!Guid.TryParse(request.Headers.TryGetValue("Operation-Id", out var given) ? given : $"{Guid.NewGuid()}", out var id))
            throw new EmailErrorException(EmailError.Invalid("Operation-Id must be a UUID."));
        outbox.Add(EmailRequest.Read(body), id);
        return Json(202, new { id, status = "Running" })
            .With("Operation-Location", $"{request.Uri.Scheme}://{request.Uri.Host}{OperationsPath}{id}{request.Uri.Query}");
    }

    private LocalResponse Result(string operation) => Guid.TryParse(operation, out var id) && outbox.Has(id)
        ? Json(200, new { id, status = "Succeeded" })
        : throw new EmailErrorException(EmailError.NotFound);

    private static LocalResponse Json(int status, object body, bool isFinal = false) =>
        new LocalResponse(status, JsonSerializer.SerializeToUtf8Bytes(body)) { IsFinal = isFinal }
            .With("Content-Type", "application/json; charset=utf-8");
}
