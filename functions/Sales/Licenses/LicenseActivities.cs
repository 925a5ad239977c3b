using Accounts.Platform.Processes;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Accounts.Sales.Catalog;
using Accounts.Sales.Orders;
using Accounts.Sales.Vendors;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Accounts.Sales.Licenses;

/// <summary>The state of an order's licenses, for the process.</summary>
/// <param name="State">State of its licenses.</param>
/// <param name="ProcureAt">When they must be bought, in UTC.</param>
/// <param name="Lines">Its lines of licenses.</param>
public sealed record LicenseOrderSnapshot(LicenseState State, DateTime ProcureAt, IReadOnlyList<int> Lines);

/// <summary>The state of a purchase, for the process.</summary>
/// <param name="Line">The line.</param>
/// <param name="State">State of the purchase.</param>
/// <param name="PurchasedAt">When it was bought, in UTC; null when it is not.</param>
/// <param name="Misunderstood">Whether the vendor does not accept our requests for it.</param>
/// <param name="Unreached">Whether the vendor could not be reached, so that this is the last known state.</param>
public sealed record PurchaseSnapshot(
    int Line, PurchaseState State, DateTime? PurchasedAt, bool Misunderstood = false, bool Unreached = false)
{
    /// <summary>Whether the state is final.</summary>
    public bool IsSettled => State is PurchaseState.Delivered or PurchaseState.Failed;
}

/// <summary>A purchase that may start.</summary>
/// <param name="Run">The order.</param>
/// <param name="Now">The time of the process, in UTC.</param>
public sealed record PurchaseStart(LicenseRun Run, DateTime Now);

/// <summary>Lines to buy.</summary>
public sealed record BuyStep(LicenseRun Run, IReadOnlyList<int> Lines);

/// <summary>A line whose licenses must be recorded.</summary>
public sealed record RecordStep(LicenseRun Run, int Line);

