using System.Security.Cryptography;
using Accounts.Emulator.Tables;
using Accounts.Emulator.Transport;
using Azure.Core.Pipeline;

namespace Accounts.Emulator.Blobs;

/// <summary>
/// The content of the Blob service, as files in a folder. It shares recorded operations and faults with the tables:
/// to the app both are one storage account, and a simulated crash stops both.
/// </summary>
/// <param name="folder">Created when it does not exist.</param>
/// <param name="operations">Records what clients request from this store.</param>
/// <param name="faults">Makes this store fail or crash.</param>
public sealed class EmbeddedBlobs(string folder, StorageOperations operations, StorageFaults faults)
{
    /// <summary>The part of a connection string for this service.</summary>
    public const string Endpoint = $"BlobEndpoint=http://{HostName}/";

    // The client reads the first part of a path as the container, unless the host is an address of the real emulator.
    internal const string HostName = "devstoreaccount1.blob.emulator.localhost";

    private readonly Lock _gate = new();
    private readonly BlobFiles _files = new(folder);

    /// <summary>The clock for dates: the system clock unless the host sets another.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>Connects clients of the real package to this store, and to no other local service.</summary>
    public HttpPipelineTransport Transport => new LocalTransport(new BlobService(this));

    /// <summary>Limits how many more bytes can be written, to simulate a full disk.</summary>
    public void LimitSpace(long bytes) => _files.LimitSpace(bytes);

    /// <summary>All blobs of all containers; not counted as an operation.</summary>
    public IReadOnlyList<(string Name, ReadOnlyMemory<byte> Content)> List()
    {
        lock (_gate)
            return [.. _files.All().Select(blob => (blob.Properties.Name, blob.Content))];
    }

    /// <summary>Replaces a blob's content, which is not possible in Azure. For tests that check that this is detected.</summary>
    public void Falsify(string container, string name, ReadOnlyMemory<byte> content)
    {
        lock (_gate)
            _files.Put(container, _files.Find(container, name)! with { Content = content });
    }

    internal void Begin(StorageOperation operation)
    {
        operations.Add(operation);
        faults.BeforeRequest(operation);
    }

    internal void CreateContainer(string name)
    {
        if (!Write(() => _files.AddContainer(name)))
            throw new BlobErrorException(BlobError.ContainerAlreadyExists);
    }

    internal bool HasContainer(string name)
    {
        lock (_gate)
            return _files.HasContainer(name);
    }

    internal StoredBlob Get(string container, string name)
    {
        lock (_gate)
            return Find(container, name) ?? throw new BlobErrorException(BlobError.BlobNotFound);
    }

    /// <summary>Writes a blob if the conditions hold. They are checked under the same lock as the write.</summary>
    internal BlobProperties Put(string container, BlobUpload upload, BlobConditions conditions)
    {
        var now = Time.GetUtcNow();
        return Write(() =>
        {
            var before = Find(container, upload.Name)?.Properties;
            conditions.CheckWrite(before);
            var written = new BlobProperties
            {
                Name = upload.Name,
                ContentType = upload.ContentType,
                ETag = $"\"0x{Convert.ToHexString(RandomNumberGenerator.GetBytes(8))}\"",
                Created = before?.Created ?? now,
                Modified = now,
                ContentMd5 = upload.ContentMd5,
                Metadata = upload.Metadata,
            };
            _files.Put(container, new StoredBlob(written, upload.Content));
            return written;
        });
    }

    private StoredBlob? Find(string container, string name) => _files.HasContainer(container)
        ? _files.Find(container, name)
        : throw new BlobErrorException(BlobError.ContainerNotFound);

    private T Write<T>(Func<T> write)
    {
        lock (_gate)
            return faults.Around(write);
    }
}
