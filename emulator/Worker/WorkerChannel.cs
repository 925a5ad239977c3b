using System.Collections.Concurrent;
using System.Threading.Channels;
using Accounts.Emulator.Worker.Wire;

namespace Accounts.Emulator.Worker;

/// <summary>The connected worker: its functions, and the invocations that it runs.</summary>
internal sealed class WorkerChannel
{
    private readonly Channel<Envelope> _outgoing = Channel.CreateUnbounded<Envelope>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ConcurrentDictionary<string, TaskCompletionSource<InvocationResult>> _running = new(StringComparer.Ordinal);
    private readonly WorkerHandshake _handshake;
    private readonly WorkerLog _log;
    private readonly DurableClientBinding _durableClient;
    private Dictionary<string, LoadedFunction> _byName = [];
    private TaskCompletionSource? _idle;

    public WorkerChannel(WorkerLog log, DurableClientBinding durableClient)
    {
        _log = log;
        _durableClient = durableClient;
        _handshake = new WorkerHandshake(Send);
    }

    /// <summary>Messages for the worker; ends when the host stops.</summary>
    public ChannelReader<Envelope> Outgoing => _outgoing.Reader;

    /// <summary>All functions of the app, by name; empty until the worker has loaded them.</summary>
    public IReadOnlyList<LoadedFunction> Functions { get; private set; } = [];

    /// <summary>As the worker reports it, such as 2.52.0.0.</summary>
    public string WorkerVersion => _handshake.WorkerVersion;

    /// <summary>The function of that name, ignoring case; null when there is none.</summary>
    public LoadedFunction? Find(string functionName) => _byName.GetValueOrDefault(functionName);

    /// <summary>Whether there is such a function, with a trigger such as <c>activityTrigger</c>.</summary>
    public bool Has(string functionName, string triggerType) => Find(functionName)?.Trigger.Is(triggerType) == true;

    /// <summary>The name of the parameter that the trigger is bound to.</summary>
    /// <exception cref="InvalidOperationException">There is no such function.</exception>
    public string TriggerBindingName(string functionName) => Known(functionName).Trigger.Name;

    /// <summary>Runs a function to its end.</summary>
    /// <param name="functionName">Case is ignored.</param>
    /// <param name="inputs">By binding name. Durable Functions clients are added automatically.</param>
    /// <param name="metadata">What the trigger passes besides its input.</param>
    /// <param name="traceParent">The parent span of the invocation; null begins a new trace.</param>
    /// <param name="cancellationToken">Cancels the function's own token.</param>
    /// <exception cref="InvalidOperationException">There is no such function.</exception>
    /// <exception cref="IOException">The worker has stopped.</exception>
    public Task<InvocationResult> InvokeAsync(
        string functionName,
        IReadOnlyDictionary<string, string> inputs,
        IReadOnlyDictionary<string, string>? metadata,
        string? traceParent,
        CancellationToken cancellationToken)
    {
        var function = Known(functionName);
        var invocation = new Invocation { Id = NewId(), Trace = TraceParent.Of(traceParent) };
        foreach (var (name, value) in inputs)
            invocation.Inputs.Add(new Argument { Name = name, Value = new Value { Text = value } });
        foreach (var (name, value) in metadata ?? new Dictionary<string, string>())
            invocation.Metadata.Add(name, new Value { Text = value });
        return InvokeAsync(function, invocation, cancellationToken);
    }

    /// <summary>Runs a prepared invocation. Only the function's id and its Durable Functions clients are added.</summary>
    internal async Task<InvocationResult> InvokeAsync(LoadedFunction function, Invocation invocation, CancellationToken cancellationToken)
    {
        invocation.FunctionId = function.Id;
        foreach (var name in function.DurableClients)
            invocation.Inputs.Add(_durableClient.Argument(name));
        var result = new TaskCompletionSource<InvocationResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        _running[invocation.Id] = result;
        using var cancelling = cancellationToken.Register(() =>
            Send(new Envelope { Cancel = new Cancel { InvocationId = invocation.Id } }));
        if (!_outgoing.Writer.TryWrite(new Envelope { Invocation = invocation }))
            Finish(invocation.Id)?.TrySetException(Gone());
        return await result.Task;
    }

    internal static string NewId() => Guid.NewGuid().ToString();

    /// <summary>Waits until the worker has loaded its functions.</summary>
    /// <exception cref="InvalidDataException">The worker cannot load them.</exception>
    internal async Task ReadyAsync(CancellationToken cancellationToken)
    {
        Functions = await _handshake.Functions.WaitAsync(cancellationToken);
        _byName = Functions.ToDictionary(function => function.Name, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Waits until no function runs any more.</summary>
    internal async Task DrainAsync(CancellationToken cancellationToken)
    {
        _idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_running.IsEmpty)
            await _idle.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Ends the stream, because the worker never does.</summary>
    internal void Close()
    {
        Send(new Envelope { Terminate = new Terminate() });
        _outgoing.Writer.TryComplete();
    }

    internal void Disconnected()
    {
        _outgoing.Writer.TryComplete();
        _handshake.Fail(Gone());
        foreach (var id in _running.Keys)
            Finish(id)?.TrySetException(Gone());
    }

    internal void Receive(Envelope message)
    {
        if (message.ContentCase == Envelope.ContentOneofCase.Invoked)
            Finish(message.Invoked.Id)?.TrySetResult(ResultOf(message.Invoked));
        else if (message.ContentCase == Envelope.ContentOneofCase.Log)
            _log.Write(message.Log);
        else
            _handshake.Receive(message);
    }

    private static InvocationResult ResultOf(Invoked invoked)
    {
        var returned = invoked.Returned?.KindCase switch
        {
            Value.KindOneofCase.Text => invoked.Returned.Text,
            Value.KindOneofCase.Json => invoked.Returned.Json,
            _ => null,
        };
        var succeeded = invoked.Outcome?.Kind == Outcome.Types.Kind.Succeeded;
        return new InvocationResult(succeeded, returned, succeeded ? null : invoked.Outcome?.Fault?.Message ?? "")
        {
            ReturnedText = invoked.Returned?.KindCase == Value.KindOneofCase.Text,
        };
    }

    private TaskCompletionSource<InvocationResult>? Finish(string id)
    {
        _running.TryRemove(id, out var result);
        if (_running.IsEmpty)
            _idle?.TrySetResult();
        return result;
    }

    private LoadedFunction Known(string name) => Find(name) ?? throw new InvalidOperationException($"The app has no function {name}.");

    private void Send(Envelope message) => _outgoing.Writer.TryWrite(message);

    private static IOException Gone() => new("The worker has stopped.");
}

/// <summary>The result of an invocation.</summary>
/// <param name="Succeeded">Whether the function returned.</param>
/// <param name="ReturnValue">Text, or JSON; null when there is none.</param>
/// <param name="Failure">The exception's message as the worker sent it; null when it succeeded.</param>
internal sealed record InvocationResult(bool Succeeded, string? ReturnValue, string? Failure)
{
    /// <summary>Whether the value is plain text, not JSON.</summary>
    public bool ReturnedText { get; init; }
}
