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
/// <c>PUT /organizations/{organizationId}/payment-settings</c>: how invoices are paid, and to which contact they go, at
/// once or from a day on. The entity tag is the account's: who changes one of the two has seen both.
/// </summary>
public sealed class ChangePaymentSettings(
    OrganizationStore organizations, ContactStore contacts, PaymentSettingsStore settings, PaymentProvider payments, TimeProvider time)
{
    /// <summary>The function.</summary>
    [Function(nameof(ChangePaymentSettings))]
    [Allow(Who.LegalRepresentative | Who.Admin | Who.Billing, Permission.PaymentSettingsWrite)]
    [Operation(
        "Replace the payment settings of an organization",
        Description = "Exactly one invoice contact is active at any moment. Without validFrom, or with today's date, the switch happens at once; with a later day at its beginning in Central European time. The means of payment always changes at once. A scheduled switch is cancelled by any newer setting; to cancel it alone, send the active contact without validFrom. With payment by card, a card already on file stays when no cardToken is sent.",
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

        // What is written in the background leaves the version alone: the next round finds the same one.
        Card? card = null;
        for (var round = 0; round < ContactStore.MaxRounds; round++)
        {
            if (await organizations.FindAccountAsync(organizationId, cancellationToken) is not { } stored)
                return new NotFound();
            if (ETags.Check(request, stored.Value.Version) is { } conflict)
                return conflict;
            if (form.CardToken is { } token && card is null && !(await payments.FindCardAsync(token, cancellationToken)).Succeeded(out card, out failure))
                return failure;
            if (await TryChangeAsync(processes, request.Actor(), organizationId, stored, form, card, cancellationToken) is { } answer)
                return answer;
        }

        return new TemporarilyUnavailable();
    }

    /// <returns>Null when one of the rows has changed meanwhile.</returns>
    private async Task<IResult?> TryChangeAsync(
        DurableTaskClient processes, Actor actor, string organizationId, Stored<CustomerAccount> stored, PaymentSettingsForm form, Card? newCard, CancellationToken cancellationToken)
    {
        var before = stored.Value;
        var card = form.Method == PaymentMethod.Card ? newCard ?? before.Payment.Card : null;
        if (form.Method == PaymentMethod.Card && card is null)
            return PaymentSettingsForm.CardTokenMissing;
        if (form.Method == PaymentMethod.MainAccount && before.Payment.Method != PaymentMethod.MainAccount)
            return PaymentSettingsForm.NoMainAccountPays;
        if (await contacts.FindAsync(organizationId, form.InvoiceContactId!, cancellationToken) is not { Value.Group: ContactGroup.Invoices } chosen)
            return PaymentSettingsForm.NoInvoiceContact;

        // The time after the account was read: whoever switched before has an earlier one, so the history is in order.
        var now = time.GetUtcNow();
        var after = before with { Payment = new Payment(form.Method!.Value, card), ScheduledSwitch = null, Version = before.Version + 1 };
        InvoiceContactSwitch? made = null;
        if (chosen.Value.Id != before.InvoiceContactId && form.ValidFrom > CentralEurope.DayOf(now))
            after = after with { ScheduledSwitch = Schedule(before, form, actor, now) };
        else if (chosen.Value.Id != before.InvoiceContactId)
            (after, made) = InvoiceContactSwitch.Make(after, chosen.Value, now, actor.UserId!);

        // A new process is started, and the one of a switch that is not to happen any more announced to, before the writing.
        var isNew = after.ScheduledSwitch is not null && after.ScheduledSwitch != before.ScheduledSwitch;
        var started = isNew ? await InvoiceContactSwitchProcess.StartAsync(processes, organizationId, after.ScheduledSwitch!, cancellationToken) : null;
        var cancelled = before.ScheduledSwitch is { } old && old != after.ScheduledSwitch ? InvoiceContactSwitchProcess.IdOf(organizationId, old.Id) : null;
        if (cancelled is not null)
            await processes.AnnounceAsync(cancelled, cancellationToken);
        if (!await settings.TryWriteAsync(organizationId, stored with { Value = after }, made is not null || isNew ? chosen : null, made, new AuditEvent(AuditAction.PaymentSettingsChanged, actor, after.ScheduledSwitch?.ContactId ?? after.InvoiceContactId), cancellationToken))
            return null;
        foreach (var process in new[] { started, cancelled }.OfType<string>())
            await processes.TellAsync(process);
        return Answer.Ok(PaymentSettingsView.Of(organizationId, after), after.Version);
    }

    /// <summary>The same wish again stays the same switch, so that its process goes on.</summary>
    private static ScheduledSwitch Schedule(CustomerAccount account, PaymentSettingsForm form, Actor actor, DateTimeOffset now) =>
        account.ScheduledSwitch is { } same && same.ContactId == form.InvoiceContactId && same.ValidFrom == form.ValidFrom
            ? same
            : new ScheduledSwitch(Ids.New(now), form.InvoiceContactId!, form.ValidFrom!.Value, actor.UserId!);
}

/// <summary>Payment settings as they come in.</summary>
public sealed record PaymentSettingsForm
{
    private const int MaxCardTokenLength = 200;

    /// <summary>Zahlungsmethode: invoice or card. Only where the main account pays already, mainAccount leaves it so.</summary>
    [Required]
    public PaymentMethod? Method { get; init; }

    /// <summary>With method card: the token that the payment provider gave the frontend for the card. Never a card number.</summary>
    public string? CardToken { get; init; }

    /// <summary>The contact that invoices go to; one of the group invoices.</summary>
    [Required]
    public string? InvoiceContactId { get; init; }

    /// <summary>The day from which on they go there; at once when left out. At most 2 years ahead.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>For the interface's documentation.</summary>
    public static PaymentSettingsForm Example { get; } = new() { Method = PaymentMethod.Invoice, InvoiceContactId = "019f2b7a6c3d7e1f8a4b5c6d7e8f9a0b" };

    internal static InvalidFields CardTokenMissing { get; } = Wrong("cardToken", "This is missing.", "With method card: the token from the payment provider.");

    internal static InvalidFields NoMainAccountPays { get; } = Wrong("method", "No main account pays for this one.", "One of invoice, card.");

    internal static InvalidFields NoInvoiceContact { get; } =
        Wrong("invoiceContactId", "This is no contact of the group invoices.", "The id of a contact of this organization whose group is invoices; create one, or move one to the group first.");

    /// <summary>Null when the form can be meant; else what is wrong with it.</summary>
    internal Failure? Check(DateOnly today)
    {
        var errors = new FieldErrors();
        if (Method is null)
            errors.Add("method", "This is missing.", "One of invoice, card.");
        if (Method is PaymentMethod.Invoice or PaymentMethod.MainAccount && CardToken is not null)
            errors.Add("cardToken", "Only payment by card needs one.", "Leave the field out.");
        // Tokens of payment providers are plain ASCII words; anything else is no token.
        if (CardToken is { } token && (token.Length is 0 or > MaxCardTokenLength || token.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-'))))
            errors.Add("cardToken", "This is not a token.", "The token from the payment provider: 1 to 200 ASCII letters, digits, _ and -.");
        if (InvoiceContactId is null)
            errors.Add("invoiceContactId", "This is missing.", "The id of a contact of the group invoices.");
        if (ValidFrom is { } day && (day < today || day > today.AddYears(InvoiceContactSwitch.MostYearsAhead)))
            errors.Add("validFrom", "This day is past, or too far ahead.", "Today or a day within the next 2 years.");
        return errors.None ? null : errors.Failure;
    }

    private static InvalidFields Wrong(string field, string problem, string expected) => new([new FieldError("#/" + field, problem, expected)]);
}
