using System.Text.Json.Nodes;
using Accounts.Tests.Crashes;

namespace Accounts.Tests.Customers.Members;

public sealed class MembershipProcessTests
{
    private const string Hanna = "hanna@palmer.example";

    [InProcessFact]
    public Task A_new_name_reaches_the_lists_of_the_members_wherever_the_process_is_killed() => CrashStory.FromNothingAsync(
        async app =>
        {
            var hanna = await app.SignInAsync(Hanna, "Hanna Palmer");
            var reply = await hanna.PostAsync("/api/accounts", Forms.Account(), "1");
            if (reply.Status == 409)
            {
                await app.Host.Clock.AdvanceAsync(TimeSpan.FromSeconds(11));
                reply = await hanna.PostAsync("/api/accounts", Forms.Account(), "1");
            }

            var account = reply.Headers.Location!.OriginalString + "/account";
            var renamed = await hanna.PutAsync(account, Forms.Account().With("company/name", "Palmer Netze GmbH"), "*");
            Assert.True(renamed.Status == 200, renamed.Text);
        },
        async app =>
        {
            var hanna = await app.SignInAsync(Hanna, "Hanna Palmer");
            var listed = Assert.Single((await hanna.GetAsync("/api/me")).Json["organizations"]!.AsArray())!;
            var organization = (await hanna.GetAsync("/api/organizations/" + listed["id"])).Json;
            return new JsonArray(listed["name"]!.DeepClone(), organization["name"]!.DeepClone()).ToJsonString();
        },
        least: 25);
}
