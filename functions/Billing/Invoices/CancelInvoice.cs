using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Billing.Documents;
using Accounts.Billing.EInvoices;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Accounts.Billing.Invoices;

/// <summary><c>POST /organizations/{organizationId}/invoices/{invoice}/cancel</c>: cancels an invoice, all or a part of it.</summary>
public sealed class CancelInvoice(
    InvoiceStore invoices, InvoiceComposer composer, OpenInvoices open, OrganizationChanges changes, TimeProvider time)
{
    [Function(nameof(CancelInvoice))]
    [Allow(Who.Operator)]
    [Operation(
        "Cancel an invoice",
        Description =
            "Without lines, everything that is left of it. The cancellation is a separate document. Its process gives it a number at "
            + "once and mails it to the contact of the invoice. All cancellations together never exceed the invoice.",
        Takes = typeof(CancellationForm),
        Gives = typeof(InvoiceSummary),
        Status = StatusCodes.Status201Created,
        Creates = true,
        HasLocation = true,
        Fails = [typeof(NotAnInvoice), typeof(NothingLeft), typeof(TemporarilyUnavailable)])]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "organizations/{organizationId}/invoices/{invoice}/cancel")]
        HttpRequest request,
        [DurableClient] DurableTaskClient processes,
        string organizationId,
        string invoice,
        CancellationToken cancellationToken)
    {
        var body = await Body.ReadAsync<CancellationForm>(request, cancellationToken);
        if (!body.Succeeded(out var form, out var failure))
            return failure;
        var operation = $"{nameof(CancelInvoice)}-{organizationId}-{invoice}";
        if (!CreatingRequest.From(request, request.Caller().UserId, operation, form).Succeeded(out var creating, out failure))
            return failure;
        if (!CancellationForm.Read(form).Succeeded(out var wish, out failure))
            return failure;
        return await changes.AnswerOnceAsync(
            organizationId,
            creating,
            async () =>
            {
                if (await invoices.FindByAnyAsync(organizationId, invoice, cancellationToken) is not { } stored)
                    return new NotFound();
                if (stored.Value is not { Kind: DocumentKind.Invoice, State: InvoiceState.Finalized or InvoiceState.Sent })
                    return stored.Value.State == InvoiceState.Cancelled ? new NothingLeft() : new NotAnInvoice();
                var before = await invoices.CancelledAsync(organizationId, stored.Value.Id, cancellationToken);
                var charges = await invoices.ChargesAsync(stored.Value, cancellationToken);
                var cancelled = new CancelledInvoice(
                    stored.Value, charges, composer.LinesOf(charges, stored.Value.Tax), before.Value);
                var decided = wish.Lines is { } lines ? Cancellation.Of(cancelled, lines) : Cancellation.Of(cancelled);
                if (!decided.Succeeded(out var cancellation, out var refused))
                    return refused;
                var document = Make(stored.Value, cancellation, wish.Reason);
                var findings = DocumentChecks.Check(document.Document! with
                {
                    Number = "ST-0000-000000",
                    Lines = composer.LinesOf(cancellation.Charges, document.Tax),
                });
                if (findings.Count > 0)
                    throw new InvalidOperationException(
                        $"A cancellation would break {string.Join(", ", findings.Select(finding => finding.Rule))}.");

                var process = FinalizationProcess.IdOf(organizationId, document.Id);
                var run = new FinalizationRun(new(organizationId, document.Id), IsWished: true);
                await processes.StartOnceAsync(nameof(FinalizationProcess), process, run, cancellationToken);
                var after = Cancelled(stored.Value, cancellation);
                var change = Change(new(stored, before, after), cancellation, document, request.Actor());
                await open.FollowAsync(change, stored.Value, after, cancellationToken);
                var shown = InvoiceSummary.Of(document, CentralEurope.DayOf(time.GetUtcNow()), forOperator: true);
                return change
                    .Then(() => processes.NotifyAsync(process))
                    .Gives(Answer.Created($"/api/organizations/{organizationId}/invoices/{document.Id}", shown));
            },
            cancellationToken);
    }

    private Invoice Make(Invoice invoice, Cancellation cancellation, string reason)
    {
        var today = CentralEurope.DayOf(time.GetUtcNow());
        var number = cancellation.After.Documents;
        var document = invoice.Document! with
        {
            Kind = cancellation.Kind,
            Date = today,
            DueOn = null,
            EarlyPayment = null,
            Terms = null,
            Preceding = new PrecedingInvoice(invoice.Number!, invoice.Date!.Value),
            Notes = [InvoiceTexts.Cancels(invoice.Document.Language, cancellation.Kind, invoice.Number!, invoice.Date!.Value, reason)],
            Totals = cancellation.Totals,
        };
        return new Invoice
        {
            Id = InvoiceId.Of(today, string.Create(CultureInfo.InvariantCulture, $"cancellation\n{invoice.Id}\n{number}")),
            OrganizationId = invoice.OrganizationId,
            Kind = cancellation.Kind,
            State = InvoiceState.Frozen,
            Run = "cancellation",
            Day = today,
            PurchaseOrderNumber = invoice.PurchaseOrderNumber,
            Lines = cancellation.Charges.Count,
            Tax = invoice.Tax,
            Totals = cancellation.Totals,
            Use = InvoicedUse.Of(composer.LinesOf(cancellation.Charges, invoice.Tax)),
            Currency = invoice.Currency,
            Document = document,
            ContactId = invoice.ContactId,
            RefersTo = new InvoiceReference(invoice.Id, invoice.Number!, invoice.Date!.Value),
        };
    }

    private Invoice Cancelled(Invoice invoice, Cancellation cancellation)
    {
        var after = invoice with
        {
            State = cancellation.IsAll ? InvoiceState.Cancelled : invoice.State,
            Cancelled = invoice.Cancelled + cancellation.Amount,
        };
        return after.With(cancellation.IsAll ? InvoiceEventKind.Cancelled : InvoiceEventKind.PartlyCancelled, time.GetUtcNow());
    }

    private static AuditedChange Change(Cancelling cancelling, Cancellation cancellation, Invoice document, Actor actor)
    {
        var (stored, before, after) = cancelling;
        var happened = new AuditEvent(AuditAction.InvoiceCancelled, actor, stored.Value.Id).With("cancellation", document.Id);
        var change = new AuditedChange(document.OrganizationId, happened);
        InvoiceStore.Put(change, stored, after);
        change.Replace(before, cancellation.After);
        var rows = InvoiceStore.AddLines(change, document, cancellation.Charges);
        InvoiceStore.Put(change, null, document with { LineRows = rows });
        return change;
    }

    private sealed record Cancelling(Stored<Invoice> Invoice, Stored<CancelledAmounts> Before, Invoice After);
}

