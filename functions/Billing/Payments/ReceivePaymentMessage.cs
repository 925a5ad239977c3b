using System.ComponentModel.DataAnnotations;
using Accounts.Access;
using Accounts.Billing.Invoices;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Accounts.Billing.Payments;

/// <summary>
/// <c>POST /webhooks/payment</c>: the payment provider reports that a charge was reversed. The invoice is open again and must be paid by
/// transfer. The same message again changes nothing.
/// </summary>
public sealed class ReceivePaymentMessage(InvoiceStore invoices, PaymentRecording recording, TimeProvider time)
{
    [Function(nameof(ReceivePaymentMessage))]
    [Allow(Who.Webhook, Secrets = "PaymentProvider")]
    [Operation(
        "Receive a message of the payment provider",
        Description = "Signed as the Standard Webhooks specification says. chargeReversed: a successful charge was reversed later by the "
            + "cardholder or the bank. The invoice is open again; the customer is asked to transfer the amount.",
        Takes = typeof(PaymentMessage),
        Gives = typeof(PaymentMessageView),
        Status = StatusCodes.Status202Accepted,
        Fails = [typeof(UnknownCharge)])]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "webhooks/payment")] HttpRequest request,
        [DurableClient] DurableTaskClient processes,
        CancellationToken cancellationToken)
    {
        var body = await Body.ReadAsync<PaymentMessage>(request, cancellationToken);
        if (!body.Succeeded(out var message, out var failure))
            return failure;
        if (message.Check() is { } invalid)
            return invalid;
        var charge = message.Charge!;
        if (ReferenceOf(message.Reference) is not { } reference
            || await invoices.FindAsync(reference.OrganizationId, reference.InvoiceId, cancellationToken) is not { Value: var invoice }
            || invoice.Payments.FirstOrDefault(payment => payment.Id == "card-" + charge) is not { } charged)
            return new UnknownCharge();

        var today = CentralEurope.DayOf(time.GetUtcNow());
        var reversal = new InvoicePayment("reversal-" + charge, PaidBy.Card, -charged.Amount, today, charge) { IsReversal = true };
        var recorded = await recording.RecordAsync(reference, reversal, Actor.System, processes, cancellationToken);
        if (!recorded.Succeeded(out _, out failure))
            return failure;
        // The process that collected the invoice ended with the payment. It starts again, and finds the card refused.
        await processes.StartOnceAsync(nameof(CollectionProcess), CollectionProcess.IdOf(reference), reference, cancellationToken);
        return Answer.Accepted(null, new PaymentMessageView(charge));
    }

    private static InvoiceRef? ReferenceOf(string? text) =>
        text?.Split('/') is [{ } organization, { } invoice, ..]
            && CustomerNumber.Parse(organization).Value is not null
            && InvoiceId.IsWellFormed(invoice)
            ? new InvoiceRef(organization, invoice)
            : null;
}

/// <summary>A message of the payment provider.</summary>
public sealed record PaymentMessage
{
    private const int MostCharacters = 100;

    /// <summary>What has happened.</summary>
    [Required]
    public PaymentMessageType? Type { get; init; }

    /// <summary>The provider's id of the charge.</summary>
    [Required]
    [StringLength(MostCharacters, MinimumLength = 1)]
    public string? Charge { get; init; }

    /// <summary>The reference that the charge was made with.</summary>
    [Required]
    [StringLength(MostCharacters, MinimumLength = 1)]
    public string? Reference { get; init; }

    /// <summary>For the interface's documentation.</summary>
    public static PaymentMessage Example { get; } = new()
    {
        Type = PaymentMessageType.ChargeReversed,
        Charge = "ch_0001",
        Reference = "1234567/202703016f1c0c5d3a9e4b7f8a2d/charge-0",
    };

    /// <summary>Returns the invalid fields; null if there are none.</summary>
    internal InvalidFields? Check()
    {
        var errors = new FieldErrors();
        if (Type is null)
            errors.Add("type", "This is missing.", "chargeReversed.");
        if (Charge is not { Length: > 0 and <= MostCharacters })
            errors.Add("charge", "This is missing or too long.", "The provider's id of the charge, 1 to 100 characters.");
        if (Reference is not { Length: > 0 and <= MostCharacters })
            errors.Add("reference", "This is missing or too long.", "The reference of the charge, 1 to 100 characters.");
        return errors.None ? null : errors.Failure;
    }
}

/// <summary>The kinds of messages from the payment provider.</summary>
public enum PaymentMessageType
{
    /// <summary>A successful charge was reversed later.</summary>
    ChargeReversed,
}

/// <summary>The answer to the provider.</summary>
/// <param name="Charge">The charge that the message is about.</param>
public sealed record PaymentMessageView(string Charge);

/// <summary>404: this is not one of our charges.</summary>
public sealed record UnknownCharge() : Failure(
    StatusCodes.Status404NotFound,
    "unknown-charge",
    "There is no such charge",
    "No card was charged under this reference. Sending this message again does not help.");
