using Accounts.Billing.Invoices;

namespace Accounts.Billing.Payments;

/// <summary>The result of matching a transfer with invoices.</summary>
/// <param name="Reason">Why people must decide; has no meaning if an invoice was found.</param>
/// <param name="Invoice">The invoice that it pays; null if people must decide.</param>
/// <param name="Candidates">Open invoices that the transfer may pay, for people to decide.</param>
public sealed record TransferMatch(UnmatchedReason Reason, InvoiceRef? Invoice, IReadOnlyList<OpenItem> Candidates)
{
    /// <summary>A transfer that people must decide on.</summary>
    public static TransferMatch Left(UnmatchedReason reason, params IReadOnlyList<OpenItem> candidates) => new(reason, null, candidates);
}

/// <summary>
/// Finds the invoice that a transfer pays. An invoice number in its reference decides. Without one, the sender must be known, and exactly
/// one open invoice of the accounts that it pays for must have exactly this amount. Nothing is guessed.
/// </summary>
public sealed class TransferMatching(InvoiceNumbers numbers, InvoiceStore invoices, NumbersInText search, TransferStore transfers)
{
    private const int MostCandidates = 10;

    /// <summary>Matches a transfer. Without an invoice number, the decision is stored and is final for all later imports.</summary>
    public async Task<TransferMatch> MatchAsync(StatementTransfer transfer, CancellationToken cancellationToken)
    {
        if (transfer.IsIncompleteBatch)
            return TransferMatch.Left(UnmatchedReason.IncompleteBatch);
        var named = search.In(transfer.Reference);
        if (named.Count > 1)
            return TransferMatch.Left(UnmatchedReason.SeveralNumbers);
        if (named.Count == 1)
            return await ByNumberAsync(transfer, named[0], cancellationToken);
        var before = await transfers.FindAsync(transfer.Id, cancellationToken);
        if (before?.Invoice is { } known)
            return await IsStillRightAsync(transfer, known, cancellationToken)
                ? new(default, known, [])
                : TransferMatch.Left(UnmatchedReason.LeftBefore);
        var match = await BySenderAsync(transfer, cancellationToken);
        // A transfer that was left to people once stays with them: they may have recorded it, and another invoice may now be the only one
        // that fits.
        if (before is not null)
            return match.Invoice is null ? match : TransferMatch.Left(UnmatchedReason.LeftBefore, match.Candidates);
        var decided = await transfers.DecideAsync(transfer.Id, new(match.Invoice), cancellationToken);
        return decided.Invoice is { } invoice
            ? match with { Invoice = invoice }
            : match.Invoice is null ? match : TransferMatch.Left(UnmatchedReason.LeftBefore, match.Candidates);
    }

    private async Task<TransferMatch> ByNumberAsync(StatementTransfer transfer, string number, CancellationToken cancellationToken)
    {
        if (await numbers.FindInvoiceAsync(number, cancellationToken) is not { } reference
            || await invoices.FindAsync(
                reference.OrganizationId, reference.InvoiceId, cancellationToken) is not { Value: { Number: not null } invoice })
            return TransferMatch.Left(UnmatchedReason.UnknownNumber);
        if (invoice.Currency != transfer.Currency)
            return TransferMatch.Left(UnmatchedReason.OtherCurrency);
        // A payment that this file recorded before is found again. Any other transfer that is too much is left to people.
        return invoice.Open > 0 || invoice.Payments.Any(payment => payment.Id == transfer.Id)
            ? new(default, reference, [])
            : TransferMatch.Left(UnmatchedReason.NothingOpen);
    }

    // If an import crashed before it recorded the payment, people may have recorded it by hand since.
    private async Task<bool> IsStillRightAsync(StatementTransfer transfer, InvoiceRef known, CancellationToken cancellationToken) =>
        await invoices.FindAsync(known.OrganizationId, known.InvoiceId, cancellationToken) is { Value: var invoice }
        && (invoice.Open == transfer.Amount || invoice.Payments.Any(payment => payment.Id == transfer.Id));

    private async Task<TransferMatch> BySenderAsync(StatementTransfer transfer, CancellationToken cancellationToken)
    {
        var accounts = await transfers.AccountsOfAsync(transfer.Sender, cancellationToken);
        if (accounts.Count is 0 or > TransferStore.MostAccounts)
            return TransferMatch.Left(accounts.Count == 0 ? UnmatchedReason.NoNumber : UnmatchedReason.SeveralAccounts);
        List<OpenItem> open = [];
        foreach (var account in accounts)
            open.AddRange((await invoices.OpenAsync(account, cancellationToken)).Where(item => item.Open > 0));
        return Decide(transfer, open);
    }

    private static TransferMatch Decide(StatementTransfer transfer, List<OpenItem> open)
    {
        var fitting = open.Where(item => item.Open == transfer.Amount && item.Currency == transfer.Currency).ToList();
        return fitting switch
        {
            [var only] => new(default, new InvoiceRef(only.OrganizationId, only.InvoiceId), []),
            [] => TransferMatch.Left(UnmatchedReason.OtherAmount, [.. open.OrderBy(item => item.DueOn).Take(MostCandidates)]),
            _ => TransferMatch.Left(UnmatchedReason.SeveralInvoices, [.. fitting.OrderBy(item => item.DueOn).Take(MostCandidates)]),
        };
    }
}
