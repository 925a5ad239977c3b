using Accounts.Emulator.Blobs;
using Accounts.Emulator.Tables;
using Accounts.Tests.Tables;
using Azure;
using Azure.Core;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Accounts.Tests.Blobs;

public sealed class EmbeddedBlobContract : BlobContract, IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly EmbeddedBlobs _blobs;

    public EmbeddedBlobContract() => _blobs = new EmbeddedBlobs(_folder.Path, new StorageOperations(), new StorageFaults());

    protected override BlobServiceClient Connect(BlobClientOptions options)
    {
        options.Transport = _blobs.Transport;
        return new BlobServiceClient($"{EmbeddedTables.ConnectionString};{EmbeddedBlobs.Endpoint}", options);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>A refusal is better than an answer that only looks like the service's.</summary>
    [Fact]
    public async Task What_the_store_does_not_have_is_refused_by_its_code()
    {
        var container = await NewContainer();
        await Refused(501, "NotImplemented", () => container.GetBlobsAsync().GetAsyncEnumerator().MoveNextAsync().AsTask());
        var blob = container.GetBlobClient("document");
        await blob.UploadAsync(BinaryData.FromString("x"), Once());
        await Refused(501, "NotImplemented", () => blob.DeleteAsync());
        await Refused(501, "NotImplemented", () => blob.SetMetadataAsync(new Dictionary<string, string>()));
        await Refused(501, "NotImplemented", () => blob.DownloadContentAsync(new BlobDownloadOptions { Range = new HttpRange(0, 1) }));
        var tooLong = container.GetBlobClient(new string('x', 300));
        await Refused(400, "OutOfRangeInput", () => tooLong.UploadAsync(BinaryData.FromString("x"), Once()));
    }

    [Theory]
    [InlineData("yesterday", "InvalidHeaderValue")]
    [InlineData("2009-09-19", "InvalidHeaderValue")]
    [InlineData(null, "MissingRequiredHeader")]
    public async Task A_version_of_the_protocol_that_is_none_is_refused(string? version, string code)
    {
        var options = new BlobClientOptions();
        options.AddPolicy(new Header("x-ms-version", version), HttpPipelinePosition.BeforeTransport);
        await Refused(400, code, () => Connect(options).GetBlobContainerClient(NewName()).CreateAsync());
    }
}

[Collection(UsesAzurite.Name)]
public sealed class AzuriteBlobContract(Azurite azurite) : BlobContract
{
    protected override BlobServiceClient Connect(BlobClientOptions options) => new(azurite.ConnectionString, options);
}
