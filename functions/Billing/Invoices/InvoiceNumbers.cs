using System.Globalization;
using Accounts.Billing.Documents;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Azure.Data.Tables;
using Microsoft.Extensions.Options;

namespace Accounts.Billing.Invoices;

/// <summary>
/// Gives numbers: unique and consecutive per series, which is a kind of document and a year. A number and the invoice that takes it are
/// written in one transaction with the counter, so that a step that runs again finds the number that it took.
/// </summary>
public sealed class InvoiceNumbers(TableServiceClient tables, IOptions<InvoicingOptions> options)
{
    /// <summary>
    /// Maximum number of invoices per transaction, which is limited to 100 rows: two for each invoice, the counter, and the first number
    /// of a day.
    /// </summary>
    public const int MaxBlock = 49;

    private readonly TableClient _numbers = tables.GetTableClient(Tables.InvoiceNumbers);

    /// <summary>Whether a value from a route can be a number.</summary>
    public static bool IsWellFormed(string text) =>
        text.Length is >= 7 and <= 24 && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    /// <summary>Gives each invoice of a block a number, in this order. Invoices that have one keep it.</summary>
    /// <param name="kind">The kind of all of them. Cancellations have their own series.</param>
    /// <param name="date">The date of those that get a number now.</param>
    /// <param name="block">Up to <see cref="MaxBlock"/> invoices.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task<IReadOnlyDictionary<InvoiceRef, TakenNumber>> TakeAsync(
        DocumentKind kind, DateOnly date, IReadOnlyList<InvoiceRef> block, CancellationToken cancellationToken)
    {
        var taken = new Dictionary<InvoiceRef, TakenNumber>();
        foreach (var invoice in block)
        {
            if (await FindAsync(kind, date, invoice, cancellationToken) is { } before)
                taken[invoice] = before;
        }

        var series = SeriesOf(kind, date.Year);
        var given = await _numbers.RunAsync<Block>(
            async () =>
            {
                var left = block.Where(invoice => !taken.ContainsKey(invoice)).ToList();
                if (left.Count == 0)
                    return new Block([]);
                var last = await _numbers.FindAsync(series, InvoiceKeys.LastNumber, new LastNumber(0), cancellationToken);
                // Dates never go back within a series, even if midnight passes between a request and its number.
                var day = last.Value.Date > date ? last.Value.Date.Value : date;
                var change = new ChangeSet(series).Replace(last, new LastNumber(last.Value.Number + left.Count, day));
                if (last.Value.Date != day)
                    change.Add(InvoiceKeys.FirstOf(day), new FirstNumber(day, last.Value.Number + 1));
                var numbers = left.Select((_, index) => new TakenNumber(Format(series, last.Value.Number + 1 + index), day)).ToList();
                foreach (var (invoice, number) in left.Zip(numbers))
                {
                    change.Add(InvoiceKeys.Taken(invoice.OrganizationId, invoice.InvoiceId), number);
                    change.Add(InvoiceKeys.TakenNumber(number.Number), new NumberedInvoice(number.Number, invoice));
                }

                return change.Gives(new Block([.. left.Zip(numbers)]));
            },
            cancellationToken);
        foreach (var (invoice, number) in given.OrTryLater().Numbers)
            taken[invoice] = number;
        return taken;
    }

    /// <summary>
    /// Records in the gap log that a number was taken and could not be used, with the reason, and lets the invoice take another one. Safe
    /// to run twice.
    /// </summary>
    public async Task AbandonAsync(
        DocumentKind kind, InvoiceRef invoice, TakenNumber number, NumberGap gap, CancellationToken cancellationToken)
    {
        var key = InvoiceKeys.Taken(invoice.OrganizationId, invoice.InvoiceId);
        var series = SeriesOf(kind, number.Date.Year);
        var abandoned = await _numbers.RunAsync<Done>(
            async () => await _numbers.FindAsync<TakenNumber>(series, key, cancellationToken) is { } taken && taken.Value == number
                ? new ChangeSet(series)
                    .Delete(taken)
                    .Delete(InvoiceKeys.TakenNumber(number.Number))
                    .Add(InvoiceKeys.Gap(number.Number), gap)
                    .Gives(Done.It)
                : Done.It,
            cancellationToken);
        abandoned.OrTryLater();
    }

    /// <summary>The invoice that has a number; null when there is none. One storage operation.</summary>
    public async Task<InvoiceRef?> FindInvoiceAsync(string number, CancellationToken cancellationToken) =>
        number.LastIndexOf('-') is > 0 and var end
            && await _numbers.FindAsync<NumberedInvoice>(number[..end], InvoiceKeys.TakenNumber(number), cancellationToken) is { } found
            && found.Value.Number == number
            ? found.Value.Invoice
            : null;

    /// <summary>A page of the gap log of a series.</summary>
    public Task<Slice<NumberGap>> GapsAsync(string series, PageRequest page, CancellationToken cancellationToken) =>
        _numbers.PageAsync<NumberGap>(series, InvoiceKeys.Gaps, page, cancellationToken);

    /// <summary>The series of a kind and a year, such as <c>RE-2026</c>.</summary>
    public string SeriesOf(DocumentKind kind, int year)
    {
        var prefix = kind == DocumentKind.Invoice ? options.Value.InvoicePrefix : options.Value.CancellationPrefix;
        return string.Create(CultureInfo.InvariantCulture, $"{prefix}-{year:D4}");
    }

    // In January, the invoice may have taken its number in the series of the year before.
    private async Task<TakenNumber?> FindAsync(DocumentKind kind, DateOnly date, InvoiceRef invoice, CancellationToken cancellationToken)
    {
        var key = InvoiceKeys.Taken(invoice.OrganizationId, invoice.InvoiceId);
        var found = await _numbers.FindAsync<TakenNumber>(SeriesOf(kind, date.Year), key, cancellationToken);
        if (found is null && date.Month == 1)
            found = await _numbers.FindAsync<TakenNumber>(SeriesOf(kind, date.Year - 1), key, cancellationToken);
        return found?.Value;
    }

    private string Format(string series, long number) =>
        $"{series}-{number.ToString("D" + options.Value.NumberDigits, CultureInfo.InvariantCulture)}";

    private sealed record LastNumber(long Number, DateOnly? Date = null);

    private sealed record Block(IReadOnlyList<(InvoiceRef Invoice, TakenNumber Number)> Numbers);
}

