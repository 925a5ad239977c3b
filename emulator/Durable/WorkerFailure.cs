using Google.Protobuf;
using Microsoft.DurableTask.Protobuf;

namespace Accounts.Emulator.Durable;

/// <summary>Reads why an activity failed from the worker's message. Its first line has the details as JSON.</summary>
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
                // The failure does not come from the app's code. Then only the line is known.
            }
        }

        return new() { ErrorType = "(unknown)", ErrorMessage = line };
    }
}
