using System.Globalization;
using Accounts.Access;
using Accounts.Billing.Runs;
using Accounts.Platform.Documents;
using Accounts.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace Accounts.Billing.Reports;

/// <summary><c>GET /billing/reports/days/{day}</c>: the results of the invoice runs of a day.</summary>
public sealed class ReadDayReport(RunStore runs, IOptions<ProviderOptions> provider)
{
    [Function(nameof(GetDayReport))]
    [Allow(Who.Operator)]
    [Operation(
        "Show the results of the invoice runs of a day",
        Description =
            "The current state of each run of the day, started daily or by hand, and the sum of all runs except dry runs. What needs a "
            + "person is in the problems of each run.",
        Gives = typeof(DayReportView),
        Pages = true)]
    public async Task<IResult> GetDayReport(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "billing/reports/days/{day}")] HttpRequest request,
        string day,
        CancellationToken cancellationToken)
    {
        if (!PageRequest.From(request).Succeeded(out var page, out var failure))
            return failure;
        if (!DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return new NotFound();
        var currency = provider.Value.Currency;
        var slice = await runs.OfDayAsync(date, page, cancellationToken);
        List<InvoiceRunView> shown = [];
        var all = RunCounts.Nothing;
        foreach (var run in slice.Items.Select(item => item.Value))
        {
            var result = await runs.ResultAsync(run.Id, cancellationToken);
            shown.Add(InvoiceRunView.Of(run, result, currency));
            all += run.IsDryRun ? RunCounts.Nothing : result;
        }

        var sum = new RunResultView(all.Finalized, all.InReview, all.Failed, currency, all.Net, all.Tax, all.Gross);
        return Answer.Ok(new DayReportView(date, [sum], shown, PageRequest.CursorAfter(slice.Next)));
    }
}

/// <summary>The results of the runs of a day.</summary>
/// <param name="Day">The day.</param>
/// <param name="Results">The sum of the runs on this page, without dry runs, by currency.</param>
/// <param name="Runs">The runs.</param>
/// <param name="NextCursor">Leads to more runs; absent when these are all.</param>
public sealed record DayReportView(
    DateOnly Day, IReadOnlyList<RunResultView> Results, IReadOnlyList<InvoiceRunView> Runs, string? NextCursor);
