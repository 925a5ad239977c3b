using System.Text.Json;

namespace Azure.Communication.Email;

/// <summary>A send that the service carries out. Waiting polls at once, then at the interval that the service sets.</summary>
public class EmailSendOperation : Operation<EmailSendResult>
{
    private readonly EmailRestClient _rest = null!;
    private readonly string _id = "";
    private Response _response = null!;
    private EmailSendResult? _result;
    private RequestFailedException? _failure;

    protected EmailSendOperation()
    {
    }

    internal EmailSendOperation(EmailRestClient rest, Response response, Guid id) =>
        (_rest, _response, _id) = (rest, response, id.ToString());

    public override bool HasCompleted => _result is not null || _failure is not null;

    public override bool HasValue => _result is not null;

    public override string Id => _id;

    public override EmailSendResult Value =>
        _result ?? throw (_failure ?? (Exception)new InvalidOperationException("The operation has not completed yet."));

    public override Response GetRawResponse() => _response;

    public override Response UpdateStatus(CancellationToken cancellationToken = default) =>
        UpdateStatusAsync(async: false, cancellationToken).AsTask().GetAwaiter().GetResult();

    public override ValueTask<Response> UpdateStatusAsync(CancellationToken cancellationToken = default) =>
        UpdateStatusAsync(async: true, cancellationToken);

    private async ValueTask<Response> UpdateStatusAsync(bool async, CancellationToken cancellationToken)
    {
        if (HasCompleted)
            return _failure is null ? _response : throw _failure;
        _response = await _rest.GetResultAsync(_id, async, cancellationToken).ConfigureAwait(false);
        using var body = JsonDocument.Parse(_response.Content);
        EmailSendStatus status = body.RootElement.GetProperty("status").GetString() ?? "";
        if (status == EmailSendStatus.Succeeded)
            _result = new EmailSendResult(status);
        else if (status == EmailSendStatus.Failed || status == EmailSendStatus.Canceled)
            throw _failure = Failure(_response, body.RootElement);
        return _response;
    }

    private static RequestFailedException Failure(Response response, JsonElement result)
    {
        var (code, message) = result.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object
            ? (Text(error, "code"), Text(error, "message"))
            : (null, null);
        return new RequestFailedException(response.Status, message ?? "The mail was not sent.", code, null);
    }

    private static string? Text(JsonElement error, string name) => error.TryGetProperty(name, out var value) ? value.GetString() : null;
}
