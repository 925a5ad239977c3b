using Accounts.Platform.Processes;
using Accounts.Sales.Vendors;
using Microsoft.DurableTask;

namespace Accounts.Sales.Licenses;

/// <summary>
/// What one run of <see cref="LicenseProcess"/> knows and does; each step of the process is one method. Runs in the orchestrator,
/// so it only calls activities.
/// </summary>
internal sealed class LicenseWork(ProcessRun process, LicenseRun run, IReadOnlyList<int> lines)
{
    private static readonly Step<BuyStep, IReadOnlyList<PurchaseSnapshot>> Buy =
        new(nameof(LicenseActivities.BuyLicenses)) { Retries = Retries.ForAWhile };
    private static readonly Step<RecordStep, int?> Record = new(nameof(LicenseActivities.RecordLicenses)) { Retries = Retries.ForAWhile };
    private static readonly Step<LicenseRun> NoteInvoice = new(nameof(LicenseActivities.NoteLicensesToInvoice));
    private static readonly MailingStep<LicenseRun, bool> Settle = new(nameof(LicenseActivities.SettleLicenses));
    private static readonly MailingStep<LicenseMailStep, bool> Send = new(nameof(LicenseActivities.SendLicenseMails));

    // Several lines per activity keep the history of large orders short. Even if each request to the vendor times out, the
    // activity ends within the timeout of the function.
    private const int LinesPerActivity = 15;

    private const string Unavailable = "vendorUnavailable";
    private const string Misunderstanding = "vendorMisunderstanding";

    /// <summary>How long the vendor may be out of reach before sales is notified.</summary>
    private static readonly TimeSpan TroubleBearable = TimeSpan.FromHours(6);

    private readonly SortedDictionary<int, PurchaseSnapshot> _known = [];
    private readonly HashSet<int> _invoiced = [];
    private readonly HashSet<int> _withdrawn = [];
    private DateTime? _troubleSince;
    private bool _troubleReported;

    /// <summary>Code of what stopped the last round; null when nothing did.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Whether some line waits only because the vendor cannot be reached, which may be over in a moment.</summary>
    public bool IsUnreached => _known.Values.Any(purchase => purchase.Unreached);

    /// <summary>When the first of the lines was bought whose invoice is not noted yet; null when there is none.</summary>
    public DateTime? BoughtAt => Bought.Min(purchase => purchase.PurchasedAt);

    /// <summary>Since when the technical contact's verification is awaited; null when it is not.</summary>
    public DateTime? AwaitingSince =>
        _known.Values.Where(purchase => purchase.State == PurchaseState.AwaitingVerification).Min(purchase => purchase.PurchasedAt);

    /// <summary>Whether lines have failed that were not yet checked for charges to withdraw.</summary>
    public bool HasNewFailures => Failed.Any();

    private IEnumerable<PurchaseSnapshot> Failed =>
        _known.Values.Where(purchase => purchase.State == PurchaseState.Failed && !_withdrawn.Contains(purchase.Line));

    private IEnumerable<PurchaseSnapshot> Bought =>
        _known.Values.Where(purchase => purchase.PurchasedAt is not null && !_invoiced.Contains(purchase.Line));

    private IEnumerable<int> Open => lines.Where(line => !(_known.GetValueOrDefault(line)?.IsSettled ?? false));

    /// <summary>Buys lines, asks for the state of those that are bought, and records what is issued.</summary>
    /// <returns>Whether every line is settled.</returns>
    public async Task<bool> AdvanceAsync()
    {
        Trouble = null;
        foreach (var some in Open.Chunk(LinesPerActivity))
        {
            process.Show("purchasing", lastError: Trouble);
            await TryAsync(async () =>
            {
                foreach (var purchase in await process.CallAsync(Buy, new(run, some)))
                    Note(purchase);
            });
        }

        // Licenses that the purchase did not record at once.
        foreach (var issued in _known.Values.Where(purchase => purchase is { State: PurchaseState.Issued, Unreached: false }).ToList())
            await TryAsync(() => RecordAsync(issued));
        await ReportTroubleAsync();
        return !Open.Any();
    }

    /// <summary>Makes the invoice for bought lines due, and withdraws lines that have failed since.</summary>
    public async Task NoteInvoiceDueAsync()
    {
        if (BoughtAt is null && !HasNewFailures)
            return;
        await process.CallAsync(NoteInvoice, run);
        _invoiced.UnionWith(Bought.Select(purchase => purchase.Line).ToList());
        _withdrawn.UnionWith(Failed.Select(purchase => purchase.Line).ToList());
    }

    /// <summary>Reminds the technical contact and the customer.</summary>
    public Task RemindAsync(int number)
    {
        var mail = VerificationReminders.IsLast(number) ? LicenseMail.LastReminder : LicenseMail.Reminder;
        return SendAsync(mail, number, LicenseMailReceiver.TechnicalContact, LicenseMailReceiver.Customer);
    }

    /// <summary>Notifies sales that nobody has verified an account.</summary>
    public Task ReportOverdueAsync() => SendAsync(LicenseMail.VerificationOverdue, number: 0, LicenseMailReceiver.Sales);

    /// <summary>Makes the invoice due, notes the result on the order, and sends the mails.</summary>
    /// <returns>Whether the whole order has failed.</returns>
    public Task<bool> SettleAsync() => process.CallAsync(Settle, run);

    private void Note(PurchaseSnapshot purchase)
    {
        _known[purchase.Line] = purchase;
        // Trouble that a person must fix has priority over trouble that passes.
        if (purchase.Misunderstood)
            Trouble = Misunderstanding;
        else if (purchase.Unreached)
            Trouble ??= Unavailable;
    }

    private async Task RecordAsync(PurchaseSnapshot issued)
    {
        process.Show("recording", lastError: Trouble);
        int? left;
        do
        {
            // At most 90 keys per call.
            left = await process.CallAsync(Record, new(run, issued.Line));
        }
        while (left > 0);

        Note(left is null ? issued with { Unreached = true } : issued with { State = PurchaseState.Delivered, Unreached = false });
    }

    // A step that fails is tried again in the next round; no failure ends the process.
    private async Task TryAsync(Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (TaskFailedException e)
        {
            Trouble = e.FailureDetails.IsCausedBy<VendorMisunderstanding>() ? Misunderstanding : "stepFailed";
        }
    }

    private async Task ReportTroubleAsync()
    {
        var now = process.Now;
        _troubleSince = Trouble is null ? null : _troubleSince ?? now;
        if (Trouble is null || _troubleReported || Trouble == Unavailable && now < _troubleSince + TroubleBearable)
            return;
        _troubleReported = true;
        await SendAsync(LicenseMail.VendorTrouble, number: 0, LicenseMailReceiver.Sales);
    }

    private Task<bool> SendAsync(LicenseMail mail, int number, params LicenseMailReceiver[] receivers) =>
        process.CallAsync(Send, new(run, [.. receivers.Select(receiver => new LicenseMailKind(mail, receiver, number))]));
}
