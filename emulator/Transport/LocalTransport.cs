using Azure.Core;
using Azure.Core.Pipeline;

namespace Accounts.Emulator.Transport;

/// <summary>
/// Sends requests of Azure clients to the services in this process, by host name; requests to any other host go over the
/// network. It answers on the calling thread: a request takes tens of microseconds, less than a thread switch under load.
/// </summary>
internal sealed class LocalTransport(params IEnumerable<ILocalService> services) : HttpPipelineTransport
{
    private static readonly HttpClientTransport Network = HttpClientTransport.Shared;

    private readonly Dictionary<string, ILocalService> _services =
        services.ToDictionary(service => service.Host, StringComparer.OrdinalIgnoreCase);

    public override Request CreateRequest() => Network.CreateRequest();

    public override void Process(HttpMessage message)
    {
        if (_services.TryGetValue(message.Request.Uri.Host ?? "", out var service))
            Answer(message, service);
        else
            Network.Process(message);
    }

    public override ValueTask ProcessAsync(HttpMessage message)
    {
        if (!_services.TryGetValue(message.Request.Uri.Host ?? "", out var service))
            return Network.ProcessAsync(message);
        Answer(message, service);
        return ValueTask.CompletedTask;
    }

    private static void Answer(HttpMessage message, ILocalService service)
    {
        message.CancellationToken.ThrowIfCancellationRequested();
        var request = message.Request;
        var response = service.Answer(request, BodyOf(request));
        response.ClientRequestId = request.ClientRequestId;
        if (response.IsFinal)
            message.ResponseClassifier = new FinalAnswers(message.ResponseClassifier);
        message.Response = response;
    }

    private static ReadOnlyMemory<byte> BodyOf(Request request)
    {
        if (request.Content is not { } content)
            return default;
        using var body = content.TryComputeLength(out var length) ? new MemoryStream(checked((int)length)) : new MemoryStream();
        content.WriteTo(body, default);
        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    /// <summary>Makes the client report an error at once, without its own retries, which take seconds.</summary>
    private sealed class FinalAnswers(ResponseClassifier classifier) : ResponseClassifier
    {
        public override bool IsErrorResponse(HttpMessage message) => classifier.IsErrorResponse(message);

        public override bool IsRetriableResponse(HttpMessage message) => false;
    }
}
