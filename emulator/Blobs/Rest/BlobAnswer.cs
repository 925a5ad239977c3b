using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Accounts.Emulator.Transport;

namespace Accounts.Emulator.Blobs;

internal static class BlobAnswer
{
    public static LocalResponse Created(BlobProperties blob) => Dated(new LocalResponse(201), blob);

    public static LocalResponse Container(int status) => new(status);

    public static LocalResponse Content(StoredBlob blob) => Described(new LocalResponse(200, blob.Content.ToArray()), blob);

    public static LocalResponse Head(StoredBlob blob) => Described(new LocalResponse(200), blob);

    /// <summary>An error answer; without a body for HEAD requests.</summary>
    public static LocalResponse Error(BlobError error, bool hasBody = true)
    {
        var body = new XElement("Error", new XElement("Code", error.Code), new XElement("Message", error.Message));
        var text = "<?xml version=\"1.0\" encoding=\"utf-8\"?>" + body.ToString(SaveOptions.DisableFormatting);
        // An answer that simulates an outage ends the client's own retries, which would take seconds.
        return new LocalResponse(error.Status, hasBody ? Encoding.UTF8.GetBytes(text) : null) { IsFinal = error.Status >= 500 }
            .With("Content-Type", "application/xml")
            .With("x-ms-error-code", error.Code);
    }

    private static LocalResponse Described(LocalResponse response, StoredBlob blob)
    {
        var properties = blob.Properties;
        Dated(response, properties)
            .With("Content-Length", blob.Content.Length.ToString(CultureInfo.InvariantCulture))
            .With("Content-Type", properties.ContentType)
            .With("Accept-Ranges", "bytes")
            .With("x-ms-blob-type", "BlockBlob")
            .With("x-ms-creation-time", properties.Created.ToString("R", CultureInfo.InvariantCulture));
        foreach (var (name, value) in properties.Metadata)
            response.With("x-ms-meta-" + name, value);
        return response;
    }

    private static LocalResponse Dated(LocalResponse response, BlobProperties blob) => response
        .With("ETag", blob.ETag)
        .With("Last-Modified", blob.Modified.ToString("R", CultureInfo.InvariantCulture))
        .With("Content-MD5", Convert.ToBase64String(blob.ContentMd5));
}
