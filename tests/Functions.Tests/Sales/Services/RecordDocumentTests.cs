using System.Text;
using System.Text.Json.Nodes;
using Accounts.Emulator;
using Accounts.Emulator.Tables;
using Accounts.Platform.Documents;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Accounts.Sales.Orders;
using Accounts.Sales.Services;
using Accounts.Tests.Platform.Documents;
using Accounts.Tests.Sales.Catalog;
using Accounts.Tests.Sales.Orders;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Tests.Sales.Services;

/// <summary>The document of a decided performance record.</summary>
public sealed class RecordDocumentTests
{
    private static readonly DateOnly Until = new(2035, 12, 31);

    [InProcessFact]
    public async Task Accepted_work_has_a_document_that_its_customer_can_read_and_nobody_else()
    {
        await using var app = await App.StartAsync(Working.StandingClock);
        var (owner, ops, path) = await Working.OrderAsync(app);
        var record = await Working.SubmitAsync(app, ops, path);
        Assert.Equal((409, "performance-record-not-issued"), Seen(await owner.GetAsync(record + ".pdf")));
        Assert.Null((await owner.GetAsync(record)).Json["links"]!["pdf"]);

        await DecideAsync(app, owner, record, "accept");

        var shown = (await owner.GetAsync(record)).Json["links"]!;
        Assert.Equal((record, record + ".pdf"), ((string?)shown["self"], (string?)shown["pdf"]));
        var file = await owner.DownloadAsync((string)shown["pdf"]!);
        Assert.Equal(file, await ops.DownloadAsync((string)shown["pdf"]!));
        using var request = new HttpRequestMessage(HttpMethod.Get, (string)shown["pdf"]!);
        request.Headers.Authorization = new("Bearer", owner.Token);
        using var response = await app.Http.SendAsync(request);
        Assert.Equal(
            $"Leistungsnachweis-{path.Split('/')[^1]}-2027-03-01.pdf", response.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        var text = TextOf(file);
        foreach (var said in (string[])
            [
                "Leistungsnachweis vom 1. März 2027", path.Split('/')[^1], record.Split('/')[^1], "Beratung Netzwerk", "2,5", "Std.",
                "Netzwerk aufgenommen,", "VLANs geplant", "Der Auftraggeber hat diesen Leistungsnachweis angenommen: 1. März 2027",
            ])
            Assert.Contains(said, text, StringComparison.Ordinal);

        // For another organization the document does not exist, and for another record neither.
        var (stranger, id) = await app.NewCustomerAsync();
        Assert.Equal((404, "not-found"), Seen(await stranger.GetAsync(record + ".pdf")));
        var foreign = record.Replace(path.Split('/')[^1], id + "-1", StringComparison.Ordinal);
        Assert.Equal((404, "not-found"), Seen(await stranger.GetAsync(foreign + ".pdf")));
        Assert.Equal((404, "not-found"), Seen(await owner.GetAsync(record[..^1] + (record[^1] == '0' ? '1' : '0') + ".pdf")));
    }

    [InProcessFact]
    public async Task Disputed_work_says_why_and_silence_that_it_was_silence()
    {
        await using var app = await App.StartAsync(Working.StandingClock);
        var (owner, ops, path) = await Working.OrderAsync(app);
        var (disputed, silent) = (await Working.SubmitAsync(app, ops, path), await Working.SubmitAsync(app, ops, path));
        // The reason is printed, so characters that no font has are refused.
        var unprintable = await owner.SendAsync(HttpMethod.Post, disputed + "/dispute", """{"reason":"設置"}""");
        Assert.Equal(["#/reason"], unprintable.Fields);

        await DecideAsync(app, owner, disputed, "dispute");
        await app.Host.Clock.AdvanceAsync(PerformanceRecord.Silence);

        owner = await app.SignInAsync(owner.Email);
        var text = TextOf(await owner.DownloadAsync(disputed + ".pdf"));
        Assert.Contains("Er wird nicht abgerechnet. Die Begründung:", text, StringComparison.Ordinal);
        Assert.Contains("Es waren zwei Stunden.", text, StringComparison.Ordinal);
        Assert.Contains("bis zum 15. März 2027", TextOf(await owner.DownloadAsync(silent + ".pdf")), StringComparison.Ordinal);
    }

    /// <summary>The state after a crash between store and row, and a deployment with other texts since then.</summary>
    [InProcessFact]
    public async Task What_lies_in_the_store_already_is_what_is_issued()
    {
        await using var app = await App.StartAsync(Held);
        var (owner, record) = await DecidedAsync(app);
        Assert.Equal((409, "performance-record-not-issued"), Seen(await owner.GetAsync(record + ".pdf")));
        var old = Encoding.UTF8.GetBytes("%PDF of an earlier layout");
        var order = await Ordering.RowAsync(app, OrderOf(record));
        var name = $"performance-records/{order.Id}-{record.Split('/')[^1]}-{order.Attempt}.pdf";
        var stored = await app.Host.Services.GetRequiredService<DocumentStore>().PutOnceAsync(name, old, "application/pdf", Until, default);

        await Working.IssueAsync(app, record);
        await Working.IssueAsync(app, record);

        Assert.Equal(old, await owner.DownloadAsync(record + ".pdf"));
        var audit = (await owner.GetAsync($"/api/organizations/{OrderId.Parse(order.Id)!.OrganizationId}/audit?limit=100")).Json["items"]!;
        Assert.Single(audit.AsArray(), entry => (string?)entry!["details"]?[name] == stored.Sha256);
    }

    [InProcessFact]
    public async Task The_document_and_the_note_of_an_invoice_take_a_stated_number_of_operations()
    {
        await using var app = await App.StartAsync(Held);
        var (_, record) = await DecidedAsync(app);
        var id = OrderId.Parse(OrderOf(record).Split('/')[^1])!;

        // The test itself reads order and record. Then: the lines, the file, the record, the end of the log, all rows in one transaction.
        Assert.Equal(
            [
                "Get Organizations", "Get Organizations", "QueryPage Organizations", "PutBlob documents 1", "Get Organizations",
                "Get Organizations", "Transaction Organizations 3",
            ],
            await RecordedAsync(app, () => Working.IssueAsync(app, record)));
        var invoicing = app.Host.Services.GetRequiredService<RecordInvoicing>();
        Task NoteAsync() =>
            invoicing.NoteAsync(id.OrganizationId, [(id, record.Split('/')[^1])], new(id.OrganizationId, "RE-2027-000001"), default);
        Assert.Equal(["Get Organizations", "Update Organizations 1"], await RecordedAsync(app, NoteAsync));
        Assert.Equal(["Get Organizations"], await RecordedAsync(app, NoteAsync));
    }

    [InProcessFact]
    public async Task The_longest_record_still_fits_in_its_row_with_all_that_is_added()
    {
        await using var app = await App.StartAsync(Held);
        var (owner, record) = await DecidedAsync(app, string.Concat(Enumerable.Repeat("🄰", 1_000)));
        await Working.IssueAsync(app, record);
        var id = OrderId.Parse(OrderOf(record).Split('/')[^1])!;
        var stored = (await app.Host.Services.GetRequiredService<ServiceStore>().FindRecordAsync(id, record.Split('/')[^1], default))!;
        // All entries together may have 16,000 characters, as they are stored.
        var work = Enumerable.Range(0, 20).Select(_ => new RecordedWork(1, 1_000, new string('x', 800)));
        var longest = stored.Value with
        {
            Work = [.. work],
            Invoices = [new(id.OrganizationId, "RE-2027-0000000001"), new(id.OrganizationId, "RE-2027-0000000002")],
        };
        var organizations = app.Host.Services.GetRequiredService<TableServiceClient>().GetTableClient(Tables.Organizations);
        await organizations.UpsertEntityAsync(Rows.Row(id.OrganizationId, stored.RowKey, longest), TableUpdateMode.Replace);
        Assert.Equal(2, (await owner.GetAsync(record)).Json["links"]!["invoices"]!.AsArray().Count);
    }

    [Fact]
    public void It_speaks_the_language_of_the_order()
    {
        var line = Samples.Line(3, 2, 14_000);
        var record = new PerformanceRecord
        {
            Id = "0195",
            Date = new(2027, 3, 1),
            Work = [new(3, 1.5m, "Cabinet wired")],
            State = RecordState.Accepted,
            SubmittedAt = App.Start,
            SubmittedBy = "u",
            DecidedAt = App.Start.AddDays(1),
        };
        var letter = PerformanceRecordDocument.Of(record, Samples.Order([line], Language.English), [line], Samples.Provider);
        Assert.Equal("Performance record of 1 March 2027", letter.Title);
        Assert.Equal(["1", $"{line.Name.En}\n{line.Sku}\nCabinet wired", "1.5", "h"], Assert.Single(letter.Table.Rows).Cells);
        Assert.Equal("Acceptance", letter.Closing[0].Heading);
    }

    /// <summary>The text on a single line.</summary>
    private static string TextOf(byte[] file) => PdfText.Of(file).ReplaceLineEndings(" ");

    private static EmulatorOptions Held => App.With(("Emulator:RunProcesses", "false"));

    private static string OrderOf(string record) => record[..record.IndexOf("/performance-records", StringComparison.Ordinal)];

    private static Task DecideAsync(App app, User owner, string record, string decision) =>
        DecideAsync(app, owner, record, decision, "Es waren zwei Stunden.");

    private static async Task DecideAsync(App app, User owner, string record, string decision, string reason)
    {
        var body = new JsonObject { ["reason"] = reason }.ToJsonString();
        var decided = await owner.SendAsync(HttpMethod.Post, $"{record}/{decision}", body);
        Assert.True(decided.Status == 200, decided.Text);
        await app.SettleAsync();
    }

    /// <summary>A disputed record, in a host where no process issues its document.</summary>
    private static async Task<(User Owner, string Record)> DecidedAsync(App app, string reason = "Es waren zwei Stunden.")
    {
        var (owner, id) = await Ordering.CustomerAsync(app);
        var path = await Ordering.PlaceAsync(app, owner, id, Ordering.Form((Products.Hours, 10)));
        await Working.CommissionAsync(app, path);
        var record = await Working.SubmitAsync(app, await app.OperatorAsync(), path);
        await DecideAsync(app, owner, record, "dispute", reason);
        return (owner, record);
    }

    private static async Task<IReadOnlyList<string>> RecordedAsync(App app, Func<Task> act)
    {
        using var recording = app.Store.Operations.Record();
        await act();
        return [.. recording.Operations.Select(taken => $"{taken.Kind} {taken.Table}" + (taken.IsWrite ? $" {taken.Writes}" : ""))];
    }

    private static (int, string) Seen(Reply reply) => (reply.Status, reply.Problem);
}
