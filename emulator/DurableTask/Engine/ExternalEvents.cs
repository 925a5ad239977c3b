using Microsoft.DurableTask;

namespace Accounts.Emulator.DurableTask;

/// <summary>
/// Events of one orchestrator and its waits for them. As in the real one, the latest wait for a name is served first,
/// and a cancelled wait keeps its place: an event that reaches it is lost.
/// </summary>
internal sealed class ExternalEvents(DataConverter converter)
{
    private readonly Dictionary<string, Stack<PendingStep>> _waits = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<EventRaised> _early = [];

    /// <summary>Events that nobody has asked for yet, oldest first.</summary>
    public IReadOnlyList<EventRaised> Unclaimed => _early;

    /// <summary>Names of the events that are waited for.</summary>
    public IEnumerable<string> Awaited => _waits.Where(wait => wait.Value.Any(step => !step.IsCompleted)).Select(wait => wait.Key);

    public int OpenWaits { get; private set; }

    public Task<T> Wait<T>(string name, CancellationToken cancellationToken)
    {
        if (!_waits.TryGetValue(name, out var stack))
        {
            _waits[name] = stack = new();
        }

        if (stack.TryPeek(out var other) && other.ResultType != typeof(T))
        {
            throw new ArgumentException(
                $"Event '{name}' is already awaited as {other.ResultType}; the same name needs the same type, not {typeof(T)}.", nameof(name));
        }

        var wait = new PendingStep<T>();
        stack.Push(wait);
        OpenWaits++;
        if (_early.FindIndex(raised => string.Equals(raised.Name, name, StringComparison.OrdinalIgnoreCase)) is >= 0 and var index)
        {
            var raised = _early[index];
            _early.RemoveAt(index);
            Deliver(raised);
        }
        else
        {
            cancellationToken.Register(() =>
            {
                if (!wait.IsCompleted)
                {
                    OpenWaits--;
                    wait.Cancel(cancellationToken);
                }
            });
        }

        return wait.Task;
    }

    public void Deliver(EventRaised raised)
    {
        if (_waits.TryGetValue(raised.Name, out var stack) && stack.TryPop(out var step))
        {
            OpenWaits -= step.IsCompleted ? 0 : 1;
            step.Complete(raised.Payload, converter);
        }
        else
        {
            _early.Add(raised);
        }
    }
}
