using Accounts.Access;
using Accounts.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Accounts.Billing.Reports;

/// <summary><c>GET /billing/reports/vat</c>: the tax of a month by category and rate.</summary>
public sealed class ReadVatReport(MonthReading months, TimeProvider time)
{
    private const int MostDocuments = 20_000;

    [Function(nameof(GetVatReport))]
    [Allow(Who.Operator)]
    [Operation(
        "Sum up the VAT of a month",
        Description =
            "By the date of the documents, which is the day they were issued. Cancellations count as negative in the month of their own "
            + "date. One answer covers up to 20,000 documents. If it has a nextCursor, add the sums of the next answer.",
        Gives = typeof(VatReportView))]
    [Query("month", typeof(string), "The month, such as 2026-12; by default this month.")]
    [Query("cursor", typeof(string), "The nextCursor of the previous answer.")]
    public async Task<IResult> GetVatReport(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "billing/reports/vat")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        if (!MonthReading.MonthOf(request, time.GetUtcNow()).Succeeded(out var month, out var failure)
            || !PageRequest.From(request).Succeeded(out var page, out failure))
            return failure;
        var sums = new VatSums();
        var read = await months.ReadAsync(month, page.After, MostDocuments, sums.Add, cancellationToken);
        return Answer.Ok(new VatReportView(
            month.ToString(), sums.Invoices, sums.Cancellations, read.Pending, sums.Sums, PageRequest.CursorAfter(read.Next)));
    }
}

/// <summary>The tax of a month.</summary>
/// <param name="Month">Such as 2026-12.</param>
/// <param name="Invoices">How many are summed up.</param>
/// <param name="Cancellations">How many are summed up.</param>
/// <param name="Pending">Numbers whose documents are being made; they are not in the sums yet.</param>
/// <param name="Sums">By seller's country, currency, category and rate.</param>
/// <param name="NextCursor">Leads to the sums of the next documents; absent when these are all.</param>
public sealed record VatReportView(
    string Month, int Invoices, int Cancellations, int Pending, IReadOnlyList<VatSum> Sums, string? NextCursor);
