using System.Security.Cryptography;
using Accounts.Emulator.Tables;
using Accounts.Emulator.Transport;
using Azure.Core.Pipeline;

namespace Accounts.Emulator.Blobs;

/// <summary>
/// The Blob service's content, as files in a folder. Its operations are recorded and its faults set with those of the tables:
/// to the app both are one storage account, and a killed process loses both.
/// </summary>
/// <param name="folder">Made when it does not exist.</param>
/// <param name="operations">Tells what clients ask of this store.</param>
/// <param name="faults">Makes this store fail or die.</param>
public sealed class EmbeddedBlobs(string folder, StorageOperations operations, StorageFaults faults)
{
    /// <summary>What a connection string says of this service.</summary>
    public const string Endpoint = $"BlobEndpoint=http://{HostName}/";

    // The client takes the first part of a path for the container, unless the host is an address of the real emulator.
    internal const string HostName = "devstoreaccount1.blob.emulator.localhost";

    private readonly Lock _gate = new();
    private readonly BlobFiles _files = new(folder);

    /// <summary>The clock of the dates; the system's unless the host has another.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>Brings what clients of the real package send to this store alone.</summary>
    public HttpPipelineTransport Transport => new LocalTransport(new BlobService(this));

    /// <summary>Lets so many bytes more be written, as a disk without space would.</summary>
    public void LimitSpace(long bytes) => _files.LimitSpace(bytes);

    /// <summary>All blobs of all containers; not counted as an operation.</summary>
    public IReadOnlyList<(string Name, ReadOnlyMemory<byte> Content)> List()
    {
        lock (_gate)
            return [.. _files.All().Select(blob => (blob.Properties.Name, blob.Content))];
    }

    /// <summary>Writes other content in place of a blob's, as nobody can in Azure; for tests that show that this is noticed.</summary>
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

    /// <summary>Writes a blob where the conditions hold; they are checked under the lock that the write has.</summary>
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
