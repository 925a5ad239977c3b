using Accounts.Platform.Mail;
using Accounts.Platform.Processes;
using Accounts.Sales.Vendors;
using Microsoft.DurableTask;

namespace Accounts.Sales.Licenses;

/// <summary>What one run of <see cref="LicenseProcess"/> knows and does: the steps of the story, each in one method. Runs in the orchestrator, so it does nothing but call activities.</summary>
internal sealed class LicenseWork(TaskOrchestrationContext context, ProcessProgress progress, LicenseRun run, IReadOnlyList<int> lines)
{
    // Several lines per activity keep the history of large orders short; even if the vendor lets each request wait for its
    // time-out, it ends within that of the function.
    private const int LinesPerActivity = 20;

    private const string Unavailable = "vendorUnavailable";
    private const string Misunderstanding = "vendorMisunderstanding";

    /// <summary>How long the vendor may be out of reach before somebody is told.</summary>
    private static readonly TimeSpan TroubleBearable = TimeSpan.FromHours(6);

    private readonly SortedDictionary<int, PurchaseGlance> _known = [];
    private readonly HashSet<int> _invoiced = [];
    private readonly HashSet<int> _withdrawn = [];
    private bool _verificationNoted;
    private DateTime? _troubleSince;
    private bool _troubleTold;

    /// <summary>Code of what kept the last look from its end; null when nothing did.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Whether some line only waits for a vendor that cannot be reached, which may be over in a moment.</summary>
    public bool IsUnreached => _known.Values.Any(purchase => purchase.Unreached);

    /// <summary>When the first of the lines was bought for which no invoice is noted yet; null when there is none.</summary>
    public DateTime? BoughtAt => Bought.Min(purchase => purchase.PurchasedAt);

    /// <summary>Since when the technical contact's verification is waited for; null when it is not.</summary>
    public DateTime? AwaitingSince => _known.Values.Where(purchase => purchase.State == PurchaseState.AwaitingVerification).Min(purchase => purchase.PurchasedAt);

    /// <summary>Whether lines have failed of which nobody has looked yet whether they were to be invoiced.</summary>
    public bool HasFailedAnew => Failed.Any();

    private IEnumerable<PurchaseGlance> Failed => _known.Values.Where(purchase => purchase.State == PurchaseState.Failed && !_withdrawn.Contains(purchase.Line));

    private IEnumerable<PurchaseGlance> Bought => _known.Values.Where(purchase => purchase.PurchasedAt is not null && !_invoiced.Contains(purchase.Line));

    private IEnumerable<int> Open => lines.Where(line => !(_known.GetValueOrDefault(line)?.IsSettled ?? false));

    /// <summary>Buys what is not bought, looks at what is, and records what is issued.</summary>
    /// <returns>Whether every line is settled.</returns>
    public async Task<bool> AdvanceAsync()
    {
        Trouble = null;
        foreach (var some in Open.Chunk(LinesPerActivity))
        {
            progress.Show("purchasing", lastError: Trouble);
            await TryAsync(async () =>
            {
                foreach (var purchase in await context.CallActivityAsync<IReadOnlyList<PurchaseGlance>>(nameof(LicenseActivities.BuyLicenses), new BuyStep(run, some), Retries.ForAWhile))
                    Note(purchase);
            });
        }

        foreach (var issued in _known.Values.Where(purchase => purchase.State == PurchaseState.Issued).ToList())
            await TryAsync(() => RecordAsync(issued));
        if (AwaitingSince is not null && !_verificationNoted)
        {
            await context.CallActivityAsync(nameof(LicenseActivities.NoteVerificationAwaited), run, Retries.ForADay);
            _verificationNoted = true;
        }

        await TellOfTroubleAsync();
        return !Open.Any();
    }

    /// <summary>The invoice for what is bought falls due, and what has failed since is taken back.</summary>
    public async Task NoteInvoiceDueAsync()
    {
        if (BoughtAt is null && !HasFailedAnew)
            return;
        await context.CallActivityAsync(nameof(LicenseActivities.NoteLicensesToInvoice), run, Retries.ForADay);
        _invoiced.UnionWith(Bought.Select(purchase => purchase.Line).ToList());
        _withdrawn.UnionWith(Failed.Select(purchase => purchase.Line).ToList());
    }

    /// <summary>Reminds the technical contact and the customer.</summary>
    public async Task RemindAsync(int number)
    {
        var mail = VerificationReminders.IsLast(number) ? LicenseMail.LastReminder : LicenseMail.Reminder;
        await TryMailAsync(mail, LicenseMailReceiver.TechnicalContact, number);
        await TryMailAsync(mail, LicenseMailReceiver.Customer, number);
    }

    /// <summary>Tells sales that nobody has verified an account.</summary>
    public Task TellOfOverdueAsync() => TryMailAsync(LicenseMail.VerificationOverdue, LicenseMailReceiver.Sales);

    /// <summary>Writes on the order what came of it, and tells people.</summary>
    public async Task SettleAsync()
    {
        await context.CallActivityAsync(nameof(LicenseActivities.SettleLicenses), run, Retries.ForADay);
        if (_known.Values.Any(purchase => purchase.State == PurchaseState.Delivered))
            await TryMailAsync(LicenseMail.Delivered, LicenseMailReceiver.Customer);
        if (_known.Values.All(purchase => purchase.State != PurchaseState.Failed))
            return;
        await TryMailAsync(LicenseMail.PurchaseFailed, LicenseMailReceiver.Customer);
        await TryMailAsync(LicenseMail.PurchaseFailed, LicenseMailReceiver.Sales);
    }

    private void Note(PurchaseGlance purchase)
    {
        _known[purchase.Line] = purchase;
        // What somebody has to look at counts more than what passes by itself.
        if (purchase.Misunderstood)
            Trouble = Misunderstanding;
        else if (purchase.Unreached)
            Trouble ??= Unavailable;
    }

    private async Task RecordAsync(PurchaseGlance issued)
    {
        progress.Show("recording", lastError: Trouble);
        int? left;
        do
        {
            // Ninety at a time.
            left = await context.CallActivityAsync<int?>(nameof(LicenseActivities.RecordLicenses), new RecordStep(run, issued.Line), Retries.ForAWhile);
        }
        while (left > 0);

        Note(left is null ? issued with { Unreached = true } : issued with { State = PurchaseState.Delivered, Unreached = false });
    }

    // What fails for now is looked at again; nothing of it ends the process.
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

    private async Task TellOfTroubleAsync()
    {
        var now = context.CurrentUtcDateTime;
        _troubleSince = Trouble is null ? null : _troubleSince ?? now;
        if (Trouble is null || _troubleTold || Trouble == Unavailable && now < _troubleSince + TroubleBearable)
            return;
        _troubleTold = true;
        await TryMailAsync(LicenseMail.VendorTrouble, LicenseMailReceiver.Sales);
    }

    private async Task TryMailAsync(LicenseMail mail, LicenseMailReceiver receiver, int number = 0)
    {
        try
        {
            await context.CallActivityAsync(nameof(LicenseActivities.SendLicenseMail), new LicenseMailStep(run, mail, receiver, number, context.InstanceId), Retries.ForADay);
        }
        catch (TaskFailedException e)
        {
            // A mail that cannot be sent must not keep licenses from anybody.
            progress.Fail(MailErrors.CodeOf(e));
        }
    }
}
