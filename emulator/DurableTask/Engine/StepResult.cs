namespace Accounts.Emulator.DurableTask;

/// <summary>What one step of an orchestration leaves to be stored.</summary>
/// <param name="Events">New lines of the history, in order: what was taken, what was asked for, how it ended.</param>
/// <param name="Taken">How many of the arrived messages were taken; the rest waits for a next execution.</param>
/// <param name="Suspended">Whether the orchestration is suspended now.</param>
/// <param name="CustomStatus">JSON of the custom status; null when there is none.</param>
/// <param name="Violation">Whether the code broke a rule; what it said does not count then, its status included.</param>
/// <param name="Restart">Set when the orchestration continues as new.</param>
internal sealed record StepResult(
    IReadOnlyList<HistoryEvent> Events, int Taken, bool Suspended, string? CustomStatus, bool Violation, Restart? Restart);

/// <summary>A new execution of the same instance.</summary>
/// <param name="Input">Its input as JSON.</param>
/// <param name="Carried">Events that the old execution did not ask for, and that the new one is to get.</param>
internal sealed record Restart(string? Input, IReadOnlyList<EventRaised> Carried);
