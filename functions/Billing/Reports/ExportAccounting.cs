using System.Globalization;
using Accounts.Access;
using Accounts.Billing.Invoices;
using Accounts.Platform.Http;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace Accounts.Billing.Reports;

/// <summary><c>GET /billing/exports/accounting</c>: the documents of a month as a file for accounting.</summary>
public sealed class ExportAccounting(MonthReading months, IOptions<DatevOptions> datev, TimeProvider time)
{
    // Maximum number of documents per file, which is held in memory while it is written.
    private const int MostDocuments = 10_000;

    [Function(nameof(ExportMonth))]
    [Allow(Who.Operator)]
    [Operation(
        "Export the documents of a month for accounting",
        Description =
            "Every invoice and cancellation with a date in the month, once, sorted by number. Cancellations are negative. A file has up "
            + "to 10,000 documents. If there are more, a Link header with rel=\"next\" leads to the next file. For the current month, it "
            + "has what was issued so far. The columns are described in docs/accounting-export.md.",
        MediaType = "text/csv",
        Fails = [typeof(DocumentsPending), typeof(DatevNotSet), typeof(NoRevenueAccount)])]
    [Query("month", typeof(string), "The month, such as 2026-12; by default this month.")]
    [Query("format", typeof(ExportFormat), "The format; by default csv.")]
    [Query("cursor", typeof(string), "From the Link header of the previous file.")]
    public async Task<IResult> ExportMonth(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "billing/exports/accounting")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        if (!MonthReading.MonthOf(request, time.GetUtcNow()).Succeeded(out var month, out var failure)
            || !PageRequest.From(request).Succeeded(out var page, out failure))
            return failure;
        var format = ExportFormat.Csv;
        if (request.Query.TryGetValue("format", out var text) && !EnumNames.TryParse(text, out format))
            return new QueryInvalid("format", "one of " + EnumNames.AllOf<ExportFormat>());
        if (format == ExportFormat.Datev && !datev.Value.IsSet)
            return new DatevNotSet();
        List<RegisterEntry> entries = [];
        var read = await months.ReadAsync(month, page.After, MostDocuments, entries.AddRange, cancellationToken);
        if (read.Pending > 0)
            return new DocumentsPending();
        var part = page.After.Length == 0 ? "" : "-from-" + (entries.Count == 0 ? "end" : entries[0].Number);
        var next = read.Next is null ? null : Link(month, format, read.Next);
        if (format == ExportFormat.Csv)
        {
            var csv = AccountingCsv.Write(entries);
            return new ExportAnswer(new FileAnswer(csv, "text/csv; charset=utf-8", $"invoices-{month}{part}.csv"), next);
        }

        return new DatevBatch(datev.Value, month, time.GetUtcNow()).Write(entries).Succeeded(out var batch, out failure)
            ? new ExportAnswer(new FileAnswer(batch, "text/csv; charset=windows-1252", $"EXTF_Rechnungen_{month}{part}.csv"), next)
            : failure;
    }

    private static string Link(ReportMonth month, ExportFormat format, string next)
    {
        var query = $"month={month}&format={EnumNames.Of(format)}&cursor={PageRequest.CursorAfter(next)}";
        return $"</api/billing/exports/accounting?{query}>; rel=\"next\"";
    }
}

/// <summary>Files for accounting.</summary>
public enum ExportFormat
{
    /// <summary>CSV with columns of our own.</summary>
    Csv,

    /// <summary>DATEV's booking batch.</summary>
    Datev,
}

/// <summary>A file, and a link to the next one.</summary>
/// <param name="File">The file.</param>
/// <param name="Next">The Link header; null on the last one.</param>
public sealed record ExportAnswer(FileAnswer File, string? Next) : IResult
{
    /// <inheritdoc />
    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (Next is not null)
            httpContext.Response.Headers.Link = Next;
        return (File with { IsDownload = true }).ExecuteAsync(httpContext);
    }
}

/// <summary>409: a document is being made, so that a file would be incomplete now.</summary>
public sealed record DocumentsPending() : Failure(
    StatusCodes.Status409Conflict,
    "documents-pending",
    "A number of this month has no document yet",
    "A document whose number is already taken is still being made. Try again in a few minutes. An export is always complete.");

/// <summary>409: the settings for DATEV are missing.</summary>
public sealed record DatevNotSet() : Failure(
    StatusCodes.Status409Conflict,
    "datev-not-set",
    "The export for DATEV is not set up",
    "Set up the section Datev: it says for which client and to which accounts to book. The format csv needs no settings.");

/// <summary>409: the settings have no account for what was billed.</summary>
/// <param name="Category">The category of the tax.</param>
/// <param name="Rate">In hundredths of a percent.</param>
public sealed record NoRevenueAccount(string Category, int Rate) : Failure(
    StatusCodes.Status409Conflict,
    "no-revenue-account",
    "There is no revenue account for a tax of this month",
    $"Add an account to Datev:Revenue for category {Category} and rate {Rate.ToString(CultureInfo.InvariantCulture)}.");
