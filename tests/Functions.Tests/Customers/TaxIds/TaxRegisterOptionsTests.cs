using Accounts.Emulator;
using Microsoft.Extensions.Options;

namespace Accounts.Tests.Customers.TaxIds;

public sealed class TaxRegisterOptionsTests
{
    [Theory]
    [InlineData("TaxRegisters:Vies:BaseUrl", "")]
    [InlineData("TaxRegisters:SwissUid:BaseUrl", "")]
    [InlineData("TaxRegisters:RequesterVatId", "")]
    [InlineData("TaxRegisters:RequesterVatId", "DE123456789")]
    [InlineData("TaxRegisters:RequesterVatId", "CHE-100.155.212")]
    public async Task A_start_without_a_setting_ends_with_a_sentence_that_names_it(string setting, string value)
    {
        var options = new EmulatorOptions { Settings = new Dictionary<string, string?> { [setting] = value } };
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => App.StartAsync(options));
        Assert.Contains("Set " + setting, refused.Message, StringComparison.Ordinal);
    }
}
