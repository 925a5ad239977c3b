using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace Accounts.Tests;

/// <summary>
/// A start that cannot succeed says why in one line and ends with exit code 1. Real processes test how it ends; hosts in this
/// process test what it says about each setting.
/// </summary>
public sealed class StartTests
{
    /// <summary>The settings that an app needs, without the host's own settings.</summary>
    public static TheoryData<string> Required =>
        [.. JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "local.settings.sample.json")))!["Values"]!.AsObject()
            .Select(setting => setting.Key)
            .Except(["FUNCTIONS_WORKER_RUNTIME", "AzureWebJobsStorage", "Mail__ReplyTo"])];

    [Theory]
    [MemberData(nameof(Required))]
    public async Task A_missing_setting_is_named(string name) =>
        await AssertNamedAsync(name.Replace("__", ":", StringComparison.Ordinal), (name, ""));

    [Theory]
    [InlineData("Auth__Issuer", "login")]
    [InlineData("Auth__Issuer", "http://login.example.com")] // keys must not be fetched in the clear
    [InlineData("ContactForm__Url", "contact us")]
    [InlineData("PaymentProvider__BaseUrl", "/cards")]
    [InlineData("PaymentProvider__BaseUrl", "http://cards.example.com")]
    [InlineData("Storage__ConnectionString", "nonsense")]
    [InlineData("Storage__TableServiceUri", "tables")]
    [InlineData("Storage__TableServiceUri", "http://a.table.core.windows.net")] // nor rows
    [InlineData("Storage__BlobServiceUri", "blobs")]
    [InlineData("Storage__BlobServiceUri", "http://a.blob.core.windows.net")] // nor documents
    [InlineData("Mail__Endpoint", "mail")]
    [InlineData("Mail__Endpoint", "http://a.communication.azure.com")]
    [InlineData("Provider__Iban", "DE02 1203 0000 0000 2020 52")]
    [InlineData("Provider__Bic", "BANK")]
    [InlineData("Provider__Name", "東京電機株式会社")] // documents could not show it
    [InlineData("Documents__Logo", "host.json")]
    [InlineData("Documents__FallbackFonts__0", "missing.ttf")]
    [InlineData("Extranet__RetentionDays", "0")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "collector")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "ftp://collector.example.com")]
    public async Task A_setting_that_cannot_be_right_is_named(string name, string value) =>
        await AssertNamedAsync(name.Replace("__", ":", StringComparison.Ordinal), (name, value));

    [Fact]
    public async Task Two_places_for_the_tables_are_one_too_many() =>
        await AssertNamedAsync(
            "exactly one of Storage:ConnectionString and Storage:TableServiceUri",
            ("Storage__ConnectionString", "UseDevelopmentStorage=true"),
            ("Storage__TableServiceUri", "https://a.table.core.windows.net"));

    [Theory]
    [InlineData("Storage__TableServiceUri", "https://a.table.core.windows.net")]
    [InlineData("Storage__BlobServiceUri", "https://a.blob.core.windows.net")]
    public async Task Tables_without_documents_and_documents_without_tables_are_one_too_few(string name, string value) =>
        await AssertNamedAsync("Storage:TableServiceUri and Storage:BlobServiceUri together", (name, value));

    [Fact]
    public async Task Two_ways_to_the_mail_service_are_one_too_many() =>
        await AssertNamedAsync(
            "exactly one of Mail:ConnectionString and Mail:Endpoint",
            ("Mail__ConnectionString", "endpoint=https://a.communication.azure.com/;accesskey=a2V5"),
            ("Mail__Endpoint", "https://a.communication.azure.com"));

    [Fact]
    public async Task Several_missing_settings_are_named_in_one_line()
    {
        var error = await AssertRefusedAsync("Auth:Issuer", ("Auth__Issuer", ""), ("ContactForm__Url", ""));
        Assert.Contains("ContactForm:Url", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_storage_that_does_not_answer_is_told() =>
        await AssertRefusedAsync(
            "storage",
            (
                "Storage__ConnectionString",
                "DefaultEndpointsProtocol=http;AccountName=a;AccountKey=a2V5;TableEndpoint=http://127.0.0.1:1/a"));

    [Fact]
    public async Task A_port_in_use_is_told()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        using var folder = new TempFolder();
        AssertOneLine(await AppProcess.RunAsync(["--port", $"{port}", "--data", folder.Path]), $"Port {port} is in use");
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_written_is_told()
    {
        using var folder = new TempFolder();
        var file = Path.Combine(folder.Path, "file");
        await File.WriteAllTextAsync(file, "");
        AssertOneLine(await AppProcess.RunAsync(["--port", "0", "--data", Path.Combine(file, "data")]), "cannot be written");
    }

    [Fact]
    public async Task A_data_folder_in_use_is_told()
    {
        using var folder = new TempFolder();
        using var first = await AppProcess.StartAsync(folder.Path);
        AssertOneLine(await AppProcess.RunAsync(["--port", "0", "--data", folder.Path]), "in use by another");
    }

    [Theory]
    [InlineData("--port", "http")]
    [InlineData("--port", "70000")]
    [InlineData("--help", "me")]
    [InlineData("--data", null)]
    public async Task An_argument_that_is_not_understood_is_told(string name, string? value) =>
        AssertOneLine(await AppProcess.RunAsync(value is null ? [name] : [name, value]), value is null or "me" ? name : value);

    private static async Task AssertNamedAsync(string named, params (string Name, string Value)[] settings)
    {
        var options = App.With(settings.Select(setting => (setting.Name.Replace("__", ":", StringComparison.Ordinal), setting.Value)));
        var failure = await Assert.ThrowsAnyAsync<Exception>(async () => await (await App.StartAsync(options)).DisposeAsync());
        AssertSentence(Emulator.Program.Sentence(failure) ?? $"{failure}", named);
    }

    private static async Task<string> AssertRefusedAsync(string named, params (string Name, string Value)[] settings)
    {
        using var folder = new TempFolder();
        var run = await AppProcess.RunAsync(["--port", "0", "--data", folder.Path], settings);
        AssertOneLine(run, named);
        return run.Error;
    }

    private static void AssertOneLine((int ExitCode, string Output, string Error) run, string named)
    {
        Assert.Equal(1, run.ExitCode);
        AssertSentence(run.Error.TrimEnd(), named);
        Assert.DoesNotContain("Ready on", run.Output, StringComparison.Ordinal);
    }

    private static void AssertSentence(string said, string named)
    {
        Assert.Contains(named, said, StringComparison.Ordinal);
        Assert.Single(said.Split('\n'));
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
    }
}
