namespace Accounts.Sales.Licenses;

/// <summary>
/// How long <see cref="LicenseProcess"/> waits before it asks the vendor again: longer each time, up to a day. It starts short
/// when the vendor could not be reached, because that mostly passes soon, and longer when there is only something to wait for.
/// </summary>
internal sealed class VendorPauses
{
    private static readonly TimeSpan FirstTry = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FirstWait = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private TimeSpan? _last;
    private bool _wasUnreached;

    /// <summary>The next pause.</summary>
    /// <param name="unreached">Whether the vendor could not be reached for some line.</param>
    public TimeSpan Next(bool unreached)
    {
        var longer = unreached == _wasUnreached ? _last * 2 : null;
        var pause = longer ?? (unreached ? FirstTry : FirstWait);
        (_last, _wasUnreached) = (pause < Longest ? pause : Longest, unreached);
        return _last.Value;
    }

    /// <summary>Starts with short pauses again: after one change, the next one mostly follows soon.</summary>
    public void Restart() => _last = null;
}
