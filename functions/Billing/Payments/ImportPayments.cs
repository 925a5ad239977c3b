using Accounts.Access;
using Accounts.Billing.Invoices;
using Accounts.Platform.Http;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Accounts.Billing.Payments;

/// <summary>
/// <c>POST /payment-imports</c>: an operator uploads a bank statement. Transfers that match an invoice are recorded as its payments.
/// </summary>
public sealed class ImportPayments(TransferMatching matching, TransferStore transfers, PaymentRecording recording)
{
    private const int MaxBytes = 5 * 1024 * 1024;

    [Function(nameof(ImportPayments))]
    [Allow(Who.Operator)]
    [Operation(
        "Import a bank statement",
        Description =
            "A camt.053 file of up to 5 MiB and 5,000 transfers. A transfer that names one open invoice is recorded for it, even if it "
            + "is less or more than the open amount. One that names none is recorded if exactly one invoice has exactly that open "
            + "amount among the accounts that its sender is known to pay for: by bank account or name from an earlier payment, or as the "
            + "company of the account. All others are listed with the reason and with candidates. People decide on them, and no later "
            + "import does. The same transfer is recorded once, whichever files show it.",
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
            var match = await matching.MatchAsync(transfer, cancellationToken);
            if (match.Invoice is not { } invoice)
            {
                unmatched.Add(Left(transfer, match.Reason, match.Candidates));
                continue;
            }

            var recorded = await RecordAsync(transfer, invoice, request.Actor(), processes, cancellationToken);
            if (recorded.Succeeded(out var paid, out var failure))
                matched.Add(new(paid.OrganizationId, paid.Number!, paid.Currency, transfer.Amount, paid.Open));
            else
                unmatched.Add(Left(transfer, ReasonOf(failure), []));
        }

        return Answer.Ok(new PaymentImportView(matched, unmatched));
    }

    private static UnmatchedReason ReasonOf(Failure failure) =>
        failure is TooManyPayments ? UnmatchedReason.TooManyPayments : UnmatchedReason.TryAgain;

    // After a recorded payment, the sender is known to pay for this account.
    private async Task<Outcome<Invoice>> RecordAsync(
        StatementTransfer transfer, InvoiceRef invoice, Actor actor, DurableTaskClient processes, CancellationToken cancellationToken)
    {
        var payment = new InvoicePayment(transfer.Id, PaidBy.Transfer, transfer.Amount, transfer.BookedOn, transfer.Reference);
        var recorded = await recording.RecordAsync(invoice, payment, actor, processes, cancellationToken);
        if (recorded.Failure is null)
            await transfers.KnowAsync(transfer.Sender, invoice.OrganizationId, cancellationToken);
        return recorded;
    }

    private static UnmatchedTransfer Left(StatementTransfer transfer, UnmatchedReason reason, IReadOnlyList<OpenItem> candidates) => new(
        transfer.Amount,
        transfer.Currency,
        transfer.BookedOn,
        transfer.Reference,
        transfer.Debtor,
        reason,
        [.. candidates.Select(item => new CandidateInvoice(item.OrganizationId, item.Number, item.Open, item.DueOn))]);
}

/// <summary>The result of an import.</summary>
/// <param name="Matched">Transfers that were recorded, now or by an earlier import.</param>
/// <param name="Unmatched">Transfers that people must decide on.</param>
public sealed record PaymentImportView(IReadOnlyList<MatchedTransfer> Matched, IReadOnlyList<UnmatchedTransfer> Unmatched);

/// <summary>A transfer that was recorded.</summary>
/// <param name="OrganizationId">The account of the invoice.</param>
/// <param name="Number">Its number.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Amount">In minor units.</param>
/// <param name="Open">The open amount afterwards, in minor units; negative if too much was paid.</param>
public sealed record MatchedTransfer(string OrganizationId, string Number, string Currency, long Amount, long Open);

/// <summary>A transfer that was not recorded.</summary>
/// <param name="Amount">In minor units.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="BookedOn">The day of the booking.</param>
/// <param name="Reference">What the sender wrote.</param>
/// <param name="Debtor">The name of the sender.</param>
/// <param name="Reason">Why it was not recorded.</param>
/// <param name="Candidates">
/// Up to 10 open invoices of accounts that the sender may pay for. If some have exactly this amount, only those.
/// </param>
public sealed record UnmatchedTransfer(
    long Amount,
    string Currency,
    DateOnly BookedOn,
    string Reference,
    string? Debtor,
    UnmatchedReason Reason,
    IReadOnlyList<CandidateInvoice> Candidates);

/// <summary>An invoice that a transfer may pay.</summary>
/// <param name="OrganizationId">The account of the invoice.</param>
/// <param name="Number">Its number.</param>
/// <param name="Open">Its open amount, in minor units.</param>
/// <param name="DueDate">The last day for payment.</param>
public sealed record CandidateInvoice(string OrganizationId, string Number, long Open, DateOnly DueDate);

/// <summary>Why a transfer was not recorded.</summary>
public enum UnmatchedReason
{
    /// <summary>It names no invoice, and the sender is unknown.</summary>
    NoNumber,

    /// <summary>It names no invoice, and no open invoice of the sender has this amount.</summary>
    OtherAmount,

    /// <summary>It names no invoice, and several open invoices of the sender have this amount.</summary>
    SeveralInvoices,

    /// <summary>It names no invoice, and the sender pays for too many accounts.</summary>
    SeveralAccounts,

    /// <summary>An earlier import left it to people. Record it, unless that was done already.</summary>
    LeftBefore,

    /// <summary>It is a batch, and the file lacks some of its transfers or their amounts: record each as the bank lists it.</summary>
    IncompleteBatch,

    /// <summary>It names several invoices: record a payment for each.</summary>
    SeveralNumbers,

    /// <summary>It names an invoice that does not exist.</summary>
    UnknownNumber,

    /// <summary>The invoice is in another currency.</summary>
    OtherCurrency,

    /// <summary>The invoice has no open amount. Pay the transfer back, or record it with another invoice.</summary>
    NothingOpen,

    /// <summary>The invoice has too many payments.</summary>
    TooManyPayments,

    /// <summary>Too many requests changed the invoice at the same time. Import the file again.</summary>
    TryAgain,
}

/// <summary>422: the file is no bank statement.</summary>
public sealed record NotAStatement() : Failure(
    StatusCodes.Status422UnprocessableEntity,
    "not-a-statement",
    "This is not a camt.053 statement",
    "Send a bank statement of ISO 20022 (camt.053, XML without a document type) with up to 5,000 transfers. Nothing was recorded.");
