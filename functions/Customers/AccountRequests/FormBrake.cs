using System.Collections.Concurrent;

namespace Accounts.Customers.AccountRequests;

/// <summary>
/// Stops the abuse of a form: limits the messages per form and minute. Each running instance of the app counts separately. A refused
/// sender tries again later, as the Standard Webhooks specification requires, so no genuine message is lost.
/// </summary>
public sealed class FormBrake(TimeProvider time)
{
    /// <summary>Messages per form and minute.</summary>
    public const int MaxPerMinute = 3000;

    // There are few forms. A flood of invented names must not fill the memory.
    private const int MaxForms = 1000;

    private readonly ConcurrentDictionary<string, (long Minute, int Count)> _forms = new(StringComparer.Ordinal);

    /// <summary>Whether one more message of this form is accepted now.</summary>
    public bool Allows(string formId)
    {
        var minute = time.GetUtcNow().ToUnixTimeSeconds() / 60;
        if (_forms.Count >= MaxForms && !_forms.ContainsKey(formId))
            _forms.Clear();
        return _forms.AddOrUpdate(
            formId, (minute, 1), (_, seen) => seen.Minute == minute ? (minute, seen.Count + 1) : (minute, 1)).Count <= MaxPerMinute;
    }
}
