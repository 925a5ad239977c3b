using System.ComponentModel.DataAnnotations;
using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Accounts.Customers.Contacts;

/// <summary>
/// <c>PUT /organizations/{organizationId}/payment-settings</c>: how invoices are paid and to which contact they go, at once or from a
/// later day on. The ETag is the account's, so a user who changes one of the two has seen both.
/// </summary>
public sealed class ChangePaymentSettings(
    OrganizationStore organizations, ContactStore contacts, PaymentProvider payments, InvoiceReroutings reroutings,
    OrganizationChanges changes, TimeProvider time)
{
    [Function(nameof(ChangePaymentSettings))]
    [Allow(Who.LegalRepresentative | Who.Admin | Who.Billing, Permission.PaymentSettingsWrite)]
    [Operation(
        "Replace the payment settings of an organization",
        Description =
            "Exactly one invoice contact is active at any moment. Without validFrom, or with today's date, the switch happens at once; "
                + "with a later day, at the beginning of that day in Central European time. The means of payment always changes at once. "
                + "Any newer setting cancels a scheduled switch; to cancel only the switch, send the active contact without validFrom. "
                + "With payment by card, the card on file stays if no cardToken is sent.",
        Takes = typeof(PaymentSettingsForm),
        Gives = typeof(PaymentSettingsView),
        Changes = true,
        HasETag = true,
        Fails = [typeof(CardTokenRefused), typeof(TemporarilyUnavailable)])]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "organizations/{organizationId}/payment-settings")] HttpRequest request,
        [DurableClient] DurableTaskClient processes,
        string organizationId,
        CancellationToken cancellationToken)
    {
        var body = await Body.ReadAsync<PaymentSettingsForm>(request, cancellationToken);
        if (!body.Succeeded(out var form, out var failure))
            return failure;
        if (form.Check(CentralEurope.DayOf(time.GetUtcNow())) is { } wrong)
            return wrong;

        // Background writes do not change the version, so the next round finds the same one.
        Card? card = null;
        return await changes.AnswerAsync(
            async () =>
            {
                if (await organizations.FindAccountAsync(organizationId, cancellationToken) is not { } stored)
                    return new NotFound();
                if (ETags.Check(request, stored.Value) is { } conflict)
                    return conflict;
                if (form.CardToken is { } token && card is null
                    && !(await payments.FindCardAsync(token, cancellationToken)).Succeeded(out card, out var refused))
                    return refused;
                var chosen = await contacts.FindAsync(organizationId, form.InvoiceContactId!, cancellationToken);
                var (actor, now) = (request.Actor(), time.GetUtcNow());
                var background = new PaymentSettingsBackground(chosen?.Value, card, actor.UserId!, now);
                if (!PaymentSettingsDecision.Of(stored.Value, form, background).Succeeded(out var decided, out refused))
                    return refused;

                var after = decided.After;
                var subject = after.ScheduledSwitch?.ContactId ?? after.InvoiceContactId;
                var change = new AuditedChange(organizationId, new AuditEvent(AuditAction.PaymentSettingsChanged, actor, subject));
                PaymentSettingsStore.Put(change, stored, decided.BindsContact ? chosen : null, after, decided.Made);
                await AnnounceAsync(processes, change, decided, cancellationToken);
                await reroutings.AddToAsync(processes, change, stored.Value, after, cancellationToken);
                return change.Gives(Answer.Ok(PaymentSettingsView.Of(organizationId, after), after));
            },
            cancellationToken);
    }

    /// <summary>
    /// Runs before the write. Starts the process of a new switch, and announces the change to the process of a cancelled one.
    /// </summary>
    private static async Task AnnounceAsync(
        DurableTaskClient processes, AuditedChange change, PaymentSettingsDecision decided, CancellationToken cancellationToken)
    {
        if (decided.Started is { } started)
        {
            var process = await InvoiceContactSwitchProcess.StartAsync(processes, change.PartitionKey, started, cancellationToken);
            change.Then(() => processes.NotifyAsync(process));
        }

        if (decided.Cancelled is { } cancelled)
        {
            var process = InvoiceContactSwitchProcess.IdOf(change.PartitionKey, cancelled.Id);
            await processes.AnnounceAsync(process, cancellationToken);
            change.Then(() => processes.NotifyAsync(process));
        }
    }
}

/// <summary>Payment settings in a request.</summary>
public sealed record PaymentSettingsForm
{
    /// <summary>Zahlungsmethode: invoice or card. mainAccount is allowed only when the main account already pays.</summary>
    [Required]
    public PaymentMethod? Method { get; init; }

    /// <summary>With method card: the token that the payment provider gave the frontend for the card. Never a card number.</summary>
    [StringLength(200, MinimumLength = 1)]
    public string? CardToken { get; init; }

    /// <summary>The contact that invoices go to. It must be in the group invoices.</summary>
    [Required]
    public string? InvoiceContactId { get; init; }

    /// <summary>The first day on which invoices go to this contact; at once when left out. At most 2 years ahead.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>Shown in the API documentation.</summary>
    public static PaymentSettingsForm Example { get; } =
        new() { Method = PaymentMethod.Invoice, InvoiceContactId = "019f2b7a6c3d7e1f8a4b5c6d7e8f9a0b" };

    internal static InvalidFields NoInvoiceContact { get; } = new(
        [
            new FieldError(
                "#/invoiceContactId",
                "This is not a contact of the group invoices.",
                "The id of a contact of this organization whose group is invoices; create one, or move one to the group first."),
        ]);

    /// <summary>Null when the form is valid; otherwise its faults.</summary>
    internal Failure? Check(DateOnly today)
    {
        var errors = new FieldErrors();
        if (Method is null)
            errors.Add("method", "This is missing.", "One of invoice, card.");
        if (Customers.Organizations.CardToken.FaultOf(CardToken, Method) is { } fault)
            errors.Add("cardToken", fault.Problem, fault.Expected);
        if (InvoiceContactId is null)
            errors.Add("invoiceContactId", "This is missing.", "The id of a contact of the group invoices.");
        if (ValidFrom is { } day && (day < today || day > today.AddYears(InvoiceContactSwitch.MostYearsAhead)))
            errors.Add("validFrom", "This day is in the past or too far ahead.", "Today or a day within the next 2 years.");
        return errors.None ? null : errors.Failure;
    }
}
