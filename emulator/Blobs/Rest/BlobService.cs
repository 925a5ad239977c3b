using System.Globalization;
using Accounts.Emulator.Tables;
using Accounts.Emulator.Transport;
using Azure.Core;

namespace Accounts.Emulator.Blobs;

/// <summary>
/// The part of the Blob service's REST protocol (learn.microsoft.com, "Blob service REST API") that the app uses: create and
/// check containers; write a blob in one request, read and check blobs. Anything else is refused as not implemented.
/// </summary>
internal sealed class BlobService(EmbeddedBlobs store) : ILocalService
{
    private const string OldestVersion = "2019-12-12";

    public string Host => EmbeddedBlobs.HostName;

    public LocalResponse Answer(Request request, ReadOnlyMemory<byte> body)
    {
        var hasBody = request.Method != RequestMethod.Head;
        try
        {
            CheckVersion(request);
            var resource = BlobResource.Parse(request.Uri.Path);
            return (Kind(request, resource), request.Method.Method) switch
            {
                ("container", "PUT") => CreateContainer(resource),
                ("container", "GET" or "HEAD") => GetContainer(resource),
                ("blob", "PUT") => Put(resource, request, body),
                ("blob", "GET" or "HEAD") => Get(resource, request),
                _ => throw new BlobErrorException(BlobError.NotImplemented),
            };
        }
        catch (BlobErrorException e)
        {
            return BlobAnswer.Error(e.Error, hasBody);
        }
        catch (TableErrorException e)
        {
            // A fault that a test has set. All storage services share these error codes.
            return BlobAnswer.Error(new(e.Error.Status, e.Error.Code, e.Error.Message), hasBody);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // To the app, a full or broken disk looks like a failure of the service.
            return BlobAnswer.Error(new(500, "InternalError", $"The embedded store failed: {e.Message}"), hasBody);
        }
    }

    private LocalResponse CreateContainer(BlobResource resource)
    {
        store.Begin(new(StorageOperationKind.CreateContainer, resource.Container, 0));
        store.CreateContainer(resource.Container);
        return BlobAnswer.Container(201);
    }

    private LocalResponse GetContainer(BlobResource resource)
    {
        store.Begin(new(StorageOperationKind.GetContainer, resource.Container, 0));
        return store.HasContainer(resource.Container)
            ? BlobAnswer.Container(200)
            : throw new BlobErrorException(BlobError.ContainerNotFound);
    }

    private LocalResponse Put(BlobResource resource, Request request, ReadOnlyMemory<byte> body)
    {
        var upload = BlobUpload.Read(resource.Blob!, request, body);
        var conditions = BlobConditions.Read(request);
        store.Begin(new(StorageOperationKind.PutBlob, resource.Container, 1));
        return BlobAnswer.Created(store.Put(resource.Container, upload, conditions));
    }

    private LocalResponse Get(BlobResource resource, Request request)
    {
        if (request.Headers.Contains("x-ms-range") || request.Headers.Contains("Range"))
            throw new BlobErrorException(BlobError.NotImplemented);
        var conditions = BlobConditions.Read(request);
        var isHead = request.Method == RequestMethod.Head;
        store.Begin(new(isHead ? StorageOperationKind.HeadBlob : StorageOperationKind.GetBlob, resource.Container, 0));
        var blob = store.Get(resource.Container, resource.Blob!);
        conditions.CheckRead(blob.Properties);
        return isHead ? BlobAnswer.Head(blob) : BlobAnswer.Content(blob);
    }

    private static string Kind(Request request, BlobResource resource) => (resource.Blob, request.Uri.Query) switch
    {
        (null, "?restype=container") => "container",
        ({ }, "") => "blob",
        _ => "",
    };

    // Versions are dates. The service has a list of them; this store accepts any date from the oldest supported version on.
    private static void CheckVersion(Request request)
    {
        if (!request.Headers.TryGetValue("x-ms-version", out var version))
            throw new BlobErrorException(BlobError.HeaderMissing);
        if (!DateOnly.TryParseExact(version, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            || string.CompareOrdinal(version, OldestVersion) < 0)
            throw new BlobErrorException(BlobError.HeaderInvalid);
    }
}
