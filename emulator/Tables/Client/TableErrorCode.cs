namespace Azure.Data.Tables.Models;

/// <summary>Error codes of the Table service, comparable with <see cref="RequestFailedException.ErrorCode"/>.</summary>
public readonly struct TableErrorCode : IEquatable<TableErrorCode>
{
    private readonly string _value;

    /// <summary>A code that is not in the list.</summary>
    public TableErrorCode(string value) => _value = value;

    public static TableErrorCode CommandsInBatchActOnDifferentPartitions { get; } = new(nameof(CommandsInBatchActOnDifferentPartitions));
    public static TableErrorCode EntityAlreadyExists { get; } = new(nameof(EntityAlreadyExists));
    public static TableErrorCode EntityNotFound { get; } = new(nameof(EntityNotFound));
    public static TableErrorCode EntityTooLarge { get; } = new(nameof(EntityTooLarge));
    public static TableErrorCode Forbidden { get; } = new(nameof(Forbidden));
    public static TableErrorCode InvalidDuplicateRow { get; } = new(nameof(InvalidDuplicateRow));
    public static TableErrorCode InvalidInput { get; } = new(nameof(InvalidInput));
    public static TableErrorCode KeyValueTooLarge { get; } = new(nameof(KeyValueTooLarge));
    public static TableErrorCode OperationTimedOut { get; } = new(nameof(OperationTimedOut));
    public static TableErrorCode OutOfRangeInput { get; } = new(nameof(OutOfRangeInput));
    public static TableErrorCode PropertyNameInvalid { get; } = new(nameof(PropertyNameInvalid));
    public static TableErrorCode PropertyNameTooLong { get; } = new(nameof(PropertyNameTooLong));
    public static TableErrorCode PropertyValueTooLarge { get; } = new(nameof(PropertyValueTooLarge));
    public static TableErrorCode ResourceNotFound { get; } = new(nameof(ResourceNotFound));
    public static TableErrorCode TableAlreadyExists { get; } = new(nameof(TableAlreadyExists));
    public static TableErrorCode TableBeingDeleted { get; } = new(nameof(TableBeingDeleted));
    public static TableErrorCode TableNotFound { get; } = new(nameof(TableNotFound));
    public static TableErrorCode TooManyProperties { get; } = new(nameof(TooManyProperties));
    public static TableErrorCode UpdateConditionNotSatisfied { get; } = new(nameof(UpdateConditionNotSatisfied));

    public static implicit operator TableErrorCode(string value) => new(value);

    public static bool operator ==(TableErrorCode left, TableErrorCode right) => left.Equals(right);

    public static bool operator !=(TableErrorCode left, TableErrorCode right) => !left.Equals(right);

    public static bool operator ==(TableErrorCode code, string value) => value is not null && code.Equals(new(value));

    public static bool operator !=(TableErrorCode code, string value) => !(code == value);

    public static bool operator ==(string value, TableErrorCode code) => code == value;

    public static bool operator !=(string value, TableErrorCode code) => !(code == value);

    public bool Equals(TableErrorCode other) => string.Equals(_value, other._value, StringComparison.OrdinalIgnoreCase);

    public override bool Equals(object? obj) => obj is TableErrorCode other && Equals(other);

    public override int GetHashCode() => _value is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(_value);

    public override string ToString() => _value;
}
