using System.Text;
using System.Text.Json.Nodes;
using Accounts.Emulator;
using Accounts.Emulator.Blobs;
using Accounts.Emulator.Tables;
using Accounts.Platform.Documents;
using Accounts.Sales.Orders;
using Accounts.Tests.Platform.Documents;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Tests.Sales.Orders;

/// <summary>A confirmation stays as it was issued, whatever changes afterwards.</summary>
public sealed class StoredConfirmationTests
{
    private static readonly DateOnly Until = new(2035, 12, 31);

    [InProcessFact]
    public async Task Its_bytes_stay_when_the_texts_change()
    {
        using var folder = new TempFolder();
        string path, email;
        byte[] issued;
        await using (var app = await App.StartAsync(Options(folder)))
        {
            var (owner, id) = await Ordering.CustomerAsync(app);
            path = await Ordering.PlaceAsync(app, owner, id);
            issued = await owner.DownloadAsync(path + "/confirmation");
            email = owner.Email;
            Assert.Equal(Until, (await Ordering.RowAsync(app, path)).ConfirmationDocument!.RetainUntil);
        }

        await using var later = await App.StartAsync(Options(folder, ("Provider:Name", "Nachfolger AG")));
        var again = await later.SignInAsync(email);
        Assert.Equal(issued, await again.DownloadAsync(path + "/confirmation"));
        // A new confirmation has the new name.
        var next = await Ordering.PlaceAsync(later, again, path.Split('/')[^1].Split('-')[0]);
        Assert.Contains("Nachfolger AG", PdfText.Of(await again.DownloadAsync(next + "/confirmation")), StringComparison.Ordinal);
    }

    /// <summary>The state after a crash between store and row, and a deployment with other texts since then.</summary>
    [InProcessFact]
    public async Task What_lies_in_the_store_already_is_what_is_issued()
    {
        await using var app = await App.StartAsync(Held);
        var (owner, id) = await Ordering.CustomerAsync(app);
        var path = await Ordering.PlaceAsync(app, owner, id);
        var early = await owner.GetAsync(path + "/confirmation");
        Assert.Equal((409, "confirmation-not-issued"), (early.Status, early.Problem));
        Assert.NotNull(early.Headers.RetryAfter);
        var order = await Ordering.RowAsync(app, path);
        var old = Encoding.UTF8.GetBytes("%PDF of an earlier layout");
        var name = OrderDocuments.BlobOf("order-confirmations", order.Id, order);
        var stored = await app.Host.Services.GetRequiredService<DocumentStore>().PutOnceAsync(name, old, "application/pdf", Until, default);

        await Ordering.ConfirmAsync(app, path);
        await Ordering.ConfirmAsync(app, path);

        Assert.Equal(stored, (await Ordering.RowAsync(app, path)).ConfirmationDocument);
        Assert.Equal(old, await owner.DownloadAsync(path + "/confirmation"));
        // Its hash is in the audit log, once.
        var audit = (await owner.GetAsync($"/api/organizations/{id}/audit?limit=100")).Json["items"]!.AsArray();
        Assert.Single(audit, entry => (string?)entry!["details"]?[name] == stored.Sha256);
    }

    [InProcessFact]
    public async Task What_was_changed_in_the_store_is_shown_to_nobody_and_an_outage_is_one()
    {
        await using var app = await App.StartAsync(Held);
        var (owner, id) = await Ordering.CustomerAsync(app);
        var path = await Ordering.PlaceAsync(app, owner, id);
        await Ordering.ConfirmAsync(app, path);

        app.Store.Faults.BeBusy(when: operation => operation.Kind == StorageOperationKind.GetBlob);
        var busy = await owner.GetAsync(path + "/confirmation");
        Assert.Equal((503, "temporarily-unavailable"), (busy.Status, busy.Problem));

        var document = (await Ordering.RowAsync(app, path)).ConfirmationDocument!;
        app.Host.Emulator.GetRequiredService<EmbeddedBlobs>().Falsify("documents", document.Name, Encoding.UTF8.GetBytes("another amount"));
        var changed = await owner.GetAsync(path + "/confirmation");
        Assert.Equal((500, "unexpected"), (changed.Status, changed.Problem));
        Assert.DoesNotContain("another amount", changed.Text, StringComparison.Ordinal);
    }

    [InProcessFact]
    public async Task Without_space_the_order_waits_and_is_confirmed_when_there_is_some()
    {
        await using var app = await App.StartAsync(new EmulatorOptions { Clock = VirtualClock.FrozenAt(App.Start) });
        var (owner, id) = await Ordering.CustomerAsync(app);
        var blobs = app.Host.Emulator.GetRequiredService<EmbeddedBlobs>();
        blobs.LimitSpace(0);
        var path = await Ordering.PlaceAsync(app, owner, id);
        Assert.Equal(409, (await owner.GetAsync(path + "/confirmation")).Status);
        Assert.DoesNotContain(await app.MailsAsync(owner.Email), IsConfirmation);

        blobs.LimitSpace(long.MaxValue);
        await app.Host.Clock.AdvanceAsync(TimeSpan.FromMinutes(5));

        Assert.Equal(200, (await owner.GetAsync(path + "/confirmation")).Status);
        Assert.Single(await app.MailsAsync(owner.Email), IsConfirmation);
    }

    private static EmulatorOptions Held => App.With(("Emulator:RunProcesses", "false"));

    private static EmulatorOptions Options(TempFolder folder, params (string Name, string Value)[] settings) =>
        App.With(settings) with { DataFolder = folder.Path };

    private static bool IsConfirmation(JsonNode mail) =>
        mail["subject"]!.GetValue<string>().Contains("Auftragsbestätigung", StringComparison.Ordinal);
}
