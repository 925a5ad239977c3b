using Accounts.Access;
using Accounts.Access.Tokens;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Accounts.Customers.AccountRequests;

/// <summary>
/// <c>POST /webhooks/contact-form</c>: a company without self-service asks for an account. The request is stored before the answer is
/// sent, and each message is taken once.
/// </summary>
public sealed class ReceiveContactForm(AccountRequestStore requests, FormBrake brake, TimeProvider time)
{
    [Function(nameof(ReceiveContactForm))]
    [Allow(Who.Webhook, Secrets = "ContactForm")]
    [Operation(
        "Receive a message from the contact form",
        Description = "Signed according to Standard Webhooks. A repeated webhook-id is answered with 200 and the first result.",
        Takes = typeof(ContactFormMessage),
        Gives = typeof(ReceivedView),
        Status = StatusCodes.Status202Accepted,
        Fails = [typeof(TooManyRequests), typeof(RequestInFlight)])]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "webhooks/contact-form")] HttpRequest request,
        [DurableClient] DurableTaskClient processes,
        CancellationToken cancellationToken)
    {
        var messageId = request.Headers[WebhookSignature.IdHeader].ToString();
        if (await requests.FindByMessageAsync(messageId, cancellationToken) is { } earlier)
        {
            // The first call may have crashed before it notified the process.
            await processes.NotifyAsync(AccountRequestProcess.IdOf(earlier.Id));
            return Answer.Ok(new ReceivedView(earlier.Id));
        }

        var body = await Body.ReadAsync<ContactFormMessage>(request, cancellationToken);
        if (!body.Succeeded(out var message, out var failure))
            return failure;
        var now = time.GetUtcNow();
        if (!message.ToRequest(AccountRequestStore.NewId(now), now).Succeeded(out var asked, out failure))
            return failure;
        // A program that fills in the hidden field gets the usual answer, and nothing is stored.
        if (!string.IsNullOrEmpty(message.Website))
            return Answer.Accepted(null, new ReceivedView(Hashes.Of(messageId)[..32]));
        if (await requests.RefuseAsync(asked, cancellationToken) is { } enough)
            return enough;
        if (!brake.Allows(asked.FormId))
            return new TooManyRequests("This form sends too many messages.", RetryAfter.LeftOfMinute(now));

        var process = AccountRequestProcess.IdOf(asked.Id);
        await processes.StartOnceAsync(nameof(AccountRequestProcess), process, new AccountRequestRun(asked.Id), cancellationToken);
        if (await requests.AddAsync(asked, messageId, cancellationToken) is { } refused)
            return refused is RequestInFlight && await requests.FindByMessageAsync(messageId, cancellationToken) is { } first
                ? Answer.Ok(new ReceivedView(first.Id))
                : refused;
        await processes.NotifyAsync(process);
        return Answer.Accepted(null, new ReceivedView(asked.Id));
    }
}

/// <summary>The answer to the sender of the form.</summary>
/// <param name="Id">Id of the request.</param>
public sealed record ReceivedView(string Id);
