using System.ComponentModel.DataAnnotations;
using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Billing.Documents;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Accounts.Billing.Invoices;

/// <summary>What operators do with drafts: finalize, hold, drop.</summary>
public sealed class ManageDrafts(InvoiceStore invoices, InvoiceReviews reviews, OrganizationChanges changes, TimeProvider time)
{
    /// <summary>Finalizes a draft now, also one that is held, or one that is frozen because its documents could not be made.</summary>
    [Function(nameof(FinalizeDraft))]
    [Allow(Who.Operator)]
    [Operation(
        "Finalize a draft now",
        Description =
            "Also one that is held, or that could not be finalized by a run because of an error: it keeps the number that it has taken. "
            + "The draft is checked again. If it must not be finalized, it is in review afterwards, and the process says so.",
        Gives = typeof(InvoiceSummary),
        Status = StatusCodes.Status202Accepted,
        HasLocation = true,
        Fails = [typeof(NotADraft)])]
    public async Task<IResult> FinalizeDraft(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "organizations/{organizationId}/invoices/{invoice}/finalize")]
        HttpRequest request,
        [DurableClient] DurableTaskClient processes,
        string organizationId,
        string invoice,
        CancellationToken cancellationToken)
    {
        if (await FindDraftAsync(organizationId, invoice, cancellationToken) is not { } stored)
            return new NotFound();
        if (stored.Value is { IsDraft: false, State: not InvoiceState.Frozen })
            return new NotADraft();
        await FinalizationProcess.StartAsync(processes, new(new(organizationId, invoice), IsWished: true), cancellationToken);
        return Answer.Accepted("/api/processes/" + FinalizationProcess.IdOf(organizationId, invoice), Show(stored.Value));
    }

    /// <summary>Prevents runs from finalizing a draft; an operator still can. For a finalized invoice, holds its reminders.</summary>
    [Function(nameof(HoldDraft))]
    [Allow(Who.Operator)]
    [Operation(
        "Hold a draft, or the reminders of an invoice",
        Description =
            "A held draft is in review, and no run finalizes it; an operator still can. For a finalized invoice, the reminders are held "
            + "until it is paid.",
        Takes = typeof(HoldForm),
        Gives = typeof(InvoiceSummary),
        Fails = [typeof(NotADraft)])]
    public async Task<IResult> HoldDraft(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "organizations/{organizationId}/invoices/{invoice}/hold")]
        HttpRequest request,
        string organizationId,
        string invoice,
        CancellationToken cancellationToken)
    {
        var body = await Body.ReadAsync<HoldForm>(request, cancellationToken);
        if (!body.Succeeded(out var form, out var failure))
            return failure;
        var errors = new FieldErrors();
        if (errors.Take("reason", Text.Parse(form.Reason, 1, 500)) is not { } reason)
            return errors.Failure;
        var review = new Review(ReviewReason.Held, reason);
        return await changes.AnswerAsync(
            async () =>
            {
                if (await FindDraftAsync(organizationId, invoice, cancellationToken) is not { } stored)
                    return new NotFound();
                if (stored.Value is { Kind: DocumentKind.Invoice, Number: not null })
                    return HoldReminders(stored, request.Actor());
                if (!stored.Value.IsDraft)
                    return new NotADraft();
                var held = stored.Value with { State = InvoiceState.InReview, Review = review };
                var change = new AuditedChange(
                    organizationId, new AuditEvent(AuditAction.InvoiceReviewed, request.Actor(), invoice).With("reason", "held"));
                InvoiceStore.Put(change, stored, held.With(InvoiceEventKind.Held, time.GetUtcNow()));
                return change
                    .Then(() => reviews.FollowAsync(stored.Value.Review, held, CancellationToken.None))
                    .Gives(Answer.Ok(Show(held)));
            },
            cancellationToken);
    }

    /// <summary>Drops a draft. The next run bills its charges.</summary>
    [Function(nameof(DropDraft))]
    [Allow(Who.Operator)]
    [Operation(
        "Drop a draft",
        Description = "Its charges are open again, and the next run bills them. A draft has no number, so none is lost.",
        Status = StatusCodes.Status204NoContent,
        Fails = [typeof(NotADraft)])]
    public async Task<IResult> DropDraft(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "organizations/{organizationId}/invoices/{invoice}")]
        HttpRequest request,
        [DurableClient] DurableTaskClient processes,
        string organizationId,
        string invoice,
        CancellationToken cancellationToken)
    {
        var process = DropProcess.IdOf(organizationId, invoice);
        return await changes.AnswerAsync(
            async () =>
            {
                if (await FindDraftAsync(organizationId, invoice, cancellationToken) is not { } stored)
                    return new NotFound();
                if (!stored.Value.IsDraft)
                    return new NotADraft();
                await processes.StartOnceAsync(nameof(DropProcess), process, new InvoiceRef(organizationId, invoice), cancellationToken);
                var change = new AuditedChange(organizationId, new AuditEvent(AuditAction.InvoiceDropped, request.Actor(), invoice));
                InvoiceStore.Put(change, stored, stored.Value with { State = InvoiceState.Dropping });
                return change.Then(() => processes.NotifyAsync(process)).Gives(Answer.NoContent);
            },
            cancellationToken);
    }

    private Decision<Answer> HoldReminders(Stored<Invoice> stored, Actor actor)
    {
        var held = stored.Value with { AreRemindersHeld = true };
        var happened = new AuditEvent(AuditAction.InvoiceReminded, actor, stored.Value.Id).With("reminders", "held");
        var change = new AuditedChange(stored.Value.OrganizationId, happened);
        InvoiceStore.Put(change, stored, held.With(InvoiceEventKind.Held, time.GetUtcNow()));
        return change.Gives(Answer.Ok(Show(held)));
    }

    private async Task<Stored<Invoice>?> FindDraftAsync(string organizationId, string id, CancellationToken cancellationToken) =>
        await invoices.FindByAnyAsync(organizationId, id, cancellationToken) is { Value.State: not InvoiceState.Dropping } stored
            ? stored
            : null;

    private InvoiceSummary Show(Invoice invoice) =>
        InvoiceSummary.Of(invoice, CentralEurope.DayOf(time.GetUtcNow()), forOperator: true);
}

/// <summary>The body of a hold.</summary>
public sealed record HoldForm
{
    /// <summary>The reason, for operators; 1 to 500 characters.</summary>
    [Required]
    [StringLength(500, MinimumLength = 1)]
    public string? Reason { get; init; }

    /// <summary>For the interface's documentation.</summary>
    public static HoldForm Example { get; } = new() { Reason = "Der Kunde klärt die Bestellnummer bis Freitag." };
}

/// <summary>409: it has a number, or has begun to take it.</summary>
public sealed record NotADraft() : Failure(
    StatusCodes.Status409Conflict,
    "not-a-draft",
    "This is not a draft",
    "Only drafts can be finalized, held and dropped. A draft that has begun to take its number can only be finalized. A finalized "
        + "invoice can be cancelled.");
