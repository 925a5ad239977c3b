using System.Text;
using Accounts.Tests.Sales.Catalog;
using Microsoft.DurableTask.Client;

namespace Accounts.Tests.Sales.Licenses;

public sealed class SecrecyTests
{
    [InProcessFact]
    public async Task No_key_is_in_any_log_mail_history_row_file_or_problem()
    {
        await using var palmer = await Licensing.StartAsync(("Licenses:MaxRevealsPerHour", "100"));
        await palmer.BehaveAsync("losesAnswer");
        await palmer.PlaceAsync(Licensing.Form(true, null, (Products.DataCenter, 100), (Products.Cloud, 1)));
        await palmer.AdvanceAsync(TimeSpan.FromDays(2));
        var keys = await palmer.KeysAsync(palmer.OrderId + "-1");
        Assert.Equal(100, keys.Distinct().Count());

        // Everything that a customer can read except reveals and the delivery note, and reveals beyond the limit.
        var answers = new List<string>();
        foreach (var path in new[] { palmer.Order, palmer.Order + "/licenses?limit=100", $"/api/organizations/{palmer.OrganizationId}/audit?limit=100", "/api/processes/license-order-" + palmer.OrderId })
            answers.Add((await palmer.Owner.GetAsync(path)).Text);
        var reveals = new List<Reply>();
        foreach (var license in (await palmer.LicensesAsync()).Where(license => license["links"] is not null))
            reveals.Add(await palmer.RevealAsync(license));
        for (var more = 0; more < 3; more++)
            reveals.Add(await palmer.RevealAsync((await palmer.LicensesAsync())[more]));
        Assert.Equal(keys, reveals.Where(reply => reply.Status == 200).Select(reply => reply.Json["key"]!.GetValue<string>()));
        answers.AddRange(reveals.Where(reply => reply.Status != 200).Select(reply => reply.Text));
        Assert.Equal(4 + 3, answers.Count);

        var histories = new List<string>();
        await foreach (var process in palmer.App.Processes.GetAllInstancesAsync(new OrchestrationQuery { FetchInputsAndOutputs = true }))
            histories.Add(
                string.Join(
                    '\n',
                    process.SerializedInput,
                    process.SerializedOutput,
                    process.SerializedCustomStatus,
                    await palmer.App.Doors.GetStringAsync("/dev/processes/" + process.InstanceId)));
        var mails = await palmer.App.Doors.GetStringAsync("/dev/mails");
        Assert.Contains("sind da", mails, StringComparison.Ordinal);
        var files = Directory.EnumerateFiles(palmer.App.Host.DataFolder, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != "lock").Select(ReadShared).ToList();
        Assert.True(files.Count > 5);

        string[] places = [string.Join('\n', palmer.App.Logs.Lines), palmer.App.Dump(), mails, .. answers, .. histories, .. files];
        Assert.All(keys, key =>
        {
            var forms = new[] { key, key.Replace("-", "", StringComparison.Ordinal), Convert.ToBase64String(Encoding.UTF8.GetBytes(key)) };
            Assert.All(places, place => Assert.All(forms, form => Assert.DoesNotContain(form, place, StringComparison.OrdinalIgnoreCase)));
        });
    }

    // As bytes, so that text in the middle of a database page is found too.
    private static string ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        file.CopyTo(copy);
        return Encoding.Latin1.GetString(copy.ToArray());
    }
}