/// <summary>
/// The side effects of <see cref="LicenseProcess"/>; each may run twice. None of them returns a key, because returned values are
/// stored in the history of the process.
/// </summary>
public sealed partial class LicenseActivities(
    OrderStore orders,
    OrderProgress progress,
    LicenseStore licenses,
    LicensePurchasing purchasing,
    LicenseInvoicing invoicing,
    DeliveryNoteIssuing issuing,
    LicenseMailing mailing,
    TimeProvider time,
    ILogger<LicenseActivities> logger)
{
    /// <summary>
    /// Starts the purchase when its day has come, unless the order was cancelled. Both change the state on the order's row, so
    /// only one of them succeeds.
    /// </summary>
    /// <returns>The order's state after that.</returns>
    [Function(nameof(StartPurchase))]
    public async Task<LicenseOrderSnapshot> StartPurchase([ActivityTrigger] PurchaseStart step, CancellationToken cancellationToken)
    {
        var (order, lines) = await FindAsync(step.Run, cancellationToken);
        var day = (order.Value.ProcureOn is { } wished ? CentralEurope.StartOf(wished) : order.Value.PlacedAt).UtcDateTime;
        var state = order.Value.Licenses == LicenseState.Waiting && step.Now < day
            ? LicenseState.Waiting
            : (await MoveAsync(step.Run, LicenseState.Purchasing, [OrderEventKind.PurchaseStarted], note: null, cancellationToken))
                .Licenses!.Value;
        return new(state, day, [.. lines.Select(line => line.Number)]);
    }

    /// <summary>
    /// Buys lines, or asks the vendor for their state, and records the first licenses of those that are issued. Notes once that
    /// the vendor waits for the technical contact.
    /// </summary>
    [Function(nameof(BuyLicenses))]
    public async Task<IReadOnlyList<PurchaseSnapshot>> BuyLicenses([ActivityTrigger] BuyStep step, CancellationToken cancellationToken)
    {
        var (order, lines) = await FindAsync(step.Run, cancellationToken);
        var snapshots = new List<PurchaseSnapshot>();
        foreach (var line in lines.Where(line => step.Lines.Contains(line.Number)))
            snapshots.Add(await BuyAsync(order.Value, line, cancellationToken));
        if (order.Value.Licenses == LicenseState.Purchasing
            && snapshots.Any(purchase => purchase.State == PurchaseState.AwaitingVerification))
            await MoveAsync(
                step.Run, LicenseState.AwaitingVerification, [OrderEventKind.VerificationAwaited], note: null, cancellationToken);
        return snapshots;
    }

    /// <summary>Records the next licenses of a line.</summary>
    /// <returns>How many keys are still to be recorded; null when the vendor cannot be reached now.</returns>
    [Function(nameof(RecordLicenses))]
    public async Task<int?> RecordLicenses([ActivityTrigger] RecordStep step, CancellationToken cancellationToken)
    {
        var (order, lines) = await FindAsync(step.Run, cancellationToken);
        try
        {
            return await purchasing.RecordAsync(order.Value, lines.Single(line => line.Number == step.Line), cancellationToken);
        }
        catch (VendorUnavailable)
        {
            // Not thrown: during a retry by the engine, the other lines would wait.
            return null;
        }
    }

    /// <summary>
    /// Makes the invoice of bought lines due, each once, and of the withdrawals of lines that cannot be bought after all.
    /// </summary>
    [Function(nameof(NoteLicensesToInvoice))]
    public Task NoteLicensesToInvoice([ActivityTrigger] LicenseRun run, CancellationToken cancellationToken) =>
        invoicing.ChargeAsync(OrderId.Parse(run.OrderId)!, cancellationToken);

    /// <summary>
    /// Charges what is bought, issues the delivery note, and notes on the order that its licenses are delivered, or that none can
    /// be; once. Then mails the customer, and sales if a purchase failed.
    /// </summary>
    /// <returns>Whether the whole order has failed.</returns>
    [Function(nameof(SettleLicenses))]
    public async Task<Mailed<bool>> SettleLicenses([ActivityTrigger] Mailing<LicenseRun> step, CancellationToken cancellationToken)
    {
        await NoteLicensesToInvoice(step.Input, cancellationToken);
        var (order, lines) = await FindAsync(step.Input, cancellationToken);
        var purchases = await licenses.PurchasesAsync(OrderId.Parse(step.Input.OrderId)!, cancellationToken);
        var delivered = purchases.Any(purchase => purchase.State == PurchaseState.Delivered);
        List<OrderEventKind> events = [];
        List<LicenseMailKind> mails = [];
        if (delivered && order.Value.Licenses == LicenseState.AwaitingVerification)
            events.Add(OrderEventKind.AccountVerified);
        if (purchases.Any(purchase => purchase.State == PurchaseState.Failed))
        {
            events.Add(OrderEventKind.PurchaseFailed);
            mails.Add(new(LicenseMail.PurchaseFailed, LicenseMailReceiver.Customer));
            mails.Add(new(LicenseMail.PurchaseFailed, LicenseMailReceiver.Sales));
        }

        if (delivered)
        {
            events.Add(OrderEventKind.LicensesDelivered);
            mails.Insert(0, new(LicenseMail.Delivered, LicenseMailReceiver.Customer));
        }

        var note = delivered ? order.Value.DeliveryNote ?? await issuing.IssueAsync(order.Value, lines, cancellationToken) : null;
        var settled = await MoveAsync(
            step.Input, delivered ? LicenseState.Delivered : LicenseState.Failed, events, note, cancellationToken);
        var isRefused = !step.IsGivenUp && await mailing.SendAsync(step.ProcessId, order.Value, lines, mails, cancellationToken);
        return new(settled.State == OrderState.Failed, isRefused);
    }

    [Function(nameof(SendLicenseMails))]
    public async Task<Mailed<bool>> SendLicenseMails([ActivityTrigger] Mailing<LicenseMailStep> step, CancellationToken cancellationToken)
    {
        if (step.IsGivenUp)
            return new(true);
        var (order, lines) = await FindAsync(step.Input.Run, cancellationToken);
        return new(true, await mailing.SendAsync(step.ProcessId, order.Value, lines, step.Input.Mails, cancellationToken));
    }

    private async Task<PurchaseSnapshot> BuyAsync(Order order, OrderLine line, CancellationToken cancellationToken)
    {
        try
        {
            var bought = SnapshotOf(line, await purchasing.BuyAsync(order, line, cancellationToken));
            return bought.State == PurchaseState.Issued ? await RecordFirstAsync(order, line, bought, cancellationToken) : bought;
        }
        // Each concerns only this line; the other lines continue.
        catch (VendorUnavailable)
        {
            return SnapshotOf(line, await KnownAsync(order, line, cancellationToken)) with { Unreached = true };
        }
        catch (VendorMisunderstanding e)
        {
            LogMisunderstood(logger, order.Id, line.Number, e.Message);
            return SnapshotOf(line, await KnownAsync(order, line, cancellationToken)) with { Misunderstood = true };
        }
    }

    private async Task<PurchaseSnapshot> RecordFirstAsync(
        Order order, OrderLine line, PurchaseSnapshot issued, CancellationToken cancellationToken)
    {
        try
        {
            var left = await purchasing.RecordAsync(order, line, cancellationToken);
            return left == 0 ? issued with { State = PurchaseState.Delivered } : issued;
        }
        catch (Exception e) when (e is not VendorUnavailable && !cancellationToken.IsCancellationRequested)
        {
            // The process must know in any case what is bought. Recording is tried again in its own activity, and fails there.
            return issued;
        }
    }

    /// <summary>Moves the licenses of an order to their next state. Does nothing when they have reached or passed it.</summary>
    private Task<Order> MoveAsync(
        LicenseRun run,
        LicenseState next,
        IReadOnlyList<OrderEventKind> events,
        IssuedDeliveryNote? note,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return progress.MoveAsync(
            OrderId.Parse(run.OrderId)!,
            order => order.With(next).Succeeded(out var after, out _)
                ? new(after with { DeliveryNote = note ?? after.DeliveryNote }, [.. events.Select(kind => new OrderEvent(now, kind))])
                {
                    Issued = note?.Copies() ?? [],
                }
                : null,
            cancellationToken);
    }

    private static PurchaseSnapshot SnapshotOf(OrderLine line, Purchase? purchase) =>
        new(line.Number, purchase?.State ?? PurchaseState.Begun, purchase?.PurchasedAt?.UtcDateTime);

    private async Task<Purchase?> KnownAsync(Order order, OrderLine line, CancellationToken cancellationToken) =>
        (await licenses.FindPurchaseAsync(OrderId.Parse(order.Id)!, line.Number, cancellationToken))?.Value;

    private async Task<(Stored<Order> Order, IReadOnlyList<OrderLine> Lines)> FindAsync(LicenseRun run, CancellationToken cancellationToken)
    {
        var id = OrderId.Parse(run.OrderId)!;
        var order = await orders.FindAsync(id, cancellationToken) ?? throw new InvalidOperationException("Orders are never deleted.");
        return (order, [.. (await orders.LinesAsync(id, cancellationToken)).Where(line => line.Kind == ProductKind.License)]);
    }

    [LoggerMessage(LogLevel.Error, "Line {Line} of order {Order} cannot be bought; a person must check it: {Reason}")]
    private static partial void LogMisunderstood(ILogger logger, string order, int line, string reason);
}
