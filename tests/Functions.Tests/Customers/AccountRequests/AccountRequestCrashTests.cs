using System.Text.Json.Nodes;
using Accounts.Tests.Crashes;

namespace Accounts.Tests.Customers.AccountRequests;

public sealed class AccountRequestCrashTests
{
    private const string Claire = "claire@dupont.example";

    [InProcessFact]
    public Task Somebody_invited_to_own_the_organization_is_invited_wherever_the_process_is_killed() =>
        CrashStory.FromNothingAsync(app => PlayAsync(app, known: false, "approve"), OutcomeAsync, least: 20);

    [InProcessFact]
    public Task A_known_owner_owns_the_organization_wherever_the_process_is_killed() =>
        CrashStory.FromNothingAsync(app => PlayAsync(app, known: true, "approve"), OutcomeAsync, least: 20);

    [InProcessFact]
    public Task A_rejection_is_told_wherever_the_process_is_killed() =>
        CrashStory.FromNothingAsync(app => PlayAsync(app, known: false, "reject"), OutcomeAsync, least: 15);

    private static async Task PlayAsync(App app, bool known, string decision)
    {
        if (known)
            await (await app.SignInAsync(Claire, "Claire Dupont")).GetAsync("/api/me");
        var message = ContactForm.Message(Claire).ToJsonString();
        var received = await ContactForm.SendAsync(app, message, "msg_1");
        Assert.True(received.Status is 200 or 202, received.Text);
        await app.SettleAsync();
        var ops = await app.OperatorAsync();
        var decided = await ops.SendAsync(
            HttpMethod.Post,
            $"/api/account-requests/{received.Json["id"]}/{decision}",
            decision == "reject" ? new JsonObject { ["reason"] = "No." }.ToJsonString() : null);
        Assert.True(decided.Status is 202 or 409, decided.Text);
        await app.SettleAsync();
    }

    private static async Task<string> OutcomeAsync(App app)
    {
        var request = Assert.Single((await (await app.OperatorAsync()).GetAsync("/api/account-requests")).Json["items"]!.AsArray())!;
        var claire = await app.SignInAsync(Claire, "Claire Dupont");
        var me = (await claire.GetAsync("/api/me")).Json;
        var process = (await (await app.OperatorAsync()).GetAsync(request["links"]!["process"]!.GetValue<string>())).Json;
        return new JsonArray(
            request["state"]!.DeepClone(),
            process["state"]!.DeepClone(),
            process["step"]!.DeepClone(),
            me["organizations"]!.AsArray().Count,
            me["invitations"]!.AsArray().Count,
            string.Join(", ", (await app.MailsAsync(Claire)).Select(mail => mail["subject"])),
            (await app.MailsAsync("sales@example.com")).Count).ToJsonString();
    }
}
