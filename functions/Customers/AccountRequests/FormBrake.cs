using System.Collections.Concurrent;

namespace Accounts.Customers.AccountRequests;

/// <summary>
/// Stops a form that is being abused: so many messages a minute from one form, counted in each running instance of the app
/// by itself. A sender who is refused tries again later, as the Standard Webhooks specification has it, so nothing genuine is lost.
/// </summary>
public sealed class FormBrake(TimeProvider time)
{
    /// <summary>Messages per form and minute.</summary>
    public const int MaxPerMinute = 3000;

    // Forms are few; a flood of invented names must not fill the memory.
    private const int MaxForms = 1000;

    private readonly ConcurrentDictionary<string, (long Minute, int Count)> _forms = new(StringComparer.Ordinal);

    /// <summary>Whether one more message of this form is taken now.</summary>
    public bool Allows(string formId)
    {
        var minute = time.GetUtcNow().ToUnixTimeSeconds() / 60;
        if (_forms.Count >= MaxForms && !_forms.ContainsKey(formId))
            _forms.Clear();
        return _forms.AddOrUpdate(
            formId, (minute, 1), (_, seen) => seen.Minute == minute ? (minute, seen.Count + 1) : (minute, 1)).Count <= MaxPerMinute;
    }
}