/// <summary>The body of a cancellation.</summary>
public sealed record CancellationForm
{
    private const int MostLines = 500;

    /// <summary>The reason, in the customer's language; printed on the document. 1 to 200 characters.</summary>
    [Required]
    [StringLength(200, MinimumLength = 1)]
    public string? Reason { get; init; }

    /// <summary>The lines to cancel, 1 to 500. Without them, all that is left of the invoice is cancelled.</summary>
    [Length(1, 500)]
    public IReadOnlyList<CancelledLineForm>? Lines { get; init; }

    /// <summary>For the interface's documentation.</summary>
    public static CancellationForm Example { get; } = new()
    {
        Reason = "Zwei Lizenzen wurden zu viel berechnet.",
        Lines = [new() { Line = 1, Quantity = 2 }],
    };

    internal static Outcome<CancellationWish> Read(CancellationForm form)
    {
        var errors = new FieldErrors();
        var reason = errors.Take("reason", Text.ParsePrinted(form.Reason, 1, 200));
        if (form.Lines is { Count: 0 or > MostLines })
            errors.Add("lines", "There are none or too many.", "1 to 500 lines, or no lines field for everything that is left.");
        foreach (var (index, line) in (form.Lines ?? []).Take(MostLines).Index())
        {
            if (line.Line is null)
                errors.Add($"lines/{index}/line", "This is missing.", "The number of a line of the invoice.");
            if (line.Quantity is not null && line.Net is not null)
                errors.Add($"lines/{index}", "Both quantity and net are given.", "quantity or net, or neither for the whole line.");
            if (line.Quantity is { } quantity && (quantity != Math.Round(quantity, 2) || Math.Abs(quantity) > 100_000))
                errors.Add($"lines/{index}/quantity", "This is not a quantity.", "At most that of the line, with at most two decimals.");
        }

        return errors.None
            ? new CancellationWish(
                reason!, form.Lines?.Select(line => new CancelledLine(line.Line!.Value, line.Quantity, line.Net)).ToList())
            : errors.Failure;
    }
}

/// <summary>A line to cancel, or a part of it.</summary>
public sealed record CancelledLineForm
{
    /// <summary>Number of the invoice's line.</summary>
    [Required]
    public int? Line { get; init; }

    /// <summary>How much of its quantity. Without quantity and net, all that is left of the line is cancelled.</summary>
    public decimal? Quantity { get; init; }

    /// <summary>How much of its net amount, in minor units, for example for a forgotten discount.</summary>
    public long? Net { get; init; }
}

/// <summary>A checked request to cancel.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Lines">The lines; null for all that is left.</param>
internal sealed record CancellationWish(string Reason, IReadOnlyList<CancelledLine>? Lines);

/// <summary>409: only invoices that have a number can be cancelled.</summary>
public sealed record NotAnInvoice() : Failure(
    StatusCodes.Status409Conflict,
    "not-an-invoice",
    "This is not a finalized invoice",
    "Only a finalized invoice can be cancelled. A draft can be dropped. A cancellation cannot be undone.");
