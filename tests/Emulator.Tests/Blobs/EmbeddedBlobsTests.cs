using Accounts.Emulator.Blobs;
using Accounts.Emulator.Tables;
using Accounts.Tests.Tables;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Accounts.Tests.Blobs;

/// <summary>What the embedded store does beyond the contract: restart, clock, operations, faults.</summary>
public sealed class EmbeddedBlobsTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly StorageOperations _operations = new();
    private StorageFaults _faults = new();
    private EmbeddedBlobs _blobs;

    public EmbeddedBlobsTests() => _blobs = Open();

    private BlobContainerClient Container => new(
        $"{EmbeddedTables.ConnectionString};{EmbeddedBlobs.Endpoint}", "things", new BlobClientOptions { Transport = _blobs.Transport });

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Dates_are_the_hosts()
    {
        var now = new DateTimeOffset(2030, 1, 1, 9, 30, 0, TimeSpan.Zero);
        _blobs.Time = new FixedTime(now);
        await Container.CreateAsync();
        await PutAsync("one");
        _blobs.Time = new FixedTime(now.AddDays(1));
        await Container.GetBlobClient("one").UploadAsync(BinaryData.FromString("two"), new BlobUploadOptions());

        var properties = (await Container.GetBlobClient("one").GetPropertiesAsync()).Value;

        Assert.Equal((now, now.AddDays(1)), (properties.CreatedOn, properties.LastModified));
    }

    [Fact]
    public async Task Operations_are_recorded_while_somebody_listens()
    {
        await Container.CreateAsync();
        using var recording = _operations.Record();
        await PutAsync("one");
        await Assert.ThrowsAsync<RequestFailedException>(() => PutAsync("one"));
        await Container.GetBlobClient("one").DownloadContentAsync();
        await Container.GetBlobClient("two").ExistsAsync();

        Assert.Equal(
            [
                new StorageOperation(StorageOperationKind.PutBlob, "things", 1),
                new StorageOperation(StorageOperationKind.PutBlob, "things", 1),
                new StorageOperation(StorageOperationKind.GetBlob, "things", 0),
                new StorageOperation(StorageOperationKind.HeadBlob, "things", 0),
            ],
            recording.Operations);
        Assert.Equal(2, recording.Operations.Count(operation => operation.IsWrite));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_store_dies_before_or_after_the_nth_write(bool before)
    {
        await Container.CreateAsync();
        if (before)
            _faults.DieBefore(2);
        else
            _faults.DieAfter(2);
        await PutAsync("one");
        await Assert.ThrowsAsync<StoreIsDeadException>(() => PutAsync("two"));
        await Assert.ThrowsAsync<StoreIsDeadException>(() => PutAsync("three"));

        _faults = new StorageFaults();
        _blobs = Open();

        Assert.Equal(before ? ["one"] : ["one", "two"], _blobs.List().Select(blob => blob.Name));
        Assert.Equal("one", (await Container.GetBlobClient("one").DownloadContentAsync()).Value.Content.ToString());
    }

    [Fact]
    public async Task A_store_fails_as_asked_and_then_works_again()
    {
        await Container.CreateAsync();
        _faults.BeBusy(when: operation => operation.Kind == StorageOperationKind.PutBlob);
        var busy = await Assert.ThrowsAsync<RequestFailedException>(() => PutAsync("one"));
        Assert.Equal((503, "ServerBusy"), (busy.Status, busy.ErrorCode));
        await PutAsync("one");
        _faults.TimeOut();
        // An answer without body.
        var late = await Assert.ThrowsAsync<RequestFailedException>(() => Container.GetBlobClient("one").GetPropertiesAsync());
        Assert.Equal((500, "OperationTimedOut"), (late.Status, late.ErrorCode));
    }

    [Fact]
    public async Task Without_space_writes_fail_at_once_and_go_on_when_there_is_space_again()
    {
        await Container.CreateAsync();
        _blobs.LimitSpace(4);
        await PutAsync("one");
        Assert.Equal(500, (await Assert.ThrowsAsync<RequestFailedException>(() => PutAsync("two"))).Status);
        Assert.False(await Container.GetBlobClient("two").ExistsAsync());

        _blobs.LimitSpace(long.MaxValue);
        await PutAsync("two");
    }

    [Fact]
    public async Task What_a_killed_process_left_half_written_is_gone_with_the_next_start()
    {
        await Container.CreateAsync();
        await PutAsync("one");
        var half = Path.Combine(_folder.Path, "things", "two.blob.draft");
        await File.WriteAllTextAsync(half, "{\"Name\":");

        _blobs = Open();

        Assert.False(File.Exists(half));
        Assert.Equal(["one"], _blobs.List().Select(blob => blob.Name));
    }

    private EmbeddedBlobs Open() => new(_folder.Path, _operations, _faults);

    private Task<Response<BlobContentInfo>> PutAsync(string name) => Container.GetBlobClient(name).UploadAsync(
        BinaryData.FromString(name), new BlobUploadOptions { Conditions = new() { IfNoneMatch = ETag.All } });

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
