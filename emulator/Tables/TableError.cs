namespace Accounts.Emulator.Tables;

/// <summary>
/// An error of the embedded store: status, code and message of the Table service
/// (learn.microsoft.com, "Table storage error codes").
/// </summary>
internal sealed record TableError(int Status, string Code, string Message)
{
    public static readonly TableError TableNotFound = new(404, "TableNotFound", "The table specified does not exist.");
    public static readonly TableError TableAlreadyExists = new(409, "TableAlreadyExists", "The table specified already exists.");
    public static readonly TableError TableNameInvalid = new(
        400, "InvalidResourceName", "The specified resource name contains invalid characters.");
    public static readonly TableError TableNameLength = new(
        400, "OutOfRangeInput", "The specified resource name length is not within the permissible limits.");
    public static readonly TableError EntityNotFound = new(404, "ResourceNotFound", "The specified resource does not exist.");
    public static readonly TableError EntityAlreadyExists = new(409, "EntityAlreadyExists", "The specified entity already exists.");
    public static readonly TableError ConditionNotMet = new(
        412, "UpdateConditionNotSatisfied", "The update condition specified in the request was not satisfied.");
    public static readonly TableError ETagInvalid = new(
        400, "InvalidInput", "The etag value specified in one of the request headers is not valid.");
    public static readonly TableError KeyInvalid = new(
        400, "OutOfRangeInput", "One of the request inputs is out of range: a key has a character that is not allowed.");
    public static readonly TableError KeyTooLarge = new(
        400, "KeyValueTooLarge", "The key value specified exceeds the maximum length of 1 KiB.");
    public static readonly TableError TimeOutOfRange = new(
        400, "OutOfRangeInput", "One of the request inputs is out of range: a time before the year 1601.");
    public static readonly TableError PropertyNameInvalid = new(400, "PropertyNameInvalid", "The property name is invalid.");
    public static readonly TableError PropertyNameTooLong = new(
        400, "PropertyNameTooLong", "The property name exceeds the maximum length of 255 characters.");
    public static readonly TableError PropertyTooLarge = new(
        400,
        "PropertyValueTooLarge",
        "The property value exceeds the maximum allowed size (64KB). If the property value is a string, it is UTF-16 encoded and the "
            + "maximum number of characters should be 32K or less.");
    public static readonly TableError TooManyProperties = new(
        400, "TooManyProperties", "The entity contains more properties than allowed: 252 besides the system properties.");
    public static readonly TableError EntityTooLarge = new(
        400, "EntityTooLarge", "The entity is larger than the maximum allowed size (1MB).");
    public static readonly TableError BodyTooLarge = new(
        413, "RequestBodyTooLarge", "The request body is too large and exceeds the maximum permissible limit.");
    public static readonly TableError TooManyOperations = new(
        400, "InvalidInput", "The batch request operation exceeds the maximum 100 changes per change set.");
    public static readonly TableError DifferentPartitions = new(
        400, "CommandsInBatchActOnDifferentPartitions", "All commands in a batch must operate on same entity group.");
    public static readonly TableError DuplicateRow = new(
        400,
        "InvalidDuplicateRow",
        "The batch request contains multiple changes with same row key. An entity can appear only once in a batch request.");
    public static readonly TableError FilterInvalid = new(400, "InvalidInput", "The query condition specified in the request is invalid.");
    public static readonly TableError BodyInvalid = new(400, "InvalidInput", "The body of the request is not valid.");
    public static readonly TableError KeysMissing = new(
        400, "PropertiesNeedValue", "The values are not specified for all properties in the entity.");
    public static readonly TableError ConditionMissing = new(
        400, "MissingRequiredHeader", "An HTTP header that's mandatory for this request is not specified: If-Match.");
    public static readonly TableError UriInvalid = new(
        400, "InvalidUri", "The requested URI does not represent any resource on the server.");
    public static readonly TableError NotImplemented = new(
        501, "NotImplemented", "The requested operation is not implemented on the specified resource.");
    public static readonly TableError QueryParameterInvalid = new(400, "InvalidInput", "One of the request inputs is not valid.");
    public static readonly TableError ServerBusy = new(503, "ServerBusy", "The server is busy.");
    public static readonly TableError OperationTimedOut = new(
        500, "OperationTimedOut", "The operation could not be completed within the permitted time.");
}

/// <summary>Carries an error up to <c>TableService</c> or <c>BlobService</c>, which turns it into an answer.</summary>
#pragma warning disable CA1032, CA1064 // Thrown and caught in this folder only.
internal sealed class TableErrorException(TableError error, int? index = null) : Exception(error.Message)
#pragma warning restore CA1032, CA1064
{
    public TableError Error => error;

    public int? Index => index;
}
