using Accounts.Emulator.Tables;
using Accounts.Tests.Customers.Invitations;

namespace Accounts.Tests.Platform.Processes;

/// <summary>
/// The table operations of a request and of the processes behind it; <c>docs/operations.md</c> calculates with these numbers. They
/// are upper bounds: a process may read once more if its request has not written yet.
/// </summary>
public sealed class ProcessOperationsTests
{
    /// <summary>An account until its welcome mail is sent, operators find it and its tax id is checked.</summary>
    public const int AccountOpened = 24;

    /// <summary>An invitation from its request until it is accepted and the inviter is notified.</summary>
    public const int InvitationAccepted = 42;

    [InProcessFact]
    public async Task An_account_is_open_after_so_many()
    {
        await using var app = await App.StartAsync();
        var hanna = await app.SignInAsync();
        await hanna.GetAsync("/api/me");
        using var recording = app.Store.Operations.Record();
        Assert.Equal(201, (await hanna.PostAsync("/api/accounts", Forms.Account())).Status);
        await app.SettleAsync();
        AssertClose(AccountOpened, recording);
    }

    [InProcessFact]
    public async Task An_invitation_is_accepted_after_so_many()
    {
        await using var palmer = await Inviting.StartAsync();
        await palmer.SettleAsync();
        var maxi = await palmer.SignInAsync(App.NewEmail("maxi"), "Maxi Muster");
        await maxi.GetAsync("/api/me");
        using var recording = palmer.App.Store.Operations.Record();
        await palmer.InviteAsync(maxi.Email);
        Assert.Equal(200, (await Inviting.AcceptAsync(maxi, await palmer.TokenAsync(maxi.Email))).Status);
        await palmer.SettleAsync();
        AssertClose(InvitationAccepted, recording);
    }

    private static void AssertClose(int most, StorageOperations.Recording recording)
    {
        var operations = recording.Operations.Select(operation => $"{operation.Kind} {operation.Table}")
            .CountBy(name => name)
            .Select(pair => $"{pair.Value} {pair.Key}");
        Assert.True(
            recording.Operations.Count <= most && recording.Operations.Count >= most - 4,
            $"{recording.Operations.Count}: {string.Join(", ", operations)}");
    }
}
