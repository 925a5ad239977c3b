using System.Globalization;
using Accounts.Access;
using Accounts.Access.Rights;
using Accounts.Extranet.Budgets;
using Accounts.Extranet.Opening;
using Accounts.Platform.Documents;
using Accounts.Platform.Http;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace Accounts.Extranet.Charts;

/// <summary><c>GET …/extranet/budgets/{budgetId}/chart.svg</c> and <c>…/extranet/invoices/chart.svg</c></summary>
public sealed class GetCharts(
    ExtranetStore extranets, BudgetStore budgets, BudgetCounting counting, InvoiceMonths months, IOptions<ProviderOptions> provider)
{
    private const int UsualMonths = 12;
    private const string Look = "Light and dark, 320 to 1,600 pixels wide, with title and desc for screen readers. Texts and numbers are "
        + "in German, English, French or Italian, by Accept-Language.";

    [Function(nameof(GetBudgetChart))]
    [Allow(ExtranetReaders.AndOperators, Permission.ExtranetRead, Product.Services, Right.Read)]
    [Operation(
        "Draw the use of a budget over time", Description = "With the budget, and a plan that uses it evenly. " + Look,
        MediaType = "image/svg+xml", HasETag = true, Fails = [typeof(ExtranetNotOpen)])]
    [Query("width", typeof(int), "In pixels, 320 to 1600; 640 by default.", Minimum = 320, Maximum = 1600)]
    [Query("theme", typeof(ChartTheme), "The colours.")]
    [Query("format", typeof(ChartFormat), "csv for the numbers as a table.")]
    public async Task<IResult> GetBudgetChart(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "organizations/{organizationId}/extranet/budgets/{budgetId}/chart.svg")]
        HttpRequest request,
        string organizationId,
        string budgetId,
        CancellationToken cancellationToken)
    {
        if (!ChartRequest.From(request).Succeeded(out var look, out var failure))
            return failure;
        if (await extranets.RefuseAsync(organizationId, cancellationToken) is { } refused)
            return refused;
        if (!Ids.IsWellFormed(budgetId)
            || await budgets.FindAsync(organizationId, budgetId, cancellationToken) is not { Value: var budget })
            return new NotFound();
        var use = await counting.UseAsync(organizationId, budget.Terms, cancellationToken);
        var chart = new BudgetChart(budget.Terms, use, counting.Today);
        return look.Format == ChartFormat.Csv
            ? ChartAnswer.Csv(look.Language, chart.Table(look.Language))
            : ChartAnswer.Svg(chart.Draw(look));
    }

    [Function(nameof(GetInvoiceChart))]
    [Allow(ExtranetReaders.AndOperators, Permission.ExtranetRead, Product.Account, Right.Billing)]
    [Operation(
        "Draw the invoice amounts by month",
        Description = "Net amounts of finalized invoices that this account pays, minus cancellations, each in the month of its date. For a "
            + "main account, each column is a stack of what its sub-accounts with a collective invoice used: the five with the highest "
            + "amounts, and the others together. " + Look,
        MediaType = "image/svg+xml", HasETag = true, Fails = [typeof(ExtranetNotOpen)])]
    [Query("months", typeof(int), "How many, including this one: 1 to 60; 12 by default.", Minimum = 1, Maximum = 60)]
    [Query("width", typeof(int), "In pixels, 320 to 1600; 640 by default.", Minimum = 320, Maximum = 1600)]
    [Query("theme", typeof(ChartTheme), "The colours.")]
    [Query("format", typeof(ChartFormat), "csv for the numbers as a table.")]
    public async Task<IResult> GetInvoiceChart(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "organizations/{organizationId}/extranet/invoices/chart.svg")]
        HttpRequest request,
        string organizationId,
        CancellationToken cancellationToken)
    {
        if (!ChartRequest.From(request).Succeeded(out var look, out var failure))
            return failure;
        var count = UsualMonths;
        if (request.Query.TryGetValue("months", out var wished)
            && !(int.TryParse(wished, NumberStyles.None, CultureInfo.InvariantCulture, out count)
                && count is >= 1 and <= InvoiceMonths.MaxMonths))
            return new QueryInvalid("months", "a number from 1 to 60");
        if (await extranets.RefuseAsync(organizationId, cancellationToken) is { } refused)
            return refused;
        var added = await months.AddUpAsync(organizationId, count, counting.Today, provider.Value.Currency, cancellationToken);
        if (!added.Succeeded(out var invoiced, out failure))
            return failure;
        var chart = new InvoiceChart(invoiced);
        return look.Format == ChartFormat.Csv
            ? ChartAnswer.Csv(look.Language, chart.Table(look.Language))
            : ChartAnswer.Svg(chart.Draw(look));
    }
}
