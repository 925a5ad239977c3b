using System.Security.Cryptography;
using Accounts.Emulator;
using Accounts.Platform.Storage;
using Accounts.Sales.Licenses;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Accounts.Tests.Sales.Licenses;

public sealed class KeyWrapTests
{
    private static readonly string OldKey = Convert.ToBase64String(Enumerable.Repeat((byte)1, 32).ToArray());
    private static readonly string NewKey = Convert.ToBase64String(Enumerable.Repeat((byte)2, 32).ToArray());

    [Fact]
    public void What_is_sealed_opens_with_its_key_and_context_only_and_never_looks_the_same()
    {
        var (key, content, context) = (RandomNumberGenerator.GetBytes(32), "ABCDE-FGHIJ"u8.ToArray(), "here"u8.ToArray());
        var sealedText = SecretBox.Seal(key, content, context);

        Assert.Equal(content, SecretBox.Open(key, sealedText, context));
        Assert.NotEqual(sealedText, SecretBox.Seal(key, content, context));
        Assert.ThrowsAny<CryptographicException>(() => SecretBox.Open(RandomNumberGenerator.GetBytes(32), sealedText, context));
        Assert.ThrowsAny<CryptographicException>(() => SecretBox.Open(key, sealedText, "there"u8));
        var box = Convert.FromBase64String(sealedText);
        for (var i = 0; i < box.Length; i++)
        {
            box[i] ^= 1;
            Assert.ThrowsAny<CryptographicException>(() => SecretBox.Open(key, Convert.ToBase64String(box), context));
            box[i] ^= 1;
        }
    }

    [Theory]
    [InlineData("ABCDE-FGHIJ-KLMNO-PQRST", "••••••••QRST")]
    [InlineData("  ABCDE-FGHIJ-KLMNO-PQRST\n", "••••••••QRST")]
    [InlineData("ABCDE-FGHIJ-KLM", "••••••••")]
    [InlineData("A", "••••••••")]
    public void A_mask_tells_the_end_of_long_keys_only(string key, string mask) => Assert.Equal(mask, LicenseKeys.Mask(key));