/// <summary>A number, and the date that goes with it.</summary>
/// <param name="Number">Such as RE-2026-000001.</param>
/// <param name="Date">The date of the document, in Central European time.</param>
public sealed record TakenNumber(string Number, DateOnly Date);

/// <summary>The first number of a day.</summary>
/// <param name="Day">The date of the documents.</param>
/// <param name="Number">The first number that was given on it, without its series.</param>
public sealed record FirstNumber(DateOnly Day, long Number);

/// <summary>Which invoice has a number. Written in the transaction that gives the number, so that none is missing.</summary>
/// <param name="Number">The number.</param>
/// <param name="Invoice">The invoice that took it.</param>
/// <param name="Entry">What reports say about it; null until its documents are made.</param>
public sealed record NumberedInvoice(string Number, InvoiceRef Invoice, RegisterEntry? Entry = null);

/// <summary>An entry of the gap log: a number that no document has.</summary>
/// <param name="Number">The number.</param>
/// <param name="OrganizationId">The account whose invoice took it.</param>
/// <param name="InvoiceId">That invoice.</param>
/// <param name="At">When it was given up.</param>
/// <param name="Reason">The reason.</param>
public sealed record NumberGap(string Number, string OrganizationId, string InvoiceId, DateTimeOffset At, string Reason);

/// <summary>A reference to an invoice.</summary>
/// <param name="OrganizationId">The account that pays.</param>
/// <param name="InvoiceId">Its id within that account.</param>
public sealed record InvoiceRef(string OrganizationId, string InvoiceId);
