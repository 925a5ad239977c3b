using Accounts.Access;
using Accounts.Billing.Invoices;
using Accounts.Platform.Http;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Accounts.Billing.Payments;

/// <summary><c>POST /payment-imports</c>: an operator gives a bank statement; what names an invoice is recorded with it.</summary>
public sealed class ImportPayments(InvoiceNumbers numbers, InvoiceStore invoices, NumbersInText search, PaymentRecording recording)
{
    private const int MaxBytes = 5 * 1024 * 1024;

    /// <summary>The function.</summary>
    [Function(nameof(ImportPayments))]
    [Allow(Who.Operator)]
    [Operation(
        "Import a bank statement",
        Description =
            "A camt.053 file of up to 5 MiB and 5,000 transfers. A transfer that names one open invoice is recorded with it, also when "
            + "it is less or more than is open; all others are listed with the reason, for people to decide. The same transfer is recorded "
            + "once, whichever files show it.",
        TakesMedia = "application/xml",
        Gives = typeof(PaymentImportView),
        Fails = [typeof(NotAStatement), typeof(BodyTooLarge), typeof(UnsupportedMediaType)])]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "payment-imports")] HttpRequest request,
        [DurableClient] DurableTaskClient processes,
        CancellationToken cancellationToken)
    {
        if (request.ContentType?.Split(';')[0].Trim() is not ("application/xml" or "text/xml"))
            return new UnsupportedMediaType();
        if (await Body.ReadBytesAsync(request, MaxBytes, cancellationToken) is not { } bytes)
            return new BodyTooLarge(MaxBytes);
        using var file = new MemoryStream(bytes, writable: false);
        if (Camt053.Read(file) is not { } transfers)
            return new NotAStatement();
        List<MatchedTransfer> matched = [];
        List<UnmatchedTransfer> unmatched = [];
        foreach (var transfer in transfers)
        {
            var (reason, found) = await MatchAsync(transfer, cancellationToken);
            if (found is not { } invoice)
            {
                unmatched.Add(new(transfer.Amount, transfer.Currency, transfer.BookedOn, transfer.Reference, transfer.Debtor, reason));
                continue;
            }

            var payment = new InvoicePayment(transfer.Id, PaidBy.Transfer, transfer.Amount, transfer.BookedOn, transfer.Reference);
            var recorded = await recording.RecordAsync(invoice, payment, request.Actor(), processes, cancellationToken);
            if (recorded.Succeeded(out var paid, out var failure))
                matched.Add(new(paid.OrganizationId, paid.Number!, paid.Currency, transfer.Amount, paid.Open));
            else
                unmatched.Add(
                    new(transfer.Amount, transfer.Currency, transfer.BookedOn, transfer.Reference, transfer.Debtor, ReasonOf(failure)));
        }

        return Answer.Ok(new PaymentImportView(matched, unmatched));
    }

    private static UnmatchedReason ReasonOf(Failure failure) =>
        failure is TooManyPayments ? UnmatchedReason.TooManyPayments : UnmatchedReason.TryAgain;

    private async Task<(UnmatchedReason Reason, InvoiceRef? Invoice)> MatchAsync(
        StatementTransfer transfer, CancellationToken cancellationToken)
    {
        if (search.In(transfer.Reference) is not [var number])
            return (search.In(transfer.Reference).Count == 0 ? UnmatchedReason.NoNumber : UnmatchedReason.SeveralNumbers, null);
        if (await numbers.FindInvoiceAsync(number, cancellationToken) is not { } reference
            || await invoices.FindAsync(
                reference.OrganizationId, reference.InvoiceId, cancellationToken) is not { Value: { Number: not null } invoice })
            return (UnmatchedReason.UnknownNumber, null);
        if (invoice.Currency != transfer.Currency)
            return (UnmatchedReason.OtherCurrency, null);
        // What this file recorded before is found again; anything else that is too much is for people.
        return invoice.Open > 0 || invoice.Payments.Any(payment => payment.Id == transfer.Id)
            ? (default, reference)
            : (UnmatchedReason.NothingOpen, null);
    }
}

/// <summary>What became of a bank statement.</summary>
/// <param name="Matched">What was recorded, now or by an earlier import.</param>
/// <param name="Unmatched">What people have to decide on.</param>
public sealed record PaymentImportView(IReadOnlyList<MatchedTransfer> Matched, IReadOnlyList<UnmatchedTransfer> Unmatched);

/// <summary>A transfer that was recorded.</summary>
/// <param name="OrganizationId">Whose invoice.</param>
/// <param name="Number">Its number.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Amount">In minor units.</param>
/// <param name="Open">What is open then; negative when too much was paid.</param>
public sealed record MatchedTransfer(string OrganizationId, string Number, string Currency, long Amount, long Open);

/// <summary>A transfer that was not recorded.</summary>
/// <param name="Amount">In minor units.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="BookedOn">The day of the booking.</param>
/// <param name="Reference">What the sender wrote.</param>
/// <param name="Debtor">Who sent it.</param>
/// <param name="Reason">Why not.</param>
public sealed record UnmatchedTransfer(
    long Amount, string Currency, DateOnly BookedOn, string Reference, string? Debtor, UnmatchedReason Reason);

/// <summary>Why a transfer was not recorded.</summary>
public enum UnmatchedReason
{
    /// <summary>It names no invoice.</summary>
    NoNumber,

    /// <summary>It names several invoices: record a payment for each.</summary>
    SeveralNumbers,

    /// <summary>There is no such invoice.</summary>
    UnknownNumber,

    /// <summary>The invoice is in another currency.</summary>
    OtherCurrency,

    /// <summary>Nothing of the invoice is open: pay it back, or record it with another one.</summary>
    NothingOpen,

    /// <summary>The invoice has too many payments.</summary>
    TooManyPayments,

    /// <summary>Too many requests changed the invoice at the same moment: import the file again.</summary>
    TryAgain,
}

/// <summary>422: the file is no bank statement.</summary>
public sealed record NotAStatement() : Failure(
    StatusCodes.Status422UnprocessableEntity,
    "not-a-statement",
    "This is no camt.053 statement",
    "Send a bank statement of ISO 20022 (camt.053, XML without a document type) with up to 5,000 transfers. Nothing was recorded.");
