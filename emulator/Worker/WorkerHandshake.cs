using Accounts.Emulator.Worker.Wire;

namespace Accounts.Emulator.Worker;

/// <summary>The start of a worker: it introduces itself, lists its functions and loads each of them.</summary>
internal sealed class WorkerHandshake(Action<Envelope> send)
{
    private readonly TaskCompletionSource<IReadOnlyList<LoadedFunction>> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IReadOnlyList<LoadedFunction> _functions = [];
    private int _loaded;

    /// <summary>All functions; completes when the worker can run them.</summary>
    public Task<IReadOnlyList<LoadedFunction>> Functions => _done.Task;

    public string WorkerVersion { get; private set; } = "";

    public void Receive(Envelope message)
    {
        try
        {
            Answer(message);
        }
        catch (InvalidDataException exception)
        {
            _done.TrySetException(exception);
        }
    }

    public void Fail(Exception exception) => _done.TrySetException(exception);

    private void Answer(Envelope message)
    {
        switch (message.ContentCase)
        {
            case Envelope.ContentOneofCase.Connected:
                var folder = AppContext.BaseDirectory;
                var initialize = new Initialize { HostVersion = "4.0.0", WorkerDirectory = folder, AppDirectory = folder };
                send(new Envelope { Initialize = initialize });
                break;
            case Envelope.ContentOneofCase.Initialized:
                Check(message.Initialized.Outcome, "The worker cannot start");
                WorkerVersion = message.Initialized.WorkerVersion;
                send(new Envelope { List = new List { AppDirectory = AppContext.BaseDirectory } });
                break;
            case Envelope.ContentOneofCase.Listed:
                Check(message.Listed.Outcome, "The worker cannot list its functions");
                Load(message.Listed.Functions);
                break;
            case Envelope.ContentOneofCase.Loaded:
                Check(message.Loaded.Outcome, "A function cannot be loaded");
                if (Interlocked.Increment(ref _loaded) == _functions.Count)
                    _done.TrySetResult(_functions);
                break;
        }
    }

    private void Load(IEnumerable<Function> described)
    {
        var functions = described.ToArray();
        var loaded = functions.Select(function => new LoadedFunction(function));
        _functions = [.. loaded.OrderBy(function => function.Name, StringComparer.Ordinal)];
        if (_functions.Count == 0)
            _done.TrySetResult(_functions);
        foreach (var function in functions)
            send(new Envelope { Load = new Load { FunctionId = function.Id, Function = function } });
    }

    private static void Check(Outcome? outcome, string failure)
    {
        if (outcome?.Kind != Outcome.Types.Kind.Succeeded)
            throw new InvalidDataException($"{failure}: {outcome?.Fault?.Message ?? "no reason was given."}");
    }
}
