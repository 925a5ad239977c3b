using System.Globalization;
using System.Text.RegularExpressions;

namespace Azure.Data.Tables;

/// <summary>A transaction was refused as a whole; nothing of it is stored.</summary>
public partial class TableTransactionFailedException : RequestFailedException
{
    /// <summary>Takes status, code and message of the refusal; the service puts the action's index before the message.</summary>
    public TableTransactionFailedException(RequestFailedException requestFailedException)
        : base(requestFailedException.Status, requestFailedException.Message, requestFailedException.ErrorCode, requestFailedException.InnerException)
    {
        var index = LeadingIndex().Match(requestFailedException.Message);
        if (index.Success)
            FailedTransactionActionIndex = int.Parse(index.ValueSpan, CultureInfo.InvariantCulture);
    }

    /// <summary>Zero-based index of the action that failed; null when the refusal is about the whole.</summary>
    public int? FailedTransactionActionIndex { get; }

    [GeneratedRegex(@"^\d+(?=:)")]
    private static partial Regex LeadingIndex();
}
