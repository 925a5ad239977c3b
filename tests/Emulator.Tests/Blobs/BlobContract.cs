using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Accounts.Tests.Blobs;

/// <summary>
/// How both stores answer the real client, as far as the app uses it. Each case runs on the embedded store and on Azurite:
/// <see cref="EmbeddedBlobContract"/>, <see cref="AzuriteBlobContract"/>.
/// </summary>
public abstract class BlobContract
{
    private BlobServiceClient Service => Connect(new BlobClientOptions());

    protected abstract BlobServiceClient Connect(BlobClientOptions options);

    [Fact]
    public async Task A_container_is_made_once()
    {
        var container = Service.GetBlobContainerClient(NewName());
        Assert.False(await container.ExistsAsync());
        Assert.NotNull(await container.CreateIfNotExistsAsync());
        Assert.Null(await container.CreateIfNotExistsAsync());
        Assert.True(await container.ExistsAsync());
        await Refused(409, "ContainerAlreadyExists", () => container.CreateAsync());
    }

    [Theory]
    [InlineData("Invoices")]
    [InlineData("in_voices")]
    [InlineData("a")]
    [InlineData("a--b")]
    public async Task A_container_has_a_name_of_small_letters_digits_and_single_hyphens(string name) =>
        await Refused(400, null, () => Service.GetBlobContainerClient(name).CreateAsync());

    [Fact]
    public async Task What_is_put_is_read_byte_for_byte_with_its_type_and_metadata()
    {
        var blob = (await NewContainer()).GetBlobClient("orders/1234567-1 ä%.pdf");
        var content = Enumerable.Range(0, 70_000).Select(i => (byte)(i * 7)).ToArray();

        var put = (await blob.UploadAsync(BinaryData.FromBytes(content), Once())).Value;

        var read = (await blob.DownloadContentAsync()).Value;
        Assert.Equal(content, read.Content.ToArray());
        var details = read.Details;
        Assert.Equal(("application/pdf", content.Length, put.ETag), (details.ContentType, (int)details.ContentLength, details.ETag));
        Assert.Equal("2034-12-31", Assert.Single(details.Metadata, entry => entry.Key == "retainuntil").Value);
        Assert.Equal(put.LastModified, details.LastModified);
        var properties = (await blob.GetPropertiesAsync()).Value;
        Assert.Equal(("application/pdf", content.Length), (properties.ContentType, (int)properties.ContentLength));
        Assert.Equal(put.ETag, properties.ETag);
        Assert.Equal((BlobType.Block, "2034-12-31"), (properties.BlobType, properties.Metadata["retainuntil"]));
        Assert.True(await blob.ExistsAsync());
    }

    [Fact]
    public async Task Nothing_at_all_can_be_put()
    {
        var blob = (await NewContainer()).GetBlobClient("empty");
        await blob.UploadAsync(BinaryData.FromBytes([]), Once());
        Assert.Empty((await blob.DownloadContentAsync()).Value.Content.ToArray());
    }

    [Fact]
    public async Task Sixteen_mebibytes_go_in_one_request_each_way()
    {
        var blob = (await NewContainer()).GetBlobClient("large");
        var content = new byte[16 * 1024 * 1024];
        content[^1] = 1;
        await blob.UploadAsync(BinaryData.FromBytes(content), Once());
        var read = (await blob.DownloadContentAsync()).Value.Content;
        Assert.True(read.ToMemory().Span.SequenceEqual(content));
    }

    [Fact]
    public async Task What_must_be_new_is_refused_where_there_is_one_and_nothing_changes()
    {
        var blob = (await NewContainer()).GetBlobClient("document");
        await blob.UploadAsync(BinaryData.FromString("first"), Once());

        await Refused(409, "BlobAlreadyExists", () => blob.UploadAsync(BinaryData.FromString("second"), Once()));

        Assert.Equal("first", (await blob.DownloadContentAsync()).Value.Content.ToString());
        // Only the condition protects the blob: without a policy, another client may overwrite it.
        await blob.UploadAsync(BinaryData.FromString("third"), new BlobUploadOptions());
        Assert.Equal("third", (await blob.DownloadContentAsync()).Value.Content.ToString());
    }

