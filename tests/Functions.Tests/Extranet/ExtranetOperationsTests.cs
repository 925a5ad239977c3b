using System.Text.Json.Nodes;
using Accounts.Emulator.Tables;
using Accounts.Tests.Access;
using Accounts.Tests.Sales.Services;

namespace Accounts.Tests.Extranet;

/// <summary>
/// The storage operations of the extranet's requests. The first Get is the access check's, the second reads whether the extranet
/// is open.
/// </summary>
public sealed class ExtranetOperationsTests
{
    private const string Get = "Get Organizations";
    private const string Query = "QueryPage Organizations";

    [InProcessFact]
    public async Task Every_request_takes_a_stated_number_of_operations()
    {
        // The caller does not wait for the processes behind a request, so they do not run here.
        await using var area = await BudgetTests.OrderedAsync(runsProcesses: false);
        await Working.CommissionAsync(area.App, area.Order);
        var record = await area.SubmitAsync(1, 2);
        var document = $"{area.Extranet}/performance-records/{record.Split('/')[3]}/{record.Split('/')[^1]}.pdf";
        var (owner, ops, extranet) = (area.Owner, area.Operator, area.Extranet);
        var report = await area.WriteAsync();
        var budget = await BudgetTests.BudgetAsync(area, hours: 40);
        var attachment = (await area.AttachAsync(report, "a;b"u8.ToArray(), "text/csv", null)).Headers.Location!.OriginalString;
        var notifications = new JsonObject { ["reports"] = true, ["budgets"] = true };

        (string Function, Func<Task<Reply>> Send, int Status, string[] Operations)[] table =
        [
            ("GetExtranet", () => owner.GetAsync(extranet), 200, [Get, Get]),
            ("PutExtranet", () => owner.PutAsync(extranet, new JsonObject { ["enabled"] = false }, "*"), 200,
                [Get, Get, Get, "Transaction Organizations 3"]),
            ("ListReports", () => owner.GetAsync(extranet + "/reports"), 409, [Get, Get]), // ended
            ("PutExtranet", () => owner.PutAsync(extranet, new JsonObject { ["enabled"] = true }, "*"), 200,
                [Get, Get, Get, "Transaction Organizations 3"]),
            ("GetExtranetNotifications", () => owner.GetAsync(extranet + "/notifications"), 200, [Get, Get, Get]),
            ("PutExtranetNotifications", () => owner.PutAsync(extranet + "/notifications", notifications, "*"), 200,
                [Get, Get, Get, "Insert Organizations 1"]),
            ("ListReports", () => owner.GetAsync(extranet + "/reports"), 200, [Get, Get, Query]),
            ("GetReport", () => owner.GetAsync(report), 200, [Get, Get, Get, Query]),
            ("ListReportVersions", () => owner.GetAsync(report + "/versions"), 200, [Get, Get, Query]),
            ("GetReportVersion", () => owner.GetAsync(report + "/versions/1"), 200, [Get, Get, Get, Query]),
            ("GetReportAttachment", () => owner.GetAsync(attachment), 200, [Get, Get, Get, "GetBlob documents"]),
            // The access check reads no members for operators.
            ("CreateReport", () => ops.PostAsync(extranet + "/reports", Area.Report(), "r"), 201,
                [Get, Get, Get, "Transaction Organizations 6"]),
            ("CreateReport", () => ops.PostAsync(extranet + "/reports", Area.Report(), "r"), 201, [Get]), // replay
            ("ChangeReport", () => ops.PutAsync(report, Area.Report(), "*"), 200, [Get, Get, Get, "Transaction Organizations 5"]),
            ("AttachToReport", () => area.AttachAsync(report, "a;c"u8.ToArray(), "text/csv", null), 201,
                [Get, Get, Get, "PutBlob documents 1", Get, "Transaction Organizations 5"]),
            ("ListBudgets", () => owner.GetAsync(extranet + "/budgets"), 200, [Get, Get, Query]),
            ("GetBudget", () => owner.GetAsync(budget), 200, [Get, Get, Get, Query, Query, Query]), // invoiced, lines, records
            ("GetBudgetChart", () => owner.GetAsync(budget + "/chart.svg"), 200, [Get, Get, Get, Query, Query, Query]),
            ("CreateBudget", () => ops.PostAsync(extranet + "/budgets", BudgetTests.Form(area.Order, hours: 5), "b"), 201,
                [Get, Get, Get, Get, Query, Query, Query, Get, "Transaction Organizations 5"]),
            ("ChangeBudget", () => ops.PutAsync(budget, BudgetTests.Form(area.Order, hours: 5), "*"), 200,
                [Get, Get, Get, Query, Query, Query, Get, "Transaction Organizations 3"]),
            // one more for each hundred documents, at most 20
            ("GetInvoiceChart", () => owner.GetAsync(extranet + "/invoices/chart.svg?months=60"), 200, [Get, Get, Query]),
            // latest reports, and orders with all that is known of their work; then the same for projects
            ("ListExtranetProjects", () => owner.GetAsync(extranet + "/projects"), 200, [Get, Get, Query, Query]),
            ("ListExtranetProjects", () => owner.GetAsync(extranet + "/projects?cursor=cHJvamVjdDo"), 200,
                [Get, Get, Query, Query]),
            ("ListExtranetRecords", () => owner.GetAsync(extranet + "/performance-records"), 200, [Get, Get, Query]),
            // not issued yet; when it is, the order for the language of the file name, and the blob
            ("GetExtranetRecordPdf", () => owner.GetAsync(document), 409, [Get, Get, Get]),
        ];

        // Every function of the extranet must be in the table.
        Assert.Empty(
            AppFunction.All.Where(function => function.Route.Contains("/extranet", StringComparison.Ordinal))
                .Select(function => function.Name)
                .Except(table.Select(row => row.Function)));
        List<string> wrong = [];
        foreach (var (function, send, status, operations) in table)
        {
            using var recording = area.App.Store.Operations.Record();
            var reply = await send();
            Assert.True(status == reply.Status, $"{function}: {reply.Status} {reply.Text}");
            var taken = recording.Operations.Select(Text).ToList();
            if (!operations.SequenceEqual(taken))
                wrong.Add($"{function} took {string.Join(", ", taken)}.");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static string Text(StorageOperation operation) =>
        $"{operation.Kind} {operation.Table}" + (operation.IsWrite ? $" {operation.Writes}" : "");
}
