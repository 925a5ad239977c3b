using Google.Protobuf;
using Microsoft.DurableTask.Protobuf;

namespace Accounts.Emulator.Durable;

/// <summary>Reads why an activity failed from what the worker says: the details stand as JSON in its first line.</summary>
internal static class WorkerFailure
{
    private static readonly JsonParser Details = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    public static TaskFailureDetails Parse(string message)
    {
        var line = message.Split('\n', 2)[0].Trim();
        var json = line.IndexOf('{', StringComparison.Ordinal);
        if (json >= 0)
        {
            try
            {
                return Details.Parse<TaskFailureDetails>(line[json..]);
            }
            catch (InvalidProtocolBufferException)
            {
                // Not thrown by the app's code; the line is all that is known then.
            }
        }

        return new() { ErrorType = "(unknown)", ErrorMessage = line };
    }
}
