using Microsoft.DurableTask;

namespace Accounts.Emulator.DurableTask;

/// <summary>A call, timer or wait that the orchestrator holds a task of.</summary>
internal abstract class PendingStep
{
    public abstract Type ResultType { get; }

    public abstract bool IsCompleted { get; }

    public abstract void Complete(string? json, DataConverter converter);

    public abstract void Fail(Exception exception);
}

/// <inheritdoc/>
internal sealed class PendingStep<T> : PendingStep
{
    private readonly TaskCompletionSource<T> _source = new();

    public Task<T> Task => _source.Task;

    public override Type ResultType => typeof(T);

    public override bool IsCompleted => _source.Task.IsCompleted;

    public override void Complete(string? json, DataConverter converter)
    {
        try
        {
            _source.TrySetResult(converter.Deserialize<T>(json)!);
        }
#pragma warning disable CA1031 // Converters and the app's types throw what they like; it belongs to the code that awaits this.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _source.TrySetException(e);
        }
    }

    public override void Fail(Exception exception) => _source.TrySetException(exception);

    public void Cancel(CancellationToken token) => _source.TrySetCanceled(token);
}
