using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Tests.Platform.Telemetry;

/// <summary>The values of one app's counters since this was made, without those of other apps in this process.</summary>
internal sealed class Measured : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, double> _values = new(StringComparer.Ordinal);

    public Measured(App app)
        : this(app.Host.Services.GetRequiredService<IMeterFactory>())
    {
    }

    public Measured(IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, meters))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>(
            (instrument, value, tags, _) => _values.AddOrUpdate(Name(instrument, tags), value, (_, sum) => sum + value));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => _values[Name(instrument, tags)] = value);
        _listener.Start();
    }

    /// <summary>Sum of a counter or last value of a gauge, by <c>name{value of tag,…}</c>; 0 if nothing was measured.</summary>
    public double this[string name] => _values.GetValueOrDefault(name);

    public void Dispose() => _listener.Dispose();

    private static string Name(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        List<string> values = [];
        foreach (var (_, value) in tags)
            values.Add($"{value}");
        return values.Count == 0 ? instrument.Name : $"{instrument.Name}{{{string.Join(',', values)}}}";
    }
}

/// <summary>Makes meters without listeners.</summary>
internal sealed class NoMeters : IMeterFactory
{
    public Meter Create(MeterOptions options) => new(options);

    public void Dispose()
    {
    }
}