    [Fact]
    public async Task A_data_key_is_unwrapped_by_the_local_key_before_and_wrapped_by_the_present_one()
    {
        var dataKey = RandomNumberGenerator.GetBytes(32);
        var wrapped = await Local(OldKey).WrapAsync(dataKey, default);

        var rotated = Local(NewKey, OldKey);

        Assert.Equal(dataKey, await rotated.UnwrapAsync(wrapped, default));
        Assert.NotEqual(wrapped.KeyId, await rotated.CurrentKeyIdAsync(default));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Local(NewKey).UnwrapAsync(wrapped, default));
    }

    [InProcessFact]
    public async Task After_a_rotation_every_key_still_opens_and_the_old_wrapping_key_is_needed_no_more()
    {
        using var folder = new TempFolder();
        string reveal;
        string key;
        string owner;
        await using (var palmer = await Licensing.InAsync(await StartAsync(folder.Path, OldKey)))
        {
            await palmer.PlaceAsync();
            reveal = (await palmer.LicensesAsync())[0]["links"]!["reveal"]!.GetValue<string>();
            key = (await palmer.KeysAsync(palmer.OrderId + "-1"))[0];
            owner = palmer.Owner.Email;
        }

        await using (var rotating = await StartAsync(folder.Path, NewKey, OldKey))
        {
            using var run = await rotating.Doors.PostAsync("/dev/timers/RewrapDataKeys", null);
            Assert.True(run.IsSuccessStatusCode);
            Assert.Contains(rotating.Logs.Lines, line => line.Contains("Wrapped 1 data keys", StringComparison.Ordinal));
            using var again = await rotating.Doors.PostAsync("/dev/timers/RewrapDataKeys", null);
            Assert.Contains(rotating.Logs.Lines, line => line.Contains("Wrapped 0 data keys", StringComparison.Ordinal));
        }

        await using var rotated = await StartAsync(folder.Path, NewKey);
        var user = await Licensing.SignInAsync(rotated, owner);
        Assert.Equal(key, (await user.SendAsync(HttpMethod.Post, reveal)).Json["key"]!.GetValue<string>());
    }

    [InProcessFact]
    public async Task A_data_key_that_cannot_be_unwrapped_keeps_none_behind_it()
    {
        await using var app = await App.StartAsync(new EmulatorOptions { Clock = VirtualClock.FrozenAt(App.Start) });
        var tables = app.Host.Services.GetRequiredService<TableServiceClient>();
        var organizations = tables.GetTableClient(Tables.Organizations);
        var before = new DataKeys(tables, Local(OldKey), TimeProvider.System);
        var key = await before.OfAsync("2000000", default);
        await organizations.UpsertEntityAsync(
            Rows.Row("1000000", LicenseRowKeys.DataKey, new WrappedKey("lost", "AAAA")), TableUpdateMode.Replace);

        var rotated = new DataKeys(tables, Local(NewKey, OldKey), TimeProvider.System);
        var run = new RewrapDataKeys(rotated, Microsoft.Extensions.Logging.Abstractions.NullLogger<RewrapDataKeys>.Instance);
        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => run.Run(new(), default));

        Assert.StartsWith("1 data keys", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(key, await new DataKeys(tables, Local(NewKey), TimeProvider.System).OfAsync("2000000", default));
    }

    [InProcessFact]
    public async Task Whoever_needs_the_first_key_of_an_organization_at_once_gets_the_same()
    {
        await using var app = await App.StartAsync(new EmulatorOptions { Clock = VirtualClock.FrozenAt(App.Start) });
        var tables = app.Host.Services.GetRequiredService<TableServiceClient>();
        var wrap = app.Host.Services.GetRequiredService<IKeyWrap>();

        // Each call has its own cache, as in separate instances.
        var keys = await Task.WhenAll(
            Enumerable.Range(0, 30).Select(
                _ => Task.Run(() => new DataKeys(tables, wrap, TimeProvider.System).OfAsync("1234567", default))));

        Assert.Single(keys.Select(Convert.ToBase64String).Distinct());
        var row = await tables.GetTableClient(Tables.Organizations).FindAsync<WrappedKey>("1234567", LicenseRowKeys.DataKey, default);
        Assert.DoesNotContain(Convert.ToBase64String(keys[0]), row!.Value.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, false)]
    [InlineData("https://vault.vault.azure.net/keys/licenses", null, true)]
    [InlineData(null, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", true)]
    [InlineData("https://vault.vault.azure.net/keys/licenses", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", false)]
    [InlineData("https://vault.vault.azure.net/keys/licenses/0698c2156c1a4e1da5b6bab6f6422fd6", null, false)]
    [InlineData("http://vault.vault.azure.net/keys/licenses", null, false)]
    [InlineData("https://vault.vault.azure.net/secrets/licenses", null, false)]
    [InlineData(null, "c2hvcnQ=", false)]
    public void Keys_are_kept_by_one_of_two_and_it_must_be_one(string? keyVaultKey, string? localKey, bool isRight)
    {
        var options = new LicenseOptions { KeyVaultKey = keyVaultKey is null ? null : new Uri(keyVaultKey), LocalKey = localKey };
        Assert.Equal(isRight, !options.Validate(new(options)).Any());
    }

    private static LocalKeyWrap Local(string key, string previous = "") =>
        new(Options.Create(new LicenseOptions { LocalKey = key, PreviousLocalKey = previous }));

    private static Task<App> StartAsync(string folder, string key, string previous = "") => App.StartAsync(new EmulatorOptions
    {
        DataFolder = folder,
        Clock = VirtualClock.FrozenAt(App.Start),
        Settings = new Dictionary<string, string?> { ["Licenses:LocalKey"] = key, ["Licenses:PreviousLocalKey"] = previous },
    });
}
