using System.Text.RegularExpressions;
using Accounts.Emulator;

namespace Accounts.Tests.Customers.Invitations;

public sealed partial class TokenKeyTests
{
    [InProcessFact]
    public async Task After_a_change_of_the_key_the_link_of_the_next_mail_counts()
    {
        var folder = Directory.CreateTempSubdirectory("token-key-");
        try
        {
            var options = new EmulatorOptions { Clock = VirtualClock.FrozenAt(App.Start), DataFolder = folder.FullName };
            const string maxi = "maxi@example.com";
            string first;
            await using (var app = await App.StartAsync(options))
            {
                var (owner, id) = await app.NewCustomerAsync();
                await owner.PostAsync($"/api/organizations/{id}/invitations", Inviting.To(maxi));
                await app.SettleAsync();
                first = Link(Assert.Single(await app.MailsAsync(maxi))["text"]!.GetValue<string>());
            }

            var otherKey = Convert.ToBase64String(Enumerable.Repeat((byte)1, 32).ToArray());
            await using var again = await App.StartAsync(options with
            {
                Settings = new Dictionary<string, string?> { ["Invitations:TokenKey"] = otherKey },
            });
            Assert.Equal(200, (await (await again.SignInAsync()).GetAsync(first)).Status);
            await again.Host.Clock.AdvanceAsync(TimeSpan.FromDays(3));
            var reminder = Link((await again.MailsAsync(maxi))[0]["text"]!.GetValue<string>());
            Assert.NotEqual(first, reminder);
            var user = await again.SignInAsync(maxi);
            Assert.Equal(404, (await user.GetAsync(first)).Status);
            Assert.Equal(200, (await user.SendAsync(HttpMethod.Post, reminder + "/accept")).Status);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Link(string text) => "/api/" + InvitationPath().Match(text).Value;

    [GeneratedRegex("invitations/[0-9A-Za-z_-]+")]
    private static partial Regex InvitationPath();
}