    [Fact]
    public async Task Of_many_at_once_one_is_first()
    {
        var blob = (await NewContainer()).GetBlobClient("document");
        var puts = Enumerable.Range(0, 20).Select(i => Task.Run(async () =>
        {
            try
            {
                await blob.UploadAsync(BinaryData.FromString($"{i}"), Once());
                return i;
            }
            catch (RequestFailedException e) when (e.ErrorCode == "BlobAlreadyExists")
            {
                return -1;
            }
        }));

        var first = Assert.Single(await Task.WhenAll(puts), i => i >= 0);

        Assert.Equal($"{first}", (await blob.DownloadContentAsync()).Value.Content.ToString());
    }

    [Fact]
    public async Task A_tag_guards_the_next_write()
    {
        var blob = (await NewContainer()).GetBlobClient("document");
        var first = (await blob.UploadAsync(BinaryData.FromString("first"), Once())).Value.ETag;
        var second = (await blob.UploadAsync(BinaryData.FromString("second"), If(first))).Value.ETag;
        Assert.NotEqual(first, second);
        await Refused(412, "ConditionNotMet", () => blob.UploadAsync(BinaryData.FromString("third"), If(first)));
        var asBefore = new BlobDownloadOptions { Conditions = new() { IfMatch = first } };
        await Refused(412, "ConditionNotMet", () => blob.DownloadContentAsync(asBefore));

        static BlobUploadOptions If(ETag tag) => new() { Conditions = new() { IfMatch = tag } };
    }

    [Fact]
    public async Task What_is_not_there_is_said_by_its_code()
    {
        var nowhere = Service.GetBlobContainerClient(NewName()).GetBlobClient("document");
        await Refused(404, "ContainerNotFound", () => nowhere.UploadAsync(BinaryData.FromString("x"), Once()));
        await Refused(404, "ContainerNotFound", () => nowhere.DownloadContentAsync());
        var missing = (await NewContainer()).GetBlobClient("document");
        await Refused(404, "BlobNotFound", () => missing.DownloadContentAsync());
        await Refused(404, "BlobNotFound", () => missing.GetPropertiesAsync());
        Assert.False(await missing.ExistsAsync());
    }

    [Fact]
    public async Task A_transfer_that_does_not_match_its_hash_is_refused()
    {
        var container = await NewContainer();
        var options = new BlobClientOptions();
        options.AddPolicy(new Header("Content-MD5", Convert.ToBase64String(new byte[16])), HttpPipelinePosition.PerCall);
        var changed = Connect(options).GetBlobContainerClient(container.Name).GetBlobClient("document");
        // Azurite has another error code.
        await Refused(400, null, () => changed.UploadAsync(BinaryData.FromString("x"), Once()));
        var blob = container.GetBlobClient("document");
        Assert.False(await blob.ExistsAsync());
    }

    /// <summary>Options as the app's document store sends them: only if new, with type and metadata.</summary>
    protected static BlobUploadOptions Once() => new()
    {
        Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
        HttpHeaders = new BlobHttpHeaders { ContentType = "application/pdf" },
        Metadata = new Dictionary<string, string> { ["retainuntil"] = "2034-12-31" },
    };

    protected static string NewName() => "c" + Guid.NewGuid().ToString("N");

    protected async Task<BlobContainerClient> NewContainer()
    {
        var container = Service.GetBlobContainerClient(NewName());
        await container.CreateAsync();
        return container;
    }

    /// <summary>Replaces a request header; null removes it.</summary>
    protected sealed class Header(string name, string? value) : HttpPipelineSynchronousPolicy
    {
        public override void OnSendingRequest(HttpMessage message)
        {
            message.Request.Headers.Remove(name);
            if (value is not null)
                message.Request.Headers.Add(name, value);
        }
    }

    protected static async Task Refused(int status, string? code, Func<Task> request)
    {
        var refusal = await Assert.ThrowsAnyAsync<RequestFailedException>(request);
        Assert.Equal((status, code ?? refusal.ErrorCode), (refusal.Status, refusal.ErrorCode));
    }
}
