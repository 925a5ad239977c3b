using Microsoft.DurableTask.Protobuf;

namespace Accounts.Emulator.Durable;

/// <summary>Formats failures for reading.</summary>
internal static class FailureWords
{
    /// <summary>The exception's type without its namespace, its message, and what caused it.</summary>
    public static string Sentence(TaskFailureDetails failure)
    {
        var sentence = $"{failure.ErrorType[(failure.ErrorType.LastIndexOfAny(['.', '+']) + 1)..]}: {failure.ErrorMessage}";
        return failure.InnerFailure is { } cause ? $"{sentence} (caused by {Sentence(cause)})" : sentence;
    }
}
