using Accounts.Billing.Charges;
using Accounts.Billing.Documents;
using Accounts.Platform.Http;

namespace Accounts.Billing.Invoices;

/// <summary>What to cancel of a line.</summary>
/// <param name="Line">Number of the invoice's line.</param>
/// <param name="Quantity">How much of its quantity; null if an amount is given, or for all that is left.</param>
/// <param name="Net">How much of its net amount, in minor units.</param>
public sealed record CancelledLine(int Line, decimal? Quantity, long? Net);

/// <summary>An invoice, with what is needed to cancel it.</summary>
/// <param name="Invoice">The invoice.</param>
/// <param name="Charges">The charges that it bills, in the order of its lines.</param>
/// <param name="Lines">Its lines.</param>
/// <param name="Before">What was cancelled before.</param>
public sealed record CancelledInvoice(
    Invoice Invoice, IReadOnlyList<Charge> Charges, IReadOnlyList<InvoiceLine> Lines, CancelledAmounts Before);

/// <summary>
/// A cancellation: of a whole invoice with negative quantities, or of a part of it with positive amounts. Together, all cancellations
/// never exceed the invoice, to the minor unit: their taxes add up to the tax of the invoice. Reads and writes nothing.
/// </summary>
/// <param name="Kind">A whole or partial cancellation.</param>
/// <param name="Charges">The charges on the cancellation.</param>
/// <param name="Totals">The totals of the cancellation.</param>
/// <param name="After">What is cancelled in total, with this cancellation.</param>
/// <param name="IsAll">Whether nothing is left of the invoice.</param>
public sealed record Cancellation(
    DocumentKind Kind, IReadOnlyList<Charge> Charges, InvoiceTotals Totals, CancelledAmounts After, bool IsAll)
{
    /// <summary>The gross amount that is cancelled, in minor units.</summary>
    public long Amount => Kind == DocumentKind.Cancellation ? -Totals.Gross : Totals.Gross;

    /// <summary>Cancels all that is left of an invoice.</summary>
    public static Outcome<Cancellation> Of(CancelledInvoice invoice)
    {
        if (invoice.Before.Documents == 0)
            return Whole(invoice);
        List<CancelledLine> rest =
        [
            .. invoice.Lines.Where(line => Left(invoice, line) != 0).Select(line => new CancelledLine(line.Number, null, null)),
        ];
        return rest.Count == 0 ? new NothingLeft() : Of(invoice, rest);
    }

    /// <summary>Cancels some lines of an invoice, or parts of them.</summary>
    public static Outcome<Cancellation> Of(CancelledInvoice invoice, IReadOnlyList<CancelledLine> lines)
    {
        var errors = new FieldErrors();
        List<(InvoiceLine Line, Charge Charge)> taken = [];
        foreach (var (index, wish) in lines.Index())
        {
            var line = invoice.Lines.FirstOrDefault(line => line.Number == wish.Line);
            if (line is null || taken.Any(other => other.Line == line))
                errors.Add(
                    $"lines/{index}/line", line is null ? "There is no such line." : "This line is given twice.", "The number of a line.");
            else if (PartOf(invoice, line, wish) is { } part)
                taken.Add((line, part));
            else
                errors.Add($"lines/{index}", "This is more than is left of the line, or nothing.", "At most what was not cancelled yet.");
        }

        return errors.None ? Part(invoice, taken) : errors.Failure;
    }

    private static Cancellation Whole(CancelledInvoice invoice)
    {
        List<Charge> negated = [.. invoice.Charges.Select(charge => charge with { Quantity = -charge.Quantity })];
        var taxes = invoice.Invoice.Totals.Taxes;
        var totals = InvoiceTotals.Of([.. taxes.Select(tax => tax with { Net = -tax.Net, Tax = -tax.Tax })]);
        var after = new CancelledAmounts(
            1,
            invoice.Lines.ToDictionary(line => line.Number, line => line.Net),
            taxes.ToDictionary(tax => tax.Rate, tax => tax.Tax));
        return new Cancellation(DocumentKind.Cancellation, negated, totals, after, IsAll: true);
    }

    private static Outcome<Cancellation> Part(CancelledInvoice invoice, List<(InvoiceLine Line, Charge Charge)> taken)
    {
        var lines = invoice.Before.Lines.ToDictionary();
        foreach (var (line, charge) in taken)
            lines[line.Number] = lines.GetValueOrDefault(line.Number) + NetOf(charge);
        var taxes = invoice.Before.Taxes.ToDictionary();
        List<TaxSubtotal> subtotals = [];
        foreach (var rate in taken.GroupBy(part => part.Line.Tax))
        {
            var net = rate.Sum(part => NetOf(part.Charge));
            // The tax on everything cancelled so far, less what earlier parts cancelled. So rounding never adds up over many parts.
            var cancelled = invoice.Lines.Where(line => line.Tax == rate.Key).Sum(line => lines.GetValueOrDefault(line.Number));
            var after = Amounts.Tax(cancelled, rate.Key.Rate);
            var tax = after - taxes.GetValueOrDefault(rate.Key.Rate);
            taxes[rate.Key.Rate] = after;
            subtotals.Add(new TaxSubtotal(rate.Key.Category, rate.Key.Rate, net, tax, rate.Key.ReasonCode, rate.Key.Note));
        }

        // A line can be more than the whole invoice, if there are credits.
        if (lines.Values.Sum() + taxes.Values.Sum() > invoice.Invoice.Totals.Gross)
            return TooMuch();
        var isAll = invoice.Lines.All(line => lines.GetValueOrDefault(line.Number) == line.Net);
        return new Cancellation(
            DocumentKind.PartialCancellation,
            [.. taken.Select(part => part.Charge)],
            InvoiceTotals.Of(subtotals),
            new(invoice.Before.Documents + 1, lines, taxes),
            isAll);
    }

    private static InvalidFields TooMuch()
    {
        var errors = new FieldErrors();
        errors.Add(
            "lines",
            "Together they are more than is left of the invoice.",
            "Lines of at most that amount, or with the credits of the invoice.");
        return errors.Failure;
    }

    // Null if it is more than what is left, or nothing. Amounts have the sign of the line.
    private static Charge? PartOf(CancelledInvoice invoice, InvoiceLine line, CancelledLine wish)
    {
        var left = Left(invoice, line);
        var charge = invoice.Charges[line.Number - 1];
        if (wish.Quantity is { } quantity)
        {
            var net = Amounts.LineNet(quantity, line.UnitPrice);
            return quantity != 0 && Fits(net, left) ? charge with { Quantity = quantity } : null;
        }

        if (wish.Net is null && left == line.Net)
            return charge;
        var amount = wish.Net ?? left;
        return amount != 0 && Fits(amount, left)
            ? charge with { Quantity = Math.Sign(amount), UnitPrice = charge.UnitPrice with { Amount = Math.Abs(amount) } }
            : null;
    }

    private static bool Fits(long net, long left) => Math.Sign(net) == Math.Sign(left) && Math.Abs(net) <= Math.Abs(left);

    private static long Left(CancelledInvoice invoice, InvoiceLine line) => line.Net - invoice.Before.Lines.GetValueOrDefault(line.Number);

    private static long NetOf(Charge charge) => Amounts.LineNet(charge.Quantity, charge.UnitPrice.Amount);
}

/// <summary>409: all of it was cancelled before.</summary>
public sealed record NothingLeft() : Failure(409, "nothing-left", "Nothing is left to cancel", "The whole invoice is already cancelled.");
