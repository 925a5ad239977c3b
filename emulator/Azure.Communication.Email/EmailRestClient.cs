using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Communication.Email;

/// <summary>The two requests of the protocol (learn.microsoft.com, "Email - Send" and "Email - Get Send Result").</summary>
internal sealed class EmailRestClient(HttpPipeline pipeline, Uri endpoint, string version)
{
    public async Task<Response> SendAsync(EmailMessage message, Guid operationId, CancellationToken cancellationToken)
    {
        using var send = Message(RequestMethod.Post, "/emails:send");
        send.Request.Headers.Add("Operation-Id", operationId.ToString());
        send.Request.Headers.Add("Content-Type", "application/json");
        send.Request.Content = RequestContent.Create(EmailJson.Write(message));
        await pipeline.SendAsync(send, cancellationToken).ConfigureAwait(false);
        return send.Response.Status == 202 ? send.Response : throw new RequestFailedException(send.Response);
    }

    public async ValueTask<Response> GetResultAsync(string operationId, bool async, CancellationToken cancellationToken)
    {
        using var get = Message(RequestMethod.Get, "/emails/operations/" + Uri.EscapeDataString(operationId));
        if (async)
            await pipeline.SendAsync(get, cancellationToken).ConfigureAwait(false);
        else
            pipeline.Send(get, cancellationToken);
        return get.Response.Status == 200 ? get.Response : throw new RequestFailedException(get.Response);
    }

    private HttpMessage Message(RequestMethod method, string path)
    {
        var message = pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(endpoint);
        message.Request.Uri.Path = message.Request.Uri.Path.TrimEnd('/');
        message.Request.Uri.AppendPath(path, escape: false);
        message.Request.Uri.AppendQuery("api-version", version, escapeValue: true);
        message.Request.Headers.Add("Accept", "application/json");
        return message;
    }
}
