namespace Accounts.Emulator.Blobs;

/// <summary>
/// An error of the store: status, code and message of the Blob service
/// (learn.microsoft.com, "Blob service error codes" and "Common REST API error codes").
/// </summary>
internal sealed record BlobError(int Status, string Code, string Message)
{
    public static readonly BlobError ContainerNotFound = new(404, "ContainerNotFound", "The specified container does not exist.");
    public static readonly BlobError ContainerAlreadyExists = new(409, "ContainerAlreadyExists", "The specified container already exists.");
    public static readonly BlobError ContainerNameInvalid = new(
        400, "InvalidResourceName", "The specified resource name contains invalid characters.");
    public static readonly BlobError BlobNotFound = new(404, "BlobNotFound", "The specified blob does not exist.");
    public static readonly BlobError BlobAlreadyExists = new(409, "BlobAlreadyExists", "The specified blob already exists.");
    public static readonly BlobError ConditionNotMet = new(
        412, "ConditionNotMet", "The condition specified using HTTP conditional header(s) is not met.");
    public static readonly BlobError NameOutOfRange = new(
        400,
        "OutOfRangeInput",
        "One of the request inputs is out of range: the name of the blob is empty or too long for this store.");
    public static readonly BlobError HashMismatch = new(
        400, "Md5Mismatch", "The MD5 value specified in the request did not match with the MD5 value calculated by the server.");
    public static readonly BlobError HeaderInvalid = new(
        400, "InvalidHeaderValue", "The value for one of the HTTP headers is not in the correct format.");
    public static readonly BlobError HeaderMissing = new(
        400, "MissingRequiredHeader", "An HTTP header that's mandatory for this request is not specified.");
    public static readonly BlobError UriInvalid = new(
        400, "InvalidUri", "The requested URI does not represent any resource on the server.");
    public static readonly BlobError NotImplemented = new(
        501, "NotImplemented", "The requested operation is not implemented on the specified resource.");
}

/// <summary>Carries an error up to <c>BlobService</c>, which turns it into an answer.</summary>
#pragma warning disable CA1032, CA1064 // Thrown and caught in this folder only.
internal sealed class BlobErrorException(BlobError error) : Exception(error.Message)
#pragma warning restore CA1032, CA1064
{
    public BlobError Error => error;
}
