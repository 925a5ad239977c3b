using System.ComponentModel.DataAnnotations;
using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Billing.Invoices;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Accounts.Billing.Payments;

/// <summary><c>POST /organizations/{organizationId}/invoices/{invoice}/payments</c>: an operator records a payment by transfer.</summary>
public sealed class RecordPayment(InvoiceStore invoices, PaymentRecording recording, OrganizationChanges changes, TimeProvider time)
{
    private const long MostAmount = 100_000_000_000;

    [Function(nameof(RecordPayment))]
    [Allow(Who.Operator)]
    [Operation(
        "Record a payment of an invoice",
        Description =
            "It may be less or more than the open amount. The answer shows what is open afterwards, negative if too much was paid. A "
            + "negative amount corrects a payment that was recorded by mistake, or records a repayment.",
        Takes = typeof(ReceivedPaymentForm),
        Gives = typeof(InvoiceSummary),
        Status = StatusCodes.Status201Created,
        Creates = true,
        HasLocation = true,
        Fails = [typeof(NotAnInvoice), typeof(TooManyPayments), typeof(TemporarilyUnavailable)])]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "organizations/{organizationId}/invoices/{invoice}/payments")]
        HttpRequest request,
        [DurableClient] DurableTaskClient processes,
        string organizationId,
        string invoice,
        CancellationToken cancellationToken)
    {
        var body = await Body.ReadAsync<ReceivedPaymentForm>(request, cancellationToken);
        if (!body.Succeeded(out var form, out var failure))
            return failure;
        var operation = $"{nameof(RecordPayment)}-{organizationId}-{invoice}";
        if (!CreatingRequest.From(request, request.Caller().UserId, operation, form).Succeeded(out var creating, out failure))
            return failure;
        var today = CentralEurope.DayOf(time.GetUtcNow());
        if (!Read(form, Ids.New(time.GetUtcNow()), today).Succeeded(out var payment, out failure))
            return failure;
        if (await invoices.FindByAnyAsync(organizationId, invoice, cancellationToken) is not { Value: var found })
            return new NotFound();
        var reference = new InvoiceRef(organizationId, found.Id);
        return await changes.AnswerOnceAsync(
            organizationId,
            creating,
            async () =>
            {
                var decision = await recording.DecideAsync(reference, payment, request.Actor(), processes, cancellationToken);
                if (!decision.Outcome.Succeeded(out var paid, out var refused))
                    return refused;
                var shown = InvoiceSummary.Of(paid, today, forOperator: true);
                var answer = Answer.Created(shown.Links.Self, shown);
                return decision.Changes is { } change ? change.Gives(answer) : answer;
            },
            cancellationToken);
    }

    private static Outcome<InvoicePayment> Read(ReceivedPaymentForm form, string id, DateOnly today)
    {
        var errors = new FieldErrors();
        var reference = errors.Take("reference", Text.Parse(form.Reference, 0, 140));
        if (form.Amount is not (not 0 and >= -MostAmount and <= MostAmount))
            errors.Add("amount", form.Amount is null ? "This is missing." : "This is not an amount.", "Minor units, not 0.");
        if (form.ReceivedOn is null || form.ReceivedOn > today || form.ReceivedOn < today.AddYears(-4))
            errors.Add("receivedOn", "This is missing, in the future, or too long ago.", "A day within the last four years.");
        return errors.None
            ? new InvoicePayment(
                id, PaidBy.Transfer, form.Amount!.Value, form.ReceivedOn!.Value, reference is { Length: > 0 } ? reference : null)
            : errors.Failure;
    }
}

/// <summary>The body of a payment.</summary>
public sealed record ReceivedPaymentForm
{
    /// <summary>In minor units of the invoice's currency; negative for what was paid back or recorded by mistake.</summary>
    [Required]
    public long? Amount { get; init; }

    /// <summary>The day on which it arrived.</summary>
    [Required]
    public DateOnly? ReceivedOn { get; init; }

    /// <summary>The text that the sender wrote; up to 140 characters.</summary>
    [StringLength(140)]
    public string? Reference { get; init; }

    /// <summary>For the interface's documentation.</summary>
    public static ReceivedPaymentForm Example { get; } =
        new() { Amount = 14_875, ReceivedOn = new DateOnly(2027, 3, 1), Reference = "RE-2027-000001" };
}
