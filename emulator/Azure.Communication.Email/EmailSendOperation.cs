namespace Azure.Communication.Email;

/// <summary>A send that runs at the service. The outbox is done before it answers.</summary>
public class EmailSendOperation : Operation<EmailSendResult>
{
    private readonly string _id = "";

    protected EmailSendOperation()
    {
    }

    internal EmailSendOperation(Guid id) => _id = id.ToString();

    public override bool HasCompleted => true;

    public override bool HasValue => true;

    public override string Id => _id;

    public override EmailSendResult Value { get; } = new(EmailSendStatus.Succeeded);

    public override Response GetRawResponse() => new AcceptedResponse(_id);

    public override Response UpdateStatus(CancellationToken cancellationToken = default) => GetRawResponse();

    public override ValueTask<Response> UpdateStatusAsync(CancellationToken cancellationToken = default) => new(GetRawResponse());

    public override ValueTask<Response<EmailSendResult>> WaitForCompletionAsync(CancellationToken cancellationToken = default) =>
        new(Response.FromValue(Value, GetRawResponse()));

    public override ValueTask<Response<EmailSendResult>> WaitForCompletionAsync(TimeSpan suggestedPollingInterval, CancellationToken cancellationToken) =>
        WaitForCompletionAsync(cancellationToken);
}
